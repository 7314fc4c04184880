"""The two commands on machines that are not this one: programs they call are replaced by stand-ins."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
TOOLS = [
    "sh",
    "cat",
    "cksum",
    "dirname",
    "readlink",
    "find",
    "flock",
    "grep",
    "id",
    "mkdir",
    "rm",
    "tail",
    "uname",
]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="needs Linux: stands in for Debian"
)

NOBODY = 65534

PYTHON = """#!/bin/sh
case "$*" in
    "-c import sys; sys.exit(sys.version_info < (3, 11))") exit "${OLD_PYTHON:-0}" ;;
    "-c import ensurepip, venv") exit "${NO_VENV:-0}" ;;
    "-c import sys; print("*) echo 3.11 ;;
    "--version") echo "Python 3.11.2" ;;
    "-m venv "*) mkdir -p "$3/bin" && cat "$0" >"$3/bin/python" && /bin/chmod +x "$3/bin/python" ;;
    "-m pip install "*) echo "pip $*" >>"$LOG"; exit "${PIP_FAILS:-0}" ;;
    "-c"*) ;;
    *) echo "program: $*" ;;
esac
"""


class Machine:
    """A copy of the scripts in a folder with a space in its name, and the programs that they find."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a check out"
        self.programs = folder / "programs"
        self.log = folder / "log"
        (self.root / ".ci").mkdir(parents=True)
        for name in ("start", "check", "pyproject.toml", ".ci/setup.sh"):
            shutil.copy(CHECKOUT / name, self.root / name)
        self.programs.mkdir()
        for tool in TOOLS:
            if found := shutil.which(tool):
                (self.programs / tool).symlink_to(found)
        self.program("python3", PYTHON)
        self.program("id", "#!/bin/sh\n[ $1 = -u ] && echo 1000 || echo student\n")
        self.program("ldconfig", f"#!/bin/sh\ncat '{folder}/libraries'\n")
        self.program("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$LOG"\n')
        self.program("Xvfb", "#!/bin/sh\n")
        script = (CHECKOUT / ".ci" / "setup.sh").read_text()
        names = script.partition('libraries="')[2].partition('"')[0].split()[::2]
        self.libraries = folder / "libraries"
        self.libraries.write_text("".join(f"\t{name} (libc6,x86-64) => /lib/{name}\n" for name in names))

    def program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.unlink(missing_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def run(
        self, *command: str, user: int | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", str(self.root / command[0]), *command[1:]],
            cwd=self.programs,  # called from another folder
            env={"PATH": str(self.programs), "HOME": str(self.root), "LOG": str(self.log), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            user=user,
        )

    def calls(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_first_start_sets_up_and_the_second_only_starts(machine: Machine) -> None:
    first = machine.run("start", "lessons", "a b")
    assert (first.returncode, first.stdout) == (0, "program: -P -m app lessons a b\n"), first.stderr
    assert [line[:3] for line in first.stderr.splitlines() if line[1:2] == "/"] == [
        "1/4",
        "2/4",
        "3/4",
        "4/4",
    ]
    assert len(machine.calls()) == 1
    second = machine.run("start", "lessons")
    assert (second.stdout, second.stderr) == ("program: -P -m app lessons\n", "")
    assert len(machine.calls()) == 1


def test_check_asks_for_the_tools_too_and_serves_start(machine: Machine) -> None:
    machine.run("check")
    assert machine.calls()[0].endswith("--editable .[dev]")
    assert machine.run("start").stderr == ""


def test_changed_dependencies_are_installed(machine: Machine) -> None:
    machine.run("start")
    (machine.root / "pyproject.toml").write_text("# changed\n")
    assert machine.run("start").returncode == 0
    assert len(machine.calls()) == 2


def test_a_set_up_that_broke_off_begins_again(machine: Machine) -> None:
    failed = machine.run("start", PIP_FAILS="1")
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert "Without a network connection" in failed.stderr
    half_made = machine.root / ".venv" / "half made"
    half_made.touch()
    again = machine.run("start")
    assert again.returncode == 0
    assert "making it anew" in again.stderr
    assert not half_made.exists()


def test_two_set_ups_do_not_meet(machine: Machine) -> None:
    with (machine.root / ".venv.lock").open("w") as lock, ThreadPoolExecutor() as other:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = other.submit(machine.run, "start")
        with pytest.raises(TimeoutError):
            second.result(timeout=0.5)
        assert machine.calls() == []
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert "waiting for it to end" in second.result().stderr


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.run("start")
    (machine.root / ".venv" / "bin" / "python").unlink()
    assert machine.run("start").stdout == "program: -P -m app\n"


def test_missing_system_packages_are_one_line_to_type(machine: Machine) -> None:
    machine.libraries.write_text("\tlibGL.so.1 (libc6,x86-64) => /lib/libGL.so.1\n")
    (machine.programs / "Xvfb").unlink()
    done = machine.run("start", NO_VENV="1")
    assert done.returncode == 1
    [line] = [line for line in done.stderr.splitlines() if line.startswith("sudo ")]
    assert {"libxcb-cursor0", "libegl1", "xvfb", "python3.11-venv"} <= set(line.split())
    assert "libgl1" not in line.split()
    assert not (machine.root / ".venv").exists()
    assert machine.calls() == []


def test_a_display_needs_no_virtual_one(machine: Machine) -> None:
    (machine.programs / "Xvfb").unlink()
    assert machine.run("start", DISPLAY=":0").returncode == 0
    assert "xvfb" in machine.run("check", DISPLAY=":0").stderr


def test_root_gets_the_packages_installed(machine: Machine) -> None:
    machine.program("id", "#!/bin/sh\necho 0\n")
    machine.libraries.write_text("")
    assert machine.run("start").returncode == 0
    update, install, *_ = machine.calls()
    assert update.endswith(" update")
    assert "libxcb-cursor0" in install


def test_other_systems_get_a_hint_and_go_on(machine: Machine) -> None:
    (machine.programs / "apt-get").unlink()
    machine.libraries.write_text("")
    done = machine.run("start")
    assert done.returncode == 0
    assert "Not Debian or Ubuntu" in done.stderr


def test_an_old_python_is_refused_in_one_sentence(machine: Machine) -> None:
    done = machine.run("start", OLD_PYTHON="1")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_a_folder_of_somebody_else_is_refused_in_one_sentence() -> None:
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path, where nobody but its owner may look
        Path(folder).chmod(0o755)
        machine = Machine(Path(folder))
        machine.root.chmod(0o555)
        done = machine.run("start", user=NOBODY if os.geteuid() == 0 else None)
        machine.root.chmod(0o755)
    assert done.returncode == 1
    assert "cannot be written by student" in done.stderr


def test_ci_runs_the_second_command() -> None:
    assert (CHECKOUT / ".ci" / "run").read_text().splitlines()[-1] == "exec ./check"
    for name in ("start", "check", ".ci/run"):
        assert os.access(CHECKOUT / name, os.X_OK), name
