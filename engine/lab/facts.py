"""What is known of a saved network, as the small JSON beside its weights."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from engine.errors import InputError

FORMAT = "lossland-network"
VERSION = 1
"""Of the description's own form; grows when an older program could no longer read it rightly."""
MOST_TEXT = 500
"""Letters of any text in a description."""
MOST_ACCURACIES = 20

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What is known of a network.

    Attributes
    ----------
    architecture
        Its text form: `784-32-ReLU-10`, or `engine.lab.unfilled.cnn_text`'s.
    title
        As people read it.
    classes
        The digits it tells apart, in the order of its outputs.
    lesson, data
        What it was trained by and with; empty if that is not known.
    epochs
        How often it went through its training images; 0 if that is not known.
    accuracies
        Shares in [0, 1] by what was read: `train`, `test`, `handwriting`, …
    temperature
        What its logits are divided by so that its confidence is honest.
    """

    architecture: str
    title: str
    classes: tuple[int, ...] = tuple(range(10))
    lesson: str = ""
    data: str = ""
    epochs: int = 0
    accuracies: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    temperature: float = 1.0


def as_json(facts: NetworkFacts, weights_digest: str) -> bytes:
    """The description as UTF-8; `weights_digest` ties it to its weights."""
    values = {
        "format": FORMAT,
        "version": VERSION,
        "architecture": facts.architecture,
        "title": facts.title,
        "classes": list(facts.classes),
        "lesson": facts.lesson,
        "data": facts.data,
        "epochs": facts.epochs,
        "accuracies": {name: value for name, value in facts.accuracies.items() if math.isfinite(value)},
        "temperature": facts.temperature,
        "weights_sha256": weights_digest,
    }
    return (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode()


def from_json(content: bytes, path: Path) -> tuple[NetworkFacts, str]:
    """Read a description; returns the facts and the digest of the weights it was written for.

    Raises
    ------
    InputError
        `store-not-json`, `store-facts` naming the first thing that is wrong, or `store-newer`.
    """
    try:
        values = json.loads(content.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InputError("store-not-json", file=path) from error
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise InputError("store-facts", file=path, field="format")
    version = values.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise InputError("store-newer", file=path, version=version)

    def take(name: str, judge: Callable[[object], Value]) -> Value:
        try:
            return judge(values.get(name))
        except (TypeError, ValueError, OverflowError):
            raise InputError("store-facts", file=path, field=name) from None

    facts = NetworkFacts(
        take("architecture", _named),
        take("title", _text),
        take("classes", _classes),
        take("lesson", _text),
        take("data", _text),
        take("epochs", _count),
        take("accuracies", _accuracies),
        take("temperature", _positive),
    )
    return facts, take("weights_sha256", _named)


def _no_number(text: str) -> float:
    raise ValueError(text)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_TEXT or not (value.isprintable() or not value):
        raise ValueError
    return value


def _named(value: object) -> str:
    if not _text(value):
        raise ValueError
    return _text(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise ValueError
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError
    return float(value)


def _positive(value: object) -> float:
    number = _number(value)
    if not 1e-3 <= number <= 1e3:
        raise ValueError
    return number


def _classes(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not 2 <= len(value) <= 10:
        raise ValueError
    classes = tuple(_count(one) for one in value)
    if len(set(classes)) < len(classes) or max(classes) > 9:
        raise ValueError
    return classes


def _accuracies(value: object) -> Mapping[str, float]:
    if not isinstance(value, dict) or len(value) > MOST_ACCURACIES:
        raise ValueError
    shares = {_named(name): _number(share) for name, share in value.items()}
    if not all(0 <= share <= 1 for share in shares.values()):
        raise ValueError
    return MappingProxyType(shares)
