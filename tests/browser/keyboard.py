"""Somebody who has no mouse. At every step they see where they are: it has an outline, and nothing covers it."""

from playwright.sync_api import Locator, Page

MOST_STEPS = 120  # between the top of a page and anything on it
NAMED = """(element, label) => {
    if (element === document.body) return false;
    const words = [...(element.labels || [])].map(one => one.textContent).join(" ") || element.textContent;
    return words.includes(label);
}"""
# What is wrong with how the focus looks; empty when all is well, and outside the page.
UNSEEN = """() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return "";
    const isOutlined = (element, part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    };
    const around = [focused];
    while (around.at(-1).parentElement) around.push(around.at(-1).parentElement);
    if (!isOutlined(focused, "::after") && !around.some(element => isOutlined(element))) return "has no outline";
    const [{ left, top, width, height }] = focused.getClientRects();
    const [x, y] = [left + width / 2, Math.min(Math.max(top, 0) + Math.min(height, innerHeight) / 2, innerHeight - 1)];
    const above = document.elementFromPoint(x, y);
    if (!above) return "is outside the window";
    const isOwn = focused.contains(above) || [...(focused.labels || [])].some(label => label.contains(above));
    return isOwn ? "" : `is covered by ${above.outerHTML.slice(0, 100)}`;
}"""


def step(page: Page, key: str = "Tab") -> None:
    page.keyboard.press(key)
    fault = page.evaluate(UNSEEN)
    assert not fault, f"{page.evaluate('document.activeElement.outerHTML')[:200]} {fault}"


def walk_to(page: Page, target: Locator) -> None:
    for _step in range(MOST_STEPS):
        if target.evaluate_all("elements => elements.includes(document.activeElement)"):
            return
        step(page)
    raise AssertionError(f"the keyboard never comes to {target}")


def tab_to(page: Page, label: str) -> None:
    """To the next field, box, link or button with this name."""
    for _step in range(MOST_STEPS):
        step(page)
        if page.evaluate(f"label => ({NAMED})(document.activeElement, label)", label):
            return
    raise AssertionError(f"the keyboard never comes to {label}")


def fill_in_by_keyboard(page: Page, answers: dict[str, str]) -> None:
    for label, text in answers.items():
        tab_to(page, label)
        page.keyboard.type(text)


def press(page: Page, label: str) -> None:
    tab_to(page, label)
    enter(page)


def choose_from_menu(page: Page, label: str) -> None:
    """Where it is a sheet behind a button, as on a phone."""
    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    press(page, label)


def enter(page: Page) -> None:
    """What has the focus leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick_and_send(page: Page, *labels: str) -> None:
    for label in labels[:-1]:
        tab_to(page, label)
        page.keyboard.press("Space")
    press(page, labels[-1])
