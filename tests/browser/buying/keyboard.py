"""Somebody who has no mouse."""

from playwright.sync_api import Page


def tab_to(page: Page, label: str) -> None:
    """To the field, box, link or button with this name."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(
            "label => { const e = document.activeElement; const named = [...(e.labels || [])]"
            ".map(one => one.textContent).join(' ') || e.textContent; return named.includes(label) }",
            label,
        ):
            return
    raise AssertionError(f"the keyboard never comes to {label}")


def fill_in_by_keyboard(page: Page, answers: dict[str, str]) -> None:
    for label, text in answers.items():
        tab_to(page, label)
        page.keyboard.type(text)


def press(page: Page, label: str) -> None:
    tab_to(page, label)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick_and_send(page: Page, *labels: str) -> None:
    for label in labels[:-1]:
        tab_to(page, label)
        page.keyboard.press("Space")
    press(page, labels[-1])
