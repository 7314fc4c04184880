"""Teach a trained network one's own hand in seconds, without its forgetting all others.

Only what the network makes of an image behind its last pooling but one is learnt anew: of the network that
comes with the program convolutions `conv3` and `conv4`, their norms' factors, and the head. Everything before
stays, so it is computed once an image.
Beside each batch of one's own drawings stands one of other digits, with what the network said of them
before as the target (rehearsal and distillation: Li and Hoiem, “Learning without Forgetting”, 2016). What
one's own drawings are judged by is never learnt from. The network it started from is not touched.
"""

from __future__ import annotations

import copy
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, fields

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.errors import InputError
from engine.lab.finetune_records import Accuracies, FineTuned, FineTuneRecord, Phase
from engine.lab.inside import folded
from engine.lab.landscape import some
from engine.lab.reading import Labelled, outputs_of, takes_rows
from engine.lab.rehearsal import split_own
from engine.lab.results import outcome_of
from engine.lab.unfilled import bundled
from engine.lab.variation import varied

LEAST, LEAST_OTHERS = 2, 50
"""Fewest drawings, and fewest other digits, to learn from."""
OTHERS, CHOOSING = 1500, 400
"""Other digits that are rehearsed, and that help to choose when to stop, at most."""
VARIANTS = 10
"""Variations of each own drawing that are learnt from, the drawing itself among them."""
BATCH_OWN, BATCH_OTHERS = 32, 64
STEPS, EVERY, PATIENCE = 100, 10, 5
"""Most steps; steps between two looks at the validation images; looks without gain before it stops."""
GAIN = 0.005
"""What a look must gain in validation loss to be one with gain."""
RATE = 1e-3
WEIGHT_DECAY = 0.01
SMOOTHING = 0.05
"""Probability spread over the other digits in the targets of one's own drawings."""
DIGITS = 10
CHUNK = 100
"""Images that are prepared at once."""


def learnt_from(network: nn.Sequential) -> int:
    """The place of the first layer that learns: behind the last pooling but one, or the only one, or at 0."""
    pools = [k for k, layer in enumerate(network) if isinstance(layer, nn.MaxPool2d | nn.AvgPool2d)]
    return 1 + pools[max(len(pools) - 2, 0)] if pools else 0


