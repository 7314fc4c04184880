"""Caches that keep no data alive for longer than somebody uses them.

A data set may have a million rows, and while one of its points is dragged there is another one at every
move of the mouse: an ordinary `lru_cache` would keep dozens of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from inspect import signature
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from engine.config import DataSpec

Source = TypeVar("Source")
Result = TypeVar("Result")
Rest = ParamSpec("Rest")


class KeptWith(Generic[Source, Rest, Result]):
    """Decorator: what is computed from an object is kept for as long as the object is.

    The object is the function's first argument; the others are hashable and given by position. A result
    must not refer to the object, or neither would ever go.
    """

    def __init__(self, function: Callable[Concatenate[Source, Rest], Result]) -> None:
        self._function = function
        self._kept: WeakKeyDictionary[Source, dict[Any, Result]] = WeakKeyDictionary()
        self._defaults = _defaults(function)
        update_wrapper(self, function)

    def __call__(self, source: Source, *rest: Rest.args, **named: Rest.kwargs) -> Result:
        results = self._kept.setdefault(source, {})
        # An argument left out and the same one given as its default are one key.
        key = (*rest, *self._defaults[len(rest) :]) if not named else (*rest, *named.items())
        # Two threads may both compute a result, and one of the two equal ones is kept: no lock is needed.
        if key not in results:
            results[key] = self._function(source, *rest, **named)
        return results[key]

    def cache_clear(self) -> None:
        """Forget all results."""
        self._kept.clear()


def _defaults(function: Callable[..., object]) -> tuple[Any, ...]:
    """Defaults of a function's parameters after the first; those that have none stand for themselves."""
    return tuple(parameter.default for parameter in [*signature(function).parameters.values()][1:])


class KeptFor(Generic[Rest, Result]):
    """`lru_cache` of a function of a `DataSpec`: `recipes` results from the course's data, `own` from own.

    The course's data are small and come back again and again; a person's own may be neither.
    """

    def __init__(
        self, function: Callable[Concatenate[DataSpec, Rest], Result], recipes: int, own: int
    ) -> None:
        self._recipes = lru_cache(maxsize=recipes)(function)
        self._own = lru_cache(maxsize=own)(function)
        update_wrapper(self, function)

    def __call__(self, spec: DataSpec, *rest: Rest.args, **named: Rest.kwargs) -> Result:
        return (self._recipes if spec.own is None else self._own)(spec, *rest, **named)  # type: ignore[arg-type]

    def cache_clear(self) -> None:
        """Forget all results."""
        self._recipes.cache_clear()
        self._own.cache_clear()


def kept_for(
    recipes: int, own: int
) -> Callable[[Callable[Concatenate[DataSpec, Rest], Result]], KeptFor[Rest, Result]]:
    """Return the decorator `KeptFor` with these sizes; 0 keeps nothing."""
    return lambda function: KeptFor(function, recipes, own)
