"""The posters of the courses: flat compositions that are drawn, not stored, and always the same for the same course.

The subject gives the pair of tones, the slug the composition. Nothing of either text ends up in the picture.
"""

from collections.abc import Callable
from hashlib import sha256

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

TONES = ("petrol", "sun", "tomato", "sage", "ink", "sand")
WIDTH, HEIGHT = 300, 200
# Which bytes of the hash decide; chosen so that the courses of the demo show compositions that differ.
COMPOSITION_DIE, MIRROR_DIE = 25, 1
MIRRORED = format_html(' transform="matrix(-1 0 0 1 {} 0)"', WIDTH)

Dice = bytes
Shape = tuple[str, str]
"""A tone (a: the ground, b: the form, c: the back that shows) and the path drawn in it."""


def draw_cover(*, slug: str, subject: str) -> SafeString:
    """At most 1.5 kB of SVG without style attributes, so that a strict Content-Security-Policy lets it through."""
    shapes, is_mirrored = compose(slug)
    return format_html(
        '<svg class="cover cover--{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false"><g{}>{}</g></svg>',
        choose_tones(subject),
        WIDTH,
        HEIGHT,
        MIRRORED if is_mirrored else "",
        format_html_join("", '<path class="cover__{}" d="{}"/>', shapes),
    )


def compose(slug: str) -> tuple[list[Shape], bool]:
    """The shapes, and whether they are mirrored."""
    dice = sha256(slug.encode()).digest()
    return COMPOSITIONS[dice[COMPOSITION_DIE] % len(COMPOSITIONS)](dice[2:]), bool(dice[MIRROR_DIE] % 2)


def choose_tones(subject: str) -> str:
    return TONES[sum(subject.encode()) % len(TONES)]


def fold_corner(dice: Dice) -> list[Shape]:
    """A card whose corner is turned far over."""
    left, top, fold = 40 + dice[0] % 3 * 20, 20 + dice[1] % 2 * 10, 60 + dice[2] % 4 * 15
    right, bottom = left + 190, 200 - top
    return [
        ("b", f"M{left} {top}H{right}V{bottom - fold}L{right - fold} {bottom}H{left}z"),
        ("c", f"M{right} {bottom - fold}H{right - fold}V{bottom}z"),
    ]


def set_half_circles(dice: Dice) -> list[Shape]:
    """Six half circles on tiles, each turned its own way."""
    turns = ("M{x} {y}h100a50 50 0 0 1-100 0", "M{x} {y}v100a50 50 0 0 0 0-100", "M{x} {z}h100a50 50 0 0 0-100 0")
    corners = [(index % 3 * 100, index // 3 * 100) for index in range(6)]
    halves = [turns[die % 3].format(x=x, y=y, z=y + 100) for (x, y), die in zip(corners, dice, strict=False)]
    turned = halves.pop(dice[6] % 6)
    return [("b", "".join(halves)), ("c", turned)]


def cross_diagonals(dice: Dice) -> list[Shape]:
    """Bands that change direction at a fold."""
    fold = 100 + dice[0] % 3 * 50
    rest = WIDTH - fold
    bands = [f"M0 {top}l{fold}-{fold} {rest} {rest}v36l-{rest}-{rest}-{fold} {fold}z" for top in range(-100, 400, 75)]
    turned = bands.pop(2 + dice[1] % 3)
    return [("b", "".join(bands)), ("c", turned)]


def climb_stairs(dice: Dice) -> list[Shape]:
    """Steps going up, and the one you stand on turned over."""
    count = 5 + dice[0] % 2
    width, rise = WIDTH / count, 30
    steps = "".join(f"V{HEIGHT - rise * (step + 1)}h{width:g}" for step in range(count))
    turned = 1 + dice[1] % (count - 1)
    x, y = width * turned, HEIGHT - rise * (turned + 1)
    return [("b", f"M0 {HEIGHT}{steps}V{HEIGHT}z"), ("c", f"M{x:g} {y}h{width:g}L{x:g} {y + width:g}z")]


def turn_tile(dice: Dice) -> list[Shape]:
    """A field of tiles, one of which stands on its point."""
    across, down = 1 + dice[0] % 4, 1 + dice[1] % 2
    tiles = "".join(
        f"M{x * 50 + 8} {y * 50 + 8}h34v34h-34z" for y in range(4) for x in range(6) if (x, y) != (across, down)
    )
    return [("b", tiles), ("c", f"M{across * 50 + 25} {down * 50 - 9}l34 34-34 34-34-34z")]


def draw_arcs(dice: Dice) -> list[Shape]:
    """Quarter circles around a corner, like the edges of pages."""
    tones = ("b", "a", "c", "a", "b") if dice[0] % 2 else ("b", "a", "b", "a", "c")
    radii = range(200, 0, -40)
    return [(tone, f"M0 {HEIGHT}V{HEIGHT - r}a{r} {r} 0 0 1 {r} {r}z") for tone, r in zip(tones, radii, strict=True)]


def lay_quilt(dice: Dice) -> list[Shape]:
    """Tiles cut in two along a diagonal."""
    halves = ("h100v100z", "h100l-100 100z", "v100h100z")
    tiles = [f"M{index % 3 * 100} {index // 3 * 100}{halves[dice[index] % 3]}" for index in range(6)]
    turned = tiles.pop(dice[6] % 6)
    return [("b", "".join(tiles)), ("c", turned)]


def open_book(dice: Dice) -> list[Shape]:
    """Two leaves that meet at the spine, each in its own tone."""
    spine, lean, wide = 130 + dice[0] % 3 * 20, 15 + dice[1] % 3 * 10, 80 + dice[2] % 2 * 20
    return [
        ("b", f"M{spine} {15 + lean}L{spine - wide} 15V{180 - lean}L{spine} 180z"),
        ("c", f"M{spine} {15 + lean}L{spine + wide} 15V{180 - lean}L{spine} 180z"),
    ]


COMPOSITIONS: tuple[Callable[[Dice], list[Shape]], ...] = (
    fold_corner,
    set_half_circles,
    cross_diagonals,
    climb_stairs,
    turn_tile,
    draw_arcs,
    lay_quilt,
    open_book,
)