class FineTuning:
    """Iterating does the work piece by piece, each some tens of milliseconds; then `result` is there.

    Everything is drawn from generators of its own; one seed gives one result on one machine.

    Parameters
    ----------
    own
        Drawings with their digits.
    others
        Other handwritten digits to rehearse: MNIST's training images, else the bundled ones.
    test
        Digits to judge with that are in neither: MNIST's test images, else the bundled ones'. Both
        networks read all of them, so that the accuracies are those that other pages show.
    start
        The network to start from: a plain chain that takes (n, 1, 28, 28) and gives a number for each of
        ten digits, on the CPU; by default the one that comes with the program. It stays as it is.
    seed
        Of all draws.
    temperature
        What the logits of both networks are divided by where they are judged, see `evaluate`.

    Attributes
    ----------
    result
        None until the last piece is done.

    Raises
    ------
    InputError
        `finetune-few` or `finetune-rehearsal` if there is too little to learn from, `finetune-network`
        if the network to start from takes no images or does not tell ten digits apart.
    """

    def __init__(
        self,
        own: Labelled,
        others: Labelled,
        test: Labelled,
        start: nn.Sequential | None = None,
        seed: int = 43052,
        temperature: float = 1.0,
    ) -> None:
        if len(own.labels) < LEAST:
            raise InputError("finetune-few", least=LEAST, count=len(own.labels))
        if len(others.labels) < LEAST_OTHERS:
            raise InputError("finetune-rehearsal", least=LEAST_OTHERS, count=len(others.labels))
        self.result: FineTuned | None = None
        self._network = bundled() if start is None else copy.deepcopy(start).eval()
        if takes_rows(self._network) or outputs_of(self._network, own.images[:1]).shape[1] != DIGITS:
            raise InputError("finetune-network")
        cut = learnt_from(self._network)
        self._first = self._network[:cut]
        self._head = folded(self._first)
        self._tail = self._network[cut:]
        self._before = copy.deepcopy(self._tail)
        self._own, self._split = own, split_own(own.labels, seed)
        self._generator = torch.Generator().manual_seed(seed)
        self._test, self._temperature = test, temperature
        drawn = some(others, OTHERS + CHOOSING, seed)
        mixed = drawn.images[torch.randperm(len(drawn.images), generator=self._generator)]
        choosing = min(CHOOSING, len(mixed) // 5)
        self._choosing, self._rehearsed = mixed[:choosing], mixed[choosing:]
        self._pieces = self._work()

    def __iter__(self) -> Iterator[FineTuneRecord]:
        return self

    def __next__(self) -> FineTuneRecord:
        return next(self._pieces)

    def _work(self) -> Iterator[FineTuneRecord]:
        labels, split = self._own.labels, self._split
        sets = self._sets()
        answered = (sets.rehearsed, sets.others_choosing, sets.judging)
        counter = _Counter("preparing", sum(map(_chunks, sets.all())) + sum(map(_chunks, answered)))
        ready = _Sets(*(yield from self._through_all(self._head, sets.all(), counter)))
        answered = (ready.rehearsed, ready.others_choosing, ready.judging)
        rehearsed, choosing, own = yield from self._through_all(self._tail, answered, counter)
        lessons = _Lessons(
            ready.learning,
            _smoothed(labels[split.learning].repeat(VARIANTS)),
            ready.rehearsed,
            rehearsed.softmax(dim=1),
        )
        validation = _Lessons(
            ready.choosing, _smoothed(labels[split.choosing]), ready.others_choosing, choosing.softmax(dim=1)
        )
        steps = yield from self._learning(lessons, validation)
        counter = _Counter("judging", _chunks(ready.judging) + _chunks(self._test.labels) + 1)
        (own_now,) = yield from self._through_all(self._tail, (ready.judging,), counter)
        was, now = yield from self._of_test_images(counter)
        weights = {name: value.detach().clone() for name, value in self._network.state_dict().items()}
        before, after = self._judged(own, was), self._judged(own_now, now)
        count = len(self._test.labels)
        self.result = FineTuned(weights, before, after, len(split.judging), split.kept_back, count, steps)
        yield counter.next()

    def _sets(self) -> _Sets:
        own, split = _inputs(self._own.images), self._split
        learning = own[split.learning]
        variants = [learning, *(varied(learning, self._generator) for _ in range(VARIANTS - 1))]
        return _Sets(
            torch.cat(variants),
            own[split.choosing],
            own[split.judging],
            _inputs(self._rehearsed),
            _inputs(self._choosing),
        )

    @staticmethod
    def _through_all(
        layers: nn.Module, sets: Sequence[Tensor], counter: _Counter
    ) -> Generator[FineTuneRecord, None, list[Tensor]]:
        """What layers make of all images of some sets, as they are now."""
        every = []
        for images in sets:
            made = []
            for part in torch.split(images, CHUNK):
                with torch.no_grad():
                    made.append(layers(part))
                yield counter.next()
            every.append(torch.cat(made))
        return every

    def _learning(self, lessons: _Lessons, validation: _Lessons) -> Generator[FineTuneRecord, None, int]:
        """Update the layers that learn, and leave the best weights in them; gives their step."""
        optimizer = torch.optim.AdamW(self._tail.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY)
        best, best_step = self._look(validation), 0
        kept = copy.deepcopy(self._tail.state_dict())
        for step in range(1, STEPS + 1):
            loss = self._loss(lessons.batch(self._generator))
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            found = None
            if step % EVERY == 0:
                found = self._look(validation)
                if found < best - GAIN:
                    best, best_step = found, step
                    kept = copy.deepcopy(self._tail.state_dict())
            yield FineTuneRecord("learning", step, STEPS, loss.item(), found)
            if step - best_step >= PATIENCE * EVERY:
                break
        self._tail.load_state_dict(kept)
        return best_step

    @torch.no_grad()
    def _look(self, validation: _Lessons) -> float:
        return self._loss(validation).item()

    def _loss(self, lessons: _Lessons) -> Tensor:
        """Mean loss of own drawings plus that of the others."""
        logits = self._tail(torch.cat([lessons.own, lessons.others]))
        mine, theirs = logits.split([len(lessons.own), len(lessons.others)])
        return functional.cross_entropy(mine, lessons.targets) + functional.cross_entropy(
            theirs, lessons.answers
        )

    @torch.no_grad()
    def _judged(self, own: Tensor, test: Tensor) -> Accuracies:
        """From logits of the drawings that judge and of the test images."""
        right = _share(own, self._own.labels[self._split.judging])
        outcome = outcome_of(self._network, test, self._test.labels, None, self._temperature)
        return Accuracies(right, outcome.accuracy, outcome.loss)

    def _of_test_images(self, counter: _Counter) -> Generator[FineTuneRecord, None, tuple[Tensor, Tensor]]:
        """Logits (n, 10) of all test images, from the network it started from and from this one.

        The layers that stay are run once for both, and as they are: folded, they could read the odd
        image otherwise than the network does elsewhere.
        """
        was, now = [], []
        for part in torch.split(self._test.images, CHUNK):
            with torch.no_grad():
                made = self._first(_inputs(part))
                was.append(self._before(made))
                now.append(self._tail(made))
            yield counter.next()
        return torch.cat(was), torch.cat(now)


@dataclass(frozen=True, slots=True, eq=False)
class _Sets:
    """Images (n, 1, 28, 28) by what they are for, or what the layers that stay make of them."""

    learning: Tensor
    choosing: Tensor
    judging: Tensor
    rehearsed: Tensor
    others_choosing: Tensor

    def all(self) -> tuple[Tensor, ...]:
        """All sets, in the order of the fields."""
        return tuple(getattr(self, one.name) for one in fields(self))


class _Counter:
    """Counts the pieces of a phase."""

    def __init__(self, phase: Phase, total: int) -> None:
        self._phase: Phase = phase
        self._done, self._total = 0, total

    def next(self) -> FineTuneRecord:
        """The record of one more piece."""
        self._done += 1
        return FineTuneRecord(self._phase, self._done, self._total)


@dataclass(frozen=True, slots=True, eq=False)
class _Lessons:
    """Own drawings and others, each with the probabilities (n, 10) to aim at."""

    own: Tensor
    targets: Tensor
    others: Tensor
    answers: Tensor

    def batch(self, generator: torch.Generator) -> _Lessons:
        """A random batch of both."""
        mine = torch.randint(len(self.own), (BATCH_OWN,), generator=generator)
        theirs = torch.randint(len(self.others), (BATCH_OTHERS,), generator=generator)
        return _Lessons(self.own[mine], self.targets[mine], self.others[theirs], self.answers[theirs])


def _inputs(images: Tensor) -> Tensor:
    return images.unsqueeze(1).float() / 255


def _smoothed(labels: Tensor) -> Tensor:
    """Probabilities (n, 10) to aim at for labels (n,)."""
    return functional.one_hot(labels, 10) * (1 - SMOOTHING) + SMOOTHING / 10


def _share(logits: Tensor, labels: Tensor) -> float:
    """Share of the images whose largest logit is their label's; NaN without images."""
    return (logits.argmax(dim=1) == labels).double().mean().item()


def _chunks(images: Tensor) -> int:
    return -(-len(images) // CHUNK)
