"""The command line, driven by tests: the real program or its `main`, and what they print."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

CHECKOUT = Path(__file__).resolve().parents[2]

Capture = pytest.CaptureFixture[str]


def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    """The real program, from the checkout."""
    command = [sys.executable, "-m", "app", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen(command, cwd=CHECKOUT, **{**pipes, **options})


def run_json(capsys: Capture, *arguments: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The epochs and the end that `run … --json` prints."""
    assert main(["run", *arguments, "--json"]) == 0
    *epochs, end = map(json.loads, capsys.readouterr().out.splitlines())
    return epochs, end


def mistake(capsys: Capture, *arguments: str) -> str:
    """What is said about a mistake: one line on stderr, and nothing else."""
    assert main([*arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("lossland: ")
    assert err.count("\n") == 1
    return err


def interrupted(*arguments: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The epochs and the end that `run … --json` prints when Ctrl-C comes after the first epoch."""
    with start("run", *arguments, "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        # Not `communicate`: it reads past the wrapper, and what that has buffered would be lost.
        rest, err = process.stdout.read(), process.stderr.read()
        process.wait(timeout=120)
    assert (process.returncode, err) == (130, "")
    *epochs, end = map(json.loads, (first + rest).splitlines())
    assert (end["end"], end["epochs"]) == ("stopped", epochs[-1]["epoch"])
    return epochs, end
