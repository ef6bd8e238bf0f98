"""What browsers may do with our pages, and what they keep of them. `base` takes all of it over."""

from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF, UNSAFE_HASHES

environment = environ.Env()

COOKIE_CONSENT_NAME = "cookie_consent"
COOKIE_CONSENT_MAX_AGE = 60 * 60 * 24 * 184  # never less than half a year
COOKIE_CONSENT_HTTPONLY = False  # our own script reads it, so that pages stay the same for everybody

# Who counts instead of us, plausible://HOST/SITE or matomo://HOST/NUMBER: our own script tells that host, and no other.
STATISTICS_URL = environment.str("STATISTICS_URL", default="")
STATISTICS_ORIGINS = [f"https://{urlsplit(STATISTICS_URL).netloc}"] if STATISTICS_URL else []

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, *STATISTICS_ORIGINS],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# The admin's own: previews are frames of the same site, and a picture is shown before it is uploaded. No inline script
# either (home/pages/inline_scripts.py); styles that its scripts make carry a nonce (static/js/admin/own_styles.js).
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    # `ontouchstart="return;"`, by which Wagtail's frame on a picture (Jcrop) asks whether a screen can be touched.
    "script-src-attr": [UNSAFE_HASHES, "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"],
    "style-src": [SELF, NONCE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
X_FRAME_OPTIONS = "DENY"  # Wagtail opens its previews to frames of the same site itself
