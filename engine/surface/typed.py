"""The surface of a typed formula: every part once for each of the axes that it depends on, and no oftener.

Where the model is linear in a weight, ŷ = p + w·q with p and q free of it, the loss is a quadratic in that
weight whose three coefficients are sums over the data: then the grid costs one axis times the data.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.formula.program import NUMPY, Program
from engine.problem import FloatArray
from engine.surface.rows import BLOCK, Cancelled, share
from engine.surface.tame import Nodes, nodes_for
from engine.typed import Typed

AT_ONCE = 256
"""Points of the grid that are evaluated by themselves between two looks at whether to go on."""
Asked = Callable[[], bool] | None


def typed_surface(problem: Typed, w0: FloatArray, w1: FloatArray, cancelled: Asked = None) -> FloatArray:
    """Loss of every datum, summed, at every (w0[i], w1[j]); shape (len(w0), len(w1)).

    Raises
    ------
    Cancelled
        If `cancelled()`, asked between chunks, was true.
    """
    if problem.link == "surface":
        with np.errstate(all="ignore"):
            inputs = {"w0": w0[:, None], "w1": w1[None, :]}
            (found,) = _program(problem).run(NUMPY, inputs)
        return np.array(np.broadcast_to(found, (len(w0), len(w1))), dtype=np.float64)
    graph, slopes = problem.formula.graph, problem.formula.slopes
    if "w0" not in graph.inputs_of(slopes[0]):
        return _linear(problem, "w0", w0, w1, cancelled)
    if "w1" not in graph.inputs_of(slopes[1]):
        return np.ascontiguousarray(_linear(problem, "w1", w1, w0, cancelled).T)
    few = nodes_for(problem, w0, w1)
    if few is None:
        return _every_datum(problem, w0, w1, cancelled)
    return _on_nodes(problem, few, w0, w1, cancelled)


def _on_nodes(problem: Typed, few: Nodes, w0: FloatArray, w1: FloatArray, cancelled: Asked) -> FloatArray:
    """On a few nodes that stand for all data, but for points of the grid where those are too few."""
    found, certain = np.empty((len(w0), len(w1))), np.empty((len(w0), len(w1)), dtype=bool)

    def rows(row: int, strip: slice, values: FloatArray) -> None:
        found[row, strip], certain[row, strip] = few.sums(values)

    _each_row(problem, few.at, w0, w1, rows, cancelled)
    found *= problem.scale
    missed = np.argwhere(~certain | ~np.isfinite(found))
    for start in range(0, len(missed), AT_ONCE):
        if cancelled is not None and cancelled():
            raise Cancelled
        i, j = missed[start : start + AT_ONCE].T
        found[i, j] = problem.loss(w0[i], w1[j])
    return found


def _program(problem: Typed) -> Program:
    return Program(problem.formula.graph, (problem.formula.root,))


def _linear(problem: Typed, name: str, along: FloatArray, across: FloatArray, cancelled: Asked) -> FloatArray:
    """Loss where ŷ = p + w·q in the weight `name`; shape (len(along), len(across))."""
    formula = problem.formula
    slope = formula.slopes[0 if name == "w0" else 1]
    other = "w1" if name == "w0" else "w0"
    program = Program(formula.graph, (formula.root, slope))
    sums = np.empty((3, len(across)))
    rows = max(1, BLOCK // problem.n)

    def walk(strips: list[slice]) -> None:
        with np.errstate(all="ignore"):
            for strip in strips:
                if cancelled is not None and cancelled():
                    raise Cancelled
                inputs = {name: np.float64(0.0), other: across[strip, None], "x": problem.x}
                shape = (len(across[strip]), problem.n)
                p, q = (np.broadcast_to(v, shape) for v in program.run(NUMPY, inputs))
                away = p - problem.y
                sums[0, strip] = np.einsum("ij,ij->i", away, away)
                sums[1, strip] = np.einsum("ij,ij->i", away, q)
                sums[2, strip] = np.einsum("ij,ij->i", q, q)

    strips = [slice(at, min(at + rows, len(across))) for at in range(0, len(across), rows)]
    share(strips, lambda mine: walk(list(mine)), len(across) * problem.n)
    with np.errstate(all="ignore"):
        found = (along[:, None] * sums[2] + 2.0 * sums[1]) * along[:, None] + sums[0]
    # A sum of squares is not negative: below 0 is what rounding leaves of a perfect fit.
    found = np.asarray(np.maximum(found, 0.0) * problem.scale)
    # p or q beyond float64: point by point the loss may still be there.
    lost = np.flatnonzero(~np.isfinite(sums).all(axis=0))
    for column in lost.tolist():
        if cancelled is not None and cancelled():
            raise Cancelled
        w = along, np.full(len(along), across[column])
        found[:, column] = problem.loss(*(w if name == "w0" else w[::-1]))
    return found


def _every_datum(problem: Typed, w0: FloatArray, w1: FloatArray, cancelled: Asked) -> FloatArray:
    """Datum by datum."""
    found = np.empty((len(w0), len(w1)))

    def rows(row: int, strip: slice, values: FloatArray) -> None:
        away = values - problem.y
        found[row, strip] = np.einsum("ij,ij->i", away, away)

    _each_row(problem, problem.x, w0, w1, rows, cancelled)
    return found * problem.scale


def _each_row(
    problem: Typed,
    x: FloatArray,
    w0: FloatArray,
    w1: FloatArray,
    take: Callable[[int, slice, FloatArray], None],
    cancelled: Asked,
) -> None:
    """Call `take` with the model at w0[row], w1[strip] and all of `x`, shape (len(strip), len(x)).

    What depends on one weight and x only is worked out once for a block of that axis.
    """
    program, n = _program(problem), len(x)
    wide = max(1, min(len(w1), BLOCK // (4 * n)))
    strips = [slice(at, min(at + wide, len(w1))) for at in range(0, len(w1), wide)]
    by_row = [program.begin({"w0": np.float64(value), "x": x}) for value in w0.tolist()]
    with np.errstate(all="ignore"):
        for values in by_row:
            program.fill(NUMPY, values, frozenset(("w0", "x")))

    def walk(mine: list[slice]) -> None:
        with np.errstate(all="ignore"):
            for strip in mine:
                columns = w1[strip, None]
                known = program.begin({"w1": columns, "x": x})
                program.fill(NUMPY, known, frozenset(("w1", "x")))
                for row, values in enumerate(by_row):
                    if cancelled is not None and cancelled():
                        raise Cancelled
                    here = [a if b is None else b for a, b in zip(known, values, strict=True)]
                    program.fill(NUMPY, here)
                    take(row, strip, np.broadcast_to(here[program.outputs[0]], (len(columns), n)))

    share(strips, lambda mine: walk(list(mine)), len(w0) * len(w1) * n)
