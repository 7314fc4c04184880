"""Colours, spacing and type of both themes, and the Qt palette and style sheet made from them.

One accent colour, kept for what can be grabbed (the start) and what is primary (Play). Runs take the
Okabe-Ito colours (Okabe & Ito 2008, "Color Universal Design"), each with a marker shape of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont, QPalette

UNIT = 8
"""Everything stands on a grid of eight pixels."""

LARGE = 1.5
"""Large type and lines, as parts of the normal ones."""

Marker = Literal["circle", "square", "triangle", "diamond", "pentagon", "cross", "plus", "star"]


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How one run is drawn in every pane."""

    colour: str
    marker: Marker


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`. `runs[i]` is the style of run i, the same in every pane."""

    name: Literal["dark", "light"]
    window: str
    panel: str
    raised: str
    hover: str
    line: str
    text: str
    quiet: str
    faint: str
    accent: str
    on_accent: str
    true: str
    optimum: str
    ghost: str
    data_points: str
    warning: str
    scene: str
    ink: str
    paper: str
    runs: tuple[RunStyle, ...]


DARK = Theme(
    name="dark",
    window="#0e1116",
    panel="#0e1116",
    raised="#1a2029",
    hover="#232b36",
    line="#272e38",
    text="#f2f4f7",
    quiet="#a3adba",
    faint="#6f7a88",
    accent="#ff7a45",
    on_accent="#1a0d06",
    true="#ff5d73",
    optimum="#ffffff",
    ghost="#97a1ae",
    data_points="#8d98a6",
    warning="#f5b84d",
    scene="#0e1116",
    ink="#f2f4f7",
    paper="#161b22",
    runs=(
        RunStyle("#e69f00", "circle"),
        RunStyle("#56b4e9", "square"),
        RunStyle("#009e73", "triangle"),
        RunStyle("#cc79a7", "diamond"),
        RunStyle("#f0e442", "pentagon"),
        RunStyle("#0072b2", "cross"),
        RunStyle("#d55e00", "plus"),
        RunStyle("#e6e6e6", "star"),
    ),
)

LIGHT = Theme(
    name="light",
    window="#fcfcfa",
    panel="#fcfcfa",
    raised="#f0f0ec",
    hover="#e5e6e1",
    line="#e0e1dc",
    text="#16202c",
    quiet="#566270",
    faint="#838d98",
    accent="#e8590c",
    on_accent="#ffffff",
    true="#c81e45",
    optimum="#16202c",
    ghost="#8a939d",
    data_points="#7c8793",
    warning="#9a5b00",
    scene="#fcfcfa",
    ink="#16202c",
    paper="#ffffff",
    runs=(
        RunStyle("#d98a00", "circle"),
        RunStyle("#0072b2", "square"),
        RunStyle("#009e73", "triangle"),
        RunStyle("#b85c91", "diamond"),
        RunStyle("#a89a00", "pentagon"),
        RunStyle("#56b4e9", "cross"),
        RunStyle("#d55e00", "plus"),
        RunStyle("#222222", "star"),
    ),
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (DARK, LIGHT)}

FAMILIES = (
    "Inter",
    "Pretendard",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "NanumGothic",
    "Noto Sans CJK KR",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
)


def font(pixels: float, *, weight: QFont.Weight = QFont.Weight.Normal, tabular: bool = False) -> QFont:
    """The interface font at a size in logical pixels; `tabular` gives digits of equal width."""
    result = QFont()
    result.setFamilies(list(FAMILIES))
    result.setPixelSize(max(1, round(pixels)))
    result.setWeight(weight)
    if tabular:
        result.setFeature(QFont.Tag("tnum"), 1)
    return result


def palette(theme: Theme) -> QPalette:
    """Qt palette of a theme, for Fusion. Works without a display."""
    roles = QPalette.ColorRole
    result = QPalette()
    for role, colour in (
        (roles.Window, theme.window),
        (roles.WindowText, theme.text),
        (roles.Base, theme.raised),
        (roles.AlternateBase, theme.hover),
        (roles.Text, theme.text),
        (roles.Button, theme.raised),
        (roles.ButtonText, theme.text),
        (roles.BrightText, theme.accent),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.ToolTipBase, theme.raised),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.faint),
        (roles.Link, theme.accent),
        (roles.Accent, theme.accent),
        (roles.Mid, theme.line),
        (roles.Midlight, theme.hover),
        (roles.Light, theme.hover),
        (roles.Dark, theme.line),
        (roles.Shadow, theme.line),
    ):
        result.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return result
