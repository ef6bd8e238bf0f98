"""Who logs in, with what, and what their browser keeps of it. `base` takes all of it over."""

import environ
from django.core.exceptions import ImproperlyConfigured

environment = environ.Env()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["members.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = ["members.accounts.hashing.MeasuredBCryptSHA256"]
BCRYPT_ROUNDS = environment.int("BCRYPT_ROUNDS", default=12)  # one more takes twice as long
if BCRYPT_ROUNDS < 12:
    raise ImproperlyConfigured("BCRYPT_ROUNDS must be 12 or more")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "members.accounts.passwords.UnlikeTheirDetails"},
    {"NAME": "members.accounts.passwords.RightLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "members.accounts.passwords.NotCommon"},
    {"NAME": "members.accounts.passwords.HardToGuess"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # it keeps addresses and is not exact: see members/accounts/limits.py for ours
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # seconds: ASVS 5.0 6.5.5; a mail may take a while
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds; long enough to find a telephone
ACCOUNT_ADAPTER = "members.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "members.accounts.forms.SignupForm",
    "login": "members.accounts.wording.LoginForm",
    "request_login_code": "members.accounts.wording.RequestLoginCodeForm",
    "confirm_login_code": "members.accounts.wording.ConfirmLoginCodeForm",
    "reset_password": "members.accounts.wording.ResetPasswordForm",
    "reset_password_from_key": "members.accounts.wording.ResetPasswordKeyForm",
    "change_password": "members.accounts.wording.ChangePasswordForm",
    "reauthenticate": "members.accounts.second_factor.forms.ReauthenticateForm",
}

# Encrypt what the site must read again, 64 hexadecimal digits each: the first seals, the ones behind it still open.
SECRETS_KEYS = environment.list("SECRETS_KEY", default=[])
RECOVERY_CODE_COST = 2**14  # scrypt's n

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_ENGINE = "members.accounts.sessions.store"  # how long they last: members/accounts/limits.py
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # as the cookie page says
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "home.pages.views.refuse_forged_form"
