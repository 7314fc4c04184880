"""A network's text taken apart at its hyphens, `784-32-ReLU-Dropout(0.5)-10`, and put together again.

Nothing here knows which layers there are: what a part means is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HYPHEN = re.compile(r"[-–−→](?![^(]*\))")
_CALL = re.compile(r"([^()]*?)\s*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the text: `Dropout(0.5)` is kind "Dropout", argument "0.5"; `32` has no kind."""

    kind: str
    argument: str = ""

    def __str__(self) -> str:
        if not self.kind:
            return self.argument
        return f"{self.kind}({self.argument})" if self.argument else self.kind


def take_apart(text: str) -> list[Part]:
    """The parts of a network's text, the input first; what cannot be understood is a kind of its own.

    >>> take_apart("784 - 32 - ReLU - Dropout(0.5) - 10")[2:4]
    [Part(kind='ReLU', argument=''), Part(kind='Dropout', argument='0.5')]
    """
    parts = []
    for word in (word.strip() for word in _HYPHEN.split(text)):
        call = _CALL.fullmatch(word)
        if call is not None:
            parts.append(Part(call[1], call[2].strip()))
        elif word and word[0].isdigit():
            parts.append(Part("", word))
        else:
            parts.append(Part(word))
    return parts


def put_together(parts: list[Part]) -> str:
    """The text of these parts: the inverse of `take_apart`, but for spaces and kinds of hyphens."""
    return "-".join(map(str, parts))


def moved(parts: list[Part], place: int, by: int) -> list[Part]:
    """The parts with one of them `by` places further; the first, the input, and the ends hold.

    >>> [str(part) for part in moved(take_apart("784-32-ReLU-10"), 2, -1)]
    ['784', 'ReLU', '32', '10']
    """
    goal = place + by
    if not (0 < place < len(parts) and 0 < goal < len(parts)):
        return list(parts)
    result = list(parts)
    result.insert(goal, result.pop(place))
    return result


def where_to_add(parts: list[Part]) -> int:
    """The place before the last fully connected layer, the outputs; the end where there is none."""
    return next((k for k in range(len(parts) - 1, 0, -1) if not parts[k].kind), len(parts))
