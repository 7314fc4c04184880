"""The one QApplication of the tests, made as the program makes its own.

What goes wrong inside Qt is pytest-qt's part: exceptions in slots, events and painting fail the test (of GL
items, pyqtgraph makes warnings of them, and warnings are errors here), and so do Qt's own warnings
(`qt_log_level_fail` in pyproject.toml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """QApplication, with OpenGL contexts shared.

    pyqtgraph caches its shader programs per process: without sharing, the second GL view draws with
    programs of a context that is gone, and crashes.
    """
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtWidgets import QApplication

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    return QApplication


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application in the program's own style and dark palette (Xvfb reports no colour scheme)."""
    from viz.theme import DARK, palette

    qapp.setOrganizationName("lossland-tests")
    qapp.setStyle("Fusion")
    qapp.setPalette(palette(DARK))
    return qapp
