"""How often, how long: every number of the log-in in one place. Session times are argued after ASVS 5.0 §7.3, tries
after §6.3.1.
"""

from dataclasses import dataclass
from datetime import timedelta

from home.limits.counting import Limit

MINUTE = 60
HOUR = 60 * MINUTE

# Forms that anybody may send, counted per client address (an IPv6 network of 64 bits counts as one). By the name of
# the view. A class of thirty behind one address can log in at the same moment.
ENTRANCE = {
    "account_login": Limit("log in", 60, 5 * MINUTE),
    "account_signup": Limit("sign up", 20, 10 * MINUTE),
    "account_confirm_email": Limit("confirm an address", 20, 10 * MINUTE),
    "account_reset_password": Limit("ask for a new password", 10, 10 * MINUTE),
    "account_reset_password_from_key": Limit("choose a new password", 20, 10 * MINUTE),
    "account_request_login_code": Limit("ask for a code", 10, 10 * MINUTE),
    "account_confirm_login_code": Limit("enter a code", 15, 10 * MINUTE),
    "accounts:second_factor:ask": Limit("give the second factor", 30, 10 * MINUTE),
    "accounts:passkeys:begin_log_in": Limit("ask for a passkey", 60, 5 * MINUTE),
    "accounts:passkeys:log_in": Limit("log in with a passkey", 60, 5 * MINUTE),
    "accounts:passkeys:begin_second_step": Limit("ask for a passkey after the password", 60, 5 * MINUTE),
    "accounts:passkeys:second_step": Limit("give a passkey after the password", 60, 5 * MINUTE),
    "accounts:lost_device:explain": Limit("ask for help with a lost device", 10, 10 * MINUTE),
    "accounts:lost_device:stop": Limit("stop help with a lost device", 20, 10 * MINUTE),
}
# Forms of which only some answers count: the view says which, with `request.refuse_too_many`.
BY_ANSWER = {
    "cookies:choice": Limit("choose about cookies", 120, 10 * MINUTE),  # each is a row that stays
}
# Forms of somebody who is logged in, counted per account: whoever stole a session has no more tries from elsewhere.
OWN_PAGES = {
    "own_visits:choose": Limit("object to statistics", 30, 10 * MINUTE),  # may leave a row that stays
    "account_reauthenticate": Limit("log in again", 10, 10 * MINUTE),
    "account_change_password": Limit("change the password", 10, 10 * MINUTE),
    "account_set_password": Limit("set a password", 10, 10 * MINUTE),
    "accounts:email": Limit("change the address", 20, 10 * MINUTE),
}

# Each challenge to a passkey is answered once, whatever a session says that two requests have read at the same moment.
PASSKEY_ANSWERS = Limit("answer a challenge", 1, HOUR)

# Wrong passwords for one account from one client address: that address waits, everybody else can still log in.
WRONG_PASSWORDS = Limit("wrong password from one address", 5, 15 * MINUTE)
# And from all addresses together. From then on a right password is not enough by itself: a code by mail comes after it.
# Refusing or delaying would let a stranger keep the owner out.
WRONG_PASSWORDS_FROM_EVERYWHERE = Limit("wrong password from everywhere", 100, 24 * HOUR)

# Mails that anybody can have sent to an address, per kind. What came before this many still works.
UNASKED_MAILS = Limit("mail somebody", 20, HOUR)

LONGEST_PASSWORD = 1000  # characters; a manager makes at most a few hundred, and each one costs time to judge


@dataclass(frozen=True)
class Lifetime:
    """How long a session lasts: without a visit, and whatever happens."""

    idle: timedelta
    whole: timedelta


# A session with nobody logged in holds a log-in under way or an order; without a visit it lasts this long.
VISITOR_IDLE = timedelta(hours=12)
# The cookie ends with the browser; this is for a browser that never closes. NIST 800-63B-4 AAL1: 30 days.
MEMBER = Lifetime(idle=timedelta(days=14), whole=timedelta(days=30))
# Colleagues see other people's data. NIST AAL2: 24 hours and one hour.
STAFF = Lifetime(idle=timedelta(hours=1), whole=timedelta(hours=12))
# How old "last seen" may be before it is written again: a page seldom costs a write, and nothing shows when which was
# read.
SEEN_WITHIN = timedelta(minutes=10)

LOG_INS_KEPT = timedelta(days=730)  # the statement: 24 months
