"""Which unit is looked at when another network takes the place of the one that was looked into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.lab.inside import LayerView

Unit = tuple[int, int]
"""A layer's place in its network, and a unit's place in the layer."""


def moved(unit: Unit, before: Sequence[LayerView], now: Sequence[LayerView]) -> Unit | None:
    """The unit to look at now; None if no layer is of the kind of the one looked at before.

    In a network of the same shapes it is the same place. Else it is in a layer of the same kind: the first
    in the first, the second in the second, the last in the last. A unit's number has no meaning across
    layers of different shapes, so that the one that gives most is chosen there.
    """
    layer, number = unit
    if _shapes(before) == _shapes(now):
        return unit
    kind = before[layer].kind
    had, has = _of_kind(kind, before), _of_kind(kind, now)
    if not has:
        return None
    which = had.index(layer)
    place = has[-1] if which == len(had) - 1 else has[min(which, len(has) - 1)]
    values = now[place].values
    alike = values.shape == before[layer].values.shape
    return place, number if alike else int(values.argmax())


def _shapes(layers: Sequence[LayerView]) -> list[tuple[str, tuple[int, ...]]]:
    return [(layer.kind, layer.values.shape) for layer in layers]


def _of_kind(kind: str, layers: Sequence[LayerView]) -> list[int]:
    return [place for place, layer in enumerate(layers) if layer.kind == kind]
