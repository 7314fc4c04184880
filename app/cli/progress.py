"""A progress bar for terminals: one line that is written over and over. Nothing appears anywhere else."""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 24
EVERY = 0.1
"""Seconds between two looks at it."""
FIRST_GUESS = 2.0
"""Seconds after which the time that is left can be foretold."""


class ProgressLine:
    """One line on `stream`, if that is a terminal.

    Parameters
    ----------
    stream
        Where people look; None, as without a console, is no terminal.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._began = time.monotonic()
        self._shown_at = -EVERY
        self._shown = 0  # characters in the line

    def show(self, share: float, text: str) -> None:
        """Show that a `share` in [0, 1] of all is done; `text` says where that is."""
        now = time.monotonic() - self._began
        if self._stream is None or now - self._shown_at < EVERY:
            return
        self._shown_at = now
        bar = "#" * round(share * WIDTH)
        parts = [f"[{bar:-<{WIDTH}}]", f"{share:4.0%}", text]
        if now >= FIRST_GUESS and share > 0:
            parts.append(f"{duration(now / share - now)} left")
        line = "  ".join(parts)
        self._stream.write("\r" + line.ljust(self._shown))
        self._stream.flush()
        self._shown = len(line)

    def clear(self) -> None:
        """Take the line away, so that something else can be printed in its place."""
        if self._stream is not None and self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._stream.flush()
            self._shown = 0
            self._shown_at = -EVERY


def duration(seconds: float) -> str:
    """`12 s`, `3 min 05 s`, `1 h 02 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest:02} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
