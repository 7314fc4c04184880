"""Maps: how a run ends from every start, or with every learning rate, refined from coarse to fine.

All runs of a map descend at once in closed form and float64 (`engine.maps.walk`). That is not the real
thing: a pixel that somebody cares for is to be trained for real. Where rounding decides how a run goes on,
as it does in chaos beyond the stability limit, the two part; a second pass finds those pixels.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.maps.batches import Batches, slopes_of
from engine.maps.rules import RULES
from engine.maps.spec import KINDS, Axis, Kind, MapSpec, make_spec
from engine.maps.walk import NEVER, Outcome, descend
from engine.optimizers import OPTIMIZERS
from engine.problem import CHUNK, FloatArray, Problem
from engine.schedules import rates
from engine.surface.rows import Cancelled, cores

__all__ = [
    "KINDS",
    "NEVER",
    "Axis",
    "Cancelled",
    "Kind",
    "MapSpec",
    "RunMap",
    "make_spec",
    "refined",
    "trail",
]

Task = tuple[Problem, Batches | None]
"""What runs descend on, and its batches where there are any."""

STRIDES = (8, 4, 2, 1)
"""Every eighth pixel along both sides comes first."""
EVERY = 0.1
"""Seconds between two looks at a map that is being refined, once its coarsest form is there."""
LARGEST_BLOCK = 4096
"""Runs that descend together, at most."""
ALIKE = 0.01
"""Two losses above the target are the same end if they differ by less than this part, of themselves or of so
small a part of the whole way."""


@dataclass(frozen=True, slots=True, eq=False)
class RunMap:
    """How the run of each pixel ends; all arrays have the spec's shape.

    Attributes
    ----------
    arrived, diverged
        The first epoch at the target, and the first one that is not finite; `NEVER` if there is none.
    loss, first
        Loss at the last finite epoch and at the start.
    w0, w1
        Weights at the last finite epoch.
    unsure
        Where rounding in float32 would decide about the outcome; only true where that has been looked at.
    stride
        Only every such pixel is known along both sides; in between stand copies.
    known
        Part of the pixels that are known, and after that part of those whose doubts are: from 0 to 2.
    """

    spec: MapSpec
    arrived: np.ndarray
    diverged: np.ndarray
    loss: FloatArray
    first: FloatArray
    w0: FloatArray
    w1: FloatArray
    unsure: np.ndarray
    stride: int
    known: float

    @property
    def whole(self) -> bool:
        """Whether nothing is left to be done."""
        return self.known >= 2.0

    @property
    def progress(self) -> FloatArray:
        """How much of the way from its start down to the target each run has come; at most 1."""
        with np.errstate(all="ignore"):
            return np.asarray((self.first - self.loss) / (self.first - self.spec.target))

    @property
    def growing(self) -> np.ndarray:
        """Runs that are finite, but higher than they began."""
        return np.asarray((self.diverged == NEVER) & (self.arrived == NEVER) & (self.loss > self.first))


class _Sheet:
    """The arrays of a map while it is made."""

    def __init__(self, spec: MapSpec) -> None:
        self.spec = spec
        shape = spec.shape
        self.whole = {
            "arrived": np.full(shape, NEVER, dtype=np.int32),
            "diverged": np.full(shape, NEVER, dtype=np.int32),
            **{name: np.full(shape, np.nan) for name in ("loss", "first", "w0", "w1")},
            "unsure": np.zeros(shape, dtype=bool),
        }
        self.known = 0.0

    def put(self, i: np.ndarray, j: np.ndarray, found: Outcome, stride: int) -> None:
        """Write down how runs ended; each speaks for a square of `stride` pixels until they are known."""
        values = {
            "arrived": found.arrived,
            "diverged": found.diverged,
            "loss": found.loss,
            "first": found.first,
            "w0": found.w[0],
            "w1": found.w[1],
        }
        n0, n1 = self.spec.shape
        for di in range(stride):
            for dj in range(stride):
                a, b = i + di, j + dj
                inside = (a < n0) & (b < n1)
                for name, value in values.items():
                    self.whole[name][a[inside], b[inside]] = value[inside]

    def doubt(self, i: np.ndarray, j: np.ndarray, other: Outcome) -> None:
        """Mark the runs that end otherwise if they are rounded otherwise."""
        mine = {name: array[i, j] for name, array in self.whole.items()}
        apart = (mine["arrived"] != other.arrived) | (mine["diverged"] != other.diverged)
        with np.errstate(invalid="ignore"):
            whole = np.abs(mine["first"] - self.spec.target)
            size = np.maximum(np.maximum(np.abs(mine["loss"]), np.abs(other.loss)), ALIKE * whole)
            above = np.maximum(mine["loss"], other.loss) > self.spec.target
            apart |= (np.abs(mine["loss"] - other.loss) > ALIKE * size) & above
        self.whole["unsure"][i, j] = apart

    def copy(self, stride: int) -> RunMap:
        """The map as it is now."""
        arrays: dict[str, Any] = {name: array.copy() for name, array in self.whole.items()}
        return RunMap(self.spec, **arrays, stride=stride, known=self.known)


def refined(
    spec: MapSpec,
    cancelled: Callable[[], bool] | None = None,
    *,
    doubts: bool = True,
    threads: int | None = None,
) -> Iterator[RunMap]:
    """The map of `spec`, coarse first, finer and finer; the last one is whole.

    Parameters
    ----------
    cancelled
        Asked at each epoch of each block, from the threads that do the work.
    doubts
        Whether to look, in the end, where rounding decides.
    threads
        How many to work in; None leaves one core to others.

    Raises
    ------
    Cancelled
        As soon as `cancelled()` is true.
    """
    problem, batches = _task(spec)
    sheet, size = _Sheet(spec), spec.shape[0] * spec.shape[1]
    workers = max(1, cores() - 1) if threads is None else threads
    block = max(64, min(LARGEST_BLOCK, CHUNK // slopes_of(batches, problem).values))
    with ThreadPoolExecutor(workers, thread_name_prefix="map") as pool:
        looked = 0.0
        for shadow in (False, True) if doubts else (False,):
            for stride in (1,) if shadow else STRIDES:
                i, j = _new_pixels(spec.shape, stride, everything=shadow)
                for some, found in _waves(
                    pool, workers, spec, (problem, batches), i, j, block, shadow, cancelled
                ):
                    a, b = i[some], j[some]
                    if shadow:
                        sheet.doubt(a, b, found)
                    else:
                        sheet.put(a, b, found, stride)
                    sheet.known += len(a) / size
                    if time.monotonic() - looked > EVERY and sheet.known * size >= spec.shape[0]:
                        yield sheet.copy(stride)
                        looked = time.monotonic()
                if stride == STRIDES[0]:
                    yield sheet.copy(stride)
                    looked = time.monotonic()
            sheet.known = 2.0 if shadow or not doubts else 1.0
            yield sheet.copy(1)


def _waves(
    pool: ThreadPoolExecutor,
    workers: int,
    spec: MapSpec,
    task: Task,
    i: np.ndarray,
    j: np.ndarray,
    block: int,
    shadow: bool,
    cancelled: Callable[[], bool] | None,
) -> Iterator[tuple[slice, Outcome]]:
    """Blocks of pixels and how their runs end, as many at once as there are workers."""
    parts = [slice(start, start + block) for start in range(0, len(i), block)]

    def work(part: slice) -> Outcome:
        return _outcome(spec, task, i[part], j[part], shadow=shadow, cancelled=cancelled)

    for start in range(0, len(parts), workers):
        wave = parts[start : start + workers]
        yield from zip(
            wave, [done.result() for done in [pool.submit(work, part) for part in wave]], strict=True
        )


def _new_pixels(shape: tuple[int, int], stride: int, *, everything: bool) -> tuple[np.ndarray, np.ndarray]:
    """Pixels that this stride adds to the coarser ones before, or all of them; those far apart first."""
    i, j = (part.ravel() for part in np.indices(shape))
    mine = (i % stride == 0) & (j % stride == 0)
    if not everything and stride < STRIDES[0]:
        mine &= (i % (2 * stride) != 0) | (j % (2 * stride) != 0)
    return i[mine], j[mine]


def _task(spec: MapSpec) -> Task:
    """What all runs of a map descend on."""
    problem, config = Problem.of(spec.config), spec.config
    return problem, Batches(problem, config.batch, config.batch_seed) if config.batch else None


def _outcome(
    spec: MapSpec,
    task: Task,
    i: np.ndarray,
    j: np.ndarray,
    *,
    shadow: bool = False,
    cancelled: Callable[[], bool] | None = None,
    path: list[FloatArray] | None = None,
) -> Outcome:
    """How the runs of pixels (i, j) end."""
    config, row = spec.config, OPTIMIZERS[spec.config.optimizer]
    k = len(i)
    lr, start = np.full(k, config.lr), np.repeat(np.array(config.start)[:, None], k, axis=1)
    hyper = {name: np.full(k, value) for name, value in row.values(config.hyper).items()}
    for axis, places in ((spec.across, i), (spec.up, j)):
        values = axis.values[places]
        if axis.name == "lr":
            lr = values
        elif axis.name in ("w0", "w1"):
            start[int(axis.name == "w1")] = values
        else:
            hyper[axis.name] = values
    rule = RULES[config.optimizer](lr, hyper)
    first, second = config.frozen
    rule.frozen = (first, second)
    if config.schedule:
        rule.shares = rates(1.0, config.schedule, config.schedule_hyper).first(spec.epochs)
    problem, batches = task
    return descend(
        slopes_of(batches, problem),
        rule,
        start,
        spec.epochs,
        spec.target,
        shadow=shadow,
        cancelled=cancelled,
        path=path,
    )


def trail(spec: MapSpec, i: int, j: int) -> FloatArray:
    """Weights of all finite epochs of the run that pixel (i, j) was made of, shape (n + 1, 2)."""
    path: list[FloatArray] = []
    found = _outcome(spec, _task(spec), np.array([i]), np.array([j]), path=path)
    whole = np.concatenate([some[:, :, 0] for some in path if some.shape[2]] or [np.empty((0, 2))])
    return whole if found.diverged[0] == NEVER else whole[: found.diverged[0]]
