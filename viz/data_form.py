"""Where the data come from: made by a generator, read from a table, or touched in the plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viz.field_grid import FieldGrid, FieldSpec
from viz.flow import Flow
from viz.number_field import NumberField
from viz.theme import Theme
from viz.translated import Translated

__all__ = ["DataForm", "FieldSpec"]

_SECTIONS = ("generate", "own", "surface")
_RANGES = ("w0_low", "w0_high", "w1_low", "w1_high")
_RANGE_WIDTH = {False: 56, True: 88}
_HEAD = {False: 24, True: 30}
_TEXT_WIDTH = {False: 216, True: 320}
"""Logical pixels, at normal and at large type."""


class DataForm(Translated):
    """Fields and buttons for the data and for the part of the surface that is drawn. Knows no data."""

    generate_requested = Signal(dict)
    """New data are to be drawn: the generator's numbers by name. GUI thread."""
    open_requested = Signal()
    """A CSV file is to be chosen and read. GUI thread."""
    paste_requested = Signal()
    """The clipboard is to be read as a table. GUI thread."""
    standardise_requested = Signal(bool)
    """Whether x is to be standardised. GUI thread."""
    edit_requested = Signal(bool)
    """Whether points are to be added, dragged and deleted in the plot. GUI thread."""
    skip_faulty_requested = Signal()
    """The table is to be read again without the rows that cannot be used. GUI thread."""
    open_standardised_requested = Signal()
    """The table, too large as it is, is to be read again with x standardised. GUI thread."""
    columns_requested = Signal(int, int)
    """Other columns of the table are to be x and y: their numbers from 0. GUI thread."""
    range_requested = Signal(float, float, float, float)
    """The surface is to be drawn elsewhere: w0 from, to, w1 from, to. GUI thread."""
    text_refused = Signal(str)
    """Something typed is no number: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = FieldGrid(self)
        self._titles = {name: QLabel(self) for name in _SECTIONS}
        self._sections: dict[str, QWidget] = {}
        self._generate = QPushButton(self)
        self._open = QPushButton(self)
        self._paste = QPushButton(self)
        self._skip = QPushButton(self)
        self._open_standardised = QPushButton(self)
        self._faulty = 0
        self._columns = QWidget(self)
        self._column_titles = (QLabel("x", self), QLabel("y", self))
        self._column_boxes = (QComboBox(self), QComboBox(self))
        self._standardise = QCheckBox(self)
        self._edit = QCheckBox(self)
        self._range = {name: NumberField(step=1.0, digits=6, parent=self) for name in _RANGES}
        self._range_titles = {name: QLabel(self) for name in ("w0", "to0", "w1", "to1")}
        self._hint = QLabel(self)
        self._note = QLabel(self)
        self._problem = QLabel(self)
        self._lay_out()
        self._connect()
        self._set_head_height(_HEAD[False])
        self.set_columns((), 0, 0)
        self.set_note("")
        self.set_faulty(0)
        self.set_too_large(False)
        self._problem.hide()
        self.retranslate()

    def set_fields(self, fields: Sequence[FieldSpec]) -> None:
        """Show the generator's fields; those that were there before keep what is in them."""
        self.fields.set_fields(fields)
        self._set_tab_order([self.fields.field(spec.name) for spec in fields])

    def set_values(self, values: Mapping[str, float]) -> None:
        """Show the generator's numbers, by name."""
        self.fields.set_values(values)

    def set_note(self, text: str) -> None:
        """Say what is known of the data (mean and standard deviation, rows left out); empty for nothing."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def set_columns(self, names: Sequence[str], x: int, y: int) -> None:
        """Offer the table's columns for x and y; with two or fewer there is nothing to choose."""
        for box, chosen in zip(self._column_boxes, (x, y), strict=True):
            if [box.itemText(i) for i in range(box.count())] != list(names):
                box.clear()
                box.addItems(list(names))
            box.setCurrentIndex(chosen if names else -1)
        self._columns.setVisible(len(names) > 2)

    def set_faulty(self, count: int) -> None:
        """Offer to leave `count` rows out that cannot be read; 0 for none."""
        self._faulty = count
        self._skip.setVisible(count > 0)
        self._say_faulty()

    def set_too_large(self, on: bool) -> None:
        """Offer to standardise x of a table whose numbers are too large for float32 as they are."""
        self._open_standardised.setVisible(on)

    def set_standardised(self, on: bool) -> None:
        """Show whether x is standardised."""
        self._standardise.setChecked(on)

    def set_editing(self, on: bool) -> None:
        """Show whether points can be touched in the plot."""
        self._edit.setChecked(on)

    def set_possible(self, *, generating: bool, editing: bool, standardising: bool) -> None:
        """What the model allows; the rest is folded away or cannot be pressed."""
        self._sections["generate"].setVisible(generating)
        for widget, on in ((self._edit, editing), (self._hint, editing), (self._standardise, standardising)):
            widget.setVisible(on)

    def set_range(self, w0_low: float, w0_high: float, w1_low: float, w1_high: float) -> None:
        """Show which part of the surface is drawn."""
        for field, value in zip(self._range.values(), (w0_low, w0_high, w1_low, w1_high), strict=True):
            field.set_value(value)

    def set_theme(self, theme: Theme) -> None:
        self._problem.setStyleSheet(f"color: {theme.true};")

    def set_large_type(self, on: bool) -> None:
        self.fields.set_large_type(on)
        for field in self._range.values():
            field.setFixedWidth(_RANGE_WIDTH[on])
        for label in (self._hint, self._note, self._problem):
            label.setMaximumWidth(_TEXT_WIDTH[on])
        self._set_head_height(_HEAD[on])

    def _set_head_height(self, height: int) -> None:
        """Titles of one height, the button beside one of them no higher."""
        for title in self._titles.values():
            title.setFixedHeight(height)
        self._generate.setStyleSheet(f"min-height: {height - 2}px; max-height: {height - 2}px;")

    def retranslate(self) -> None:
        for name, text in (
            ("generate", self.tr("Generator")),
            ("own", self.tr("Your data")),
            ("surface", self.tr("Surface range")),
        ):
            self._titles[name].setText(text)
        self._generate.setText(self.tr("Generate"))
        self._generate.setToolTip(
            self.tr("Draw new data: the same numbers and seed always give the same points")
        )
        self._open.setText(self.tr("Open CSV…"))
        self._open.setToolTip(
            self.tr("Two columns or more; comma, semicolon or tab; with or without names on top")
        )
        self._paste.setText(self.tr("Paste"))
        self._paste.setToolTip(self.tr("Take a table from the clipboard, from a spreadsheet for instance"))
        self._skip.setToolTip(self.tr("Open the table without the rows that cannot be read"))
        self._say_faulty()
        self._open_standardised.setText(self.tr("Open standardised"))
        self._open_standardised.setToolTip(
            self.tr("x becomes (x − mean) / standard deviation: numbers that training can work with")
        )
        for axis, box in zip("xy", self._column_boxes, strict=True):
            box.setAccessibleName(self.tr("Column for {axis}").format(axis=axis))
            box.setToolTip(self.tr("Which column of the table is {axis}").format(axis=axis))
        self._standardise.setText(self.tr("standardise x"))
        self._standardise.setToolTip(
            self.tr(
                "x becomes (x − mean) / standard deviation: a long valley becomes round, and ŵ₀, ŵ₁ "
                "mean something else"
            )
        )
        self._edit.setText(self.tr("edit points in the plot"))
        hint = self.tr("Double-click adds a point, drag moves it, Ctrl+click or Delete removes it.")
        self._edit.setToolTip(hint)
        self._hint.setText(hint)
        texts = {"w0": f"ŵ₀ {self.tr('from')}", "w1": f"ŵ₁ {self.tr('from')}"}
        texts |= dict.fromkeys(("to0", "to1"), self.tr("to"))
        for name, text in texts.items():
            self._range_titles[name].setText(text)
        tip = self.tr("Part of the surface that is drawn; a path that leaves it still takes it along")
        for name, field in self._range.items():
            weight = "ŵ₀" if name.startswith("w0") else "ŵ₁"
            end = self.tr("from") if name.endswith("low") else self.tr("to")
            field.setAccessibleName(f"{weight} {end}")
            field.setToolTip(tip)

    def _lay_out(self) -> None:
        for title in self._titles.values():
            title.setProperty("role", "title")
        for label in (
            self._hint,
            self._note,
            self._problem,
            *self._column_titles,
            *self._range_titles.values(),
        ):
            label.setProperty("role", "quiet")
        for label in (self._hint, self._note, self._problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMaximumWidth(_TEXT_WIDTH[False])
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        choosers = QHBoxLayout(self._columns)
        choosers.setContentsMargins(0, 0, 0, 0)
        choosers.setSpacing(8)
        for title, box in zip(self._column_titles, self._column_boxes, strict=True):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
            title.setBuddy(box)
            choosers.addWidget(title)
            choosers.addWidget(box, 1)
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self._open)
        files.addWidget(self._paste)
        files.addStretch(1)
        mending = Flow(self)
        for button in (self._skip, self._open_standardised):
            button.setProperty("role", "quiet")
            mending.add(button)
        ranges = QGridLayout()
        ranges.setHorizontalSpacing(8)
        ranges.setVerticalSpacing(8)
        places = ("w0", "w0_low", "to0", "w0_high", "w1", "w1_low", "to1", "w1_high")
        for i, name in enumerate(places):
            widget = self._range.get(name) or self._range_titles[name]
            ranges.addWidget(widget, i // 4, i % 4)
        for field in self._range.values():
            field.setFixedWidth(_RANGE_WIDTH[False])
        flow = Flow(self, gap=(24, 16), centred=False)
        flow.add(self._section("generate", self.fields, self._problem, beside=self._generate))
        flow.add(self._section("own", files, mending, self._columns, self._edit, self._hint))
        flow.add(self._section("surface", ranges, self._standardise, self._note))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 4, 16, 4)
        whole.addWidget(flow)
        whole.addStretch(1)

    def _set_tab_order(self, fields: Sequence[QWidget]) -> None:
        """From section to section, as the eye goes."""
        mending = (self._skip, self._open_standardised)
        buttons = (self._generate, self._open, self._paste, *mending, *self._column_boxes, self._edit)
        for before, after in pairwise((*fields, *buttons, *self._range.values(), self._standardise)):
            self.setTabOrder(before, after)

    def _section(
        self, name: str, *parts: QWidget | QHBoxLayout | QGridLayout, beside: QWidget | None = None
    ) -> QWidget:
        """Parts under a title, one of them beside it: that saves a row."""
        section = self._sections[name] = QWidget(self)
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._titles[name], 1)
        if beside is not None:
            head.addWidget(beside)
        column.addLayout(head)
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        return section

    def _connect(self) -> None:
        self.fields.value_refused.connect(self._on_fields_value_refused)
        self.fields.value_edited.connect(self._on_fields_value_edited)
        self.fields.text_refused.connect(self.text_refused)
        self._generate.clicked.connect(self._on_generate_clicked)
        self._open.clicked.connect(self.open_requested)
        self._paste.clicked.connect(self.paste_requested)
        self._skip.clicked.connect(self.skip_faulty_requested)
        self._open_standardised.clicked.connect(self.open_standardised_requested)
        self._standardise.clicked.connect(self.standardise_requested)
        self._edit.clicked.connect(self.edit_requested)
        for box in self._column_boxes:
            box.activated.connect(self._on_column_box_activated)
        for field in self._range.values():
            field.value_edited.connect(self._on_range_value_edited)
            field.text_refused.connect(self.text_refused)

    def _say_faulty(self) -> None:
        one, many = self.tr("Leave 1 row out"), self.tr("Leave {count} rows out")
        self._skip.setText(one if self._faulty == 1 else many.format(count=f"{self._faulty:,}"))

    def _say_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _on_fields_value_refused(self, name: str) -> None:
        self._say_problem(self.fields.interval(name))

    def _on_fields_value_edited(self, name: str, value: float) -> None:
        self._say_problem("")

    def _on_generate_clicked(self) -> None:
        values = self.fields.values()
        if values is not None:
            self._say_problem("")
            self.generate_requested.emit(values)

    def _on_column_box_activated(self) -> None:
        x, y = (box.currentIndex() for box in self._column_boxes)
        self.columns_requested.emit(x, y)

    def _on_range_value_edited(self, value: float) -> None:
        """A range that is empty or upside down stays in its field, marked."""
        name = next(name for name, field in self._range.items() if field is self.sender())
        ends = {key: field.value() for key, field in self._range.items()} | {name: value}
        if ends["w0_low"] < ends["w0_high"] and ends["w1_low"] < ends["w1_high"]:
            self._range[name].set_value(value)
            self.range_requested.emit(*(ends[key] for key in _RANGES))
        else:
            self._range[name].set_refused(True)
