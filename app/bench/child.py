"""Windows are measured in processes of their own, which start from nothing and print one JSON object."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

from app.display import ensure_display

T0 = "LOSSLAND_BENCH_T0"
"""Environment variable with the time at which the child was asked for, seconds since the epoch."""


def measured(module: str, *arguments: str, seconds: float = 300.0) -> dict[str, Any]:
    """What `python -m module arguments` prints as JSON, with a display.

    Raises
    ------
    RuntimeError
        If it fails; the last line of what it said.
    """
    ensure_display()
    environment = {**os.environ, T0: repr(time.time())}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def since_start() -> float:
    """Seconds since this child was asked for: the interpreter's own start counts."""
    return time.time() - float(os.environ[T0])
