"""`python -m tests.bench.make_sized_pages` makes content pages of several sizes, and prints their addresses."""

import django

if __name__ == "__main__":
    django.setup()

from home.pages.models import ContentPage, HomePage

SIZES = (1, 40, 120)  # thousands of characters of text, beside the page around it
WORDS = "Je overlegt nog maar half zo lang. " * 29  # about a thousand characters


def main() -> None:
    home = HomePage.objects.get(locale__language_code="nl")
    for size in SIZES:
        body = [("paragraph", f"<p>{WORDS}</p>")] * size
        page = home.add_child(instance=ContentPage(title=f"Pagina van {size} kB", body=body))
        page.save_revision().publish()
        print(page.url)


if __name__ == "__main__":
    main()
