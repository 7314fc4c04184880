"""The loss of a network over a plane of its weights."""

from __future__ import annotations

from app.bench.measure import Benchmark, Line, ratio, side_by_side

SIDE = 51
IMAGES = 2000
TOLERANCE = 1e-5
"""Largest relative difference of the losses, in float32."""


def loss_slice(name: str) -> Line:
    """51 × 51 points, 2,000 images, 784-32-10; the notebook sets the parameters and runs the network.

    What is computed does not depend on what the images show, so noise as dense as MNIST's ink stands in.
    Both get one thread: with two, the notebook's small products wait for each other wherever the machine
    has anything else to do, and the ratio would be larger for the wrong reason.
    """
    import numpy as np
    import torch
    from torch import nn
    from torch.nn import functional

    from engine.lab.landscape import Some
    from engine.lab.planes import random_plane
    from engine.lab.slices import SliceLoss

    generator = torch.Generator().manual_seed(0)
    ink = torch.rand(IMAGES, 28, 28, generator=generator) < 0.19
    grey = torch.randint(0, 256, (IMAGES, 28, 28), dtype=torch.uint8, generator=generator)
    digits = Some(grey * ink, torch.randint(0, 10, (IMAGES,), generator=generator))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        net = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))
    plane = random_plane(net, 0)
    axis = np.linspace(-1, 1, SIDE, dtype=np.float64)
    found: list[list[float]] = []
    expected: list[list[float]] = []

    def ours() -> None:
        *_, last = SliceLoss(net, plane, digits).refining(axis, axis)
        assert last.slice is not None
        found[:] = last.slice.loss.tolist()

    inputs = digits.images.flatten(1) / 255
    loss_fn = functional.cross_entropy

    def notebook() -> None:
        expected.clear()
        with torch.no_grad():
            for a in axis.tolist():
                row = []
                for b in axis.tolist():
                    nn.utils.vector_to_parameters(plane.at(a, b), net.parameters())
                    row.append(loss_fn(net(inputs), digits.labels).item())
                expected.append(row)
            nn.utils.vector_to_parameters(plane.origin, net.parameters())

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        times = side_by_side(ours, notebook, rounds=3, repeats=3)
    finally:
        torch.set_num_threads(threads)
    if not np.allclose(found, expected, rtol=TOLERANCE, atol=0):
        raise ValueError("the losses differ")
    largest = np.abs(np.divide(found, expected) - 1).max()
    note = f"losses equal to {largest:.1e}; coarse to fine, with every level on the way"
    return ratio(name, 8, times, note=note)


LINES = (Benchmark("lab-loss-slice", loss_slice),)
"""Slices through the loss of networks."""
