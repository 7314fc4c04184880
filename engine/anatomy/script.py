"""A run as a PyTorch script of its own: complete, runnable anywhere, with the numbers that were recorded."""

from __future__ import annotations

import numpy as np

from engine.anatomy.code import LOSS_LINES, Lines, code
from engine.config import TYPED, RunConfig
from engine.data import NO_DATA, RECIPES, draw
from engine.formula import model
from engine.formula.spelling import torch_line

DRAWS: dict[str, Lines] = {
    "line": (
        "x, _ = torch.randn(100).sort()",
        "y = 2.5 + 4*x + torch.randn(100)*0.5",
        "x, y = x.reshape(-1, 1), y.reshape(-1, 1)",
    ),
    "far": (
        "x = 20 + 5*torch.randn(100).sort().values",
        "y = 2.5 + 0.4*x + torch.randn(100)*0.5",
        "x, y = x.reshape(-1, 1), y.reshape(-1, 1)",
    ),
    "sigmoid": (
        "x = torch.linspace(-1, 1, 2000).reshape(2000, 1)",
        "y = torch.bernoulli(torch.sigmoid(-1 + 5*x))",
    ),
    "decay": (
        "x = torch.linspace(0, 5, 60).reshape(60, 1)",
        "y = 3*torch.exp(-0.8*x) + (torch.randn(60)*0.15).reshape(60, 1)",
    ),
    "wave": (
        "x = torch.linspace(0, 6, 80).reshape(80, 1)",
        "y = 1.5*torch.sin(2*x) + (torch.randn(80)*0.2).reshape(80, 1)",
    ),
    "toy": (
        "x = torch.arange(-6, 7).float().reshape(-1, 1)",
        "y = torch.tensor([0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1]).float().reshape(-1, 1)",
    ),
}
"""How the data are drawn, in the order of its draws: (n, 1) each."""
assert DRAWS.keys() == {name for name, recipe in RECIPES.items() if name != NO_DATA and recipe.inputs == 1}

LINES = 20
"""About so many epochs the script prints."""


def script(config: RunConfig) -> str:
    """Return a script that repeats a run of `config`: data, net, loss, optimizer and loop.

    `history` holds (epoch, w0, w1, loss) of every epoch, loss *at* those weights, as Lossland records them.
    The cross-entropy is computed from u = w0 + w1·x, as in training here: where it would differ from the
    course's `BCELoss` of ŷ, that one is capped at 100 and has no gradient.
    """
    found = code(config)
    setup, (predict, (loss,), backward, (update, *after)) = list(found.setup), found.steps
    linear = "net" if config.link == "identity" else "net[0]"
    weights = f"    w0, w1 = {linear}.bias.item(), {linear}.weight.item()"
    kept = "    history.append((epoch, w0, w1, loss.item()))"
    if config.link in TYPED:
        weights, kept = "", "    history.append((epoch, w0.item(), w1.item(), loss.item()))"
    if config.loss == "bce":
        setup[setup.index("lossfn = torch.nn.BCELoss()")] = (
            "lossfn = torch.nn.BCEWithLogitsLoss()  # BCELoss of net(x), without its rounding"
        )
        of = "[i]" if config.batch else ""
        predict, loss = (f"u = net[0](x{of})", "yhat = torch.sigmoid(u)"), f"loss = lossfn(u, y{of})"
        if config.batch:
            predict = (found.steps[0][0], *predict)
    whole: Lines = ()
    if config.batch:  # what is recorded is the loss of all data
        everything = "lossfn(net[0](x), y)" if config.loss == "bce" else f"{LOSS_LINES[config.loss][7:]}"
        predicted = "net(x)"
        if config.link in TYPED:
            predicted = f"({torch_line(model(config.formula).tree)})"
        whole = ("with torch.no_grad():", f"    loss = {everything.replace('yhat', predicted)}")
    if config.schedule == "one-cycle":  # torch refuses to go on after its last rate
        after = [line.replace("schedulr.step()", "if epoch + 1 < schedulr.total_steps:") for line in after]
        after.append("    schedulr.step()")
    blocks = [
        ["import torch"],
        _data(config),
        setup,
        [
            "history = []",
            f"for epoch in range({config.epochs} + 1):",
            *(f"    {line}" for line in _commented(predict, "step 1: prediction")),
            *(f"    {line}" for line in _commented((loss,), "step 2: loss")),
            *(f"    {line}" for line in _commented(backward, "step 3: gradient")),
            *([weights] if weights else []),
            *(f"    {line}" for line in whole),
            kept,
            *(f"    {line}" for line in _commented((update,), "step 4: update")),
            *(f"    {line}" for line in after),
        ],
        [
            f"for epoch, w0, w1, loss in history[::{max(1, config.epochs // LINES)}]:",
            '    print(f"epoch {epoch:7}   w0 {w0:12.6g}   w1 {w1:12.6g}   loss {loss:12.6g}")',
        ],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _commented(lines: Lines, comment: str) -> list[str]:
    return [f"{lines[0]:<32}  # {comment}", *lines[1:]]


def _data(config: RunConfig) -> list[str]:
    """The lines that draw the data or, for a person's own, spell them out."""
    spec = config.data
    if spec.recipe == NO_DATA:
        return []
    if spec.recipe in DRAWS:
        seed = RECIPES[spec.recipe].seed if spec.seed is None else spec.seed
        return ([] if seed is None else [f"torch.manual_seed({seed})"]) + list(DRAWS[spec.recipe])
    data = draw(spec)
    return [
        f"{name} = torch.tensor({_list(column)}).reshape(-1, 1)"
        for name, column in zip("xy", (data.x, data.y), strict=True)
    ]


def _list(column: np.typing.NDArray[np.float32]) -> str:
    """A list of the numbers, each with the digits that float32 needs and no more."""
    return "[" + ", ".join(np.format_float_positional(value, trim="0") for value in column) + "]"
