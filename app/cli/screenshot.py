"""`screenshot DIR`: every screen, in both languages, as PNG."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import lab_screens
from app.cli.parser import UsageError

if TYPE_CHECKING:
    from app.window import MainWindow


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("directory", metavar="DIR", type=Path, help="where the pictures go; made if missing")
    parser.add_argument("--size", metavar="WxH", default="1440x900", help="size of the window (1440x900)")


SETTLE_SECONDS = 0.35
"""Delayed layouts, and the surface's coming from its thread."""
LANGUAGE_SECONDS = 0.15
"""The same after another language: only words change."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture to take: its file's stem, and what to do to the window before."""

    name: str
    prepare: Callable[[MainWindow], None]
    theme: str = "dark"


def main(args: argparse.Namespace) -> int:
    """Take the pictures, print the files' names; the exit status."""
    from app.display import ensure_display

    size = _size(args.size)
    try:
        args.directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{args.directory} cannot be made: {error.strerror}") from error
    ensure_display()
    return _take_all(args.directory, size)


def _take_all(directory: Path, size: tuple[int, int]) -> int:
    import tempfile

    from PySide6.QtCore import QSettings

    from app.driving import pause, wait_until
    from app.settings import Settings
    from app.startup import make_application, make_window

    app = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:  # the person's own settings are neither read nor written
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.setValue("motion", False)
        window, loader = make_window(settings, lesson="linear")
        try:
            window.resize(*size)
            window.show()
            window.descent.surface.view.set_best(True)
            wait_until(lambda: loader.ready, "the window’s being ready")
            for screen in SCREENS:
                _take(window, screen, directory)
        finally:
            window.close()
            window.deleteLater()
            pause(0.05)
            settings.sync()
    del app
    return 0


def _take(window: MainWindow, screen: Screen, directory: Path) -> None:
    """Pictures of one screen, in both languages."""
    from PySide6.QtCore import QCoreApplication

    from app import i18n
    from app.driving import pause

    screen.prepare(window)
    if window.theme.name != screen.theme:
        window.set_theme(screen.theme)
    seconds = SETTLE_SECONDS
    for language in i18n.LANGUAGES:
        window.set_language(language)
        pause(seconds)
        seconds = LANGUAGE_SECONDS
        QCoreApplication.sendPostedEvents()  # layouts that a busy machine has not come to
        file = directory / f"{screen.name}-{language}.png"
        if not window.grab().save(str(file), "PNG", 80):
            raise UsageError(f"{file} cannot be written")
        print(file, flush=True)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if width.isdecimal() and height.isdecimal() and 200 <= int(width) <= 8000 and 200 <= int(height) <= 8000:
        return int(width), int(height)
    raise UsageError(f"--size: “{text}” is not a size such as 1440x900, each side from 200 to 8000")


def _play(window: MainWindow, lesson: str, epoch: int | None = None) -> None:
    """Run a lesson to its end and show an epoch of it."""
    from app.driving import wait_until

    controller = window.descent_controller
    window.show_tab("descent")
    controller.open_lesson(lesson)
    player = controller.player
    wait_until(lambda: player.run is not None and player.run.last >= 0, f"epoch 0 of {lesson}")
    views = window.descent.surface.views()
    for view in views:  # training and drawing take turns: frames that nobody keeps are drawn quickly
        view.set_best(False)
    player.to_end()
    wait_until(lambda: player.all_over, f"the end of {lesson}", 60)
    for view in views:
        view.set_best(True)
    if epoch is not None:
        player.seek(epoch)


def _first(window: MainWindow) -> None:
    _play(window, "linear", 6)


def _sigmoid(window: MainWindow) -> None:
    _play(window, "logistic-mse-possible", 60)


def _diverging(window: MainWindow) -> None:
    _play(window, "linear-lr-0.0015")
    _play(window, "linear-lr-0.0085")


def _race(window: MainWindow) -> None:
    _play(window, "compare-rates", 4)


def _losses(window: MainWindow) -> None:
    _play(window, "compare-losses", 60)


def _steps(window: MainWindow) -> None:
    _play(window, "inside-four-steps", 2)
    studio = window.descent_controller.studio
    assert studio is not None
    studio.steps.light(4)


def _map(window: MainWindow) -> None:
    _play(window, "inside-contours", 60)


def _batches(window: MainWindow) -> None:
    _play(window, "noise-batches", 41)


def _maps(window: MainWindow) -> None:
    from app.driving import wait_until

    _play(window, "map-basins", 100)
    studio = window.descent_controller.studio
    assert studio is not None
    page = studio.maps
    wait_until(lambda: page.map is not None and page.map.whole, "the whole map", 60)


def _data(window: MainWindow) -> None:
    _play(window, "inside-own-data", 8)


def _curves(window: MainWindow) -> None:
    window.show_tab("descent")
    window.descent_controller.open_lesson("sigmoid-explorer")


def _large(window: MainWindow) -> None:
    window.actions_table["large_type"].setChecked(True)
    _play(window, "logistic-bce-adam-good", 200)


def _digit(window: MainWindow) -> None:
    from app.driving import wait_until

    window.actions_table["large_type"].setChecked(False)
    window.show_tab("digits")
    digits = window.digits
    assert digits is not None
    digits.samples[0].click()
    wait_until(lambda: bool(digits.bars.measured()), "an answer to the drawing")


def _empty_canvas(window: MainWindow) -> None:
    assert window.digits is not None
    window.digits.clear()


SCREENS = (
    Screen("descent", _first),
    Screen("descent-sigmoid", _sigmoid, "light"),
    Screen("descent-diverging", _diverging),
    Screen("descent-race", _race),
    Screen("descent-losses", _losses, "light"),
    Screen("descent-steps", _steps),
    Screen("descent-map", _map, "light"),
    Screen("descent-maps", _maps),
    Screen("descent-batches", _batches, "light"),
    Screen("descent-data", _data),
    Screen("descent-curves", _curves, "light"),
    Screen("descent-large", _large),
    Screen("mnist", _digit, "light"),
    Screen("mnist-empty", _empty_canvas),
    Screen("mnist-training", lab_screens.training),
    Screen("mnist-results", lab_screens.results, "light"),
    Screen("mnist-inside", lab_screens.inside, "light"),
    Screen("mnist-landscape", lab_screens.landscape),
)
