"""The page of what is inside, as it is seen: whose image, layers, weights, preparation, heat."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.lab.columns import column, set_widths, words, yields
from viz.filter_grid import FilterGrid
from viz.heat_image import HeatImage
from viz.layer_view import LayerView
from viz.prepare_view import PrepareView
from viz.segmented import Segmented
from viz.theme import Theme
from viz.translated import Translated
from viz.unit_arithmetic import UnitArithmetic

LEFT, HEAT, UNIT_WIDTH = 208, 240, 320
SHARE, UNIT_SHARE = 0.38, 0.5
"""Of the page's width that the outer columns take at most, and of the rest that a unit's arithmetic takes."""
EDGE = 16


class InsideView(Translated):
    """Three columns: what is looked at, the layers, the heat."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._large = False
        self.what = Segmented(self)
        self.source = words(self, "")
        self.back = QPushButton(self)
        self.layer = QComboBox(self)
        self.dropout = QCheckBox(self)
        self.another = QToolButton(self)
        self.another.setProperty("role", "quiet")
        self.note = words(self)
        self.layers, self.unit = LayerView(self), UnitArithmetic(self)
        self.filters, self.prepare = FilterGrid(self), PrepareView(self)
        self.heat_kind, self.heat = Segmented(self), HeatImage(self)
        self.stack = QStackedWidget(self)
        yields(self.stack)
        scroll = self._scrolled(self.layers)
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(scroll, 1)
        self._unit_place = self._scrolled(self.unit)
        row.addWidget(self._unit_place)
        for widget in (both, self.filters, self._scrolled(self.prepare)):
            self.stack.addWidget(widget)
        (self._left, left), (self._right, right) = column(self), column(self)
        for part in (self.source, self.back, self.layer, self.dropout, self.another, self.note):
            left.addWidget(part)
        left.addStretch(1)
        right.addWidget(self.heat_kind)
        right.addWidget(self.heat, 1)
        middle = QVBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.what, 0, Qt.AlignmentFlag.AlignLeft)
        middle.addWidget(self.stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(EDGE, 8, EDGE, 8)
        whole.setSpacing(EDGE)
        whole.addWidget(self._left)
        whole.addLayout(middle, 1)
        whole.addWidget(self._right)
        self.setMinimumHeight(200)
        self.set_large_type(False)
        self.retranslate()

    def _scrolled(self, widget: QWidget) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(widget)
        widget.setAutoFillBackground(False)
        return scroll

    def show_what(self, what: str) -> None:
        """Bring layers, weights or preparation to the front."""
        self.what.set_choice(what)
        self.stack.setCurrentIndex(("layers", "weights", "preparation").index(what))
        self.layer.setVisible(what == "weights")
        for widget in (self.dropout, self.another):
            widget.setVisible(what == "layers")

    def set_theme(self, theme: Theme) -> None:
        for part in (self.layers, self.filters, self.prepare, self.heat):
            part.set_theme(theme)
        self.unit.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        for part in (self.layers, self.filters, self.prepare, self.heat):
            part.set_large_type(on)
        self.unit.set_large_type(on)
        self._large = on
        self._fit()

    def _fit(self) -> None:
        columns = (self._left, LEFT), (self._right, HEAT)
        set_widths(columns, large=self._large, most=round(SHARE * self.width()))
        middle = self.width() - self._left.width() - self._right.width() - 4 * EDGE
        place = ((self._unit_place, UNIT_WIDTH),)
        set_widths(place, large=self._large, most=max(round(UNIT_SHARE * middle), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.what.set_choices(
            [
                ("layers", self.tr("Layers"), self.tr("What each layer makes of the image; click a unit")),
                ("weights", self.tr("Weights"), self.tr("What the layers have learnt, as pictures")),
                (
                    "preparation",
                    self.tr("Preparation"),
                    self.tr("From your strokes to 28 × 28; leave a step out and watch the answer"),
                ),
            ]
        )
        self.heat_kind.set_choices(
            [
                ("saliency", self.tr("Saliency"), self.tr("The gradient of the answer by each pixel’s ink")),
                ("occlusion", self.tr("Occlusion"), self.tr("How much the answer loses where it is hidden")),
            ]
        )
        self.back.setText(self.tr("Back to the drawing"))
        self.back.setToolTip(self.tr("Look at the drawing on the canvas again"))
        self.dropout.setText(self.tr("Dropout on"))
        self.dropout.setToolTip(self.tr("As in a pass of training: the units struck out are silenced"))
        self.another.setText(self.tr("Another mask"))
        self.another.setToolTip(self.tr("Draw the dropout mask anew"))
        self.layer.setAccessibleName(self.tr("Layer whose weights are shown"))
        self.heat_kind.setAccessibleName(self.tr("What the colours say"))
        self.what.setAccessibleName(self.tr("What is shown"))
