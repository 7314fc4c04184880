"""Fail a test for what it leaves running, open or changed, naming where that began.

Objects of wider fixtures (a window for a whole module) stand before the test begins and are theirs.
"""

from __future__ import annotations

import gc
import locale
import os
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

CHECKOUT = str(Path(__file__).resolve().parents[2])
GRACE_SECONDS = 2.0
"""How long what is ending may take to end."""

_born: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
"""Where each thread was started and each QThread and QTimer was made."""
_failed = pytest.StashKey[bool]()


def _caller() -> str:
    """The nearest line of the checkout that is being executed, as `file:line in function`."""
    frame = sys._getframe(2)
    nearest = frame
    while frame is not None:
        if frame.f_code.co_filename.startswith(CHECKOUT) and "/.venv/" not in frame.f_code.co_filename:
            nearest = frame
            break
        frame = frame.f_back
    code = nearest.f_code
    return f"{os.path.relpath(code.co_filename, CHECKOUT)}:{nearest.f_lineno} in {code.co_name}"


def _remembering(original: Callable[..., None]) -> Callable[..., None]:
    def wrapper(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        _born[self] = _caller()

    return wrapper


def pytest_configure() -> None:
    from PySide6.QtCore import QThread, QTimer

    threading.Thread.start = _remembering(threading.Thread.start)  # type: ignore[method-assign]
    # Not their `start`: a patched slot is a plain function, and a signal's arguments would reach it.
    for kind in (QThread, QTimer):
        kind.__init__ = _remembering(kind.__init__)  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[_failed] = item.stash.get(_failed, False) or report.failed
    return report


@pytest.fixture(autouse=True)
def guard_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare what runs, what is open and what is set before and after the test."""
    threads = set(_running_threads())
    timers = set(_active_timers())
    widgets = {id(widget) for widget in _windows()}
    state = _global_state()
    if "free_draws" in request.fixturenames:
        state.pop("torch's default generator", None)
    yield
    complaints = [
        *(_end_threads(threads)),
        *(_end_timers(timers)),
        *(_end_widgets(widgets)),
        *(_compare(state, _global_state())),
    ]
    if complaints and not request.node.stash.get(_failed, False):
        # A failing test's traceback keeps its windows alive, and its own message matters more.
        pytest.fail("the test left behind:\n  " + "\n  ".join(complaints), pytrace=False)


@pytest.fixture
def free_draws() -> Iterator[None]:
    """For tests that draw from torch's default generator on purpose: its state is put back."""
    import torch

    with torch.random.fork_rng(devices=[]):
        yield


def _running_threads() -> list[Any]:
    """Python threads and QThreads now running (not those of C++ that only passed through Python)."""
    # `_born` may grow in another thread meanwhile: list() first.
    qt = [thing for thing in list(_born.keys()) if _is_qt(thing, "QThread") and thing.isRunning()]
    python = [
        thread
        for thread in threading.enumerate()
        if thread is not threading.current_thread() and not isinstance(thread, threading._DummyThread)
    ]
    return [*qt, *python]


def _active_timers() -> list[Any]:
    return [thing for thing in list(_born.keys()) if _is_qt(thing, "QTimer") and thing.isActive()]


def _windows() -> list[QWidget]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return list(widgets.QApplication.topLevelWidgets())


def _is_qt(thing: object, name: str) -> bool:
    """Whether `thing` is a living object of the class `name` of QtCore."""
    import shiboken6
    from PySide6 import QtCore

    return isinstance(thing, getattr(QtCore, name)) and shiboken6.isValid(thing)


def _settle(still_there: Callable[[], list[Any]]) -> list[Any]:
    """What is still there once deferred deletions are done and ending things had time to end."""
    deadline = time.monotonic() + GRACE_SECONDS
    while left := still_there():
        _turn_event_loop()
        if time.monotonic() > deadline:
            break
        time.sleep(0.01)
    return left


def _turn_event_loop() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _end_threads(before: set[Any]) -> list[str]:
    left = _settle(lambda: [thread for thread in _running_threads() if thread not in before])
    complaints = [f"running: {thread!r}, from {_born.get(thread, 'an unknown place')}" for thread in left]
    for thread in left:
        if _is_qt(thread, "QThread"):
            thread.quit()
            thread.wait(5000)  # or its destruction would abort the interpreter
    return complaints


def _end_timers(before: set[Any]) -> list[str]:
    left = _settle(lambda: [timer for timer in _active_timers() if timer not in before])
    complaints = [f"ticking: {timer!r} every {timer.interval()} ms, from {_born[timer]}" for timer in left]
    for timer in left:
        timer.stop()
    return complaints


def _end_widgets(before: set[int]) -> list[str]:
    def left() -> list[QWidget]:
        return [widget for widget in _windows() if id(widget) not in before]

    if left():
        _turn_event_loop()
        gc.collect()  # a window nobody holds any more may still be held by its own cycles
    complaints = [
        f"{'open' if widget.isVisible() else 'alive'}: {type(widget).__name__} "
        f"“{widget.windowTitle() or widget.objectName()}”"
        for widget in left()
    ]
    for widget in left():
        widget.close()
        widget.deleteLater()
    _turn_event_loop()
    return complaints


def _global_state() -> dict[str, object]:
    """What a test must find and leave alike. `None` stands for: torch was not imported."""
    state: dict[str, object] = {
        f"environment variable {name}": value
        for name, value in os.environ.items()
        if name not in OF_IMPORTS and name != "PYTEST_CURRENT_TEST"
    }
    state["the switch interval"] = sys.getswitchinterval()
    state["the working directory"] = os.getcwd()
    state["the locale"] = locale.setlocale(locale.LC_ALL)
    torch = sys.modules.get("torch")
    if torch is not None and hasattr(torch, "get_rng_state"):
        state["torch's grad mode"] = torch.is_grad_enabled()
        state["torch's number of threads"] = torch.get_num_threads()
        state["torch's default dtype"] = torch.get_default_dtype()
        state["torch's default generator"] = bytes(torch.get_rng_state().numpy())
    return state


OF_IMPORTS = ("TORCHINDUCTOR_CACHE_DIR", "KMP_DUPLICATE_LIB_OK", "KMP_INIT_AT_FORK")
"""Variables that torch and scikit-learn set when they are imported."""


def _compare(before: dict[str, object], after: dict[str, object]) -> list[str]:
    torch_names = {name for name in after if name.startswith("torch's")} - set(before)
    names = sorted((set(before) | set(after)) - torch_names)
    complaints = [
        f"changed: {name}" + _values(before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]
    if complaints:
        _restore(before, after)
    return complaints


def _values(before: object, after: object) -> str:
    return "" if isinstance(before, bytes) else f" was {before!r}, is {after!r}"


def _restore(before: dict[str, object], after: dict[str, object]) -> None:
    """Put back what the next test would trip over."""
    prefix = "environment variable "
    for name in set(before) | set(after):
        if name.startswith(prefix):
            value = before.get(name)
            if value is None:
                os.environ.pop(name.removeprefix(prefix), None)
            else:
                os.environ[name.removeprefix(prefix)] = str(value)
    sys.setswitchinterval(float(str(before["the switch interval"])))
    os.chdir(str(before["the working directory"]))
