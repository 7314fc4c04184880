"""Another model, or another surface: what a typed formula changes of a setup."""

from __future__ import annotations

from dataclasses import replace

from app.descent.setup import LEAD, Rival, Setup
from engine.config import RunConfig
from engine.errors import InputError
from engine.formula import model
from engine.losses import LOSSES

WRITTEN = {"identity": "w0 + w1 * x", "sigmoid": "sigmoid(w0 + w1 * x)"}
"""The models of the two links that need no formula, as formulas."""


def formula_text(config: RunConfig) -> str:
    """The model of a run, or its surface, as it would be typed."""
    return config.formula or WRITTEN[config.link]


def with_formula(setup: Setup, text: str) -> Setup:
    """`setup` with what `text` writes as the model, or as the surface where it is one.

    The lesson's own model typed is the lesson's own again. Pinned runs and forks, which ran on another
    surface, and rivals whose loss does not fit are left out; data, start and range stay.

    Raises
    ------
    InputError
        If the text cannot be read, or the data are standardised: a formula's x is x itself.
    """
    lesson = setup.lesson
    if setup.raw is not None:
        raise InputError("formula-standardised")
    if setup.config.link == "surface":
        config = replace(setup.config, formula=text)
    else:
        formula = model(text).text
        if formula == WRITTEN.get(lesson.link):
            config = replace(setup.config, link=lesson.link, formula="")
        else:
            loss = setup.config.loss if "formula" in LOSSES[setup.config.loss].links else "mse"
            config = replace(setup.config, link="formula", formula=formula, loss=loss)
    if config == setup.config:
        return setup
    rivals = tuple(rival for rival in setup.rivals if _follows(rival, config))
    chosen = setup.chosen if any(rival.key == setup.chosen for rival in rivals) else LEAD
    second = setup.second if _fits(setup.second, config) else ""
    return replace(setup, config=config, rivals=rivals, chosen=chosen, second=second)


def _fits(second: str, config: RunConfig) -> bool:
    return second not in LOSSES or (config.link in LOSSES[second].links and second != config.loss)


def _follows(rival: Rival, config: RunConfig) -> bool:
    if rival.kept is not None or rival.parent is not None:
        return False
    try:
        rival.config(config)
    except InputError:
        return False
    return dict(rival.change).get("loss") != config.loss
