"""What the program does where nobody can look at it: play, draw, and leave pictures of both tabs."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.digits.samples import NAMES
from app.driving import DrivingError, pause, wait_until
from engine.curve_lesson import is_curve_lesson, load_curve_lesson
from engine.lessons import lesson_names, load_lesson

if TYPE_CHECKING:
    from app.window import MainWindow

PLAY_SECONDS = 3.0
"""How long the run is played: lesson 1 at the speed that the window opens with."""
LOAD_SECONDS = 180.0
"""torch, read from a slow disk for the first time."""
SETTLE_SECONDS = 0.6
"""The camera's glide and the bars' movement."""


def demonstrate(lesson: str | None = None, language: str | None = None, theme: str | None = None) -> int:
    """Open the real window, play a lesson, draw a digit, write both pictures; say what is seen.

    The person's own settings are neither read nor written.

    Parameters
    ----------
    lesson
        The first one if None.
    language, theme
        As on the command line; the system's if None.

    Returns
    -------
    int
        Exit status: 0 if everything was seen to work.

    Raises
    ------
    InputError
        If there is no lesson of that name.
    """
    from PySide6.QtCore import QSettings

    from app.settings import Settings
    from app.startup import make_application, make_window

    name = lesson or lesson_names()[0]
    curves = is_curve_lesson(name)  # then there is nothing to play
    name = load_curve_lesson(name).name if curves else load_lesson(name).name
    print(f"There is no display here: showing the lesson “{name}” on a virtual one.", flush=True)
    application = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.setValue("motion", False)
        settings.setValue("language", language or "")
        settings.setValue("theme", theme or "")
        window, loader = make_window(settings, lesson=name)
        try:
            window.show()
            window.descent.surface.view.set_best(True)
            wait_until(lambda: loader.ready, "the window’s being ready", LOAD_SECONDS)
            if not curves:
                _play(window, name)
            _save(window, "lossland-descent.png")
            _draw(window)
            _save(window, "lossland-mnist.png")
        except (DrivingError, OSError) as error:
            print(f"lossland: {error}.", file=sys.stderr)
            return 1
        finally:
            window.close()
            window.deleteLater()
            pause(0.05)
            settings.sync()
    del application
    return 0


def _play(window: MainWindow, lesson: str) -> None:
    """Play `lesson` from its start to its end at a visible speed."""
    controller = window.descent_controller
    planar = window.descent.planar
    player = controller.player if planar is None else controller.planar.player
    transport = window.descent.transport if planar is None else planar.transport
    wait_until(lambda: player.run is not None and player.run.last >= 0, f"epoch 0 of {lesson}")
    run = player.run
    assert run is not None
    rate = max(1.0, run.epochs / PLAY_SECONDS)
    player.set_rate(rate)
    transport.set_rate(rate)
    window.actions_table["play"].trigger()
    wait_until(lambda: run.end is not None, "the end of the run", 60.0)
    player.seek(run.last)
    pause(SETTLE_SECONDS)
    last = run.history[run.last]
    where = f"w = ({', '.join(f'{value:.4f}' for value in last.w)})"
    print(f"Played {run.last} epochs: {run.end}, loss {last.loss:.6g} at {where}.", flush=True)


def _draw(window: MainWindow) -> None:
    """Choose the first sample drawing on the MNIST tab and wait for what the network reads."""
    window.show_tab("digits")
    digits = window.digits
    assert digits is not None
    digits.samples[0].click()
    wait_until(lambda: bool(digits.bars.measured()), "an answer to the drawing")
    pause(SETTLE_SECONDS)
    answer, verdict = digits.bars.answer(), digits.bars.verdict()
    print(f"The sample drawing “{NAMES[0]}” is read as {answer}: {verdict}.", flush=True)


def _save(window: MainWindow, name: str) -> None:
    """Write the window's picture here, or where temporary files go if this folder cannot be written."""
    here = Path.cwd()
    file = (here if os.access(here, os.W_OK) else Path(tempfile.gettempdir())) / name
    if not window.grab().save(str(file), "PNG"):
        raise OSError(f"{file} cannot be written")
    print(file, flush=True)
