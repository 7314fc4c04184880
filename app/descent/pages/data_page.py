"""The page of the data: a person's own, read, generated or edited; the surface's range; standardising."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.actions import Actions
from app.descent.hold import CurveHold, PointHold
from app.descent.other_data import as_they_were, standardised
from app.descent.picture import Picture
from app.descent.setup import Setup
from app.descent.tab import DescentTab
from app.descent.table_reader import Source, TableReader
from engine.config import TYPED
from engine.errors import QT_TRANSLATE_NOOP, InputError
from engine.generator import QUANTITIES, generate
from engine.own_data import OwnData
from engine.own_lesson import lesson_with, own_box, own_lesson
from engine.table import Table
from viz import numbers
from viz.data_form import DataForm
from viz.field_grid import FieldSpec

if TYPE_CHECKING:
    from app.descent.controller import DescentController

LEVELS = {"sigmoid": (0.0, 1.0)}
"""Where y may be: a sigmoid is fitted to labels, anything else to any numbers."""

OUT_OF_SCALE = ("own-too-far", "own-too-small", "own-too-steep")
"""Data that can be used only when they are standardised."""

QUANTITY_TITLES = {
    "n": QT_TRANSLATE_NOOP("data", "points n"),
    "noise": QT_TRANSLATE_NOOP("data", "noise"),
    "true w0": QT_TRANSLATE_NOOP("data", "true w₀"),
    "true w1": QT_TRANSLATE_NOOP("data", "true w₁"),
    "outliers": QT_TRANSLATE_NOOP("data", "outliers"),
    "seed": QT_TRANSLATE_NOOP("data", "seed"),
}


class DataPage(QObject):
    """Turns tables, numbers and points into the data of the lesson."""

    def __init__(self, controller: DescentController, tab: DescentTab, actions: Actions) -> None:
        super().__init__(controller)
        assert tab.results is not None
        self._controller, self._tab, self._actions = controller, tab, actions
        self._plot = tab.results.data
        self._link = self._lesson = ""
        self._source: Source | None = None
        self._table: Table | None = None
        self._faulty: Source | None = None
        self._far: OwnData | None = None
        self.widget = DataForm()
        self.points, self.curve = PointHold(controller, self._plot), CurveHold(controller, self._plot)
        self.reader = TableReader(self)
        self.reader.finished.connect(self._on_reader_finished)
        self.reader.refused.connect(self._on_reader_refused)
        self.reader.failed.connect(controller.speaker.say_failed)
        form = self.widget
        form.generate_requested.connect(self._on_form_generate_requested)
        form.open_requested.connect(self.open_file)
        form.paste_requested.connect(self.paste)
        form.standardise_requested.connect(self._on_form_standardise_requested)
        form.range_requested.connect(self._on_form_range_requested)
        form.columns_requested.connect(self._on_form_columns_requested)
        form.edit_requested.connect(actions["edit_data"].setChecked)
        form.skip_faulty_requested.connect(self._on_form_skip_faulty_requested)
        form.open_standardised_requested.connect(self._on_form_open_standardised_requested)
        form.text_refused.connect(controller.speaker.say_unreadable)
        actions["edit_data"].toggled.connect(self._on_edit_toggled)
        actions["open_data"].triggered.connect(lambda _checked=False: self.open_file())
        actions["paste_data"].triggered.connect(lambda _checked=False: self.paste())
        tab.file_dropped.connect(self.read_file)

    def parts(self) -> tuple[DataForm]:
        """What follows theme and type."""
        return (self.widget,)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen: points can be touched while it is."""
        self._actions["edit_data"].setChecked(on)

    def retranslate(self) -> None:
        """Titles of the generator's fields, in the language in force."""
        self._link = ""
        if self._controller.setup is not None:
            self.show(self._controller.setup)

    def shutdown(self) -> None:
        """End the reader's thread."""
        self.reader.shutdown()

    # What is shown

    def show(self, setup: Setup) -> None:
        """The data of a setup."""
        link = setup.config.link
        if link != self._link:
            self._link = link
            self.widget.set_fields(
                [
                    FieldSpec(
                        q.name,
                        QCoreApplication.translate("data", QUANTITY_TITLES[q.name]),
                        q.low,
                        q.high,
                        q.default,
                        q.step,
                        q.whole,
                    )
                    for q in QUANTITIES.get(link, ())
                ]
            )
        if setup.lesson.name != self._lesson:
            self._lesson = setup.lesson.name
            self._show_origin(setup)
        box = setup.lesson.surface
        self.widget.set_range(*box.w0, *box.w1)
        self.widget.set_standardised(setup.raw is not None)
        self.widget.set_possible(
            generating=link in QUANTITIES, editing=link != "surface", standardising=link not in TYPED
        )
        self.widget.set_editing(self._actions["edit_data"].isChecked())
        own = setup.lesson.data.own
        if own is None or self._table is None or self._source is None or own.name != self._source.name:
            self._table = self._source = None
            self.widget.set_columns((), 0, 0)
        self.widget.set_note(self._note(setup))
        self._edit(setup)

    def _show_origin(self, setup: Setup) -> None:
        """Put into the generator what is known of the lesson's own data."""
        problem = self._controller.problem
        values = {q.name: q.default for q in QUANTITIES.get(setup.config.link, ())}
        if not values:
            return
        if problem is not None:
            values["n"] = problem.n
        if setup.lesson.true_w is not None:
            values["true w0"], values["true w1"] = setup.lesson.true_w
        if setup.lesson.data.seed is not None:
            values["seed"] = setup.lesson.data.seed
        self.widget.set_values(values)

    def _note(self, setup: Setup) -> str:
        parts = []
        problem = self._controller.problem
        if setup.raw is not None:
            parts.append(
                self.tr("x′ = (x − {mean}) / {std}; the other surface is that of x itself.").format(
                    mean=numbers.significant(setup.raw.mean, 4), std=numbers.significant(setup.raw.std, 4)
                )
            )
        if setup.config.link == "surface":
            parts.append(self.tr("A surface has no data. Open or paste some to fit a line or a sigmoid."))
        elif problem is not None:
            parts.append(self.tr("{n} points.").format(n=f"{problem.n:,}"))
        if self._plot.sampled is not None:
            parts.append(
                self.tr("{drawn} of them are drawn; the loss is that of all.").format(
                    drawn=f"{self._plot.sampled:,}"
                )
            )
        return " ".join(parts)

    def draw(self, picture: Picture) -> None:
        """Nothing here changes with the epoch."""

    def draw_handles(self, picture: Picture) -> None:
        """The handles of the curve, whether the page is open or not."""
        self.curve.draw(picture)

    def _edit(self, setup: Setup) -> None:
        link = setup.config.link
        on = self._actions["edit_data"].isChecked() and setup.raw is None and link != "surface"
        self._plot.set_editable(on, LEVELS.get(link))

    # What is done

    @Slot()
    def open_file(self) -> None:
        """Ask for a CSV file and read it."""
        name, _ = QFileDialog.getOpenFileName(
            self._tab,
            self.tr("Open data"),
            "",
            self.tr("Tables (*.csv *.tsv *.txt);;All files (*)"),
        )
        if name:
            self.read_file(name)

    @Slot(str)
    def read_file(self, name: str) -> None:
        """Read a table from a file."""
        path = Path(name)
        self.reader.read(Source(path, path.name))

    @Slot()
    def paste(self) -> None:
        """Read a table from the clipboard."""
        text = QGuiApplication.clipboard().text()
        self.reader.read(Source(text, self.tr("pasted")))

    def _offer(self, faulty: Source | None = None, faults: int = 0, far: OwnData | None = None) -> None:
        """Offer a way out where a table cannot be used as it is."""
        self._faulty, self._far = faulty, far
        self.widget.set_faulty(faults)
        self.widget.set_too_large(far is not None)
        if faults or far is not None:
            self._controller.open_page("data")

    @Slot(object, object)
    def _on_reader_refused(self, source: Source, error: InputError) -> None:
        faults = error.values.get("faults")
        rows = {fault.row for fault in faults} if isinstance(faults, tuple) else set()
        self._offer(faulty=source if rows else None, faults=len(rows))
        self._controller.refuse(error)

    def _on_form_skip_faulty_requested(self) -> None:
        if self._faulty is not None:
            self.reader.read(replace(self._faulty, skip_faulty=True))

    def _on_form_open_standardised_requested(self) -> None:
        """Data whose weights would be too large, or too small, in x′ = (x − mean) / std."""
        if self._far is None:
            return
        try:
            maps = self._far.standardised()
            lesson = own_lesson(maps.data)
        except InputError as error:
            self._controller.refuse(error)
            return
        self._offer()
        self._open(self.tr("open data"), Setup(lesson, lesson.config()))
        self._controller.speaker.say_note(
            self.tr("Opened standardised: x′ = (x − {mean}) / {std}.").format(
                mean=numbers.significant(maps.mean, 6), std=numbers.significant(maps.std, 6)
            )
        )

    @Slot(object, object)
    def _on_reader_finished(self, source: Source, table: Table) -> None:
        own = table.own(source.name)
        try:
            lesson = own_lesson(own)
        except InputError as error:
            self._offer(far=own if error.code in OUT_OF_SCALE else None)
            self._controller.refuse(error)
            return
        self._offer()
        self._source, self._table = source, table
        self._open(self.tr("open data"), Setup(lesson, lesson.config()))
        names = [table.form.name(k) or f"{k}" for k in range(1, table.form.width + 1)]
        self.widget.set_columns(names, table.columns[0] - 1, table.columns[1] - 1)
        self._controller.speaker.say_note(self._welcome(lesson.look, table))

    def _welcome(self, look: dict[str, str], table: Table) -> str:
        text = look[self._controller.speaker.language]
        if table.skipped:
            text += " " + self.tr("{rows} rows were left out.").format(rows=f"{table.skipped:,}")
        return text

    def _open(self, text: str, setup: Setup) -> None:
        self._controller.change(text, setup)
        self._controller.open_page("data")

    def _on_form_columns_requested(self, x: int, y: int) -> None:
        if self._source is not None:
            self.reader.read(replace(self._source, columns=(x + 1, y + 1)))

    def _on_form_generate_requested(self, values: dict[str, float]) -> None:
        setup = self._controller.setup
        if setup is None:
            return
        link = setup.config.link
        try:
            own = generate(
                link,
                int(values["n"]),
                values["noise"],
                (values["true w0"], values["true w1"]),
                int(values["outliers"]),
                int(values["seed"]),
                self.tr("generated"),
            )
            lesson = own_lesson(own, link, base=setup.lesson)
        except InputError as error:
            self._controller.refuse(error)
            return
        self._open(self.tr("generate"), Setup(lesson, lesson.config()))

    def _on_form_range_requested(self, low0: float, high0: float, low1: float, high1: float) -> None:
        setup = self._controller.setup
        if setup is None:
            return
        try:
            lesson = lesson_with(setup.lesson, box=own_box((low0, high0), (low1, high1)))
        except InputError as error:
            values = {**error.values, "field": f"range {error.values.get('field')}"}
            self._controller.refuse(InputError(error.code, **values))
            self.show(setup)
            return
        self._controller.change(self.tr("surface range"), replace(setup, lesson=lesson))

    def _on_form_standardise_requested(self, on: bool) -> None:
        setup = self._controller.setup
        if setup is None:
            return
        try:
            new = standardised(setup) if on else as_they_were(setup)
        except InputError as error:
            self._controller.refuse(error)
            self.show(setup)
            return
        self._controller.change(self.tr("standardise"), new)
        self._controller.tell_lost(setup, new)

    def _on_edit_toggled(self, on: bool) -> None:
        setup = self._controller.setup
        if setup is None:
            return
        self.widget.set_editing(on)
        self._edit(setup)
        if on and setup.raw is not None:
            self._controller.speaker.say_note(
                self.tr("Points can be moved in the data as they are: turn standardising off first.")
            )
