"""Resolves setup and runs into one picture, and keeps the previews that it needs."""

from __future__ import annotations

from app.descent.naming import run_name
from app.descent.picture import Picture, Shown
from app.descent.player import Player
from app.descent.setup import LEAD, Setup
from engine.config import RunConfig
from engine.optimizers import OPTIMIZERS
from engine.preview import Preview, preview
from engine.preview.slopes import slopes
from engine.problem import Problem
from engine.records import EpochRecord
from engine.typed import Typed
from viz.theme import DARK, Theme

MOST_PREVIEWED = 200_000
"""With more data no path is previewed: compressing them would keep the window waiting."""
PREVIEW_EPOCHS = 1000
"""A run is previewed over at most so many epochs; while several are dragged, all of them together."""

TYPED_VALUES = {False: 2_000_000, True: 400_000}
"""Data times epochs that a typed model is previewed over, at rest and while something is dragged: nothing is
known of its data beforehand, so that every epoch goes through all of them."""


class Composer:
    """Makes pictures. A preview is made once for each config and kept as long as it is drawn."""

    def __init__(self) -> None:
        self.theme: Theme = DARK
        self._previews: dict[tuple[RunConfig, int], Preview] = {}

    def compose(self, setup: Setup, player: Player, *, drafted: bool, roll: float) -> Picture:
        """What is shown of `setup`: its runs at the player's epoch, or `drafted` without any run."""
        configs = dict(setup.configs())
        longest = PREVIEW_EPOCHS // len(configs) if drafted else PREVIEW_EPOCHS
        previews: dict[tuple[RunConfig, int], Preview] = {}
        epoch = player.shown_recorded
        shown = []
        for key in (LEAD, *(rival.key for rival in setup.rivals)):
            rival = setup.rival(key)
            run = player.runs.get(key)
            past = rival is not None and (rival.kept is not None or rival.parent is not None)
            config = configs.get(key, run.config if run is not None else setup.config)
            ahead: Preview | None = None
            if not past and Problem.of(config).n <= MOST_PREVIEWED:
                wanted = (config, previewed(Problem.of(config), longest, drafted=drafted))
                ahead = self._previews.get(wanted) or preview(*wanted)
                previews[wanted] = ahead
            if drafted and not past:
                run = None
            record = run.at(epoch) if run is not None else None
            slot = setup.slot(key)
            shown.append(
                Shown(
                    key=key,
                    slot=slot,
                    style=self.theme.runs[slot],
                    name=self.name(setup, key),
                    config=config,
                    record=record if record is not None else at_start(config, ahead),
                    run=run,
                    preview=ahead,
                    visible=setup.visible if rival is None else rival.visible,
                    faded=rival is not None and rival.kept is not None,
                )
            )
        self._previews = previews
        return Picture(tuple(shown), epoch, max(player.epochs, 1), roll)

    @staticmethod
    def name(setup: Setup, key: int) -> str:
        """What a run is called: as the person named it, or by what differs."""
        rival = setup.rival(key)
        if rival is None:
            return setup.name or OPTIMIZERS[setup.config.optimizer].label
        if rival.name:
            return rival.name
        config = rival.config(setup.config)
        if rival.parent is not None:
            return run_name(config, rival.parent.config, epoch=rival.epoch)
        return run_name(config, setup.config)


def previewed(problem: Problem, longest: int, *, drafted: bool) -> int:
    """How many epochs of a run are previewed: of a typed model so many as its data leave time for."""
    if not isinstance(problem, Typed) or not problem.n:
        return longest
    return min(longest, max(1, TYPED_VALUES[drafted] // problem.n))


def at_start(config: RunConfig, ahead: Preview | None) -> EpochRecord:
    """Epoch 0 of a run that does not exist yet, in float64; the loss is the preview's, if there is one.

    From sums that do not grow with the data: a start can be dragged over a million of them.
    """
    problem = Problem.of(config)
    if ahead is not None and len(ahead.losses):
        g0, g1, *_ = slopes(problem)(*config.start)
        return EpochRecord(0, config.start, float(ahead.losses[0]), (g0, g1))
    gradient = problem.gradient(*config.start)
    loss = float(problem.loss(*config.start))
    return EpochRecord(0, config.start, loss, (float(gradient[0]), float(gradient[1])))
