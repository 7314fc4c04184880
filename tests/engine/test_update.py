"""The update without its packing is `optimizer.step()`, bit for bit."""

from __future__ import annotations

import pytest
import torch

from engine.lessons import load_lesson
from engine.optimizers import OPTIMIZERS, build
from engine.update import Update, _observed
from tests.engine.test_race import OPTIONS


@pytest.mark.parametrize("options", [{}, OPTIONS], ids=["defaults", "options"])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_update_is_the_optimizers_step(name: str, options: dict[str, dict[str, float]]) -> None:
    chosen = load_lesson("linear").config(
        optimizer=name, lr=0.03, hyper=tuple(options.get(name, {}).items()), epochs=50
    )
    generator = torch.Generator().manual_seed(3)
    gradients = torch.randn(50, 3, 2, generator=generator)
    ours, theirs = (torch.full((3, 2), 0.7, requires_grad=True) for _ in range(2))
    ours.grad = torch.empty(3, 2)
    update = Update(build(chosen, [ours]))
    optimizer = build(chosen, [theirs])
    for gradient in gradients:
        ours.grad.copy_(gradient)
        with torch.no_grad():
            update()
        theirs.grad = gradient.clone()
        optimizer.step()
        assert torch.equal(ours, theirs)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_torchs_optimizers_update_in_one_call(name: str) -> None:
    """If not, training would still be right, but slower: then `engine.update` is to be looked at."""
    w = torch.zeros(2, requires_grad=True)
    w.grad = torch.ones(2)
    optimizer = build(load_lesson("linear").config(optimizer=name), [w])
    with torch.no_grad():
        direct = _observed(optimizer)
    assert direct.func is not type(optimizer).step  # type: ignore[attr-defined]
    assert direct.func.__name__ in {"sgd", "adagrad", "rmsprop", "adam", "adamw"}  # type: ignore[attr-defined]


def test_an_optimizer_built_in_another_way_makes_its_steps() -> None:
    class Own(torch.optim.Optimizer):
        def step(self, closure: object = None) -> None:  # type: ignore[override]
            self.param_groups[0]["params"][0].sub_(1.0)

    w = torch.zeros(2, requires_grad=True)
    update = Update(Own([w], {}))
    with torch.no_grad():
        for _ in range(4):
            update()
    assert w.tolist() == [-4.0, -4.0]
