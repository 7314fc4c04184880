"""The page of the runs: the table, and what can be done with a run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.actions import Actions
from app.descent.picture import Picture, Shown
from app.descent.races import KINDS, alone, race
from app.descent.run import Run
from app.descent.setup import LEAD, Rival, Setup, as_fields, difference
from engine.checks import check_number
from engine.errors import InputError
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from engine.problem import Problem
from engine.stability import diverging
from engine.timeline import fork
from viz import numbers
from viz.run_table import RunRow, RunTable

if TYPE_CHECKING:
    from app.descent.controller import DescentController

LONGEST_NAME = 60
TARGET = (1e-30, 1e30)
"""Losses that a run can be timed to."""
OWN_FIELDS = ("optimizer", "hyper", "lr", "start", "loss", "epochs")
"""What a run that was pinned keeps for itself when it is run again."""
NEAR = 0.01
"""Without a target of the person's own it is the minimum and this part of the way up to the start."""


class RunsPage(QObject):
    """Fills the table of runs and turns its wishes into changes of the setup."""

    def __init__(self, controller: DescentController, actions: Actions) -> None:
        super().__init__(controller)
        self._controller = controller
        self.widget = RunTable()
        self._open = False
        self._near: tuple[Problem, tuple[float, ...], float] | None = None
        self._diverging: dict[int, tuple[Run, int, bool]] = {}
        self._reached: dict[int, _Reached] = {}
        table = self.widget
        table.run_chosen.connect(self._on_table_run_chosen)
        table.name_edited.connect(self._on_table_name_edited)
        table.visibility_requested.connect(self._on_table_visibility_requested)
        table.pin_requested.connect(self.pin)
        table.rerun_requested.connect(self._on_table_rerun_requested)
        table.remove_requested.connect(self.remove)
        table.target_edited.connect(self._on_table_target_edited)
        table.race_requested.connect(self.race)
        table.fork_requested.connect(self.fork)
        table.text_refused.connect(controller.speaker.say_unreadable)
        for kind in KINDS:
            actions[f"race_{kind}"].triggered.connect(lambda _checked=False, kind=kind: self.race(kind))
        actions["one_run"].triggered.connect(lambda _checked=False: self.race("clear"))
        actions["pin"].triggered.connect(self._on_pin_triggered)
        actions["fork"].triggered.connect(lambda _checked=False: self.fork())

    def parts(self) -> tuple[RunTable]:
        """What follows theme and type."""
        return (self.widget,)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen: the target is marked in the loss plot."""
        self._open = on
        setup = self._controller.setup
        if setup is not None:
            self._controller.mark_target(self._target(setup) if on else None)

    def retranslate(self) -> None:
        """The next drawing has the language in force."""

    # What is shown

    def show(self, setup: Setup) -> None:
        """What there is to choose from."""
        self._controller.mark_target(self._target(setup) if self._open else None)
        self.widget.set_target(setup.target, self._target(setup))
        room = bool(setup.free_slots())
        races = {*KINDS} if room or len(setup.rivals) else set()
        self.widget.set_possible(races | ({"clear"} if setup.rivals else set()), fork=room)

    def draw(self, picture: Picture) -> None:
        """The runs at the epoch shown."""
        setup = self._controller.setup
        if setup is None:
            return
        target = self._target(setup)
        self.widget.set_rows([self._row(setup, one, target) for one in picture.shown])
        self.widget.set_warning(self._warning(picture))

    def _row(self, setup: Setup, one: Shown, target: float) -> RunRow:
        rival = setup.rival(one.key)
        record = one.record
        return RunRow(
            key=one.key,
            name=one.name,
            style=one.style,
            optimizer=OPTIMIZERS[one.config.optimizer].label,
            lr=numbers.plain(one.config.lr),
            epoch=f"{record.epoch:,}",
            w=f"{numbers.fixed(record.w[0])}  {numbers.fixed(record.w[1])}",
            loss=numbers.significant(record.loss, 5),
            to_target=self._to_target(one, target) if one.config.loss == setup.config.loss else "—",
            ended=self._ended(one),
            visible=one.visible,
            pinned=rival is not None and rival.kept is not None,
            lead=one.key == LEAD,
            note=self._note(one, rival),
        )

    def _note(self, one: Shown, rival: Rival | None) -> str:
        if rival is None or rival.parent is None:
            return ""
        epoch = f"{rival.epoch:,}"
        if rival.parent in self._controller.player.runs.values():
            return self.tr("shares epochs 0 to {epoch} with the run it was forked from").format(epoch=epoch)
        return self.tr("its epochs 0 to {epoch} are those of a run that has changed since").format(
            epoch=epoch
        )

    def _ended(self, one: Shown) -> str:
        run = one.run
        if run is None or run.last < 0:
            return ""
        if run.end == "diverged":
            return self.tr("diverged at epoch {epoch}").format(epoch=f"{run.last + 1:,}")
        if run.end == "finished":
            return self.tr("finished, diverging") if self._is_diverging(run) else self.tr("finished")
        if run.end == "stopped":
            return self.tr("stopped")
        return self.tr("at epoch {epoch} of {epochs}").format(epoch=f"{run.last:,}", epochs=f"{run.epochs:,}")

    def _is_diverging(self, run: Run) -> bool:
        """Whether a run that has ended grows away."""
        known = self._diverging.get(run.key)
        if known is None or known[0] is not run or known[1] != run.last:
            known = self._diverging[run.key] = (
                run,
                run.last,
                bool(diverging(run.config, run.history, run.end)),
            )
        return known[2]

    def _to_target(self, one: Shown, target: float) -> str:
        run = one.run
        if run is None:
            return "—"
        reached = self._reached.get(run.key)
        if reached is None or reached.run is not run or reached.target != target:
            reached = self._reached[run.key] = _Reached(run, target)
        epoch = reached.epoch()
        return "—" if epoch is None else f"{epoch:,}"

    def _target(self, setup: Setup) -> float:
        """The loss to be reached: the person's, or one that is near the minimum."""
        if setup.target is not None:
            return setup.target
        problem, start = Problem.of(setup.config), setup.config.start
        if self._near is None or self._near[:2] != (problem, start):  # a sum over all data: not every frame
            at_start = float(problem.loss(*start))
            lowest = problem.optimum[2] if problem.optimum is not None else 0.0
            self._near = (problem, start, float(f"{lowest + NEAR * max(at_start - lowest, 0.0):.4g}"))
        return self._near[2]

    def _warning(self, picture: Picture) -> str:
        """That learning rates, or losses, differ: what is compared then is not the optimizers alone."""
        shown = [one for one in picture.shown if one.visible]
        rates = {one.config.lr for one in shown}
        optimizers = {one.config.optimizer for one in shown}
        if len({one.config.loss for one in shown}) > 1:
            return self.tr("The losses differ: their numbers cannot be compared with each other.")
        if len(rates) > 1 and len(optimizers) > 1:
            parts = [
                f"{OPTIMIZERS[one.config.optimizer].label} {numbers.plain(one.config.lr)}" for one in shown
            ]
            return self.tr("The learning rates differ ({rates}): compare with care.").format(
                rates=", ".join(dict.fromkeys(parts))
            )
        return ""

    # What is done

    def race(self, kind: str) -> None:
        """Let several optimizers, learning rates or starts run at once; `clear` takes them away."""
        setup = self._controller.setup
        if setup is None:
            return
        if kind == "clear":
            self._controller.change(self.tr("one run again"), cleared(setup))
            return
        raced = race(setup, kind)
        if raced == setup:
            self._controller.refuse(InputError("eight-runs"))
            return
        self._controller.change(self.tr("race"), raced)
        self._controller.open_page("runs")

    def pin(self, key: int, on: bool) -> None:
        """Keep a run as it is; or let a pinned one follow the panel again."""
        setup = self._controller.setup
        if setup is None:
            return
        rival = setup.rival(key)
        run = self._controller.player.runs.get(key)
        if on and run is not None and run.last >= 1:
            if rival is None and any(same_records(run, r.kept) for r in setup.rivals):
                self._controller.speaker.say_note(self.tr("This run is pinned already, just as it is."))
                return
            new = pinned(setup, key, run)
            if new is None:
                self._controller.refuse(InputError("eight-runs"))
                return
            self._controller.change(self.tr("pin"), new)
            self._controller.open_page("runs")
        elif on:
            self._controller.speaker.say_note(self.tr("There is nothing to pin yet: play the run first."))
        elif rival is not None and rival.kept is not None:
            base = setup.config if rival.parent is None else rival.parent.config
            free = replace(rival, kept=None, change=difference(rival.kept.config, base))
            self._controller.change(self.tr("unpin"), setup.with_rivals(free))

    def remove(self, key: int) -> None:
        """Take a run away; the lead stays."""
        setup = self._controller.setup
        if setup is not None and setup.rival(key) is not None:
            new = setup.without(key)
            if new.second in LOSSES and not any(map(new.is_mate, new.rivals)):
                new = replace(new, second="")
            self._controller.change(self.tr("remove"), new)

    def fork(self) -> None:
        """From the epoch shown, a second run with settings of its own, chosen on the panel."""
        setup, player = self._controller.setup, self._controller.player
        if setup is None:
            return
        run = player.runs.get(setup.chosen, player.run)
        if run is None or run.last < 0:
            return
        free = setup.free_slots()
        if not free:
            self._controller.refuse(InputError("eight-runs"))
            return
        epoch = min(player.shown_recorded, run.last)
        key = max((rival.key for rival in setup.rivals), default=LEAD) + 1
        forked = Rival(key, free[0], parent=run, epoch=epoch)
        self._controller.change(self.tr("fork"), replace(setup.with_rivals(forked), chosen=key))
        self._controller.open_page("runs")
        self._controller.speaker.say_note(
            self.tr(
                "Forked at epoch {epoch}: the panel now changes the new run. Choose another optimizer or "
                "learning rate, then Play."
            ).format(epoch=f"{epoch:,}")
        )

    def _on_pin_triggered(self) -> None:
        setup = self._controller.setup
        if setup is not None:
            rival = setup.rival(setup.chosen)
            self.pin(setup.chosen, rival is None or rival.kept is None)

    def _on_table_run_chosen(self, key: int) -> None:
        setup = self._controller.setup
        if setup is not None and key != setup.chosen:
            self._controller.choose(key)

    def _on_table_name_edited(self, key: int, name: str) -> None:
        setup = self._controller.setup
        rival = setup.rival(key) if setup is not None else None
        name = " ".join(name.split())[:LONGEST_NAME]
        if setup is not None and rival is not None:
            self._controller.change(self.tr("name"), setup.with_rivals(replace(rival, name=name)))
        elif setup is not None and key == LEAD:
            self._controller.change(self.tr("name"), replace(setup, name=name))

    def _on_table_visibility_requested(self, key: int, on: bool) -> None:
        setup = self._controller.setup
        rival = setup.rival(key) if setup is not None else None
        if setup is not None and rival is not None:
            self._controller.change(self.tr("hide"), setup.with_rivals(replace(rival, visible=on)))
        elif setup is not None and key == LEAD:
            self._controller.change(self.tr("hide"), replace(setup, visible=on))

    def _on_table_rerun_requested(self, key: int) -> None:
        """Run again from the start; a pinned run is let free for it."""
        setup = self._controller.setup
        if setup is None:
            return
        rival = setup.rival(key)
        if rival is not None and rival.kept is not None and rival.parent is None:
            config = rival.kept.config
            change = as_fields({name: getattr(config, name) for name in OWN_FIELDS})
            free = replace(rival, kept=None, change=change)
            self._controller.change(self.tr("run again"), setup.with_rivals(free))
        elif rival is not None and rival.kept is not None:
            self.pin(key, False)
        else:
            self._controller.run_again(key)
        self._controller.player.play()

    def _on_table_target_edited(self, target: float | None) -> None:
        setup = self._controller.setup
        if setup is None:
            return
        try:
            if target is not None:
                check_number("target", target, *TARGET)
        except InputError as error:
            self._controller.refuse(error)
            self.widget.set_target(setup.target, self._target(setup))
            return
        self._controller.change(self.tr("target"), replace(setup, target=target))


