"""Tells what there is to see in a lesson, and at its end what came out beside what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.lab.jobs import Ending, EndingJob, PickedImage, Targets, TargetsJob
from app.lab.lesson_panel import LessonPanel
from app.lab.lessons import Offer
from engine.lab.config import TrainConfig
from viz.numbers import significant
from viz.training_plot import TrainingCurves
from viz.verdict import NBSP

if TYPE_CHECKING:
    from app.lab.controller import LabController

ONE_HOT = "cross-entropy-one-hot"
"""The loss whose targets are vectors: they are shown."""
SPACED = 4
"""Up to so many numbers of a target stand apart."""


class LessonTeller(QObject):
    """Fills the lesson's panel from configs, histories and what the analyst looks up."""

    image_chosen = Signal(object, str)
    """A person clicked one of the lesson's images: (28, 28) uint8, and what it is. GUI thread."""

    def __init__(self, lab: LabController, panel: LessonPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._lab, self._panel = lab, panel
        self._offer: Offer | None = None
        self._config: TrainConfig | None = None
        self._curves: tuple[TrainingCurves, TrainingCurves] | None = None
        self._over = False
        self._accuracies = (float("nan"), float("nan"))
        self._targets: Targets | None = None
        self._ending: Ending | None = None
        panel.images.image_chosen.connect(self._on_image_chosen)
        lab.analyst.answered.connect(self._on_analyst_answered)

    def begin(self, offer: Offer, config: TrainConfig) -> None:
        """Another training: what there is to see in it, and nothing yet of what came out."""
        self._offer, self._config = offer, config
        self._over, self._curves, self._ending, self._targets = False, None, None, None
        for topic in ("targets", "ending"):
            self._lab.analyst.drop(topic)
        if config.loss == ONE_HOT and self._lab.data.now is not None:
            self._lab.analyst.ask(TargetsJob(config.digits))
        self.show()

    def end(self, curves: tuple[TrainingCurves, TrainingCurves] | None = None) -> None:
        """The lesson ran unchanged to its end; `curves` are those of the two losses that it compares."""
        snapshot, offer, config = self._lab.trainer.snapshot, self._offer, self._config
        if snapshot is None or offer is None or config is None:
            return
        self._over, self._curves = True, curves
        self._accuracies = snapshot.train_accuracy, snapshot.test_accuracy
        undivided = offer.expected is not None and offer.expected.undivided is not None
        if offer.pick is not None or undivided:
            self._lab.analyst.ask(EndingJob(snapshot, config, offer.pick, undivided))
        self.show()

    def show_offer(self, offer: Offer) -> None:
        """The same lesson in another language."""
        self._offer = offer
        self.show()

    def show(self) -> None:
        """Fill the panel, in the language in force."""
        offer = self._offer
        if offer is None:
            return
        self._panel.set_look(offer.look)
        lines = self._lines(offer) if self._over else []
        self._panel.set_facts("\n".join(lines), self._why() if self._over else "")
        picked = None if self._ending is None else self._ending.picked
        if picked is not None:
            caption = self.tr("label {label}, read as {read}").format(label=picked.label, read=picked.read)
            self._panel.set_images(picked.image[np.newaxis], [caption], [self._picked_text(picked)])
        elif self._targets is not None:
            self._show_targets(self._targets)
        else:
            self._panel.set_images(None)

    def _show_targets(self, targets: Targets) -> None:
        between = ", " if len(targets.digits) <= SPACED else ""
        rows = [between.join(map(str, row)) for row in targets.rows.tolist()]
        tips = [
            self.tr("The target of a {digit} is ({row}): its own class has probability 1.").format(
                digit=digit, row=row
            )
            for digit, row in zip(targets.digits, rows, strict=True)
        ]
        captions = [f"{d}: ({row})" for d, row in zip(targets.digits, rows, strict=True)]
        self._panel.set_images(targets.images, captions, tips)

    def _lines(self, offer: Offer) -> list[str]:
        """What came out, a line each."""
        lines = [] if self._curves is None else [self._twins(*self._curves)]
        found = self._lab.data.now
        expected, ending = offer.expected, self._ending
        if found is None or found.source != "mnist":
            lines.append(self.tr("The lesson’s numbers are MNIST’s; these images are others."))
        elif expected is not None:
            names = self.tr("Training images"), self.tr("Test images")
            pairs = zip(names, (expected.train, expected.test), self._accuracies, strict=True)
            text = (
                self.tr("{images}: recomputed {published}, here {here}")
                if expected.recomputed
                else self.tr("{images}: published {published}, here {here}")
            )
            lines += [
                text.format(images=name, published=f"{wanted:.4f}", here=f"{here:.4f}")
                for name, wanted, here in pairs
                if wanted is not None
            ]
            if ending is not None and ending.undivided is not None and expected.undivided is not None:
                lines.append(
                    self.tr("Undivided: published {published}, here {here}").format(
                        published=f"{expected.undivided:.4f}", here=f"{ending.undivided:.4f}"
                    )
                )
        return lines

    def _picked_text(self, picked: PickedImage) -> str:
        return self.tr("Test image {index:,}: label {label}, read as {read} with {share} %.").format(
            index=picked.index, label=picked.label, read=picked.read, share=f"{100 * picked.confidence:.0f}"
        )

    def _twins(self, one: TrainingCurves, other: TrainingCurves) -> str:
        count = min(len(one.losses), len(other.losses))
        if not count:
            return ""
        apart = float(np.abs(one.losses[:count] - other.losses[:count]).max())
        if apart == 0:
            return self.tr("The two losses are equal in every epoch, to the last digit.")
        return self.tr("The two losses never differ by more than {apart}: float32’s rounding.").format(
            apart=significant(apart, 1).replace(" ", NBSP)
        )

    def _why(self) -> str:
        if self._ending is None or self._ending.undivided is None:
            return ""
        from engine.lab.ending import WHY_UNDIVIDED  # torch is there by now

        return QCoreApplication.translate("lab", WHY_UNDIVIDED)

    @Slot(str, object)
    def _on_analyst_answered(self, topic: str, result: object) -> None:
        if topic == "targets" and isinstance(result, Targets):
            self._targets = result
        elif topic == "ending" and isinstance(result, Ending):
            self._ending = result
        else:
            return
        self.show()

    @Slot(int)
    def _on_image_chosen(self, place: int) -> None:
        if self._ending is not None and self._ending.picked is not None:
            picked = self._ending.picked
            text = self.tr("test image {place:,}, label {label}").format(
                place=picked.index, label=picked.label
            )
            self.image_chosen.emit(picked.image, text)
        elif self._targets is not None and place < len(self._targets.digits):
            text = self.tr("a training image of a {digit}").format(digit=self._targets.digits[place])
            self.image_chosen.emit(np.array(self._targets.images[place]), text)
