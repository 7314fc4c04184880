"""The rules of the house: who imports whom, what is light, which versions fit, what no file contains."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

CHECKOUT = Path(__file__).resolve().parents[1]
ROOMS = ("app", "viz", "engine", "tests", "resources")
TEXT_SUFFIXES = {".py", ".toml", ".md", ".json", ".svg", ".ts", ".desktop", ".sh", ".txt", ".yml", ""}

BLOCK_QT = """
import sys
from importlib.abc import MetaPathFinder
class Blocker(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "OpenGL"}:
            raise ImportError(name + " is blocked")
sys.meta_path.insert(0, Blocker())
"""

IMPORT_ENGINE = """
import importlib, json, pkgutil
import engine
names = [module.name for module in pkgutil.walk_packages(engine.__path__, "engine.")]
bridges = tuple(f"engine.qt_{name}" for name in ("worker", "latest", "surface", "maps", "lab"))
names = [name for name in names if name not in bridges and not name.endswith(".__main__")]
for name in names:
    importlib.import_module(name)
print(json.dumps(names))
"""

EMIT = """
import sys
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    sent = Signal(object)
    def on_sent(self, value): return None
sender = Sender()
sender.sent.connect(sender.on_sent)
for value in (True, None):
    before = sys.getrefcount(value)
    for _ in range(500):
        sender.sent.emit(value)
    print(sys.getrefcount(value) - before)
"""


def run_python(code: str) -> str:
    """Standard output of `code` in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def tracked_files() -> list[Path]:
    """The files under version control; all of the project's own where there is no repository."""
    if shutil.which("git") and (CHECKOUT / ".git").exists():
        command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=True).stdout
        return [path for name in listed.decode().split("\0") if name and (path := CHECKOUT / name).is_file()]
    return [path for room in ROOMS for path in (CHECKOUT / room).rglob("*.*") if path.is_file()]


def declared(name: str) -> Requirement:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    found = [Requirement(line) for line in project["dependencies"]]
    return next(requirement for requirement in found if requirement.name == name)


def test_import_contracts_hold() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    assert "0 broken" in run_python(code)


def test_the_engine_runs_without_qt() -> None:
    imported = json.loads(run_python(BLOCK_QT + IMPORT_ENGINE))
    assert {"engine.session", "engine.lessons", "engine.digits.classifier"} <= set(imported)


@pytest.mark.parametrize(
    "module",
    [
        "engine.box",
        "engine.config",
        "engine.digits.prepare",
        "engine.errors",
        "engine.lessons",
        "engine.losses",
        "engine.optimizers",
        "engine.records",
        "app.display",
        "app.window",
    ],
)
def test_what_the_first_window_needs_does_not_wait_for_torch(module: str) -> None:
    loaded = run_python(f"import sys, {module}; print('torch' in sys.modules)")
    assert loaded.strip() == "False"


def test_500_signals_leave_the_singletons_counted_right() -> None:
    """PySide6 6.12.0 under Python 3.11 loses a reference to True or None at each call, and dies of it."""
    lost = [int(line) for line in run_python(EMIT).split()]
    assert all(abs(count) < 50 for count in lost), lost


def test_the_range_of_pyside_leaves_out_what_is_known_to_be_broken() -> None:
    requirement = declared("PySide6-Essentials")
    for broken in ("6.10.1", "6.11.0", "6.11.1", "6.12.0", "6.12.1"):
        assert broken not in requirement.specifier, broken
    for good in ("6.9.0", "6.10.2", "6.11.3"):
        assert good in requirement.specifier, good
    assert importlib.metadata.version("PySide6-Essentials") in requirement.specifier


def test_torch_and_torchvision_are_a_pair() -> None:
    """The one that pip resolved together: declared without a pin, and the compiled operators load."""
    for name in ("torch", "torchvision"):
        assert all(part.operator == ">=" for part in declared(name).specifier), name
    kept = run_python(
        "import torch, torchvision\n"
        "boxes = torch.tensor([[0., 0., 2., 2.], [0., 0., 2., 1.9], [5., 5., 6., 6.]])\n"
        "print(torchvision.ops.nms(boxes, torch.tensor([.9, .8, .7]), 0.5).tolist())"
    )
    assert json.loads(kept) == [0, 2]


def imported_packages(path: Path) -> set[str]:
    """Top-level names of what a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_what_is_imported_is_declared() -> None:
    """A package that happens to be installed here may be missing in a fresh clone."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    base = {Requirement(line).name for line in project["dependencies"]}
    extra = {Requirement(line).name for line in project["optional-dependencies"]["dev"]}
    origin = importlib.metadata.packages_distributions()
    undeclared = []
    for path in tracked_files():
        if path.suffix != ".py":
            continue
        room = path.relative_to(CHECKOUT).parts[0]
        allowed = base if room in ("viz", "engine") else base | extra
        for name in imported_packages(path) - set(sys.stdlib_module_names) - set(ROOMS):
            brought_by = {normal(distribution) for distribution in origin.get(name, [name])}
            if not brought_by & ({normal(each) for each in allowed} | {"shiboken6"}):
                undeclared.append(f"{path.relative_to(CHECKOUT)}: {name}")
    assert not undeclared


def normal(name: str) -> str:
    return name.lower().replace("_", "-")


def test_python_files_stay_small() -> None:
    long = {
        str(path.relative_to(CHECKOUT)): lines
        for path in tracked_files()
        if path.suffix == ".py" and (lines := len(path.read_text().splitlines())) >= 500
    }
    assert not long


def forbidden_words() -> Iterator[str]:
    """Put together here, so that this file does not contain them itself."""
    for host in ("pypi", "pythonhosted", "download.pytorch", "anaconda"):
        yield host + ".org"
    yield "--index" + "-url"
    for folder in ("work", "root", "home"):
        yield f"/{folder}" + "/"


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    words = list(forbidden_words())
    found = []
    for path in tracked_files():
        if path.suffix not in TEXT_SUFFIXES:
            continue
        text = path.read_text()
        found += [f"{path.relative_to(CHECKOUT)}: {word}" for word in words if word in text]
    assert not found


def test_no_file_keeps_data_that_others_own() -> None:
    """MNIST and other data sets are downloaded by their users, never kept here."""
    heavy = {str(path.relative_to(CHECKOUT)) for path in tracked_files() if path.stat().st_size > 1_500_000}
    assert not heavy
    assert not [path for path in tracked_files() if path.name.endswith("-ubyte")]