class _Reached:
    """The first epoch of a run whose loss is at most a target; what was looked at is not looked at again."""

    def __init__(self, run: Run, target: float) -> None:
        self.run, self.target = run, target
        self._looked = 0
        self._found: int | None = None

    def epoch(self) -> int | None:
        """That epoch; None as long as there is none."""
        if self._found is None and self._looked < len(self.run.history):
            losses = self.run.history.losses()
            fresh = losses[self._looked :] <= self.target
            if fresh.any():
                self._found = self._looked + int(fresh.argmax())
            self._looked = len(losses)
        return self._found


def pinned(setup: Setup, key: int, run: Run) -> Setup | None:
    """`setup` with a run kept as it is; the lead is kept as a copy beside itself. None without room."""
    rival = setup.rival(key)
    if rival is not None:
        return replace(setup.with_rivals(replace(rival, kept=_frozen(rival.key, run))), chosen=LEAD)
    free = setup.free_slots()
    if not free:
        return None
    new = max((rival.key for rival in setup.rivals), default=LEAD) + 1
    return setup.with_rivals(Rival(new, free[-1], kept=_frozen(new, run)))


def _frozen(key: int, run: Run) -> Run:
    """A copy of a run's records: the run itself may go on."""
    _, timeline = fork(run.timeline, run.config, run.last)
    return Run(key, run.config, run.epochs, timeline, run.forked_at, run.end or "stopped", frozen=True)


def same_records(run: Run, kept: Run | None) -> bool:
    """Whether a pinned run is a copy of all that `run` has recorded."""
    return kept is not None and kept.config == run.config and kept.last == run.last


def cleared(setup: Setup) -> Setup:
    """`setup` with the lead alone, and its mate on a second surface."""
    bare = alone(setup)
    mates = tuple(rival for rival in bare.rivals if rival.kept is None and rival.parent is None)
    return replace(bare, rivals=mates)
