"""What is remembered: types checked, strangers survived."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from app.settings import SETTINGS, VERSION, Settings


def store(path: Path) -> QSettings:
    return QSettings(str(path / "settings.ini"), QSettings.Format.IniFormat)


def test_values_come_back_with_their_types(tmp_path: Path) -> None:
    settings = Settings(store(tmp_path))
    settings.setValue("large_type", True)
    settings.setValue("theme", "light")
    settings.setValue("geometry", QByteArray(b"\x00\x01"))
    settings.sync()
    again = Settings(store(tmp_path))
    assert again.value("large_type") is True
    assert again.value("theme") == "light"
    assert again.value("geometry") == QByteArray(b"\x00\x01")


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_garbage_gives_the_default(tmp_path: Path, name: str) -> None:
    raw = store(tmp_path)
    raw.setValue("version", VERSION)
    raw.setValue(name, "\x00garbage☃")
    settings = Settings(raw)
    value = settings.value(name)
    assert type(value) is type(SETTINGS[name].default)
    if SETTINGS[name].choices or not isinstance(value, str):
        assert value == SETTINGS[name].default


def test_settings_of_another_version_are_kept_aside(tmp_path: Path) -> None:
    raw = store(tmp_path)
    raw.setValue("version", 99)
    raw.setValue("theme", "light")
    settings = Settings(raw)
    assert settings.value("theme") == ""
    assert raw.value("old/99/theme") == "light"


def test_an_unknown_name_is_a_programming_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        Settings(store(tmp_path)).setValue("no-such-setting", 1)
