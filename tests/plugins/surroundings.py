"""The process's surroundings: a display, a locale, and directories that are not the user's."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine  # noqa: F401  # first: it keeps Triton out, whatever a test imports next
from app.display import DisplayError, ensure_display
from app.virtual_display import VirtualDisplay

_display = pytest.StashKey[VirtualDisplay | None]()
_home = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    home = Path(tempfile.mkdtemp(prefix="lossland-tests-"))  # mode 0700, as XDG_RUNTIME_DIR must be
    config.stash[_home] = home
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(home / kind.lower())
    os.environ["LC_ALL"] = "C.UTF-8"  # numbers and language do not depend on who runs the tests
    os.environ.pop("LANGUAGE", None)
    try:
        config.stash[_display] = ensure_display()
    except DisplayError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_unconfigure(config: pytest.Config) -> None:
    display = config.stash.get(_display, None)
    if display is not None:
        display.close()
    shutil.rmtree(config.stash[_home], ignore_errors=True)


@pytest.fixture(autouse=True)
def settings_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where this test's QSettings and those of the programs it starts are written: empty, its own."""
    directory = tmp_path_factory.mktemp("settings")
    before = os.environ["XDG_CONFIG_HOME"]
    os.environ["XDG_CONFIG_HOME"] = str(directory)
    # Qt reads XDG_CONFIG_HOME once per process; after that only setPath moves the files.
    from PySide6.QtCore import QSettings

    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(directory))
    yield directory
    os.environ["XDG_CONFIG_HOME"] = before


@pytest.fixture
def one_thread() -> Iterator[None]:
    """As the program trains: what is small is fastest, and always summed in the same order, on one thread."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
