"""Learning rates worth knowing, as marks on the slider."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from engine.config import RunConfig
from engine.curvature import Curvature, curvature
from engine.problem import Problem
from engine.stability import limit
from viz import numbers
from viz.log_slider import Mark


def marks(config: RunConfig) -> list[Mark]:
    """The largest stable and the best fixed learning rate: of a quadratic loss, else at the minimum.

    Only SGD with and without momentum has such rates; other optimizers get no marks, nor does a run in
    batches, by a schedule or with a frozen weight.
    """
    stability = limit(config)
    found = []
    if stability is not None:
        tip = QCoreApplication.translate("marks", "{formula} = {value}: beyond it every run grows.")
        largest = numbers.significant(stability.largest, 6)
        name = stability.formula if stability.best is not None else "max"
        found.append(
            Mark(stability.largest, name, tip.format(formula=stability.formula, value=largest), limit=True)
        )
        if stability.best is not None:
            tip = QCoreApplication.translate(
                "marks",
                "2/(λmin + λmax) = {value}: the best fixed learning rate.",
            )
            best = numbers.significant(stability.best, 6)
            found.append(
                Mark(stability.best, QCoreApplication.translate("marks", "best"), tip.format(value=best))
            )
        return found
    shape = _at_minimum(Problem.of(config)) if config.optimizer == "sgd" and config.is_plain else None
    if shape is None or shape.largest is None or shape.best is None:
        return []
    tip = QCoreApplication.translate(
        "marks",
        "2/λmax = {value} at the minimum: with a larger learning rate a run cannot stay there. Elsewhere the "
        "surface bends otherwise.",
    )
    found.append(Mark(shape.largest, "2/λmax", tip.format(value=numbers.significant(shape.largest, 4))))
    tip = QCoreApplication.translate(
        "marks",
        "2/(λmin + λmax) = {value} at the minimum: the best fixed learning rate for the last of the way.",
    )
    name = QCoreApplication.translate("marks", "best")
    found.append(Mark(shape.best, name, tip.format(value=numbers.significant(shape.best, 4))))
    return found


@lru_cache(maxsize=8)
def _at_minimum(problem: Problem) -> Curvature | None:
    if problem.optimum is None:
        return None
    return curvature(problem, problem.optimum[:2])
