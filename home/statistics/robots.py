"""Who is not somebody reading. Looked at and forgotten: nothing of these headers is kept."""

import re

from django.http import HttpRequest

# Programs that say what they are. CUBOT makes telephones.
ROBOT = re.compile(
    r"(?<!cu)bot(?![a-z])|crawl|spider|slurp|scrap|headless|lighthouse|phantom|selenium|playwright|puppeteer"
    r"|facebookexternalhit|archiver|validator|monitor|uptime|pingdom"
)


def is_robot(request: HttpRequest) -> bool:
    """Every browser calls itself Mozilla; whoever does not is a program."""
    agent = request.headers.get("User-Agent", "")
    return not agent.startswith("Mozilla/") or ROBOT.search(agent.lower()) is not None


def is_fetched_ahead(request: HttpRequest) -> bool:
    """By a browser that guesses which page will be asked for; it sends one of these with all that it asks for."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" in purpose or "prerender" in purpose
