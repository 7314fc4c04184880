"""Text for consoles that cannot show everything: a cp1252 pipe must not crash on Hangul or a λ."""

from __future__ import annotations

import codecs
import io
from typing import TextIO

PLAIN = {
    "−": "-",
    "×": "x",
    "·": "*",
    "λ": "lambda",
    "β": "beta",
    "∞": "inf",
    "Σ": "sum",
    "ŷ": "yhat",
    "²": "^2",
    "∂": "d",
    "“": '"',
    "”": '"',
    "’": "'",
} | dict(zip("⁰¹³⁴⁵⁶⁷⁸⁹⁻", "013456789-", strict=True))
"""How mathematics is typed where it cannot be printed, so that no number loses its sign or exponent."""


def _in_plain_text(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    cannot = error.object[error.start : error.end]
    return "".join(PLAIN.get(character, "?") for character in cannot), error.end


codecs.register_error("lossland.plain", _in_plain_text)


def make_safe(*streams: TextIO | None) -> None:
    """Let `streams` write any text: what their encoding lacks is written in plain letters, or as `?`."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="lossland.plain")
