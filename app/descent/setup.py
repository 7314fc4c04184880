"""All that the person has chosen: the lesson, the run, the runs beside it. What of it can be undone: all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtGui import QUndoCommand

from engine.box import Box
from engine.config import DataSpec, RunConfig
from engine.errors import InputError
from engine.lessons import Lesson
from engine.noise import NAMES
from engine.studio import BATCH_SURFACE

if TYPE_CHECKING:
    from app.descent.run import Run

MOST = 8
"""Runs shown at once: as many as there are colours and markers that everybody can tell apart."""
RAW = "raw"
"""The second surface is that of the data before they were standardised."""
LEAD = 0
"""Key of the run that every lesson has."""

_MERGING = 1
"""Id of the steps that may become one with the step before: Qt asks for none but those of the same id."""

State = TypeVar("State")
Fields = tuple[tuple[str, Any], ...]
"""Fields of a `RunConfig` and their values, sorted by name."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A run beside the lead.

    Attributes
    ----------
    key, slot
        Its identity as long as it is there, and the place of its style in `Theme.runs`.
    change
        In what it differs from the lead: all else follows the panel.
    name
        Given by the person; empty for a name made of what differs.
    visible
        Whether it is drawn; it is trained in either case.
    kept
        A pinned run, as it was: it is neither trained nor changed any more.
    parent, epoch
        For a fork, the run that it shares the records of epochs 0..`epoch` with. Such a run does not
        follow the panel: its `change` is relative to the parent's config.
    """

    key: int
    slot: int
    change: Fields = ()
    name: str = ""
    visible: bool = True
    kept: Run | None = None
    parent: Run | None = None
    epoch: int = 0

    def config(self, lead: RunConfig) -> RunConfig:
        """What it runs.

        Raises
        ------
        InputError
            If its difference does not fit the lead's config.
        """
        if self.kept is not None:
            return self.kept.config
        base = lead if self.parent is None else self.parent.config
        changes = dict(self.change)
        if changes.get("optimizer", base.optimizer) != base.optimizer:
            changes.setdefault("hyper", ())
        return replace(base, **changes)

    def changed(self, **fields: Any) -> Rival:
        """The rival with other differences as well."""
        return replace(self, change=as_fields({**dict(self.change), **fields}))


@dataclass(frozen=True, slots=True)
class Raw:
    """Data as they were before they were standardised.

    Attributes
    ----------
    data, surface
        What was run on, and the part of the (w0, w1) plane that was drawn.
    mean, std
        x′ = (x − mean) / std.
    """

    data: DataSpec
    surface: Box
    mean: float
    std: float


@dataclass(frozen=True, slots=True)
class Setup:
    """The lesson, the lead's config, and what was added.

    Attributes
    ----------
    lesson, config
        The lesson, and the config of the lead, made of it.
    rivals
        The runs beside the lead, in the order in which they came.
    chosen
        Key of the run that the panel shows and changes.
    second
        What the second surface shows: nothing, `map` (the same from above), `batch` (the loss of the
        batch that the lead's next update sees), `raw` (the data before they were standardised), or the
        name of a loss.
    raw
        The data before they were standardised, if they were.
    name, visible
        The lead's, as a rival's.
    target
        The loss that runs are timed to; None for one near the minimum.
    """

    lesson: Lesson
    config: RunConfig
    rivals: tuple[Rival, ...] = ()
    chosen: int = LEAD
    second: str = ""
    raw: Raw | None = None
    name: str = ""
    visible: bool = True
    target: float | None = None

    def rival(self, key: int) -> Rival | None:
        """The rival of that key; None for the lead, or if it is gone."""
        return next((rival for rival in self.rivals if rival.key == key), None)

    def config_of(self, key: int) -> RunConfig:
        """The config of a run; the lead's if there is no such run."""
        rival = self.rival(key)
        return self.config if rival is None else rival.config(self.config)

    def configs(self) -> Iterator[tuple[int, RunConfig]]:
        """Key and config of every run that is trained, the lead first.

        Raises
        ------
        InputError
            If a rival's difference does not fit the lead's config.
        """
        yield LEAD, self.config
        for rival in self.rivals:
            if rival.kept is None:
                yield rival.key, rival.config(self.config)

    def edited(self, **fields: Any) -> Setup:
        """The setup with fields of the chosen run replaced.

        What a rival has in common with the lead is changed for both: it follows the lead in all but its
        own differences. Another optimizer begins with its own defaults.

        Raises
        ------
        InputError
            `pinned` if the chosen run is pinned, `forked` if it is a fork and what it shares with its
            parent is to change; or if a value cannot be used.
        """
        rival = self.rival(self.chosen)
        if rival is None:
            return self._lead_edited(fields)
        if rival.kept is not None:
            raise InputError("pinned")
        if rival.parent is not None and fields.keys() & {"start", "loss", "data", "batch", "batch_seed"}:
            raise InputError("forked", epoch=f"{rival.epoch:,}")
        own = dict(rival.change)
        shared = {
            name: value
            for name, value in fields.items()
            if name in ("start", "epochs", "data") and name not in own and rival.parent is None
        }
        mine = {name: value for name, value in fields.items() if name not in shared}
        edited = self.with_rivals(rival.changed(**mine)) if mine else self
        if self.is_mate(rival) and "loss" in mine:  # the second surface goes with its run
            edited = replace(edited, second=mine["loss"] if mine["loss"] != self.config.loss else "")
        return replace(edited, config=replace(self.config, **shared)) if shared else edited

    def is_mate(self, rival: Rival) -> bool:
        """Whether a rival is the lead's mate on the second surface: the same run under its loss."""
        free = rival.kept is None and rival.parent is None
        return free and bool(self.second) and dict(rival.change).get("loss") == self.second

    @property
    def start(self) -> tuple[float, float]:
        """The start that is shown and can be dragged: the chosen run's, where it may change."""
        rival = self.rival(self.chosen)
        if rival is None or rival.kept is not None or rival.parent is not None:
            w0, w1 = self.config.start
        else:
            w0, w1 = rival.config(self.config).start
        return w0, w1

    def _lead_edited(self, fields: dict[str, Any]) -> Setup:
        """The lead's fields replaced; taking the loss of the second surface, it gives its own in exchange."""
        edited = replace(self, config=replace(self.config, **fields))
        if self.second == BATCH_SURFACE and not edited.config.batch:
            return replace(edited, second="")
        if not self.second or fields.get("loss") != self.second:
            return edited
        mates = [rival.changed(loss=self.config.loss) for rival in self.rivals if self.is_mate(rival)]
        return replace(edited.with_rivals(*mates), second=self.config.loss)

    def slot(self, key: int) -> int:
        """The place of a run's style in `Theme.runs`."""
        rival = self.rival(key)
        return 0 if rival is None else rival.slot

    def free_slots(self) -> list[int]:
        """Styles that no run has, in order."""
        taken = {0, *(rival.slot for rival in self.rivals)}
        return [slot for slot in range(MOST) if slot not in taken]

    def with_rivals(self, *rivals: Rival) -> Setup:
        """The setup with some rivals replaced, by key; new ones are added."""
        by_key = {rival.key: rival for rival in (*self.rivals, *rivals)}
        return replace(self, rivals=tuple(by_key.values()))

    def without(self, key: int) -> Setup:
        """The setup with one rival less."""
        left = tuple(rival for rival in self.rivals if rival.key != key)
        return replace(self, rivals=left, chosen=LEAD if self.chosen == key else self.chosen)


class Change(QUndoCommand, Generic[State]):
    """Applies `new`; undone, `old`. Changes one after the other by the same `gesture` are one."""

    def __init__(
        self, text: str, old: State, new: State, apply: Callable[[State], None], gesture: str = ""
    ) -> None:
        super().__init__(text)
        self._old, self._new, self._apply, self._gesture = old, new, apply, gesture

    def id(self) -> int:
        return _MERGING if self._gesture else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Change) or other._gesture != self._gesture:
            return False
        self._new = other._new
        return True

    def redo(self) -> None:
        self._apply(self._new)

    def undo(self) -> None:
        self._apply(self._old)


def as_fields(fields: dict[str, Any]) -> Fields:
    """Fields in their fixed order."""
    return tuple(sorted(fields.items()))


def difference(config: RunConfig, base: RunConfig) -> Fields:
    """In which fields a config differs from another one."""
    names = ("loss", "optimizer", "hyper", "lr", "start", "epochs", "data", "link", "formula", *NAMES)
    return as_fields({n: getattr(config, n) for n in names if getattr(config, n) != getattr(base, n)})
