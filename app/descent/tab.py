"""The Descent tab: lessons and settings, the surface, results, and the transport below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.actions import Actions
from app.descent.panel import Panel
from app.descent.surface_pane import SurfacePane
from app.descent.transport import Transport
from viz.rule import rule
from viz.theme import DARK, Theme

if TYPE_CHECKING:
    from app.descent.explorer_pane import ExplorerPane
    from app.descent.planar_pane import PlanarPane
    from app.descent.results import Results
    from viz.drawer import Drawer

RESULTS_WIDTH = 344


class DescentTab(QWidget):
    """Lays the panes out. The light ones are there at once; the plots come with `furnish`."""

    file_dropped = Signal(str)
    """A file was dropped anywhere on the tab: its path. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._actions = actions
        self._theme: Theme = DARK
        self._large = False
        self.panel = Panel(actions, self)
        self.surface = SurfacePane(actions, self)
        self.transport = Transport(actions, self)
        self.results: Results | None = None
        self.drawer: Drawer | None = None
        self.explorer: ExplorerPane | None = None
        self.planar: PlanarPane | None = None
        self._empty = QWidget(self)
        self._empty.setMinimumWidth(300)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        self.middle = QSplitter(Qt.Orientation.Vertical, self)
        self.middle.setHandleWidth(1)
        self.middle.setChildrenCollapsible(False)
        self.middle.addWidget(self.surface)
        self.columns.addWidget(self.middle)
        self.columns.addWidget(self._empty)
        self.columns.setStretchFactor(0, 1)
        self.columns.setSizes([800, RESULTS_WIDTH])
        self._curves = QWidget(self)
        QVBoxLayout(self._curves).setContentsMargins(0, 0, 0, 0)
        self._curves.hide()
        self._plane = QWidget(self)
        QVBoxLayout(self._plane).setContentsMargins(0, 0, 0, 0)
        self._plane.hide()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(rule(self, vertical=True))
        row.addWidget(self.columns, 1)
        row.addWidget(self._curves, 1)
        row.addWidget(self._plane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        self._line = rule(self, vertical=False)
        column.addWidget(self._line)
        column.addWidget(self.transport)

    def furnish(self) -> None:
        """Make the panes that need NumPy and pyqtgraph: their import takes a third of a second."""

        from app.descent.results import Results
        from viz.drawer import Drawer

        sizes = self.columns.sizes()
        self.results = Results(self._actions, self)
        self.columns.replaceWidget(1, self.results)
        self._empty.deleteLater()
        self.columns.setStretchFactor(0, 1)
        self.columns.setSizes(sizes)
        self.drawer = Drawer(self)
        self.middle.addWidget(self.drawer)
        self.middle.setStretchFactor(0, 1)
        self.set_theme(self._theme)
        self.set_large_type(self._large)

    def make_explorer(self) -> ExplorerPane:
        """Make the pane of lessons that have curves and no run: when the first of them is opened."""
        from app.descent.explorer_pane import ExplorerPane

        self.explorer = ExplorerPane(self._actions, self._curves)
        layout = self._curves.layout()
        assert layout is not None
        layout.addWidget(self.explorer)
        self.explorer.set_theme(self._theme)
        self.explorer.set_large_type(self._large)
        self.explorer.show()  # with this frame: its layout would show it an event later
        return self.explorer

    def make_planar(self) -> PlanarPane:
        """Make the pane of lessons that have two inputs: when the first of them is opened."""
        from app.descent.planar_pane import PlanarPane

        self.planar = PlanarPane(self._actions, self._plane)
        layout = self._plane.layout()
        assert layout is not None
        layout.addWidget(self.planar)
        self.planar.set_theme(self._theme)
        self.planar.set_large_type(self._large)
        self.planar.show()
        return self.planar

    def show_explorer(self, on: bool) -> None:
        """Show a lesson of curves in place of surface, plots and transport, or these again."""
        self._curves.setVisible(on)
        self._show_own()

    def show_planar(self, on: bool) -> None:
        """Show a lesson of two inputs in their place, or these again."""
        self._plane.setVisible(on)
        self._show_own()

    def _show_own(self) -> None:
        own = self._curves.isHidden() and self._plane.isHidden()
        for part in (self.columns, self._line, self.transport):
            part.setVisible(own)
        self.panel.show_settings(own)
        self.transport.set_in_charge(self._plane.isHidden())
        if self.planar is not None:
            self.planar.transport.set_in_charge(not self._plane.isHidden())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.panel.set_theme(theme)
        self.transport.set_theme(theme)
        self.surface.set_theme(theme)
        if self.results is not None:
            self.results.set_theme(theme)
        if self.drawer is not None:
            self.drawer.set_theme(theme)
        if self.explorer is not None:
            self.explorer.set_theme(theme)
        if self.planar is not None:
            self.planar.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self._large = on
        self.panel.set_large_type(on)
        self.transport.set_large_type(on)
        self.surface.set_large_type(on)
        if self.results is not None:
            self.results.set_large_type(on)
        if self.drawer is not None:
            self.drawer.set_large_type(on)
        if self.explorer is not None:
            self.explorer.set_large_type(on)
        if self.planar is not None:
            self.planar.set_large_type(on)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        name = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if name:
            event.acceptProposedAction()
            self.file_dropped.emit(name)
