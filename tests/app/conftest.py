"""Windows to be tested: real ones, each with settings of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app import i18n
from app.actions import Actions
from app.digits.controller import DigitsController
from app.digits.tab import DigitsTab
from app.driving import pause, wait_until
from app.lab.controller import LabController
from app.settings import Settings
from app.startup import Loader, make_window
from app.window import MainWindow
from viz.theme import DARK

Make = Callable[..., tuple[MainWindow, Loader]]


@pytest.fixture
def make(qapp: QApplication, tmp_path: Path) -> Iterator[Make]:
    """Makes windows with settings of their own; closes and deletes them afterwards."""
    interval = sys.getswitchinterval()
    palette, font = qapp.palette(), qapp.font()
    made: list[MainWindow] = []

    def make_one(lesson: str | None = None, **values: object) -> tuple[MainWindow, Loader]:
        settings = Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        for name, value in {"motion": False, "theme": "dark", "language": "en", **values}.items():
            settings.setValue(name, value)
        window, loader = make_window(settings, lesson=lesson)
        made.append(window)
        window.resize(1366, 768)
        window.show()
        return window, loader

    yield make_one
    for window in made:
        window.close()
        window.deleteLater()
    pause(0.05)
    i18n.set_language("en")
    qapp.setPalette(palette)
    qapp.setFont(font)
    sys.setswitchinterval(interval)


@pytest.fixture
def window(make: Make) -> MainWindow:
    """A window that is ready, on the first lesson."""
    window, loader = make("linear")
    wait_until(lambda: loader.ready, "the window's being ready", 120)
    wait_until(lambda: window.descent.surface.view.pixel_of(-5.0, 10.0) is not None, "the surface")
    window.activateWindow()  # no window manager does it here, and keys go to the active window
    wait_until(window.isActiveWindow, "the window's being active")
    return window


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without MNIST."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "share"))
    monkeypatch.delenv("LOSSLAND_MNIST", raising=False)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def lab(qtbot: QtBot, home: Path, tmp_path: Path) -> Iterator[LabController]:
    """The lab on scikit-learn's digits, its page of training open, with a network ready."""
    window = QMainWindow()
    actions = Actions(window)
    window.addActions(actions.all())
    settings = Settings(QSettings(str(tmp_path / "lab.ini"), QSettings.Format.IniFormat))
    tab = DigitsTab(window)
    window.setCentralWidget(tab)
    digits = DigitsController(tab, settings, window)
    download, hand = tmp_path / "download", tmp_path / "hand"
    lab = LabController(tab, digits, actions, settings, root=download, hand_folder=hand, parent=window)
    for part in (tab, lab):
        part.set_theme(DARK)
        part.set_large_type(False)
    tab.set_animated(False)
    qtbot.addWidget(window)
    window.resize(1366, 716)
    window.show()
    digits.start()
    lab.open_page("training")
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network", 60)
    yield lab
    lab.shutdown()
    digits.shutdown()
