"""Languages: translators, the choice between them, and sentences that come from the engine."""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication

from engine.errors import MESSAGES, QT_TRANSLATE_NOOP, InputError

LANGUAGES = {"en": "English", "ko": "한국어"}

_installed: list[QTranslator] = []


def system_language() -> str:
    """`ko` on a Korean system, `en` everywhere else."""
    return "ko" if QLocale.system().language() == QLocale.Language.Korean else "en"


def has_hangul() -> bool:
    """Whether any installed font can draw Korean."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.Korean))


def set_language(language: str) -> None:
    """Translate the program into `language`; every widget gets a `LanguageChange` event."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    if language != "en":
        translator = QTranslator(QGuiApplication.instance())
        with as_file(files("resources") / "translations" / f"{language}.qm") as path:
            loaded = translator.load(str(path))
        if not loaded:
            raise RuntimeError(f"the translation {language}.qm cannot be loaded")
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
    QLocale.setDefault(QLocale("C"))


FIELDS = {
    "lr": QT_TRANSLATE_NOOP("fields", "learning rate"),
    "w0": QT_TRANSLATE_NOOP("fields", "start ŵ₀"),
    "w1": QT_TRANSLATE_NOOP("fields", "start ŵ₁"),
    "range w0": QT_TRANSLATE_NOOP("fields", "surface range ŵ₀"),
    "range w1": QT_TRANSLATE_NOOP("fields", "surface range ŵ₁"),
    "n": QT_TRANSLATE_NOOP("fields", "points n"),
    "noise": QT_TRANSLATE_NOOP("fields", "noise"),
    "outliers": QT_TRANSLATE_NOOP("fields", "outliers"),
    "seed": QT_TRANSLATE_NOOP("fields", "seed"),
    "target": QT_TRANSLATE_NOOP("fields", "target loss"),
    "epochs": QT_TRANSLATE_NOOP("fields", "epochs"),
    "loss": QT_TRANSLATE_NOOP("fields", "loss"),
    "optimizer": QT_TRANSLATE_NOOP("fields", "optimizer"),
}
"""What the window calls the fields that the engine's sentences name."""


def sentence(error: InputError) -> str:
    """What is wrong, in the language in force."""
    template = QCoreApplication.translate("errors", MESSAGES[error.code])
    values = dict(error.values)
    if values.get("field") in FIELDS:
        values["field"] = QCoreApplication.translate("fields", FIELDS[str(values["field"])])
    return template.format(**values)
