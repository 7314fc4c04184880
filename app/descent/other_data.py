"""Setups with other data: edited ones, x standardised, and x as it was before."""

from __future__ import annotations

from dataclasses import replace

from app.descent.hold import own_spec
from app.descent.races import beside
from app.descent.setup import RAW, Raw, Setup
from engine.box import Box
from engine.own_data import OwnData
from engine.own_lesson import lesson_with, own_of


def with_data(setup: Setup, own: OwnData) -> Setup:
    """`setup` with other data: lesson, start, rate and range stay, so that nothing jumps.

    Raises
    ------
    InputError
        If the targets do not fit the model.
    """
    lesson = lesson_with(setup.lesson, own)
    return _without_strangers(replace(setup, lesson=lesson, config=replace(setup.config, data=lesson.data)))


def standardised(setup: Setup) -> Setup:
    """`setup` with x standardised: the same start, range and curve in the new coordinates.

    Raises
    ------
    InputError
        If all x are equal.
    """
    if setup.raw is not None:
        return setup
    setup = beside(setup, "")
    maps = own_of(setup.lesson).standardised()
    box = setup.lesson.surface
    corners = [maps.weights((w0, w1)) for w0 in box.w0 for w1 in box.w1]
    sides = [(min(side), max(side)) for side in zip(*corners, strict=True)]
    lesson = lesson_with(setup.lesson, maps.data, Box(sides[0], sides[1]))
    config = replace(setup.config, data=own_spec(maps.data), start=maps.weights(setup.config.start))
    raw = Raw(setup.config.data, box, maps.mean, maps.std)
    new = replace(setup, lesson=lesson, config=config, raw=raw, second=RAW)
    return _without_strangers(new)


def as_they_were(setup: Setup) -> Setup:
    """`setup` with x as it was before it was standardised."""
    raw = setup.raw
    if raw is None:
        return setup
    w0, w1 = setup.config.start
    start = (w0 - raw.mean * w1 / raw.std, w1 / raw.std)
    config = replace(setup.config, data=raw.data, start=start)
    lesson = replace(setup.lesson, data=raw.data, surface=raw.surface)
    return _without_strangers(beside(replace(setup, lesson=lesson, config=config, raw=None), ""))


def _without_strangers(setup: Setup) -> Setup:
    """`setup` without pinned runs and forks: those ran on other data."""
    own = tuple(r for r in setup.rivals if r.kept is None and r.parent is None)
    return replace(setup, rivals=own, chosen=0)
