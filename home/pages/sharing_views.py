from functools import partial

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from courses.models import CatalogPage, CoursePage
from home.identity.models import Organisation

from .sharing_image import draw_sharing_image, tag_sharing_image

A_DAY = 60 * 60 * 24


@require_safe
def show_sharing_image(request: HttpRequest, catalogue: str, course: str) -> HttpResponse:
    """The picture of a published course: drawn once, and sent only to who does not have it yet."""
    parent = CatalogPage.objects.live().public().filter(slug=catalogue, locale=Locale.get_active()).first()
    page = parent and CoursePage.objects.child_of(parent).live().public().for_cards().filter(slug=course).first()
    if not page:
        raise Http404
    texts = {
        "title": page.title,
        "slug": page.slug,
        "subject": page.topic_slug or "",
        "company": Organisation.load(request_or_site=request).name,
    }
    tag = tag_sharing_image(*texts.values())
    response = get_conditional_response(request, etag=tag)
    if response is None:
        picture = cache.get_or_set(f"sharing-image:{tag}", partial(draw_sharing_image, **texts), A_DAY)
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
