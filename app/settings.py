"""What is remembered between two starts: one table, every value checked when read."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings

VERSION = 1
"""Raised when the meaning of a setting changes; settings of another version are kept aside, unread."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting:
    """One remembered value: its default gives the type; `choices`, where given, the allowed values."""

    default: Any
    choices: tuple[str, ...] = ()


SETTINGS: dict[str, Setting] = {
    "language": Setting("", ("", "en", "ko")),
    "theme": Setting("", ("", "dark", "light")),
    "large_type": Setting(False),
    "motion": Setting(True),
    "geometry": Setting(QByteArray()),
    "columns": Setting(QByteArray()),
    "tab": Setting("descent", ("descent", "digits")),
    "lesson": Setting("linear"),
    "family": Setting("w", ("w", "b")),
    "speed": Setting("10"),
    "height": Setting("linear", ("linear", "log")),
    "colours": Setting("loss", ("loss", "gradient")),
    "page": Setting("", ("", "runs", "steps", "curvature", "maps", "data")),
    "drawer": Setting(QByteArray()),
    "loss_scale": Setting("linear", ("linear", "log")),
    "device": Setting("cpu"),
    "lab_page": Setting("", ("", "training", "results", "inside", "handwriting", "landscape")),
    "lab_lesson": Setting("mnist-softmax"),
    "lab_loss_scale": Setting("linear", ("linear", "log")),
    "lab_device": Setting("cpu"),
    "mnist": Setting(""),
}


class Settings(QObject):
    """Typed values over `QSettings`. What cannot be read has its default; nothing raises."""

    def __init__(self, store: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store if store is not None else QSettings("Lossland", "Lossland")
        version = self._store.value("version")
        if version is not None and str(version) != str(VERSION):
            self._keep_aside(str(version))
        self._store.setValue("version", VERSION)

    def value(self, name: str) -> Any:
        """Value of a setting of the table, of its default's type."""
        setting = SETTINGS[name]
        raw = self._store.value(name)
        if raw is None:
            return setting.default
        if isinstance(setting.default, bool):
            return {"true": True, "false": False}.get(str(raw).lower(), setting.default)
        if isinstance(setting.default, QByteArray):
            return raw if isinstance(raw, QByteArray) else setting.default
        text = str(raw)
        return text if not setting.choices or text in setting.choices else setting.default

    def setValue(self, name: str, value: Any) -> None:  # as Qt spells it
        """Remember a value of the table."""
        if name not in SETTINGS:
            raise KeyError(name)
        self._store.setValue(name, value)

    def sync(self) -> None:
        """Write to disk now."""
        self._store.sync()

    def _keep_aside(self, version: str) -> None:
        log.warning("settings of version %s are kept under “old/%s” and not read", version, version)
        for key in self._store.allKeys():
            if not key.startswith("old/"):
                self._store.setValue(f"old/{version}/{key}", self._store.value(key))
                self._store.remove(key)
