"""A run as the table of runs shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from viz.theme import RunStyle

Wish = Literal["visibility", "pin", "rerun", "remove"]
WISHES: tuple[Wish, ...] = ("visibility", "pin", "rerun", "remove")
"""What can be done to a run with the buttons of its row, from left to right."""

NAME, OPTIMIZER, RATE, EPOCH, WEIGHTS, ACTIONS = 0, 1, 2, 3, 4, 8
"""Columns of the name, of what it may say as well, of what other panes show too, and of the buttons."""
MARKER = 22.0
"""Logical pixels before the name, at normal type."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as the table shows it; numbers come as the text to show.

    Parameters
    ----------
    key
        The run, the same whenever it is shown.
    style
        Colour and marker, as in every pane.
    w
        Both weights, in one text.
    to_target
        Epochs that it took to reach the target loss; empty where there is no target.
    ended
        How it ended, or that it runs.
    visible, pinned
        Whether it is drawn, and whether it stays when a new race begins.
    lead
        Whether it is the run whose numbers and curve are shown large. It cannot be removed.
    note
        More about it, over the row.
    """

    key: int
    name: str
    style: RunStyle
    optimizer: str
    lr: str
    epoch: str
    w: str
    loss: str
    to_target: str
    ended: str
    visible: bool
    pinned: bool
    lead: bool
    note: str = ""

    def wishes(self) -> tuple[Wish, ...]:
        """Those of `WISHES` that can be done to it."""
        return tuple(wish for wish in WISHES if wish != "remove" or not self.lead)
