"""Walk over a grid in blocks that fit the cache, on every core, stopping when asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from engine.problem import FloatArray
from engine.surface.products import SERIAL_VECTOR

BLOCK = 1 << 17
"""Values in a block: 1 MiB of float64, about a core's cache. Half of it or twice is 5 % slower."""
SERIAL = 1 << 19
"""Fewer values than this are done before a second thread has started."""


class Cancelled(Exception):
    """The caller no longer wants the surface."""


Work = Callable[[slice, slice, FloatArray], None]
"""Fills the results of a block of rows × columns, with a scratch array of shape (rows, columns, depth).

A row of the block, columns × depth, times a vector is a product that OpenBLAS does in the calling thread."""


def each_block(
    rows: int, columns: int, depth: int, work: Work, cancelled: Callable[[], bool] | None = None
) -> None:
    """Call `work` for blocks that cover a grid of rows × columns, `depth` values to each cell.

    Raises
    ------
    Cancelled
        As soon as `cancelled()`, asked before each block, is true.
    """
    wide = max(1, min(columns, SERIAL_VECTOR // depth))
    tall = max(1, min(rows, BLOCK // (depth * wide)))
    strips = [slice(start, min(start + tall, rows)) for start in range(0, rows, tall)]

    def walk(mine: Sequence[slice]) -> None:
        scratch = np.empty(tall * wide * depth)
        with np.errstate(all="ignore"):
            for strip in mine:
                height = strip.stop - strip.start
                for left in range(0, columns, wide):
                    if cancelled is not None and cancelled():
                        raise Cancelled
                    right = min(left + wide, columns)
                    shape = (height, right - left, depth)
                    size = shape[0] * shape[1] * shape[2]
                    work(strip, slice(left, right), scratch[:size].reshape(shape))

    share(strips, walk, rows * columns * depth)


def share(strips: Sequence[slice], walk: Callable[[Sequence[slice]], None], values: int) -> None:
    """Deal `strips` out to calls of `walk`, one on each core; only one call for a few `values` in all.

    NumPy releases the interpreter lock inside its loops, so plain threads share the work. What a call raises
    is raised here, after the others have come to their end.
    """
    threads = min(cores(), len(strips))
    if threads <= 1 or values <= SERIAL:
        walk(strips)
        return
    with ThreadPoolExecutor(threads, thread_name_prefix="surface") as pool:
        for done in [pool.submit(walk, strips[part::threads]) for part in range(threads)]:
            done.result()


def cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
