"""The pictures in the lessons of the demo: flat, in the tones of the posters, with words of the lesson in them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from ..sharing_image import INK, PAPER, SMOOTHING, SOFT, TONES, load_font

WIDTH, HEIGHT, MARGIN = 1440, 960, 90
SMALL, NORMAL, LARGE = 46, 60, 84  # no smaller: on a telephone the picture is a fifth of its size
PETROL, CREAM, ORANGE = TONES["petrol"]
SUN, SAND, SAGE = (TONES[name][0] for name in ("sun", "sand", "sage"))

Words = dict[str, Any]


class Sheet:
    """What is drawn on it is in pixels of the finished picture."""

    def __init__(self, ground: str = PAPER, height: int = HEIGHT) -> None:
        self.size = WIDTH, height
        self.image = Image.new("RGB", (WIDTH * SMOOTHING, height * SMOOTHING), ground)
        self.pen = ImageDraw.Draw(self.image)

    def fill(self, points: list[tuple[float, float]], tone: str) -> None:
        self.pen.polygon([(x * SMOOTHING, y * SMOOTHING) for x, y in points], fill=tone)

    def box(self, left: float, top: float, width: float, height: float, tone: str) -> None:
        right, bottom = left + width, top + height
        self.fill([(left, top), (right, top), (right, bottom), (left, bottom)], tone)

    def dot(self, x: float, y: float, radius: float, tone: str) -> None:
        self.pen.ellipse([edge * SMOOTHING for edge in (x - radius, y - radius, x + radius, y + radius)], fill=tone)

    def write(self, x: float, y: float, text: str, size: int = NORMAL, tone: str = INK, anchor: str = "ls") -> None:
        """`anchor` as Pillow names it: left, middle or right; at the baseline or the middle of the line."""
        self.pen.text((x * SMOOTHING, y * SMOOTHING), text, fill=tone, font=load_font(size * SMOOTHING), anchor=anchor)

    def finish(self) -> bytes:
        written = BytesIO()
        self.image.resize(self.size, Image.Resampling.LANCZOS).save(written, "PNG")
        return written.getvalue()


def draw_receipt(words: Words) -> Sheet:
    """A slip of paper with a torn edge: lines with an amount behind them, or without."""
    sheet, left, right, bottom = Sheet(SAND), 260, WIDTH - 260, HEIGHT - 90
    teeth = [(right - (right - left) * step / 24, bottom - step % 2 * 26) for step in range(25)]
    sheet.fill([(left, 60), (right, 60), *teeth], "#ffffff")
    sheet.write(WIDTH / 2, 190, words["heading"], LARGE, PETROL, "ms")
    for row, (text, *amounts) in enumerate(words["lines"]):
        sheet.write(left + 60, 320 + row * 96, text, SMALL + 4)
        for amount in amounts:
            sheet.write(right - 60, 320 + row * 96, amount, SMALL + 4, anchor="rs")
    if total := words.get("total"):
        sheet.box(left + 60, 690, right - left - 120, 5, INK)
        sheet.write(left + 60, 790, total[0], NORMAL + 6)
        sheet.write(right - 60, 790, total[1], NORMAL + 6, "#b23a1e", "rs")
    return sheet


def draw_day(words: Words) -> Sheet:
    """Days cut in half hours, one row each. A letter stands in every piece, so that no colour has to be told apart."""
    sheet = Sheet()
    tones = dict(zip(words["letters"], (PETROL, SUN, ORANGE, SAND, SAGE), strict=True))
    width = (WIDTH - 2 * MARGIN) / max(len(row["hours"]) for row in words["rows"])
    for number, row in enumerate(words["rows"]):
        top = 130 + number * 400
        sheet.write(MARGIN, top + 60, row["label"], NORMAL)
        for place, letter in enumerate(row["hours"]):
            sheet.box(MARGIN + place * width, top + 110, width - 6, 200, tones[letter])
            ink = CREAM if letter == words["letters"][0] else INK
            sheet.write(MARGIN + (place + 0.5) * width - 3, top + 210, letter, SMALL + 4, ink, "mm")
    return sheet


def draw_middle(words: Words) -> Sheet:
    """Numbers as dots on a line, with the middle one and the average pointed out."""
    sheet, line = Sheet(), 700
    step = (WIDTH - 2 * MARGIN) / (max(words["numbers"]) + 1)
    sheet.box(MARGIN, line, WIDTH - 2 * MARGIN, 6, INK)
    for value in sorted(set(words["numbers"])):
        x = MARGIN + value * step
        for height in range(words["numbers"].count(value)):
            sheet.dot(x, line - 36 - height * 62, 27, ORANGE if value == max(words["numbers"]) else PETROL)
        sheet.write(x, line + 70, str(value), SMALL, SOFT, "ms")
    for mark, top, end in ((words["middle"], 190, line - 210), (words["average"], 360, line)):
        x = MARGIN + mark["at"] * step
        sheet.box(x - 3, top + 24, 6, end - top - 24, INK)
        sheet.write(x - 3, top, mark["label"])
    sheet.write(WIDTH - MARGIN, line + 160, words["axis"], SMALL, SOFT, "rs")
    return sheet


def draw_stairs(words: Words) -> Sheet:
    """Steps that go up to the right, each with its number and what it says."""
    sheet, count = Sheet(SAGE), len(words["steps"])
    rise, run = (HEIGHT - 160) / count, (WIDTH - 2 * MARGIN) / (count + 3)
    for number, text in enumerate(words["steps"]):
        left, top = number * run, HEIGHT - (number + 1) * rise
        sheet.box(left, top, WIDTH - left, rise - 8, PETROL)
        sheet.write(left + MARGIN, top + rise / 2, f"{number + 1}", LARGE, SUN, "lm")
        sheet.write(left + MARGIN + 90, top + rise / 2, text, NORMAL, CREAM, "lm")
    return sheet


def draw_name(words: Words) -> Sheet:
    """The parts of a name beside each other, and what each of them is."""
    sheet, gap = Sheet(height=640), 18
    lengths = [max(len(part), len(what)) + 1 for part, what in words["parts"]]
    unit = (WIDTH - 2 * MARGIN - gap * (len(lengths) - 1)) / sum(lengths)
    left = float(MARGIN)
    for (part, what), length, tone in zip(words["parts"], lengths, (SUN, SAND, SAGE, ORANGE), strict=False):
        sheet.box(left, 240, length * unit, 200, tone)
        sheet.write(left + length * unit / 2, 340, part, NORMAL, INK, "mm")
        sheet.write(left + length * unit / 2, 530, what, SMALL, SOFT, "ms")
        left += length * unit + gap
    sheet.write(MARGIN, 150, words["before"], SMALL, SOFT)
    return sheet


DRAWINGS: dict[str, Callable[[Words], Sheet]] = {
    "receipt": draw_receipt,
    "day": draw_day,
    "middle": draw_middle,
    "stairs": draw_stairs,
    "name": draw_name,
}
