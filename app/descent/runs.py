"""From the setup to its runs: what has not changed goes on, what has begins anew."""

from __future__ import annotations

from collections.abc import Mapping

from app.descent.run import Run
from app.descent.setup import Rival, Setup
from engine.config import RunConfig
from engine.timeline import fork


def runs_of(setup: Setup, known: Mapping[int, Run]) -> list[Run]:
    """The runs of a setup, the lead first: those of `known` that still are what is wanted, else new ones.

    Pinned runs are among them, as they were.
    """
    runs = [_kept_or_new(0, setup.config, known)]
    for rival in setup.rivals:
        if rival.kept is not None:
            runs.append(rival.kept)
        elif rival.parent is not None:
            runs.append(_fork(rival, setup, known))
        else:
            runs.append(_kept_or_new(rival.key, rival.config(setup.config), known))
    return runs


def _kept_or_new(key: int, config: RunConfig, known: Mapping[int, Run]) -> Run:
    run = known.get(key)
    if run is not None and run.config == config and run.forked_at is None:
        return run
    return Run(key, config, config.epochs)


def _fork(rival: Rival, setup: Setup, known: Mapping[int, Run]) -> Run:
    assert rival.parent is not None
    config = rival.config(setup.config)
    run = known.get(rival.key)
    if run is not None and run.config == config and run.forked_at == rival.epoch:
        return run
    parent = rival.parent
    _, timeline = fork(parent.timeline, parent.config, rival.epoch, **dict(rival.change))
    return Run(rival.key, config, max(parent.epochs, rival.epoch + 1), timeline, forked_at=rival.epoch)
