"""Which display is chosen, and that a virtual one leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import display
from app.display import DisplayError, ensure_display, x11_answers
from app.virtual_display import VirtualDisplay

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: elsewhere Qt decides alone")

UNUSED = ":98765"


@pytest.fixture(scope="module")
def server() -> Iterator[VirtualDisplay]:
    virtual = VirtualDisplay()
    yield virtual
    virtual.close()


def alive(pid: int) -> bool:
    """Whether the process exists, a zombie included."""
    return Path(f"/proc/{pid}").exists()


def wait_until_gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_a_display_that_answers_is_used(server: VirtualDisplay) -> None:
    environ = {"DISPLAY": server.name}
    assert ensure_display(environ) is None
    assert environ == {"DISPLAY": server.name, "QT_QPA_PLATFORM": "xcb", "PYOPENGL_PLATFORM": "glx"}


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": UNUSED}, {"QT_QPA_PLATFORM": "xcb"}])
def test_without_one_a_virtual_display_is_started_and_ended(environ: dict[str, str]) -> None:
    virtual = ensure_display(environ)
    assert virtual is not None
    assert x11_answers(environ["DISPLAY"])
    assert environ["QT_QPA_PLATFORM"] == "xcb"
    virtual.close()
    assert not alive(virtual.pid)
    assert not x11_answers(virtual.name)
    assert not Path(f"/tmp/.X{virtual.name[1:]}-lock").exists()
    virtual.close()  # once more does no harm


def test_two_virtual_displays_do_not_meet(server: VirtualDisplay) -> None:
    other = VirtualDisplay()
    other.close()
    assert other.name != server.name
    assert x11_answers(server.name)


@pytest.mark.parametrize(
    "chosen",
    [
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "vnc:size=800x600"},
        {"QT_QPA_PLATFORM": "wayland", "PYOPENGL_PLATFORM": "glx"},
    ],
)
def test_the_users_choice_wins(chosen: dict[str, str]) -> None:
    environ = dict(chosen)
    assert ensure_display(environ) is None
    assert environ == chosen


def test_the_users_gl_integration_decides_the_binding(server: VirtualDisplay) -> None:
    environ = {"DISPLAY": server.name, "QT_XCB_GL_INTEGRATION": "xcb_egl"}
    ensure_display(environ)
    assert environ["PYOPENGL_PLATFORM"] == "egl"


def test_wayland_takes_egl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "WAYLAND_LIBRARIES", ("libc.so.6",))
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        environ = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": UNUSED}
        assert ensure_display(environ) is None
    assert environ["QT_QPA_PLATFORM"] == "wayland"
    assert environ["PYOPENGL_PLATFORM"] == "egl"


@pytest.mark.parametrize("libraries", [("libc.so.6",), ("libnot-there.so.0",)])
def test_wayland_that_does_not_work_leaves_x11(
    server: VirtualDisplay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, libraries: tuple[str, ...]
) -> None:
    """No compositor behind the name; or one, but Qt's plugin would not load."""
    monkeypatch.setattr(display, "WAYLAND_LIBRARIES", libraries)
    with socket.socket(socket.AF_UNIX) as compositor:
        if libraries == ("libnot-there.so.0",):
            compositor.bind(str(tmp_path / "wayland-0"))
            compositor.listen()
        environ = {
            "WAYLAND_DISPLAY": "wayland-0",
            "XDG_RUNTIME_DIR": str(tmp_path),
            "DISPLAY": server.name,
        }
        ensure_display(environ)
    assert environ["QT_QPA_PLATFORM"] == "xcb"
    assert environ["PYOPENGL_PLATFORM"] == "glx"


@pytest.mark.parametrize("name", ["", "0", ":", ":zero", UNUSED, "localhost:59999"])
def test_what_is_no_display_does_not_answer(name: str) -> None:
    assert not x11_answers(name)


def test_a_display_behind_a_port_answers() -> None:
    """As ssh forwards one: `localhost:N` is port 6000 + N."""
    with socket.create_server(("127.0.0.1", 0)) as forwarded:
        port = forwarded.getsockname()[1]
        assert x11_answers(f"127.0.0.1:{port - 6000}.0")


def test_a_missing_xvfb_is_one_line_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DisplayError, match="sudo apt-get install xvfb"):
        ensure_display({})


def test_an_xvfb_that_fails_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "Xvfb"
    broken.write_text("#!/bin/sh\necho 'no screens found' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DisplayError, match="no screens found"):
        ensure_display({})


@pytest.mark.parametrize("end", ["return", "exception", "SIGTERM", "SIGKILL"])
def test_the_server_ends_with_the_program_however_that_ends(end: str) -> None:
    code = (
        "import sys\n"
        "from app.display import ensure_display\n"
        "virtual = ensure_display({})\n"
        "print(virtual.pid, flush=True)\n"
        "if sys.argv[1] == 'exception': raise SystemExit(3)\n"
        "if sys.argv[1] != 'return': sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, end], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        if end.startswith("SIG"):
            assert alive(pid)
            os.kill(program.pid, signal.Signals[end])
        program.wait(20)
    assert wait_until_gone(pid)
