"""The guards of tests/plugins do fail the tests that they are for, and only those."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
PLUGINS = ("leaks", "surroundings", "qt", "skips")

OFFENDERS = """
import os, sys, threading, time
import pytest

kept = []

def test_thread():
    threading.Thread(target=time.sleep, args=(5,), daemon=True).start()

def test_qthread(qapp):
    from PySide6.QtCore import QThread
    kept.append(QThread())
    kept[-1].start()

def test_timer(qapp):
    from PySide6.QtCore import QTimer
    kept.append(QTimer())
    kept[-1].start(1000)

def test_window(qapp):
    from PySide6.QtWidgets import QWidget
    kept.append(QWidget())
    kept[-1].setWindowTitle("forgotten")
    kept[-1].show()

def test_environment():
    os.environ["LEFT_BEHIND"] = "1"

def test_switch_interval():
    sys.setswitchinterval(0.1)

def test_generator():
    import torch
    torch.manual_seed(1)
    before = torch.get_rng_state()
    kept.append(before)

def test_generator_again():
    import torch
    torch.rand(1)

def test_warning_of_qt(qapp):
    from PySide6.QtCore import qWarning
    qWarning("something is wrong")

def test_slot(qapp):
    from PySide6.QtCore import QTimer
    def fail():
        raise ValueError("in a slot")
    timer = QTimer()
    timer.timeout.connect(fail)
    timer.start(1)
    while not kept or kept[-1] != "waited":
        qapp.processEvents()
        time.sleep(0.01)
        kept.append("waited")
    qapp.processEvents()
    timer.stop()

def test_paint(qtbot):
    import pyqtgraph.opengl as gl
    class Item(gl.GLGraphicsItem.GLGraphicsItem):
        def paint(self):
            raise ValueError("while painting")
    view = gl.GLViewWidget()
    qtbot.addWidget(view)
    view.addItem(Item())
    view.show()
    qtbot.waitExposed(view)
    qtbot.wait(50)

def test_skip():
    pytest.skip("no mood for it")
"""

THE_INNOCENT = """
import threading
import pytest

def test_plain(): pass

def test_thread_that_ends():
    thread = threading.Thread(target=int)
    thread.start()

def test_qthread_that_ends(qapp):
    from PySide6.QtCore import QThread
    thread = QThread()
    thread.start()
    thread.quit()
    assert thread.wait(5000)

def test_window_with_a_timer(qtbot):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget
    window = QWidget()
    qtbot.addWidget(window)
    QTimer(window).start(1000)
    window.show()

def test_dropped_window(qapp):
    from PySide6.QtWidgets import QWidget
    window = QWidget()
    window.itself = window

def test_environment(monkeypatch):
    monkeypatch.setenv("NOT_LEFT_BEHIND", "1")

def test_generator(free_draws):
    import torch
    torch.manual_seed(2)
    torch.rand(1)

@pytest.mark.skip(reason="needs a CUDA device: there is none in this story")
def test_skipped(): raise AssertionError
"""


def run_tests(folder: Path, text: str) -> str:
    """The report of pytest on `text`, run with this project's settings and plugins."""
    file = folder / "test_inner.py"
    file.write_text(text)
    plugins = [word for name in PLUGINS for word in ("-p", f"tests.plugins.{name}")]
    options = ["-c", str(CHECKOUT / "pyproject.toml"), "-rA", "--tb=short", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *plugins, str(file)],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=240,
    )
    return done.stdout + done.stderr


def outcomes(report: str) -> dict[str, str]:
    """Test name to the worst word in the summary's lines about it."""
    found: dict[str, str] = {}
    for line in report.partition("short test summary info")[2].splitlines():
        word, _, rest = line.partition(" ")
        if "::" in rest and (word in ("FAILED", "ERROR") or rest.split("::")[1].split()[0] not in found):
            found[rest.split("::")[1].split()[0]] = word
    return found


@pytest.fixture(scope="module")
def offenders(tmp_path_factory: pytest.TempPathFactory) -> str:
    return run_tests(tmp_path_factory.mktemp("offenders"), OFFENDERS)


def test_every_offender_fails(offenders: str) -> None:
    names = [line.split("(")[0][4:] for line in OFFENDERS.splitlines() if line.startswith("def test_")]
    results = outcomes(offenders)
    passed = [name for name in names if results.get(name) not in ("FAILED", "ERROR")]
    # The first to import torch has nothing to compare with.
    assert passed == ["test_generator"], offenders


@pytest.mark.parametrize(
    "words",
    [
        "test_inner.py:8 in test_thread",
        "test_inner.py:12 in test_qthread",
        "test_inner.py:17 in test_timer",
        "open: QWidget “forgotten”",
        "environment variable LEFT_BEHIND was None, is '1'",
        "changed: the switch interval",
        "changed: torch's default generator",
        "something is wrong",
        "in a slot",
        "while painting",
        "not allowed: 'no mood for it'",
    ],
)
def test_the_report_names_what_and_where(offenders: str, words: str) -> None:
    assert words in offenders


def test_the_innocent_pass(tmp_path: Path) -> None:
    report = run_tests(tmp_path, THE_INNOCENT)
    assert "7 passed, 1 skipped" in report, report
