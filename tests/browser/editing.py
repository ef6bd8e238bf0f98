"""What an editor does in the admin: the real forms, filled in as a person would."""

import re
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page, expect


def find_catalog(page: Page) -> str:
    """The number of the Dutch catalogue, found by walking down the page tree."""
    page.goto("/admin/pages/")
    front = page.locator("main").get_by_role("link", name="Werkflippen").and_(page.locator("[href$='/edit/']"))
    for address in front.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        page.goto(address.removesuffix("edit/"))
        catalog = page.locator("main").get_by_role("link", name="Cursussen", exact=True)
        if catalog.count():
            return re.search(r"\d+", catalog.first.get_attribute("href") or "")[0]
    raise LookupError("No catalogue beneath a front page")


def open_form(page: Page, address: str) -> None:
    """Without saving by itself, which may be under way at the moment that a test saves: people are slower."""
    page.goto(address)
    page.locator("[data-edit-form]").evaluate("form => { form.dataset.controller = 'w-init w-unsaved' }")


def fill(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.locator(f"main [name={name}]").fill(text)


def find_panel(page: Page, name: str) -> Locator:
    return page.locator(f"#panel-child-inhoud-{name}-section")


def write(page: Page, panel: str, text: str) -> None:
    """In the last field of rich text of a panel."""
    field = find_panel(page, panel).get_by_role("textbox").and_(page.locator("[contenteditable=true]")).last
    field.click()
    expect(field).to_be_focused()
    type_text(page, text)


def type_text(page: Page, text: str) -> None:
    """Fields of rich text hand their text to the form a moment later; people do not save that soon."""
    page.keyboard.type(text)
    page.wait_for_function(
        """text => [...new FormData(document.querySelector("[data-edit-form]")).values()]
            .some(value => String(value).includes(text))""",
        arg=text,
    )


def add_block(page: Page, panel: str, text: str, kind: str = "") -> None:
    """At the end, with this text in its first field. A panel with one kind of block asks for none."""
    find_panel(page, panel).locator(".c-sf-add-button").last.click()
    if kind:
        page.get_by_role("option", name=kind, exact=True).last.click()  # the text above has a list of its own
    field = (
        find_panel(page, panel).locator("textarea, [type=text], [contenteditable=true]").and_(page.locator(":focus"))
    )
    expect(field).to_be_empty()
    type_text(page, text)


def choose(page: Page, button: str, *titles: str) -> None:
    """In a list that opens: one that is clicked, or several that are ticked."""
    page.get_by_role("button", name=button).click()
    dialog = page.locator(".modal.in")
    if button.startswith("Kies"):
        dialog.get_by_role("link", name=titles[0], exact=True).click()
    else:
        for title in titles:
            dialog.get_by_role("checkbox", name=title).check()
        dialog.get_by_role("button", name="Selectie bevestigen").click()
    expect(dialog).to_have_count(0)


def press(page: Page, action: str) -> None:
    """A button of the footer, from behind `Meer acties` when it is not the first."""
    page.keyboard.press("Escape")
    button = page.locator("footer").get_by_role("button", name=action)
    if not button.is_visible():
        page.get_by_role("button", name="Meer acties").click()
    button.click()


def save(page: Page, action: str, outcome: str) -> str:
    """Returns the number of the page, from the message that says what happened."""
    press(page, action)
    message = page.locator(".messages .success")
    expect(message).to_contain_text(outcome)
    link = message.locator("a[href$='/edit/']")
    return re.search(r"/pages/(\d+)/", page.url if link.count() == 0 else link.get_attribute("href") or "")[1]


def look_as(page: Page, role: str) -> FrameLocator:
    """The page of the editor that is open, as somebody else sees it."""
    panel = page.locator("[data-side-panel=preview]")
    if not panel.is_visible():
        page.get_by_role("button", name="Toon/verberg voorvertoning").click()
    page.get_by_label("Voorbeeldmodus").select_option(label=role)
    return page.frame_locator("[data-side-panel=preview] iframe").last


def upload(page: Page, address: str, fields: dict[str, str], files: dict[str, Path]) -> None:
    page.goto(address)
    fill(page, **fields)
    for name, path in files.items():
        page.locator(f"main [name={name}]").set_input_files(path)
    page.locator("main form").get_by_role("button", name="Uploaden").click()
