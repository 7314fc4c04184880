"""What a batch's gradient does to a run: it points elsewhere than that of all data."""

from __future__ import annotations

import math

from engine.batches import batch_at
from engine.config import RunConfig
from engine.diagnoses import Diagnosis
from engine.numerals import apart, significant
from engine.problem import Problem
from engine.records import History

RISE = 1e-5
"""A rise of the loss smaller than this share of it may be float32's rounding of the sum over the data."""


def batch_noise(config: RunConfig, history: History, epoch: int) -> list[Diagnosis]:
    """Say how far the gradient of the last step's batch was from that of all data, if it was one."""
    before, after = history[epoch - 1], history[epoch]
    if not config.batch or before.applied is None:
        return []
    lengths = math.hypot(*before.applied) * math.hypot(*before.grad)
    if lengths == 0.0:
        return []
    dot = before.applied[0] * before.grad[0] + before.applied[1] * before.grad[1]
    angle = math.degrees(math.acos(max(-1.0, min(1.0, dot / lengths))))
    n = Problem.of(config).n
    count = len(batch_at(n, config.batch, config.batch_seed, epoch - 1))
    if count == n:
        return []
    values = {"epoch": str(epoch), "count": str(count), "n": str(n), "angle": significant(angle, 3)}
    if after.loss - before.loss > RISE * before.loss:
        old, new = apart(before.loss, after.loss)
        return [Diagnosis("batch-rose", values | {"before": old, "loss": new})]
    return [Diagnosis("batch-fell", values)]
