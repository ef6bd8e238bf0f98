"""A device in words that its owner knows. What a browser says of itself is much longer, and is kept nowhere."""

# The first that is found counts: many name others that they resemble.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
]


def describe_device(user_agent: str) -> tuple[str, str]:
    """Browser and system; "" for what is not known here."""
    return find_name(user_agent, BROWSERS), find_name(user_agent, SYSTEMS)


def find_name(user_agent: str, names: list[tuple[str, str]]) -> str:
    return next((name for sign, name in names if sign in user_agent), "")
