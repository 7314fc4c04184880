"""Training as the course teaches it: four steps an epoch, in real float32 torch.

A session is an iterator of records. Who holds it decides the pace: pausing is not asking for the next one.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.config import RunConfig
from engine.race import Race
from engine.records import End, EpochRecord, SessionState


class Session:
    """One optimizer descending from one start: a race of one, and so the very numbers of any race it joins.

    Iterating gives the records of epochs 0..n. Then `end` is `finished`, or `diverged` if the loss or a
    weight stopped being finite: the last record given is the last finite one, and nothing was clamped.
    The four steps themselves are written down in `engine.stack`.

    Parameters
    ----------
    config
        What to run; its `epochs` is n.
    device
        `cpu` or `cuda`.

    Raises
    ------
    InputError
        If there is no such device here.
    """

    def __init__(self, config: RunConfig, device: str = "cpu") -> None:
        self.config = config
        self._race = Race((config,), device)
        self._racer = self._race.racers[0]

    @property
    def record(self) -> EpochRecord | None:
        """The newest record; None before epoch 0."""
        return self._racer.record

    @property
    def end(self) -> End | None:
        """How the run ended; None while it goes on."""
        return self._racer.end

    def __iter__(self) -> Iterator[EpochRecord]:
        return iter(self.step, None)

    def step(self) -> EpochRecord | None:
        """Train for one epoch and return its record, the start's own (epoch 0) first.

        None means that the run is over: see `end`.
        """
        found = self._race.step()
        return found[0][1] if found else None

    def stop(self) -> None:
        """End the run here, unless it has ended already."""
        self._race.stop(0)

    def state(self) -> SessionState:
        """Return the session's state at the last record."""
        return self._race.state(0)

    def restore(self, state: SessionState) -> None:
        """Go back, or on, to `state`; the records after it come out bit-identical on the same device.

        Raises
        ------
        ValueError
            If the state is of another run configuration.
        """
        self._race.restore(0, state)
