"""Step 4 without its packing: the update of a `torch.optim` optimizer, as fast as it can be called.

`optimizer.step()` wraps the update in the profiler's range, switches grad mode, and collects anew, from its
groups and its state, the arguments of the one function that updates (`torch.optim.adam.adam` for Adam).
For two numbers that takes as long as the update itself. All of it comes out the same each time, so it is done
once, and what is called from then on is that very function with those very arguments: not one operation on
the weights differs from `optimizer.step()`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial, wraps
from types import FunctionType
from typing import Any

import torch

from engine.schedules import Rates


class Update:
    """`optimizer.step()`, to be called where grad mode is off and as long as all tensors stay what they are.

    The parameters, their `grad` and the optimizer's state may change in place only.

    Parameters
    ----------
    optimizer
        A fresh one, or one whose state was put in before the first call.
    rates
        The learning rate of every update, where it does not stay the same: then `scheduled` is to be called.
    """

    def __init__(self, optimizer: torch.optim.Optimizer, rates: Rates | None = None) -> None:
        self._optimizer = optimizer
        self._rates = rates
        self._calls = 0
        self._direct: Callable[[], object] | None = None

    def __call__(self) -> None:
        """Make one update."""
        if self._direct is not None:
            self._direct()
        elif self._calls == 0:  # the optimizer makes its state during the first
            self._calls = 1
            bare_step(self._optimizer)()
        else:
            self._direct = _observed(self._optimizer)

    def scheduled(self, number: int) -> None:
        """Make update `number`, from 0, at its own learning rate, as after so many `scheduler.step()`."""
        assert self._rates is not None
        for group in self._optimizer.param_groups:
            group["lr"] = self._rates[number]
        bare_step(self._optimizer)()


class Hold:
    """Keeps some weights where they are while an optimizer updates the others.

    The optimizer sees 0 for them, and a gradient of 0: so it remembers nothing of them, its weight decay has
    nothing to pull at, and every step along them is 0.

    Parameters
    ----------
    frozen
        Which weights, (k, d) bool.
    w, grad
        Weights and gradients (k, d) that the optimizers change and read, in place.
    """

    def __init__(self, frozen: torch.Tensor, w: torch.Tensor, grad: torch.Tensor) -> None:
        self._frozen, self._w, self._grad = frozen, w, grad

    def during(self, update: Callable[[], None]) -> None:
        """Call `update`, where grad mode is off."""
        kept = self._w.clone()
        self._w.masked_fill_(self._frozen, 0.0)
        self._grad.masked_fill_(self._frozen, 0.0)
        update()
        torch.where(self._frozen, kept, self._w, out=self._w)


def bare_step(optimizer: torch.optim.Optimizer) -> Callable[[], object]:
    """Return `optimizer.step` without its wrappers, to be called where grad mode is off."""
    return partial(inspect.unwrap(type(optimizer).step), optimizer)


def _observed(optimizer: torch.optim.Optimizer) -> Callable[[], object]:
    """Make one update, and return a call that makes the next ones.

    The bare step is executed with the functions of its own module replaced by ones that note how they are
    called. If that is not exactly one call, the optimizer is built in a way not known here, and the bare step
    itself is returned.
    """
    step = inspect.unwrap(type(optimizer).step)
    calls: list[Callable[[], object]] = []
    seen = dict(step.__globals__)
    for name in step.__code__.co_names:
        function = seen.get(name)
        if inspect.isfunction(function) and function.__module__ == step.__module__:
            seen[name] = _noting(function, calls)
    FunctionType(step.__code__, seen, step.__name__, step.__defaults__, step.__closure__)(optimizer)
    return calls[0] if len(calls) == 1 else partial(step, optimizer)


def _noting(function: Callable[..., Any], calls: list[Callable[[], object]]) -> Callable[..., Any]:
    """`function`, that adds each call of it to `calls`."""

    @wraps(function)
    def noting(*args: Any, **kwargs: Any) -> Any:
        calls.append(partial(function, *args, **kwargs))
        return function(*args, **kwargs)

    return noting
