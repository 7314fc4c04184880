"""Prepare a drawing step by step, each step for itself on or off: why a network misreads what one sees.

MNIST's makers did five things to what people wrote, and a network that has seen nothing else depends on
each of them. With all steps on the last picture is the one that `engine.digits.prepare` makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from engine.digits.fitting import fit, shift_to_middle
from engine.digits.pen import BOX, EDGE, PEN, SIDE, Image, Points, draw, finite

StepName = Literal["ink", "box", "pen", "centre", "grey"]
STEPS: tuple[StepName, ...] = get_args(StepName)
"""In the order in which they are taken.

- `ink`: white ink on black. Off: black ink on white, as it lies on the page.
- `box`: the ink fitted into the box of 20 × 20. Off: where and as large as it was drawn.
- `pen`: drawn with MNIST's pen. Off: with the pen it was drawn with, as far as it was scaled.
- `centre`: its centre of mass in the middle. Off: not moved.
- `grey`: 28 × 28 greys, as a reduction of a fine picture has. Off: black and white, half ink and more = ink.
"""

FARTHEST = 10
"""Canvases beyond which nothing is drawn: it would be a line of endless pieces."""


@dataclass(frozen=True, slots=True)
class Switches:
    """Which steps are taken; all of them are `MNIST`'s way."""

    ink: bool = True
    box: bool = True
    pen: bool = True
    centre: bool = True
    grey: bool = True

    def on(self, step: StepName) -> bool:
        """Whether a step is taken."""
        return bool(getattr(self, step))

    def only_until(self, step: StepName) -> Switches:
        """The same switches with every step behind `step` off."""
        last = STEPS.index(step)
        return Switches(*(self.on(name) and at <= last for at, name in enumerate(STEPS)))


MNIST = Switches()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """The drawing after one step, with all later ones off.

    Attributes
    ----------
    name
        Which step.
    on
        Whether it was taken; if not, nothing has changed.
    image
        (28, 28) float32 in [0, 1]: what the network would get if one stopped here.
    lines
        Its strokes in pixels of the field, arrays (k, 2) of (x, y).
    pen
        Width of the line at half of full ink, in pixels of the field.
    shift
        (x, y) in pixels by which this step moved the ink; (0, 0) for all but `centre`.
    """

    name: StepName
    on: bool
    image: Image
    lines: tuple[Points, ...]
    pen: float
    shift: tuple[float, float] = (0.0, 0.0)


def prepare_in_switched_steps(
    strokes: Iterable[npt.ArrayLike],
    switches: Switches = MNIST,
    *,
    canvas: float = 1.0,
    pen: float,
    tap: float = 0.0,
) -> tuple[Step, ...]:
    """Prepare a drawing, some steps left out.

    Parameters
    ----------
    strokes
        Arrays (k, 2) of (x, y), y downwards, in any one unit. Points that are not finite are left out.
    switches
        Which steps to take.
    canvas
        Side of the square canvas in that unit: without `box` it becomes the field.
    pen
        Width of the pen that it was drawn with, in that unit.
    tap
        As for `engine.digits.prepare.prepare_strokes`.

    Returns
    -------
    tuple of Step
        One for each of `STEPS`, in their order; the last one's image is what the network gets.

    Raises
    ------
    ValueError
        If the canvas or the pen is not a positive number, or a point lies `FARTHEST` canvases away.
    """
    if not (0 < canvas < np.inf and 0 < pen < np.inf):
        raise ValueError(f"a canvas of {canvas} and a pen of {pen} draw nothing")
    lines = [line for line in map(finite, strokes) if len(line)]
    if any(np.abs(line).max() > FARTHEST * canvas for line in lines):
        raise ValueError(f"the drawing reaches {FARTHEST} canvases away")
    return tuple(_taken(lines, switches, name, canvas, pen, tap) for name in STEPS)


def _taken(
    lines: Sequence[Points], switches: Switches, name: StepName, canvas: float, pen: float, tap: float
) -> Step:
    """All steps up to `name`, as far as they are on."""
    until = switches.only_until(name)
    placed, width = _placed(list(lines), until, canvas, pen, tap)
    shift = (0.0, 0.0)
    if until.centre and placed:
        shift = shift_to_middle(draw(placed, width))
        placed = [line + shift for line in placed]
    image = draw(placed, width) if placed else np.zeros((SIDE, SIDE), np.float32)
    # Before the last step a picture is shown in greys, too: black and white is what leaving it out makes.
    if name == "grey" and not switches.grey:
        image = (image >= 0.5).astype(np.float32)
    if not until.ink:
        image = np.float32(1) - image
    moved = shift if name == "centre" else (0.0, 0.0)
    return Step(name, switches.on(name), image, tuple(placed), width, moved)


def _placed(
    lines: list[Points], until: Switches, canvas: float, pen: float, tap: float
) -> tuple[list[Points], float]:
    """The strokes on the field, and the pen's width there."""
    if not lines:
        return [], PEN if until.pen else pen * SIDE / canvas
    if not until.box:
        scale = SIDE / canvas
        return [line * scale for line in lines], PEN if until.pen else pen * scale
    if until.pen:
        return fit(lines, tap), PEN
    every = np.concatenate(lines)
    extent = float(np.ptp(every, axis=0).max())
    if extent <= tap:
        return fit(lines, tap), pen * SIDE / canvas
    # the pen is scaled with the ink: (extent + pen) · scale + edge fills the box
    width = pen * (BOX - EDGE) / (extent + pen)
    return fit(lines, tap, width), width
