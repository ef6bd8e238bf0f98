"""Words that others typed, made fit for one cell of a table: on one line, and read in the order they are written."""

from typing import Any

# Marks that turn the order of reading around (Unicode TR9) make a name, and what stands beside it, read as another.
TURNING = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
BREAKING = {*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029}
REPLACEMENTS = dict.fromkeys(BREAKING, " ") | dict.fromkeys(TURNING, None)


def write_plainly(value: Any) -> Any:
    """Text without line breaks, control characters and marks of direction; anything else as it is."""
    return " ".join(value.translate(REPLACEMENTS).split()) if isinstance(value, str) else value
