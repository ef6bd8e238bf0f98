"""A recording for the demo: a bowl that is struck, a silence, and the bowl again."""

from __future__ import annotations

import math
import wave
from array import array
from io import BytesIO

RATE = 8000  # samples a second; the highest tone of the bowl is far below half of it
LOUDEST = 120  # of 127: the samples are bytes around 128
RINGING = 6  # seconds until a stroke has died away
# What sounds together when a bowl is struck: how high (Hz), how loud, and how fast it fades.
PARTIALS = ((220.0, 0.5, 0.7), (587.0, 0.3, 1.1), (1108.0, 0.2, 1.9))


def record_silence(seconds: int, strokes_at_end: int) -> bytes:
    """A WAV of this many seconds between the first stroke and the last ones, which follow each other after two."""
    moments = [0, *(seconds + 2 * number for number in range(strokes_at_end))]
    samples = array("B", [128]) * ((moments[-1] + RINGING) * RATE)
    bowl = strike_bowl()
    for moment in moments:
        start = moment * RATE
        for place, value in enumerate(bowl):
            samples[start + place] = min(255, max(0, samples[start + place] + value))
    return write_wave(samples)


def strike_bowl() -> list[int]:
    """How far each sample swings from the middle."""
    times = [place / RATE for place in range(RINGING * RATE)]
    return [
        round(
            LOUDEST * sum(share * math.exp(-fade * t) * math.sin(math.tau * tone * t) for tone, share, fade in PARTIALS)
        )
        for t in times
    ]


def write_wave(samples: array[int]) -> bytes:
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return written.getvalue()
