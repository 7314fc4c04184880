"""What can be said about a run, as a table of sentences, each with the numbers that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A sentence about a run: a key of `DIAGNOSES` and the numbers, as text, for its braces."""

    code: str
    values: dict[str, str]

    def __str__(self) -> str:
        return DIAGNOSES[self.code].format(**self.values)

    @property
    def is_warning(self) -> bool:
        """Whether something is wrong with the run, rather than worth knowing."""
        return self.code in WARNINGS


DIAGNOSES: dict[str, str] = {
    # The run grows: `engine.stability`.
    "above-limit": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The learning rate {lr} is above {formula} = {largest}, so every epoch multiplies the error along "
        "the steep axis by {factor}: the run grows instead of settling.",
    ),
    "above-limit-falling": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The learning rate {lr} is above {formula} = {largest}, so every epoch multiplies the error along "
        "the steep axis by {factor}: the loss still falls, to {loss} at epoch {epoch}, but will grow.",
    ),
    "above-limit-momentum": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The learning rate {lr} is above {formula} = {largest}, so in the long run every epoch multiplies "
        "the error along the steep axis by {factor}: the run grows instead of settling.",
    ),
    "diverged-above-limit": QT_TRANSLATE_NOOP(
        "diagnosis",
        "Epoch {epoch} is the last with finite numbers, loss {loss} at w = ({w0}, {w1}): the learning rate "
        "{lr} is above {formula} = {largest}.",
    ),
    "diverged": QT_TRANSLATE_NOOP(
        "diagnosis",
        "Epoch {epoch} is the last with finite numbers, loss {loss} at w = ({w0}, {w1}), gradient "
        "({grad0}, {grad1}); the update after it was too large for float32.",
    ),
    "growing": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The loss has risen in each of the last {count} epochs, to {loss} at epoch {epoch}: more than the "
        "{first} at the start.",
    ),
    # What the last steps did: `engine.why.steps`.
    "overshoots": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The step to epoch {epoch} was too long: the loss rose from {before} to {loss}. After {share} % of "
        "the step it was lowest, {least}.",
    ),
    "overshoots-sgd": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The step to epoch {epoch} was too long: the loss rose from {before} to {loss}. After {share} % of "
        "the step it was lowest, {least}: there the learning rate {rate} would have ended, instead of {lr}.",
    ),
    "uphill-momentum": QT_TRANSLATE_NOOP(
        "diagnosis",
        "Momentum carried the step to epoch {epoch} uphill: it makes an angle of {angle}° with the negative "
        "gradient, and the loss rose from {before} to {loss}.",
    ),
    "uphill": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The step to epoch {epoch} makes an angle of {angle}° with the negative gradient, so it goes uphill: "
        "the loss rose from {before} to {loss}.",
    ),
    "zig-zags": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run zig-zags: every epoch multiplies the error along the steep axis by "
        "1 − lr · λmax = {factor}, so each of the last {count} steps points against the one before "
        "(cosine {cosine} or less).",
    ),
    "zig-zags-local": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run zig-zags: here an epoch multiplies the error along the steep axis by about "
        "1 − lr · λmax = {factor}, so each of the last {count} steps points against the one before "
        "(cosine {cosine} or less).",
    ),
    "to-and-fro": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run goes to and fro: each of the last {count} steps points against the one before "
        "(cosine {cosine} or less).",
    ),
    # What a batch does: `engine.why.batch`.
    "batch-rose": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The step to epoch {epoch} followed the gradient of its batch, {count} of {n} data, {angle}° away "
        "from that of all: the loss of all data rose from {before} to {loss}.",
    ),
    "batch-fell": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The step to epoch {epoch} followed the gradient of its batch, {count} of {n} data, {angle}° away "
        "from that of all. Loss and gradient shown are those of all data.",
    ),
    # Where the run has come to: `engine.why.places`.
    "converged": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run has come to the minimum: at epoch {epoch} it is {distance} away from ({o0}, {o1}), and the "
        "loss is {excess} above the smallest possible, {least}.",
    ),
    "converged-fully": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run has come to the minimum: at epoch {epoch} it is {distance} away from ({o0}, {o1}), and the "
        "loss differs from the smallest possible, {least}, by less than a millionth of it.",
    ),
    "hollow": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run has come to a local minimum, ({w0}, {w1}), with a loss of {loss}: the gradient’s length is "
        "{norm} there, and the surface bends upwards in every direction (λ from {low} to {high}).",
    ),
    "hollow-above": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run has come to a local minimum, ({w0}, {w1}), with a loss of {loss}: no step downhill leads "
        "from there to the lowest point, ({o0}, {o1}), where the loss is {least}.",
    ),
    "frozen": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run is stuck {distance} away from the minimum: w has not changed in the last {count} epochs, "
        "because a step for the gradient ({grad0}, {grad1}) is smaller than what float32 can tell from w.",
    ),
    "no-gradient": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run is stuck {distance} away from the minimum: in float32 the gradient is exactly 0, because "
        "σ′ = ŷ(1 − ŷ) averages {slope} there and is a factor of it; w has not changed in the last {count} "
        "epochs.",
    ),
    "decay-balance": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run settles at ({w0}, {w1}), {distance} away from the minimum: there the gradient "
        "({grad0}, {grad1}) and the weight decay {decay} · w = ({pull0}, {pull1}) cancel.",
    ),
    "decay-decoupled": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run settles {distance} away from the minimum: an epoch’s weight decay takes ({pull0}, {pull1}) "
        "off w, Adam’s own step puts nearly as much back, and ({step0}, {step1}) is left.",
    ),
    "cannot-settle": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The learning rate {lr} is above 2/λmax = {largest} at the minimum, so the run cannot settle there: "
        "in the last {count} epochs it jumped to and fro and came no closer to it than {near}.",
    ),
    "bounces": QT_TRANSLATE_NOOP(
        "diagnosis",
        "{optimizer} divides the gradient by its own recent size, so its steps do not shrink near the "
        "minimum: in the last {count} epochs they were {length} long on average, at a learning rate of {lr}, "
        "and the run came no closer to it than {near}.",
    ),
    "plateau": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run crawls on a plateau: the gradient’s length is only {norm}, because σ′ = ŷ(1 − ŷ) averages "
        "{slope} there and is a factor of it; {moved} is all that w moved in the last {count} epochs.",
    ),
    "plateau-bce": QT_TRANSLATE_NOOP(
        "diagnosis",
        "BCE’s gradient has no factor σ′: at the same w its length is {norm}.",
    ),
    "no-minimum": QT_TRANSLATE_NOOP(
        "diagnosis",
        "These data have no finite minimum: the loss, {loss} now, only approaches {infimum} as w grows, here "
        "from length {before} at the start to {after}.",
    ),
    # How far there is to go: `engine.why.progress`.
    "slow-rate": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The learning rate {lr} is small: an epoch takes {slow} % off the error along the flat axis and "
        "{fast} % along the steep one (lr · λ). The best fixed rate, 2/(λmin + λmax) = {best}, leaves an "
        "error of {rest} % after an epoch.",
    ),
    "steady": QT_TRANSLATE_NOOP(
        "diagnosis",
        "Slow but steady: in each of the last {count} epochs the distance to the minimum shrank by about "
        "lr · λmin = {share} %, to {distance}. So it takes about {more} more epochs until a hundredth of the "
        "first distance, {first}, is left.",
    ),
    "ended-away": QT_TRANSLATE_NOOP(
        "diagnosis",
        "The run ended {distance} away from the minimum, after {first} at the start: the gradient’s length "
        "is {norm}, and the loss is {excess} above the smallest possible.",
    ),
}
"""Sentences by code, to be translated like `engine.errors.MESSAGES`."""

WARNINGS = frozenset(
    (
        "above-limit",
        "above-limit-falling",
        "above-limit-momentum",
        "diverged-above-limit",
        "diverged",
        "growing",
        "overshoots",
        "overshoots-sgd",
        "cannot-settle",
        "frozen",
        "no-gradient",
        "plateau",
    )
)
"""Codes of sentences about something that is wrong; the others tell what is worth knowing."""
