"""Races: up to eight runs at once, in real float32 torch, stacked so that they cost little more than one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.config import RunConfig
from engine.devices import check_device
from engine.records import End, EpochRecord, Moments, SessionState
from engine.stack import Library, Member, Stack

MOST = 8
"""Runs in one race: as many as there are colours that everybody can tell apart."""


class Racer:
    """One run of a race: read it as you like; only its race changes it.

    Attributes
    ----------
    config, epochs
        What is run, and for how many updates: the config's number, or more.
    record
        The newest record; None before epoch 0.
    end
        How it ended: `finished`, `stopped`, `diverged`; None while it goes on.
    """

    __slots__ = ("_moments", "config", "end", "epochs", "record")

    def __init__(self, config: RunConfig) -> None:
        self.config = config
        self.epochs = config.epochs
        self.record: EpochRecord | None = None
        self.end: End | None = None
        self._moments: Moments = {}

    @property
    def next_epoch(self) -> int:
        """Number of the epoch that comes next."""
        return 0 if self.record is None else self.record.epoch + 1

    def _member(self) -> Member:
        if self.record is None:
            return Member(self.config, self.config.start, None, {})
        return Member(self.config, self.record.w, self.record.applied or self.record.grad, self._moments)


class Race:
    """Runs that are trained side by side, each as if it were alone.

    They may differ in everything: optimizer, hyper-parameters, learning rate, start, epochs, loss, data; only
    the number of weights, two or with two inputs three, is common to all.
    One forward and one backward pass serve all that are at the same epoch, and the records of each are, bit
    for bit, those that it makes alone (see `engine.stack` for how, and where that holds). A run that
    diverged or finished leaves the stack; the others go on unharmed. The global torch state is neither read
    nor changed.

    The model is u = w0 + w1·x as a product of w with the (2, n) matrix [1 x], or with two inputs (3, n): the
    same float32 numbers as those of `nn.Linear` up to the order of summation, and half of autograd's
    bookkeeping.

    Parameters
    ----------
    configs
        What to run, 1 to `MOST`; the `epochs` of each is how many updates it makes.
    device
        `cpu` or `cuda`.

    Raises
    ------
    InputError
        If there is no such device here.
    ValueError
        If there are no runs, or more than `MOST`, or they have different numbers of weights.
    """

    def __init__(self, configs: Sequence[RunConfig], device: str = "cpu") -> None:
        if not 1 <= len(configs) <= MOST:
            raise ValueError(f"a race has 1 to {MOST} runs, not {len(configs)}")
        if len({len(config.start) for config in configs}) > 1:
            raise ValueError("the runs of a race have equally many weights")
        self.racers = tuple(Racer(config) for config in configs)
        self._device = check_device(device)
        self._library: Library = {}
        self._stack: Stack | None = None
        self._running: list[tuple[int, Racer]] = []  # those in the stack, row by row
        self._epoch = 0  # the one that comes next for them
        self._regroup_at = math.inf  # the epoch at which they meet those who are ahead
        self._left = False  # whether one of them was stopped meanwhile

    def step(self) -> list[tuple[int, EpochRecord]]:
        """Train those that are furthest behind for one epoch; return (place in the race, record) for each.

        A run's first record is that of its start, epoch 0. One forward and one backward pass serve both the
        record of epoch k, whose loss and gradient are taken *at* its weights, and the update to epoch k + 1.
        Nothing is returned when all runs are over. A run whose loss or weight stopped being finite leaves
        without a record: its last one is the last finite one, and nothing was clamped.
        """
        found: list[tuple[int, EpochRecord]] = []
        while not found:  # all of those behind may diverge at once
            if self._left:
                self._dissolve()
            stack = self._stack or self._gather()
            if stack is None:
                break
            epoch = self._epoch
            if epoch:
                stack.update(epoch - 1)  # with the gradients of the epoch before
            weights, losses, grads = stack.evaluate()
            applied = stack.evaluate_batches(epoch)  # None each, but for runs in mini-batches
            regroup = epoch + 1 >= self._regroup_at
            for (place, racer), w, loss, grad, batch in zip(
                self._running, weights, losses, grads, applied, strict=True
            ):
                if not math.isfinite(sum(w, loss)):
                    racer.end = "diverged"
                    regroup = True
                    continue
                racer.record = record = EpochRecord(epoch, tuple(w), loss, tuple(grad), batch)
                found.append((place, record))
                if epoch >= racer.epochs:
                    racer.end = "finished"
                    regroup = True
            self._epoch = epoch + 1
            if regroup:
                self._dissolve()
        if len(found) > 1:
            found.sort(key=_place)
        return found

    def stop(self, place: int) -> None:
        """End a run here, unless it has ended already; an epoch that is being computed still counts.

        This may be called at any moment, by a signal's handler in the middle of `step` too.
        """
        racer = self.racers[place]
        if racer.end is None:
            racer.end = "stopped"
            self._left = True

    def moments(self, place: int) -> Moments:
        """What a run's optimizer remembers at its newest record; see `engine.records.Moments`."""
        racer = self.racers[place]
        if self._stack is not None:
            for row, (_, running) in enumerate(self._running):
                if running is racer:
                    return self._stack.moments(row)
        return racer._moments

    def state(self, place: int) -> SessionState:
        """Everything that a run needs to go on from its newest record, here or elsewhere."""
        racer = self.racers[place]
        return SessionState(racer.config, racer.record, racer.epochs, racer.end, self.moments(place))

    def restore(self, place: int, state: SessionState) -> None:
        """Put a run back, or on, to `state`; its records from there are bit-identical on the same device.

        Raises
        ------
        ValueError
            If the state is of another run configuration.
        """
        racer = self.racers[place]
        if state.config != racer.config:
            raise ValueError("the state belongs to another run")
        self._dissolve()
        racer.epochs, racer.end, racer.record = state.epochs, state.end, state.record
        racer._moments = state.moments

    def _gather(self) -> Stack | None:
        """Stack the runs that are furthest behind; None if all are over."""
        going = [(racer.next_epoch, place) for place, racer in enumerate(self.racers) if racer.end is None]
        if not going:
            return None
        self._epoch = min(going)[0]
        behind = [place for epoch, place in going if epoch == self._epoch]
        self._regroup_at = min((epoch for epoch, _ in going if epoch > self._epoch), default=math.inf)
        members = [self.racers[place]._member() for place in behind]
        self._stack = Stack(members, self._library, self._device)
        self._running = [(behind[i], self.racers[behind[i]]) for i in self._stack.order]
        return self._stack

    def _dissolve(self) -> None:
        """Take the runs out of the stack, each with what its optimizer remembers."""
        self._left = False
        if self._stack is not None:
            for row, (_, racer) in enumerate(self._running):
                racer._moments = self._stack.moments(row)
        self._stack = None
        self._running = []


def _place(found: tuple[int, EpochRecord]) -> int:
    return found[0]
