"""The style sheet of both themes: made from the theme's colours, in logical pixels."""

from __future__ import annotations

from viz.theme import FAMILIES, Theme

_SHEET = """
* { outline: none; }
QWidget { color: $text; font-family: $families; font-size: $body; }
QMainWindow, QDialog { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 6px 8px; }

QLabel[role="brand"] { font-size: $title; font-weight: 700; }
QLabel[role="title"] { font-size: $heading; font-weight: 600; }
QLabel[role="section"] { font-size: $small; font-weight: 600; color: $faint; }
QLabel[role="quiet"] { font-size: $small; color: $quiet; }
QLabel[role="number"] { font-size: $body; }

QPushButton, QToolButton, QComboBox, QLineEdit {
    background: $raised; border: 1px solid transparent; border-radius: 6px;
    padding: 0 $pad; min-height: $control; max-height: $control;
}
QPushButton:hover, QToolButton:hover, QComboBox:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus { border: 1px solid $quiet; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QLineEdit:disabled { color: $faint; }

QToolButton { padding: 0 6px; }
QToolButton[popupMode="2"] { padding-right: 22px; }
QToolButton::menu-indicator {
    image: url($arrow); width: 12px; height: 12px; right: 6px;
    subcontrol-origin: padding; subcontrol-position: right center;
}
QToolButton[role="quiet"], QPushButton[role="quiet"] { background: transparent; color: $quiet; }
QToolButton[role="quiet"]:hover, QPushButton[role="quiet"]:hover { background: $raised; color: $text; }
QToolButton[role="quiet"]:checked, QPushButton[role="quiet"]:checked { background: $raised; color: $text; }
QToolButton[role="quiet"]:focus, QPushButton[role="quiet"]:focus { border: 1px solid $quiet; }
QToolButton[role="quiet"]:disabled, QPushButton[role="quiet"]:disabled { color: $faint; }
QToolButton[role="primary"], QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QToolButton[role="primary"]:hover, QPushButton[role="primary"]:hover {
    background: $accent; border-color: $text;
}
QToolButton[role="primary"]:focus, QPushButton[role="primary"]:focus { border: 2px solid $text; }
QToolButton[role="primary"]:disabled, QPushButton[role="primary"]:disabled {
    background: $raised; border-color: $raised; color: $faint;
}
QPushButton[role="link"] { background: transparent; color: $text; padding: 0; text-decoration: underline; }

QPushButton[role="tab"] {
    background: transparent; color: $quiet; padding: 0 14px; min-height: 32px; max-height: 32px;
    font-size: $heading;
}
QPushButton[role="tab"]:hover { color: $text; }
QPushButton[role="tab"]:checked { background: $raised; color: $text; }

QPushButton[role="segment"] { background: $raised; color: $quiet; border-radius: 6px; padding: 0 10px; }
QPushButton[role="segment"]:checked { background: $line; color: $text; font-weight: 600; }
QPushButton[role="segment"]:hover { color: $text; }
QPushButton[role="segment"]:disabled { color: $faint; font-weight: 400; }

QLineEdit { selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit[refused="true"] { border: 1px solid $true; color: $true; }

QComboBox { padding-right: 0; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($arrow); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $raised; color: $text; border: 1px solid $line; padding: 4px;
    selection-background-color: $hover; selection-color: $text;
}
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 16px; border-radius: 4px; }
QMenu::item:selected { background: $hover; }
QCheckBox { spacing: 8px; }

QScrollArea, QListWidget { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar::handle:vertical { background: $line; border-radius: 4px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle:horizontal { background: $line; border-radius: 4px; min-width: 32px; }

QFrame[role="rule"] { background: $line; border: none; }
QFrame[role="card"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame[role="card"][kind="warning"] { border: 1px solid $warning; }
QSplitter::handle { background: $line; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $text;
}
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QTableView { background: transparent; border: none; gridline-color: $line; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $quiet; border-radius: 2px; }
"""


def style_sheet(theme: Theme, *, large_type: bool = False, arrow: str = "") -> str:
    """Style sheet for the whole program; `arrow` is the file of the drop-down arrow's picture."""
    scale = 1.5 if large_type else 1.0
    values = {
        "families": ", ".join(f'"{family}"' for family in FAMILIES),
        "title": f"{16 * min(scale, 1.25):.0f}px",
        "heading": f"{13 * scale:.0f}px",
        "body": f"{12.5 * scale:.0f}px",
        "small": f"{11.5 * scale:.0f}px",
        "control": f"{28 * (1.25 if large_type else 1):.0f}px",
        "pad": "10px",
        "arrow": arrow,
        "on_accent": theme.on_accent,
        "accent": theme.accent,
        "window": theme.window,
        "raised": theme.raised,
        "hover": theme.hover,
        "line": theme.line,
        "text": theme.text,
        "quiet": theme.quiet,
        "faint": theme.faint,
        "true": theme.true,
        "warning": theme.warning,
    }
    sheet = _SHEET
    for name in sorted(values, key=len, reverse=True):  # `$true` must not eat into a longer name
        sheet = sheet.replace(f"${name}", values[name])
    return sheet
