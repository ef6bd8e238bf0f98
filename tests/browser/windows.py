"""Chromium, and windows in it that remember what went wrong."""

import shutil
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, expect

PATIENCE = 15_000  # milliseconds, for what a click asks for and for what a page then shows
NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: Chromium has none for root, and build machines run as root. The others keep it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# As somebody's own Chromium says it; without a screen it calls itself headless, and robots are not counted.
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36"
expect.set_options(timeout=PATIENCE)


def launch_chromium(playwright: Playwright, *more: str) -> Browser:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise FileNotFoundError("Chromium is missing: tests/install_programs says how to get it")
    return playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *more])


@dataclass
class Window:
    """A window of somebody without a past: no cookies, nothing kept. `complaints` is empty while all goes well."""

    context: BrowserContext
    address: str
    complaints: list[str] = field(default_factory=list)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        self.page.on("request", self._watch)

    def open(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium also reports the page itself when it is a 404, which some tests ask for.
        is_the_page_itself = message.location["url"] == self.page.url and "Failed to load resource" in message.text
        if message.type in {"error", "warning"} and not is_the_page_itself:
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "about:")):
            self.complaints.append(f"asks somebody else: {request.url}")


def open_window(
    browser: Browser, address: str, *, width: int = 1280, dark: bool = False, javascript: bool = True
) -> Window:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
        locale="nl-NL",
        user_agent=AGENT.format(version=browser.version),
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    return Window(context, address)
