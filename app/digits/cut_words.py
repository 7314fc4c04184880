"""What was cut out of a picture, in words: a short line, and the whole sentences behind it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.digits.cut import SENTENCES, Cut
from engine.errors import QT_TRANSLATE_NOOP
from viz.verdict import NBSP

BRIEF = {
    "box": QT_TRANSLATE_NOOP("cut", "{width} × {height} of {across} × {down} pixels cut out"),
    "turned": QT_TRANSLATE_NOOP("cut", "turned upright by {degrees}°"),
    "page-even-dark": QT_TRANSLATE_NOOP("cut", "dark ink made light"),
    "page-even-light": QT_TRANSLATE_NOOP("cut", "light ink, kept light"),
    "page-uneven-dark": QT_TRANSLATE_NOOP("cut", "uneven light removed, dark ink made light"),
    "page-uneven-light": QT_TRANSLATE_NOOP("cut", "uneven light removed, light ink kept light"),
    "page-none": QT_TRANSLATE_NOOP("cut", "no page: what is opaque is ink"),
    "frame": QT_TRANSLATE_NOOP("cut", "frame at the edge left out"),
    "ruling": QT_TRANSLATE_NOOP("cut", "ruled lines removed: {count}"),
    "beside": QT_TRANSLATE_NOOP("cut", "{count} digits? They are read as one"),
    "others": QT_TRANSLATE_NOOP("cut", "other ink left out"),
}
"""The same facts as `engine.digits.cut.SENTENCES`, as few words; the threshold is for those who ask."""


def brief(cut: Cut) -> str:
    """One line of what was done, in the language in force."""
    said = [
        QCoreApplication.translate("cut", BRIEF[code]).format(**values)
        for code, values in cut.facts()
        if code in BRIEF
    ]
    return " · ".join(said).replace(" × ", f"{NBSP}×{NBSP}")


def whole(cut: Cut) -> str:
    """Whole sentences, one a line, in the language in force."""
    return "\n".join(
        QCoreApplication.translate("cut", SENTENCES[code]).format(**values) for code, values in cut.facts()
    )


def frame(cut: Cut) -> tuple[float, float, float, float]:
    """Left, top, width and height of what was cut out, as shares of the picture's width and height."""
    (left, top, width, height), (across, down) = cut.box, cut.picture
    return left / across, top / down, width / across, height / down
