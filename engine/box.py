"""Rectangles in the (w0, w1) plane: the part of a surface that is drawn, listed or searched."""

from __future__ import annotations

from dataclasses import dataclass

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """All (w0, w1) with w0[0] ≤ w0 ≤ w0[1] and w1[0] ≤ w1 ≤ w1[1]."""

    w0: Interval
    w1: Interval

    def __post_init__(self) -> None:
        if not (self.w0[0] < self.w0[1] and self.w1[0] < self.w1[1]):
            raise ValueError(f"a box needs low < high on both axes: {self.w0}, {self.w1}")

    @property
    def size(self) -> tuple[float, float]:
        """Its lengths along w0 and w1."""
        return self.w0[1] - self.w0[0], self.w1[1] - self.w1[0]

    def contains(self, w: tuple[float, float]) -> bool:
        """Tell whether `w` lies in the box; its edges belong to it, non-finite points never do."""
        return self.w0[0] <= w[0] <= self.w0[1] and self.w1[0] <= w[1] <= self.w1[1]

    def grown(self, fraction: float) -> Box:
        """Return the box with `fraction` of its own length added on each of its four sides."""
        d0, d1 = (fraction * length for length in self.size)
        return Box((self.w0[0] - d0, self.w0[1] + d0), (self.w1[0] - d1, self.w1[1] + d1))
