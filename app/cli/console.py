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
    "∂": "d",
    "“": '"',
    "”": '"',
    "’": "'",
}
"""How mathematics is typed where it cannot be printed, so that no number loses its sign."""

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))


def _in_plain_text(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text, start = error.object, error.start
    if text[start] not in SUPERSCRIPTS:
        return PLAIN.get(text[start], "?"), start + 1
    end = start
    while end < len(text) and text[end] in SUPERSCRIPTS:
        end += 1
    # The caret belongs before the whole exponent, of which some digits (¹ ² ³) may have been printable.
    caret = "" if start and text[start - 1] in SUPERSCRIPTS else "^"
    return caret + "".join(SUPERSCRIPTS[digit] for digit in text[start:end]), end


codecs.register_error("lossland.plain", _in_plain_text)


def make_safe(*streams: TextIO | None) -> None:
    """Let `streams` write any text: what their encoding lacks is written in plain letters, or as `?`."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="lossland.plain")
