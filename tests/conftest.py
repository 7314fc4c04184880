"""What every test gets: a display, settings of its own, and guards that fail it for what it leaves behind."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.plugins.leaks",  # first: its guard is set up before and torn down after everything else
    "tests.plugins.surroundings",
    "tests.plugins.qt",
    "tests.plugins.skips",
]
pytest.register_assert_rewrite("tests.app.cli_driving")  # what fails in a helper is told in full, too

# An example that fails here must fail everywhere: no random choice, and no clock, in CI.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
