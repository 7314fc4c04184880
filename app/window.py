"""The window: header, two tabs, and what belongs to the whole program."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import i18n
from app.actions import ON_DESCENT, ON_MNIST, Actions
from app.appearance import apply_theme, system_theme
from app.descent.controller import DescentController
from app.descent.tab import DescentTab
from app.settings import Settings
from viz.rule import rule
from viz.theme import THEMES

if TYPE_CHECKING:
    from app.digits.controller import DigitsController
    from app.digits.tab import DigitsTab
    from app.lab.controller import LabController

log = logging.getLogger(__name__)

TABS = ("descent", "digits")
ROOMY = 1440
"""Logical pixels: a narrower window shows large type without the settings; F4 brings them back."""
_FIRST_PAINT = QEvent.Type(QEvent.registerEventType())


class MainWindow(QMainWindow):
    """Header and tabs. The first frame needs Qt alone; `first_painted` says when the rest may load."""

    first_painted = Signal()
    """The window has been seen for the first time. GUI thread, once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.theme = THEMES[settings.value("theme") or system_theme()]
        self.language = settings.value("language") or i18n.system_language()
        self._painted = False
        self._language_hint = ""
        self.actions_table = Actions(self)
        self.addActions(self.actions_table.all())
        self.descent = DescentTab(self.actions_table)
        self.descent_controller = DescentController(self.descent, self.actions_table, settings, self)
        self.digits: DigitsTab | None = None
        self.digits_controller: DigitsController | None = None
        self.lab: LabController | None = None
        self._digits_place = QWidget()
        QVBoxLayout(self._digits_place).setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.descent)
        self._stack.addWidget(self._digits_place)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_header())
        column.addWidget(rule(self, vertical=False))
        column.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self.setMinimumSize(1024, 640)
        self._connect_actions()
        self._restore()

    # Parts

    def furnish_digits(self) -> None:
        """Make the MNIST tab: after the surface, so that it is not in its way."""
        if self.digits is not None:
            return
        from app.digits.controller import DigitsController
        from app.digits.tab import DigitsTab
        from app.lab.controller import LabController

        self.digits = DigitsTab(self._digits_place)
        layout = self._digits_place.layout()
        assert layout is not None
        layout.addWidget(self.digits)
        self.digits_controller = DigitsController(self.digits, self.settings, self)
        self.lab = LabController(
            self.digits,
            self.digits_controller,
            self.actions_table,
            self.settings,
            language=self.language,
            parent=self,
        )
        for part in (self.digits, self.lab):
            part.set_theme(self.theme)
            part.set_large_type(self.actions_table["large_type"].isChecked())
        self.digits.set_animated(self.actions_table["motion"].isChecked())
        self.digits_controller.start()
        self.lab.begin()

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front: `descent` or `digits`."""
        if name == "digits":
            self.furnish_digits()
        self._stack.setCurrentIndex(TABS.index(name))
        self._tab_buttons.button(TABS.index(name)).setChecked(True)
        self._reach(name)
        self.settings.setValue("tab", name)

    def _reach(self, name: str) -> None:
        """Let the keys of a tab work, and no other's: nothing is played or opened that nobody sees."""
        for tab, places in zip(TABS, (ON_DESCENT, ON_MNIST), strict=True):
            for place in places:
                self.actions_table.set_reachable(place, name == tab, by="tab")

    @property
    def tab(self) -> str:
        """Name of the tab in front."""
        return TABS[self._stack.currentIndex()]

    # Appearance

    def set_theme(self, name: str) -> None:
        """`dark` or `light`, on everything."""
        self.theme = THEMES[name]
        self._apply_appearance()
        self.settings.setValue("theme", name)

    def set_language(self, language: str) -> None:
        """`en` or `ko`, on everything; without a Hangul font English stays, and says why."""
        self._language_hint = ""
        if language == "ko" and not i18n.has_hangul():
            self._language_hint = (
                "No installed font can draw Korean, so Lossland speaks English. "
                "A font such as Nanum Gothic or Noto Sans CJK brings Korean back."
            )
            language = "en"
        self.language = language
        i18n.set_language(language)
        self.actions_table.retranslate()
        self.descent_controller.set_language(language)
        if self.lab is not None:
            self.lab.set_language(language)
        if self._language_hint:
            self.descent.surface.card.say(self._language_hint, "warning")

    def set_large_type(self, on: bool) -> None:
        """Readable from the last row, or as usual."""
        self._apply_appearance()
        self._size_icons(on)
        self.descent.set_large_type(on)
        self.descent_controller.set_large_type(on)
        self.actions_table["panel"].setChecked(not on or self.width() >= ROOMY)
        if self.digits is not None and self.lab is not None:
            self.digits.set_large_type(on)
            self.lab.set_large_type(on)
        self.settings.setValue("large_type", on)

    def _size_icons(self, large: bool) -> None:
        side = 28 if large else 20
        for tool in self._tools:
            tool.setIconSize(QSize(side, side))

    def _apply_appearance(self) -> None:
        apply_theme(self, self.theme, large_type=self.actions_table["large_type"].isChecked())
        self.actions_table.set_theme(self.theme)
        self.descent.set_theme(self.theme)
        self.descent_controller.set_theme(self.theme)
        if self.digits is not None and self.lab is not None:
            self.digits.set_theme(self.theme)
            self.lab.set_theme(self.theme)

    # Events

    def event(self, event: QEvent) -> bool:
        """Leave Space to the button that has the focus; everywhere else it is Play."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() == Qt.Key.Key_Space and isinstance(self.focusWidget(), QAbstractButton):
                event.accept()
                return True
        if event.type() == _FIRST_PAINT:
            if self.isVisible():  # it may have been closed at once
                self.first_painted.emit()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # Comes right after this frame has gone to the screen, before anything else that is queued.
            QCoreApplication.postEvent(self, QEvent(_FIRST_PAINT), Qt.EventPriority.HighEventPriority.value)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.setValue("geometry", self.saveGeometry())
        self.settings.setValue("columns", self.descent.columns.saveState())
        self.settings.sync()
        self.hide()  # what has to end may take a moment, and nobody need watch it
        self.descent_controller.shutdown()
        if self.lab is not None:
            self.lab.shutdown()
        if self.digits_controller is not None:
            self.digits_controller.shutdown()
        super().closeEvent(event)

    def retranslate(self) -> None:
        """Set all texts of the header in the language in force; the actions have theirs by `set_language`."""
        self.setWindowTitle("Lossland")
        for i, name in enumerate(("descent_tab", "digits_tab")):
            button, action = self._tab_buttons.button(i), self.actions_table[name]
            button.setText(action.text())
            button.setToolTip(action.toolTip())
        other = "en" if self.language == "ko" else "ko"
        self._language.setText(i18n.LANGUAGES[other])
        self._language.setToolTip(self.actions_table["language"].toolTip())
        self._language.setAccessibleName(self.actions_table["language"].text())

    # Construction

    def _make_header(self) -> QWidget:
        header = QWidget(self)
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        brand = QLabel("Lossland", header)
        brand.setProperty("role", "brand")
        row.addWidget(brand)
        row.addSpacing(16)
        self._tab_buttons = QButtonGroup(self)
        for i in range(len(TABS)):
            button = QPushButton(header)
            button.setCheckable(True)
            button.setProperty("role", "tab")
            self._tab_buttons.addButton(button, i)
            row.addWidget(button)
        self._tab_buttons.button(0).setChecked(True)
        self._tab_buttons.idClicked.connect(self._on_tab_clicked)
        row.addStretch(1)
        self._language = QToolButton(header)
        self._language.clicked.connect(self._toggle_language)
        row.addWidget(self._language)
        buttons = [self._language]
        for name in ("theme", "large_type", "help"):
            tool = QToolButton(header)
            tool.setDefaultAction(self.actions_table[name])
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            row.addWidget(tool)
            buttons.append(tool)
        self._tools = buttons
        for tool in buttons:
            tool.setProperty("role", "quiet")
            tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return header

    def _connect_actions(self) -> None:
        actions = self.actions_table
        for name, call in (
            ("descent_tab", lambda: self.show_tab("descent")),
            ("digits_tab", lambda: self.show_tab("digits")),
            ("language", self._toggle_language),
            ("theme", self._toggle_theme),
            ("help", self._show_help),
            ("undo", self._undo),
            ("redo", self._redo),
            ("quit", self.close),
        ):
            actions[name].triggered.connect(lambda _checked=False, call=call: call())
        self._reach(TABS[0])
        actions["panel"].setChecked(True)
        actions["panel"].toggled.connect(self.descent.panel.setVisible)
        actions["large_type"].toggled.connect(self.set_large_type)
        actions["motion"].toggled.connect(self._on_motion_toggled)
        actions["full_screen"].toggled.connect(self._on_full_screen_toggled)

    def _restore(self) -> None:
        settings, actions = self.settings, self.actions_table
        self.resize(1440, 900)
        if not settings.value("geometry").isEmpty():
            self.restoreGeometry(settings.value("geometry"))
        if not settings.value("columns").isEmpty():
            self.descent.columns.restoreState(settings.value("columns"))
        screen = QGuiApplication.primaryScreen().availableGeometry()
        if self.width() > screen.width() or self.height() > screen.height():
            self.resize(min(self.width(), screen.width()), min(self.height(), screen.height()))
        for name in ("large_type", "motion"):
            blocked = actions[name].blockSignals(True)
            actions[name].setChecked(settings.value(name))
            actions[name].blockSignals(blocked)
        self._apply_appearance()
        self._size_icons(settings.value("large_type"))
        self.descent.set_large_type(settings.value("large_type"))
        self.set_language(self.language)
        self.retranslate()

    # Actions

    def _on_tab_clicked(self, index: int) -> None:
        self.show_tab(TABS[index])

    def _toggle_language(self) -> None:
        self.set_language("en" if self.language == "ko" else "ko")
        self.settings.setValue("language", self.language)

    def _toggle_theme(self) -> None:
        self.set_theme("light" if self.theme.name == "dark" else "dark")

    def _on_motion_toggled(self, on: bool) -> None:
        self.settings.setValue("motion", on)
        self.descent_controller.set_animated(on)
        if self.digits is not None:
            self.digits.set_animated(on)

    def _on_full_screen_toggled(self, on: bool) -> None:
        if on:
            self.showFullScreen()
        else:
            self.showNormal()

    def _show_help(self) -> None:
        from app.help import HelpDialog

        dialog = HelpDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _undo(self) -> None:
        if self.tab == "digits" and self.digits is not None:
            self.digits.undo()
        else:
            self.descent_controller.undo_stack.undo()

    def _redo(self) -> None:
        if self.tab == "digits" and self.digits is not None:
            self.digits.redo()
        else:
            self.descent_controller.undo_stack.redo()
