"""The picture that other sites show when somebody shares a page: a poster, its title, and whose it is.

A course has its own poster, drawn from the same paths, so that both are always the same. Nothing but public text is in
it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from .covers import HEIGHT, WIDTH, choose_tones, compose

SIZE = (1200, 630)
PAPER, INK, SOFT, ACCENT = "#fbf7f0", "#1b2430", "#4b5563", "#b23a1e"
# The tones of static/css/components/cover.css: ground, form, back.
TONES = {
    "petrol": ("#0f5c5c", "#f4e4c8", "#ef7b52"),
    "tomato": ("#c94a2b", "#fbe6d3", "#1f2c3f"),
    "sun": ("#f5bd57", "#1f4a4c", "#fbf3e4"),
    "ink": ("#22304a", "#ffcf85", "#79bdb5"),
    "sand": ("#e8d8ba", "#b23a1e", "#0f5c5c"),
    "sage": ("#a9c2ac", "#1f3f45", "#fbeedb"),
}
FONT = Path(settings.REPOSITORY) / "static" / "fonts" / "bricolage-grotesque-700.woff2"
SMOOTHING = 2  # drawn larger and made smaller, which softens the edges
MARGIN, TEXT_WIDTH = 72, 480
TITLE_SIZES = (76, 66, 58, 50, 42)
MOST_LINES = 6
PIECES = re.compile(r"[MHVLhvlaz]|-?\d+(?:\.\d+)?")
LENGTHS = {"M": 2, "L": 2, "l": 2, "H": 1, "h": 1, "V": 1, "v": 1, "a": 7, "z": 0}
ARC_STEPS = 24

Point = tuple[float, float]


def draw_sharing_image(*, title: str, slug: str, subject: str, company: str) -> bytes:
    """A PNG of 1200 × 630."""
    title, company = keep_printable(title), keep_printable(company)
    image = Image.new("RGB", SIZE, PAPER)
    poster = draw_poster(slug, subject)
    image.paste(poster, (SIZE[0] - poster.width, 0))
    draw = ImageDraw.Draw(image)
    font, lines = fit_title(title)
    draw.multiline_text((MARGIN, MARGIN), "\n".join(lines), font=font, fill=INK, spacing=font.size * 0.18)
    name = load_font(34)
    draw.rectangle((MARGIN, SIZE[1] - 128, MARGIN + 56, SIZE[1] - 122), fill=ACCENT)
    draw.text((MARGIN, SIZE[1] - 108), company[:40], font=name, fill=SOFT)
    answer = BytesIO()
    image.save(answer, "PNG")
    return answer.getvalue()


def load_font(size: int) -> ImageFont.FreeTypeFont:
    """Laid out simply: the other way, Raqm, is not on every machine and refuses some signs."""
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def keep_printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def tag_sharing_image(*texts: str) -> str:
    """Changes whenever the picture would."""
    return '"' + sha256("\0".join((*texts, *map(str, TONES.items()))).encode()).hexdigest()[:32] + '"'


def fit_title(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size at which the title fits; what fits at none is cut off."""
    for size in TITLE_SIZES:
        font = load_font(size)
        lines = break_lines(title, font)
        if len(lines) <= MOST_LINES - (size > 60) and all(font.getlength(line) <= TEXT_WIDTH for line in lines):
            return font, lines
    kept = [shorten(line, font) for line in lines[:MOST_LINES]]
    return font, kept


def break_lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= TEXT_WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def shorten(line: str, font: ImageFont.FreeTypeFont) -> str:
    while font.getlength(line) > TEXT_WIDTH:
        line = line[:-1]
    return line


def draw_poster(slug: str, subject: str) -> Image.Image:
    """As high as the picture, cut on both sides to a little less than half its width."""
    tones = dict(zip("abc", TONES[choose_tones(subject)], strict=True))
    factor = SIZE[1] / HEIGHT * SMOOTHING
    canvas = Image.new("RGB", (round(WIDTH * factor), SIZE[1] * SMOOTHING), tones["a"])
    draw = ImageDraw.Draw(canvas)
    shapes, is_mirrored = compose(slug)
    for tone, path in shapes:
        for polygon in trace(path):
            points = [((WIDTH - x if is_mirrored else x) * factor, y * factor) for x, y in polygon]
            draw.polygon(points, fill=tones[tone])
    width = round(SIZE[0] * 0.48) * SMOOTHING
    left = (canvas.width - width) // 2
    cut = canvas.crop((left, 0, left + width, canvas.height))
    return cut.resize((cut.width // SMOOTHING, SIZE[1]), Image.Resampling.LANCZOS)


def trace(path: str) -> Iterator[list[Point]]:
    """The polygons of an SVG path that uses the commands of the posters only; arcs become short lines."""
    points: list[Point] = []
    for command, numbers in read_commands(path):
        if command == "M" and points:
            yield points
        if command == "M":
            points = []
        if command == "z":
            yield points
            points = []
        else:
            points += follow(command, numbers, points[-1] if points else (0.0, 0.0))
    if points:
        yield points


def read_commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """A command may be followed by the numbers of several."""
    command, numbers = "", list[float]()
    for piece in PIECES.findall(path.replace("-", " -")):
        if piece in LENGTHS:
            command, numbers = piece, []
            if piece == "z":
                yield "z", []
        else:
            numbers.append(float(piece))
            if len(numbers) == LENGTHS[command]:
                yield command, numbers
                numbers = []


def follow(command: str, numbers: list[float], start: Point) -> list[Point]:
    x, y = start
    match command, numbers:
        case "M" | "L", [to_x, to_y]:
            return [(to_x, to_y)]
        case "l", [by_x, by_y]:
            return [(x + by_x, y + by_y)]
        case "H", [to_x]:
            return [(to_x, y)]
        case "h", [by_x]:
            return [(x + by_x, y)]
        case "V", [to_y]:
            return [(x, to_y)]
        case "v", [by_y]:
            return [(x, y + by_y)]
        case "a", [radius, _, _, _, sweep, by_x, by_y]:
            return bend(start, (x + by_x, y + by_y), radius, clockwise=bool(sweep))
    raise ValueError(f"no such command in a poster: {command}")


def bend(start: Point, end: Point, radius: float, *, clockwise: bool) -> list[Point]:
    """Along a circle, the shorter way round; SVG's y points down, so a positive sweep is clockwise to the eye."""
    (x1, y1), (x2, y2) = start, end
    half = math.dist(start, end) / 2
    away = math.sqrt(max(radius**2 - half**2, 0)) / (2 * half) * (1 if clockwise else -1)
    centre_x, centre_y = (x1 + x2) / 2 - (y2 - y1) * away, (y1 + y2) / 2 + (x2 - x1) * away
    first = math.atan2(y1 - centre_y, x1 - centre_x)
    turn = math.atan2(y2 - centre_y, x2 - centre_x) - first
    turn = turn % math.tau if clockwise else -(-turn % math.tau)
    angles = (first + turn * step / ARC_STEPS for step in range(1, ARC_STEPS + 1))
    return [(centre_x + radius * math.cos(angle), centre_y + radius * math.sin(angle)) for angle in angles]
