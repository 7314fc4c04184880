"""The losses against torch's own, and where the notes' formulas break."""

from __future__ import annotations

import pytest
import torch

from engine.errors import InputError
from engine.losses import LOSSES, losses_for

Y = torch.tensor([0.0, 1.0, 1.0, 0.0])


def test_sums_are_sums_and_means_are_means() -> None:
    yhat = torch.tensor([0.5, 1.0, 3.0, -1.0])
    assert LOSSES["sse"].of(yhat, Y).item() == 0.25 + 0 + 4 + 1
    assert LOSSES["mse"].of(yhat, Y).item() == (0.25 + 0 + 4 + 1) / 4
    assert [loss.reduction for loss in LOSSES.values()] == ["sum", "mean", "mean", "sum"]


def test_cross_entropy_is_the_notes_bce_of_the_sigmoid() -> None:
    logits = torch.tensor([-3.0, 0.1, 4.0, 2.0])
    expected = torch.nn.BCELoss()(torch.sigmoid(logits), Y)
    torch.testing.assert_close(LOSSES["bce"].of(logits, Y), expected)


@pytest.mark.parametrize("size", [20.0, 89.0, 1e4, 1e30])
def test_cross_entropy_stays_finite_where_the_sigmoid_has_rounded(size: float) -> None:
    logits = torch.tensor([size, -size, size, -size], requires_grad=True)  # wrong, wrong, right, right
    loss = LOSSES["bce"].of(logits, Y)
    loss.backward()
    assert loss.item() == pytest.approx(size / 2)
    assert logits.grad is not None
    assert logits.grad.tolist() == pytest.approx([0.25, -0.25, 0, 0], abs=1e-8)


def test_cross_entropy_needs_a_sigmoid() -> None:
    assert [loss.name for loss in losses_for("identity")] == ["sse", "mse"]
    assert [loss.name for loss in losses_for("sigmoid")] == ["sse", "mse", "bce"]
    LOSSES["bce"].check_fits("sigmoid")
    with pytest.raises(InputError, match="BCE does not fit"):
        LOSSES["bce"].check_fits("identity")


def test_the_tables_keys_are_the_names() -> None:
    assert all(name == loss.name for name, loss in LOSSES.items())
