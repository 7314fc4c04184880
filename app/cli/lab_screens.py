"""What `screenshot` does to the window before a picture of the lab: a network that has learnt a little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.driving import pause, wait_until

if TYPE_CHECKING:
    from app.lab.controller import LabController
    from app.window import MainWindow

EPOCHS = 12
ANSWER_SECONDS = 0.5
"""What a page shows is worked out in a thread of its own."""


def training(window: MainWindow) -> None:
    """Softmax regression has learnt scikit-learn's digits: the same pictures with MNIST or without."""
    lab = _lab(window)
    window.show_tab("digits")
    lab.open_page("training")
    wait_until(lambda: lab.data.now is not None, "the images", 60)
    if lab.data.now is not None and lab.data.now.source != "scikit-learn":
        before = lab.data.now
        lab.data.fall_back()
        wait_until(lambda: lab.data.now is not before, "the images that come with the program", 60)
    lab.training.choose_lesson("softmax")
    lab.training.widget.form.changed.emit("epochs", EPOCHS)
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    lab.play_when_ready()
    wait_until(lambda: lab.trainer.standing.stage == "finished", "the end of the training", 60)


def results(window: MainWindow) -> None:
    """What it reads of the test images."""
    _open(window, "results")


def inside(window: MainWindow) -> None:
    """What it makes of the drawing."""
    assert window.digits is not None
    window.digits.samples[0].click()
    _open(window, "inside")


def landscape(window: MainWindow) -> None:
    """Where it has come from."""
    _open(window, "landscape")
    view = _lab(window).landscape.widget
    # The view is there before its slice, whose last and finest level takes the Cancel button away.
    wait_until(lambda: view.surface is not None and view.surface.isVisible(), "the surface", 60)
    wait_until(view.cancel.isHidden, "the slice", 60)
    pause(ANSWER_SECONDS)


def _open(window: MainWindow, page: str) -> None:
    _lab(window).open_page(page)
    pause(ANSWER_SECONDS)


def _lab(window: MainWindow) -> LabController:
    assert window.lab is not None
    return window.lab
