"""How long a training takes by the clock on the wall: updates, accuracies between them, drawing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import perf_counter

WINDOW = 10.0
"""Seconds of training over which the pace is taken: what is left follows another device, a busier machine."""
SOONEST = 0.5
"""Seconds of training before anything is said."""


class Pace:
    """Watches a training go on. Pauses do not count, nor what is done in single steps.

    Parameters
    ----------
    clock
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Another training begins."""
        self._at: tuple[float, float] | None = None  # time, epochs done: when it was last seen to train
        self.seconds = 0.0
        """Seconds in which it was trained."""
        self._gained = 0.0
        self._past: deque[tuple[float, float]] = deque([(0.0, 0.0)])

    def follow(self, epochs: float, *, training: bool) -> None:
        """So many epochs are done now, the one under way in part, and it goes on by itself or does not."""
        now = self._clock()
        if self._at is not None:
            self.seconds += now - self._at[0]
            self._gained += max(epochs - self._at[1], 0.0)
            self._past.append((self.seconds, self._gained))
            while len(self._past) > 2 and self.seconds - self._past[1][0] > WINDOW:
                self._past.popleft()
        self._at = (now, epochs) if training else None

    @property
    def epoch(self) -> float | None:
        """Seconds of an epoch, all in all, on the average so far; None where that cannot be told yet."""
        return self.seconds / self._gained if self._gained > 0 and self.seconds >= SOONEST else None

    def left(self, epochs: float) -> float | None:
        """Seconds that so many epochs more will take, as the last `WINDOW` seconds went; None if untold."""
        seconds, gained = (b - a for a, b in zip(self._past[0], self._past[-1], strict=True))
        return epochs * seconds / gained if gained > 0 and self.seconds >= SOONEST else None
