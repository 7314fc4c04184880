"""Why a run does what it does: one or two sentences with its own numbers, or none."""

from __future__ import annotations

from engine.config import RunConfig
from engine.diagnoses import Diagnosis
from engine.records import End, History
from engine.stability import diverging
from engine.why.batch import batch_noise
from engine.why.places import PLACES
from engine.why.progress import progress
from engine.why.situation import Situation
from engine.why.steps import last_steps

__all__ = ["why"]


def why(
    config: RunConfig, history: History, end: End | None = None, epoch: int | None = None
) -> list[Diagnosis]:
    """Return at most two sentences about the run in `history`, seen from `epoch`.

    Each is a fact that the numbers in it prove; where none is certain the list is empty. Divergence comes
    first and alone. Then a place that the run has come to (the minimum, a plateau), which explains what its
    steps look like there. Otherwise what the last steps did, and how far there is to go.

    Parameters
    ----------
    config
        The run.
    history
        Its records from epoch 0 on; at most the last `engine.stability.LOOK_BACK` are looked at.
    end
        How it ended; None while it goes on. It counts only at the last recorded epoch.
    epoch
        The epoch it is seen from: nothing later is looked at. The last recorded one if None.

    Raises
    ------
    IndexError
        If `epoch` is not recorded.
    """
    last = len(history) - 1
    at = last if epoch is None else epoch
    if at != last:
        end = None
    grows = diverging(config, history, end, at)
    if grows is not None:
        return [grows]
    if at < 1:
        return []
    if not config.is_plain:
        return batch_noise(config, history, at)

    situation = Situation(config, history, end, at)
    for place in PLACES:
        if found := place(situation):
            return found
    return (last_steps(situation) + progress(situation))[:2]
