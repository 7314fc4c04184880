"""The drawer under the surface: which page is open, and what the pages show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.actions import Actions
from app.descent.pages.curvature_page import CurvaturePage
from app.descent.pages.data_page import DataPage
from app.descent.pages.maps_page import MapsPage
from app.descent.pages.page import Page
from app.descent.pages.runs_page import RunsPage
from app.descent.pages.steps_page import StepsPage
from app.descent.picture import Picture
from app.descent.races import beside, other_loss
from app.descent.setup import RAW, Setup
from app.descent.tab import DescentTab
from app.settings import Settings
from engine.errors import InputError
from engine.losses import LOSSES
from engine.studio import BATCH_SURFACE, MAP, PAGES
from viz.theme import Theme

if TYPE_CHECKING:
    from app.descent.controller import DescentController

LARGEST_SHARE = 0.37
"""Part of the middle column that the drawer takes at most when it is opened."""
HEIGHT = 264
"""Pixels that the drawer takes when it is first opened."""


class Studio(QObject):
    """Opens and closes the drawer; only the page that is seen is drawn."""

    def __init__(
        self, controller: DescentController, tab: DescentTab, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(controller)
        self._controller, self._tab, self._actions, self._settings = controller, tab, actions, settings
        assert tab.drawer is not None
        self.drawer = tab.drawer
        self._opened_by_lesson = False
        self._was = ""
        self._height = HEIGHT
        self.runs = RunsPage(controller, actions)
        self.steps = StepsPage(controller, actions)
        self.curvature = CurvaturePage(controller)
        self.maps = MapsPage(controller)
        self.data = DataPage(controller, tab, actions)
        self._pages: dict[str, Page] = {
            "runs": self.runs,
            "steps": self.steps,
            "curvature": self.curvature,
            "maps": self.maps,
            "data": self.data,
        }
        assert tuple(self._pages) == PAGES
        for name, page in self._pages.items():
            self.drawer.add_page(name, page.widget)
            actions[f"{name}_page"].triggered.connect(
                lambda checked=False, name=name: self.open_page(name if checked else "")
            )
        self.drawer.page_changed.connect(self.open_page)
        actions["two_surfaces"].triggered.connect(self._on_two_surfaces_triggered)
        actions["map"].triggered.connect(lambda on: self._show_beside(MAP, self.tr("contour map"), on=on))
        actions["batch_surface"].triggered.connect(
            lambda on: self._show_beside(BATCH_SURFACE, self.tr("surface of the batch"), on=on)
        )
        self.retranslate()
        self.set_large_type(actions["large_type"].isChecked())
        self.open_page(settings.value("page"))

    @property
    def page(self) -> str:
        """The page that is open; empty for none."""
        return self.drawer.page or ""

    @Slot(str)
    def open_page(self, name: str) -> None:
        """Open a page of `PAGES`; an empty name closes the drawer."""
        was, self._was, self._opened_by_lesson = self._was, name, False  # the drawer may know already
        self.drawer.show_page(name or None)
        for each in PAGES:
            self._actions[f"{each}_page"].setChecked(each == name)
        self._settings.setValue("page", name)
        if bool(name) != bool(was):
            self._give_height(open=bool(name))
        if was != name:
            for each, page in self._pages.items():
                page.set_open(each == name)
            self._controller.redraw()

    def open_for_lesson(self, name: str, map: str = "") -> None:
        """Open the page, and the map, that a lesson is about; a page that the one before opened is closed."""
        if map:
            self.maps.show_kind(map)
        if name:
            by_lesson = self.page != name or self._opened_by_lesson
            self.open_page(name)
            self._opened_by_lesson = by_lesson
        elif self._opened_by_lesson:
            self.open_page("")

    def _give_height(self, *, open: bool) -> None:
        """Give the drawer the height that it had when it was open last; folded, give it back."""
        above, below = self._tab.middle.sizes()
        whole = above + below
        if not open:
            if below > self.drawer.folded_height() + 40:
                self._height = below
            height = self.drawer.folded_height()
        else:
            height = min(self._height, round(LARGEST_SHARE * whole))
        self._tab.middle.setSizes([whole - height, height])

    def show(self, setup: Setup) -> None:
        """What a setup offers."""
        self.data.points.forget()
        self._actions["two_surfaces"].setChecked(setup.second in LOSSES)
        self._actions["two_surfaces"].setEnabled(bool(other_loss(setup)))
        self._actions["map"].setChecked(setup.second == MAP)
        self._actions["batch_surface"].setChecked(setup.second == BATCH_SURFACE)
        self._actions["batch_surface"].setEnabled(setup.config.batch > 0)
        for page in self._pages.values():
            page.show(setup)

    def draw(self, picture: Picture) -> None:
        """The page that is open, at the epoch shown."""
        self.data.draw_handles(picture)
        if self.page:
            self._pages[self.page].draw(picture)

    def retranslate(self) -> None:
        """Titles of the pages, in the language in force."""
        actions = {name: self._actions[f"{name}_page"] for name in PAGES}
        self.drawer.set_titles(
            {name: action.text() for name, action in actions.items()},
            {name: action.toolTip() for name, action in actions.items()},
        )
        for page in self._pages.values():
            page.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Colours of the pages."""
        for page in self._pages.values():
            for part in page.parts():
                part.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        """Type of the pages."""
        for page in self._pages.values():
            for part in page.parts():
                part.set_large_type(on)

    def shutdown(self) -> None:
        """End what runs in a thread."""
        self.data.shutdown()
        self.maps.shutdown()

    def _on_two_surfaces_triggered(self, on: bool) -> None:
        setup = self._controller.setup
        if setup is None:
            return
        try:
            new = beside(setup, other_loss(setup) if on else "")
        except InputError as error:
            self._controller.refuse(error)
            self._actions["two_surfaces"].setChecked(False)
            return
        self._controller.change(self.tr("two losses"), self._as_raw(new))

    def _show_beside(self, kind: str, text: str, *, on: bool) -> None:
        """Another view of the same runs beside the surface, or none."""
        setup = self._controller.setup
        if setup is not None:
            new = replace(beside(setup, ""), second=kind if on else "")
            self._controller.change(text, self._as_raw(new))

    @staticmethod
    def _as_raw(setup: Setup) -> Setup:
        """Where nothing else stands beside standardised data, the surface before does."""
        return replace(setup, second=RAW) if setup.raw is not None and not setup.second else setup
