"""What fine-tuning reports while it works, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from torch import Tensor

Phase = Literal["preparing", "learning", "judging"]
"""In their order; learning may end before its total."""


@dataclass(frozen=True, slots=True)
class FineTuneRecord:
    """One piece of the work.

    Attributes
    ----------
    phase
        What is being done.
    done, total
        Pieces of this phase; learning may end before its total.
    loss
        While learning: mean loss of the batch, own drawings and others together.
    validation
        Where one was taken: mean loss of the validation drawings plus that of the others'.
    """

    phase: Phase
    done: int
    total: int
    loss: float | None = None
    validation: float | None = None


@dataclass(frozen=True, slots=True)
class Accuracies:
    """Shares that are read rightly, and the loss of the test images.

    Attributes
    ----------
    own
        Of the drawings kept back from learning; of all of them if there were too few to keep some back.
    others
        Of all test images (MNIST's, where it is there), none of which was learnt from.
    loss
        Mean cross-entropy of the test images, in nats: it may rise while as many are read rightly.
    """

    own: float
    others: float
    loss: float


@dataclass(frozen=True, slots=True, eq=False)
class FineTuned:
    """What came of it.

    Attributes
    ----------
    weights
        A `state_dict()` of the network that it started from, all its layers.
    before, after
        Accuracies of the network it started from, and of this one.
    judged, kept_back
        How many drawings `own` speaks of, and whether they were kept back from learning.
    tested
        How many test images `others` and `loss` speak of.
    steps
        Updates behind these weights; 0 if none of them was better on the validation images.
    """

    weights: Mapping[str, Tensor] = field(repr=False)
    before: Accuracies
    after: Accuracies
    judged: int
    kept_back: bool
    tested: int
    steps: int
