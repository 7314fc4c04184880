"""Where a training stands, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from app.lab.pace import Pace
from app.lab.trainer import OVER, Standing
from engine.errors import QT_TRANSLATE_NOOP
from engine.lab.records import LabEpoch
from viz.verdict import NBSP

_C = "training"
_STAGES = {
    "finished": QT_TRANSLATE_NOOP("training", "finished"),
    "stopped": QT_TRANSLATE_NOOP("training", "stopped"),
    "diverged": QT_TRANSLATE_NOOP("training", "diverged"),
    "paused": QT_TRANSLATE_NOOP("training", "paused"),
}
_MAKING = QT_TRANSLATE_NOOP("training", "The network is being made …")
_READY = QT_TRANSLATE_NOOP("training", "{train:,} images, {batches:,} batches an epoch")
_READY_ONE = QT_TRANSLATE_NOOP("training", "{train:,} images, all of them in one batch")
_EPOCH = QT_TRANSLATE_NOOP("training", "epoch {epoch:,} of {epochs:,}")
_BATCH = QT_TRANSLATE_NOOP("training", "batch {batch:,} of {batches:,}")
_CHECKING = QT_TRANSLATE_NOOP("training", "classifying all images")
_TOOK = QT_TRANSLATE_NOOP("training", "took {time}")
_LEFT = QT_TRANSLATE_NOOP("training", "{time} left")
_S = QT_TRANSLATE_NOOP("training", "{seconds} s")
_MIN = QT_TRANSLATE_NOOP("training", "{minutes} min {seconds} s")
_SECONDS = QT_TRANSLATE_NOOP("training", "{seconds} s an epoch")
_UPDATES = QT_TRANSLATE_NOOP("training", "{seconds} s an epoch, {updates} s of it updates")
_UPDATES_ONLY = QT_TRANSLATE_NOOP("training", "{updates} s an epoch for the updates")
_TIMES = QT_TRANSLATE_NOOP(
    "training",
    "An epoch’s time by the clock holds its updates, which images/s goes by, and the classification of all "
    "images and the drawing, which take the rest.",
)
_RATE = QT_TRANSLATE_NOOP("training", "{rate:,} images/s")
_ON = QT_TRANSLATE_NOOP("training", "It runs on {device}.")
_LEARNS = QT_TRANSLATE_NOOP("training", "{train:,} images to learn from, {test:,} to test with.")


def status(at: Standing, last: LabEpoch | None, pace: Pace) -> str:
    """One line: the stage, the epoch, what time it took or will take, the batch, times, images a second."""
    if at.stage == "nothing":
        return ""
    if at.stage == "opening":
        return _tr(_MAKING)
    if not at.epoch:
        return _tr(_READY if at.batches > 1 else _READY_ONE).format(train=at.train, batches=at.batches)
    words = [_tr(_EPOCH).format(epoch=at.epoch, epochs=at.epochs)]
    if at.stage in _STAGES:
        words.insert(0, _tr(_STAGES[at.stage]))
    left = pace.left(at.epochs - at.epochs_done) if at.stage == "training" else None
    if left is not None:
        words.append(_tr(_LEFT).format(time=_time(left)))
    if at.stage not in OVER:
        if at.batch < at.batches:
            words.append(_tr(_BATCH).format(batch=at.batch, batches=at.batches))
        elif 0 < at.checked < 1:
            words.append(_tr(_CHECKING))
    elif pace.epoch is not None:
        words.append(_tr(_TOOK).format(time=_time(pace.seconds)))
    if last is not None:
        words.append(_epoch_time(last.seconds, pace.epoch))
        words.append(_tr(_RATE).format(rate=round(last.samples_per_second)))
    return f"{NBSP}· ".join(words)


def _epoch_time(updates: float, whole: float | None) -> str:
    """How long an epoch takes by the clock, and how much of that its updates take alone, both in seconds."""
    if whole is None:
        return _tr(_UPDATES_ONLY).format(updates=_short(updates))
    if updates >= whole:  # the last one took longer than they did on the average
        return _tr(_SECONDS).format(seconds=_short(whole))
    return _tr(_UPDATES).format(seconds=_short(whole), updates=_short(updates))


def where(at: Standing) -> str:
    """Where it runs, and with how many images; empty while there is nothing."""
    if at.stage in ("nothing", "opening"):
        return ""
    images = _tr(_LEARNS).format(train=at.train, test=at.test)
    device = _tr(_ON).format(device=at.device.upper())
    return " ".join((images, device, *((_tr(_TIMES),) if at.epoch else ())))


def _tr(text: str) -> str:
    return QCoreApplication.translate(_C, text)


def _time(seconds: float) -> str:
    """Whole seconds, with minutes where there are some."""
    whole = math.ceil(seconds)
    if whole < 100:
        return _tr(_S).format(seconds=whole)
    return _tr(_MIN).format(minutes=f"{whole // 60:,}", seconds=whole % 60)


def _short(seconds: float) -> str:
    """Two significant digits of a time, in seconds."""
    if not math.isfinite(seconds) or seconds <= 0:
        return "0"
    return f"{seconds:.{max(0, 1 - math.floor(math.log10(seconds)))}f}"
