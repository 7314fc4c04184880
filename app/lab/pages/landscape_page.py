"""The page of the landscape: a slice of the loss surface of the network in training, and its path on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from app.i18n import sentence
from app.lab.landscape_job import Laid, Pinned, PlaneChoice, SliceJob
from app.lab.landscape_view import STEPS, LandscapeView
from app.lab.later import after_frame
from app.lab.three_nets import brief
from engine.errors import InputError
from engine.lab.snapshot import Snapshot
from viz import numbers
from viz.progress import advance
from viz.surface_view import Mark, Pin
from viz.theme import DARK, Theme
from viz.verdict import NBSP

if TYPE_CHECKING:
    from app.lab.controller import LabController
    from engine.lab.levels import LossSlice, SliceProgress

MOST = 48
"""States of the path that are kept; beyond, every other one is dropped."""
PAUSE_MS = 1000
"""Between two slices while it trains: training needs the processor, too."""


class LandscapePage(QObject):
    """Keeps the path, asks for slices, and draws them as they become finer."""

    def __init__(self, lab: LabController) -> None:
        super().__init__(lab)
        self._lab = lab
        self._theme: Theme = DARK
        self._open = self._busy = self._first = False
        self._choice: PlaneChoice = "path"
        self._seed = 0
        self._path: list[Snapshot] = []
        self._every = self._skip = 1
        self._laid: Laid | None = None
        self._pinned: Pinned | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(PAUSE_MS)
        self._again.timeout.connect(self._on_again_timeout)
        self.widget = view = LandscapeView()
        view.planes.set_choice(self._choice)
        view.plane_requested.connect(self._on_plane_requested)
        view.another.clicked.connect(self._on_another_clicked)
        view.cancel.clicked.connect(self._on_cancel_clicked)
        view.nets.changed.connect(self._on_nets_changed)
        lab.shelf.changed.connect(self._on_shelf_changed)
        lab.trainer.network_changed.connect(self._on_trainer_network_changed)
        lab.trainer.ended.connect(self._on_trainer_ended)
        lab.analyst.answered.connect(self._on_analyst_answered)
        lab.analyst.refused.connect(self._on_analyst_refused)
        lab.analyst.ended.connect(self._on_analyst_ended)
        self._show()

    def parts(self) -> tuple[LandscapePage]:
        """What follows theme and type."""
        return (self,)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.widget.set_theme(theme)
        self._draw_path()

    def set_large_type(self, on: bool) -> None:
        self.widget.set_large_type(on)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen: slices are computed while it is."""
        self._open = on
        if on:
            after_frame(self, self._bring_surface)
            self.ask(anew=True)
        else:
            self._again.stop()
            self._lab.analyst.drop("slice")
            self._busy = False
            if self.widget.surface is not None:
                self.widget.surface.hide()

    def _bring_surface(self) -> None:
        """Show the slice that is known; at first an empty view, so that OpenGL is there when one comes."""
        if self._open:
            surface = self.widget.furnish()
            surface.setVisible(self._laid is not None or not surface.is_loaded)

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.widget.planes.set_choice(self._choice)
        self._draw_path()
        self._show()

    # What is asked

    @Slot(object)
    def _on_trainer_network_changed(self, snapshot: Snapshot) -> None:
        before = self._path[-1] if self._path else None
        if before is not None and (before.network != snapshot.network or not self._lab.trainer.begun):
            self._path, self._every, self._skip = [], 1, 1
        self._skip -= 1
        if self._skip <= 0:
            self._path.append(snapshot)
            self._skip = self._every
        else:
            self._path[-1] = snapshot  # the newest is always there
        if len(self._path) > MOST:
            self._path = [*self._path[:-1:2], self._path[-1]]
            self._every *= 2
        if self._open and not self._busy and self.widget.follow.isChecked() and not self._again.isActive():
            self._again.start()

    @Slot(str)
    def _on_trainer_ended(self, _end: str) -> None:
        if self._open:
            self._again.start()

    @Slot()
    def _on_again_timeout(self) -> None:
        if self._open and not self._busy:
            self.ask()

    def ask(self, *, anew: bool = False) -> None:
        """Have the slice computed; one that is `anew` is drawn from its coarsest level on."""
        if not self._path or self._lacking():
            self._lab.analyst.drop("slice")
            self._busy = False
            self._forget()
            self._show()
            return
        self._busy, self._first = True, anew or self._laid is None
        three = self.widget.nets.among(self._alike()) if self._choice == "three" else ()
        self._lab.analyst.ask(SliceJob(tuple(self._path), self._choice, self._seed, tuple(three)))
        self._show()

    def _forget(self) -> None:
        """Show no surface until there is a slice of the plane that is wanted."""
        if self._laid is not None and self.widget.surface is not None:
            self.widget.surface.hide()
        self._laid = self._pinned = None

    def _alike(self) -> list[Snapshot]:
        """Networks with the layers of the one in training, that one first."""
        if not self._path:
            return []
        kind = (self._path[-1].network, self._path[-1].classes)
        return [one for one in self._lab.shelf.all() if (one.network, one.classes) == kind]

    def _lacking(self) -> int:
        """How many networks, or states of the one in training, a plane still needs."""
        if self._choice == "random":
            return 0
        return max(0, 3 - len(self._path if self._choice == "path" else self._alike()))

    @Slot(str)
    def _on_plane_requested(self, choice: PlaneChoice) -> None:
        self._choice = choice
        self._forget()
        self.ask(anew=True)

    @Slot()
    def _on_nets_changed(self) -> None:
        self._forget()
        self.ask(anew=True)

    @Slot()
    def _on_shelf_changed(self) -> None:
        self._show_nets()
        self._draw_path()

    def _show_nets(self) -> None:
        self.widget.nets.show_networks(self._alike() if self._choice == "three" else ())

    @Slot()
    def _on_another_clicked(self) -> None:
        self._seed += 1
        self.ask(anew=True)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self._lab.analyst.drop("slice")
        self._busy = False
        self._show()

    # What came of it

    @Slot(str, object)
    def _on_analyst_answered(self, topic: str, result: object) -> None:
        if topic != "slice" or not self._open:
            return
        if isinstance(result, Laid):
            self._laid = result
        elif isinstance(result, Pinned):
            self._pinned = result
            self._show()
        else:
            self._take(result)  # type: ignore[arg-type]

    def _take(self, now: SliceProgress) -> None:
        advance(self.widget.bar, round(STEPS * now.done / max(now.total, 1)))
        found = now.slice
        if found is not None and (self._first or found.level == found.levels):
            self._draw(found)

    def _draw(self, found: LossSlice) -> None:
        surface = self.widget.furnish()
        finite = found.loss[np.isfinite(found.loss)]
        ceiling = float(finite.max()) if len(finite) else None
        surface.set_surface(found.a, found.b, found.loss, ceiling=ceiling)
        surface.show()
        if self._first and found.level == 1:
            surface.fit(animate=False)
        self._draw_path()

    def _draw_path(self) -> None:
        laid, surface, pinned = self._laid, self.widget.surface, self._pinned
        if laid is None or surface is None:
            return
        style = self._theme.runs[0]
        surface.set_path(0, laid.path, style)
        marks = []
        if laid.choice == "three":
            nets = [self._lab.shelf.get(key) for key in laid.keys]
            names = ["" if one is None else brief(one.title) for one in nets]
            places = zip(laid.anchors.tolist(), names, strict=True)
            marks = [Mark(a, b, name, "optimum") for (a, b), name in places]
        if pinned is not None:
            newest = pinned.pins[-1]
            surface.set_current(newest.a, newest.b, style)
            surface.set_pins(self._pins(pinned))
        surface.set_marks(marks)

    def _pins(self, pinned: Pinned) -> list[Pin]:
        """The true losses beside the slice; in numbers for the newest, and where they are farthest off."""
        newest, widest = pinned.pins[-1], pinned.widest()
        shown = []
        for pin in pinned.pins:
            strong, label = pin is newest or pin is widest, ""
            if strong and pin.distance > 0:
                label = self.tr("true {true}, slice {slice}").format(
                    true=numbers.significant(pin.true_loss, 3), slice=numbers.significant(pin.slice_loss, 3)
                )
            shown.append(Pin(pin.a, pin.b, pin.true_loss, self._theme.true, label, strong))
        return shown

    @Slot(str, object)
    def _on_analyst_refused(self, topic: str, error: InputError) -> None:
        if topic == "slice":
            self._busy = False
            self._show()
            self.widget.words.setText(sentence(error))

    @Slot(str)
    def _on_analyst_ended(self, topic: str) -> None:
        if topic == "slice":
            self._busy = False
            self._show()
            if self._lab.trainer.standing.stage == "training" and self.widget.follow.isChecked():
                self._again.start()

    def _missing(self) -> str:
        """Why there is nothing to be seen yet."""
        if self._busy:
            return self.tr("The loss on the plane is being computed …")
        if self._path and self._choice == "three" and self._lacking():
            return self.tr(
                "A plane through three networks needs three with the same layers. So far there are {n}: each "
                "new training keeps the network before it, and saved ones can be loaded."
            ).format(n=len(self._alike()))
        return self.tr("Train a network: the plane in which its weights went farthest appears here.")

    def _show(self) -> None:
        view, laid, pinned = self.widget, self._laid, self._pinned
        view.cancel.setVisible(self._busy)
        view.bar.setVisible(self._busy)
        view.another.setVisible(self._choice == "random")
        self._show_nets()
        if pinned is None or laid is None:
            view.losses.setText("")
            view.words.setText(self._missing())
            return
        pin = pinned.pins[-1]
        view.losses.setText(
            self.tr("true loss {true}\non the slice {slice}\ndistance from it {distance}").format(
                true=numbers.significant(pin.true_loss, 4),
                slice=numbers.significant(pin.slice_loss, 4),
                distance=numbers.significant(pin.distance, 3),
            )
        )
        words = [self.tr("Mean loss of {n:,} training images.").format(n=laid.images)]
        if laid.explained is not None:
            shares = [f"{100 * share:.0f}{NBSP}%" for share in laid.explained]
            words.append(
                self.tr("The plane holds {a} + {b} of the way; the rest of the path is its shadow.").format(
                    a=shares[0], b=shares[1]
                )
            )
        else:
            words.append(self.tr("A slice shows two directions of many: elsewhere the loss is another."))
        view.words.setText(" ".join(words))
