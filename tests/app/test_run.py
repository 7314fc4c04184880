"""A run as the window knows it: extents and thinned paths of long runs."""

from __future__ import annotations

import numpy as np
import pytest

from app.descent.run import DRAWN_EPOCHS, Run
from engine.lessons import load_lesson
from engine.records import EpochRecord


def run_of(path: np.ndarray) -> Run:
    config = load_lesson("linear").config()
    run = Run(1, config, config.epochs)
    for k, (w0, w1) in enumerate(path.tolist()):
        run.history.append(EpochRecord(k, (w0, w1), 0.0, (0.0, 0.0)))
    return run


def test_extent_grows_with_the_records() -> None:
    path = np.random.default_rng(1).normal(size=(50, 2))
    run = run_of(path[:1])
    for k, (w0, w1) in enumerate(path[1:].tolist(), start=1):
        run.history.append(EpochRecord(k, (w0, w1), 0.0, (0.0, 0.0)))
        seen = path[: k + 1]
        np.testing.assert_array_equal(run.extent(), [seen.min(axis=0), seen.max(axis=0)])


def test_extent_without_records_is_not_a_number() -> None:
    assert np.isnan(run_of(np.empty((0, 2))).extent()).all()


@pytest.mark.parametrize("n", [1, 100, DRAWN_EPOCHS, DRAWN_EPOCHS + 1, 30_000])
def test_a_drawn_path_is_short_and_keeps_both_ends(n: int) -> None:
    path = np.arange(2 * n, dtype=np.float64).reshape(n, 2)
    drawn = run_of(path).drawn_path(n)
    assert len(drawn) <= DRAWN_EPOCHS + 1
    np.testing.assert_array_equal(drawn[0], path[0])
    recent = min(n, DRAWN_EPOCHS // 2)
    np.testing.assert_array_equal(drawn[-recent:], path[-recent:])
    assert (np.diff(drawn[:, 0]) > 0).all()
