"""A display in memory for machines without one: Xvfb, started and ended with this process."""

from __future__ import annotations

import atexit
import ctypes
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

from app.display import DisplayError

SCREEN = "1600x1000x24"
"""Width, height and depth."""

START_SECONDS = 20.0
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class VirtualDisplay:
    """A running Xvfb: lives until `close()`, at the latest until this process ends, however it ends.

    Raises
    ------
    DisplayError
        If Xvfb is not installed, or does not come up.
    """

    def __init__(self) -> None:
        program = shutil.which("Xvfb")
        if program is None:
            raise DisplayError(
                "There is no display here, and Xvfb, which makes a virtual one, is not installed. "
                "On Debian or Ubuntu type: sudo apt-get install xvfb"
            )
        with tempfile.TemporaryFile() as log:
            read_end, write_end = os.pipe()
            try:
                self._process = subprocess.Popen(
                    [program, "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp"],
                    pass_fds=(write_end,),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    start_new_session=True,  # Ctrl+C is for the program: it then closes its display in order
                    preexec_fn=_die_with_parent,
                )
                os.close(write_end)
                write_end = -1
                number = _read_line(read_end, START_SECONDS)
            finally:
                os.close(read_end)
                if write_end >= 0:
                    os.close(write_end)
            atexit.register(self.close)
            if not number:
                self.close()
                log.seek(0)
                said = " ".join(log.read().decode(errors="replace").split())
                raise DisplayError(f"The virtual display did not start. Xvfb said: {said or 'nothing'}")
        self.name = f":{number}"

    @property
    def pid(self) -> int:
        """Process id of the server."""
        return self._process.pid

    def close(self) -> None:
        """End the server and wait for it, so that neither a process nor a lock file stays behind."""
        atexit.unregister(self.close)
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def _read_line(descriptor: int, seconds: float) -> str:
    """The first line that arrives on a pipe, without its end; empty if it closes or time runs out."""
    deadline = time.monotonic() + seconds
    received = b""
    while not received.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            return ""
        chunk = os.read(descriptor, 64)
        if not chunk:
            return ""
        received += chunk
    return received.decode().strip()


def _die_with_parent() -> None:
    """Ask the kernel to end this child when its parent is gone, even if the parent was killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
