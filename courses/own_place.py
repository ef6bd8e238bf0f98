"""What readers keep for themselves lives in their browser (static/js/own_place.js). All the site does is say so."""

from django.utils.translation import gettext_lazy as _

from legal.cookies.register import BrowserStorage

STORAGE = BrowserStorage(
    name="werkflippen.own-place",
    description=_("Je vinkjes, notities en leesplekken bij de lessen, als je ze bewaart."),
    kept_for=_("Tot je ze wist, op de pagina van een cursus, in je account of bij het uitloggen"),
)
