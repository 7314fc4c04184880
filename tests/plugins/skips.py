"""A skipped test is a test that did not run: only the reasons listed here may skip one."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

MNIST_MISSING = "MNIST is not here"
ALLOWED = (MNIST_MISSING, "needs a CUDA device", "needs Linux")
"""What the reason of a skip may begin with."""

MNIST_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
CHECKOUT = Path(__file__).resolve().parents[2]


def find_mnist() -> Path | None:
    """The folder torchvision calls root: `$LOSSLAND_MNIST`, else `shared/data` beside the checkout."""
    named = os.environ.get("LOSSLAND_MNIST")
    root = Path(named) if named else CHECKOUT.parent / "shared" / "data"
    raw = root / "MNIST" / "raw"
    return root if all((raw / name).is_file() for name in MNIST_FILES) else None


def forbidden(reason: str) -> bool:
    """Whether a test may not be skipped for `reason`."""
    if reason.startswith(MNIST_MISSING) and os.environ.get("CI") and find_mnist() is not None:
        return True
    return not reason.startswith(ALLOWED)


@pytest.fixture(scope="session")
def mnist_root() -> Path:
    """Folder that holds `MNIST/raw/`; the test is skipped where the data set is not on this machine."""
    root = find_mnist()
    if root is None:
        pytest.skip(f"{MNIST_MISSING}: LOSSLAND_MNIST can name the folder above MNIST/raw")
    return root


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs_mnist: runs only where the MNIST files are found")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("needs_mnist") and find_mnist() is None:
        pytest.skip(MNIST_MISSING)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        _refuse(report)
    return report


def _refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip for a reason that is not allowed into a failure."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    reason = reason.removeprefix("Skipped: ")
    if forbidden(reason):
        report.outcome = "failed"
        report.longrepr = f"skipped for a reason that is not allowed: {reason!r}"
