"""Under which names networks are saved: such as lead nowhere else, on any system."""

from __future__ import annotations

import re

from engine.errors import InputError

MOST_LETTERS = 64
"""Letters of a name."""
_NAME = re.compile(r"\w(?:[\w .-]*\w)?")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def check_name(name: str) -> str:
    """Return a name that a network may be saved under.

    Raises
    ------
    InputError
        `store-name` if it is empty, too long, reserved by a system, or has other signs than letters,
        digits, spaces, dots, hyphens and underscores: it could lead out of the folder.
    """
    if len(name) > MOST_LETTERS or not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise InputError("store-name", name=name[:MOST_LETTERS], most=MOST_LETTERS)
    return name


def name_for(title: str) -> str:
    """A name that a network with this title may be saved under, as like the title as can be.

    >>> name_for("0, 1 or 2"), name_for("784-32-ReLU-Dropout(0.5)-10 (1)"), name_for("?")
    ('0 1 or 2', '784-32-ReLU-Dropout 0.5 -10 1', 'network')
    """
    name = " ".join(re.sub(r"[^\w .-]", " ", title).split())[:MOST_LETTERS].strip(" .-")
    return name if _NAME.fullmatch(name) and not _RESERVED.fullmatch(name) else "network"
