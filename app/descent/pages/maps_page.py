"""The page of the maps: how a run ends from every start, or with every learning rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QObject, Slot

from app.descent.atlas import Atlas
from app.descent.pages.map_words import axis_name, pixel_words, verdict
from app.descent.picture import Picture
from app.descent.setup import Setup
from engine.config import RunConfig
from engine.errors import InputError
from engine.maps import NEVER, Kind, MapSpec, RunMap, make_spec
from engine.maps.spec import MEMORY, minima_of
from engine.optimizers import OPTIMIZERS
from engine.problem import Problem
from engine.stability import limit
from viz import map_colours, numbers
from viz.map_plot import MapAxis
from viz.maps_view import MapsView
from viz.theme import DARK, Theme

if TYPE_CHECKING:
    from app.descent.controller import DescentController

HUES = (1, 0, 2, 3, 4, 7)
"""Styles of runs whose colours several minima take: not the vermilion of what is not finite."""


class MapsPage(QObject):
    """Asks for maps while the page is seen, lays them on the surface, trains the pixel that is chosen."""

    def __init__(self, controller: DescentController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._open = False
        self._kind: Kind = "starts"
        self._over = True
        self._theme: Theme = DARK
        self._spec: MapSpec | None = None
        self._map: RunMap | None = None
        self._verdict = ""
        self._judged: tuple[int, int] | None = None
        self.atlas = Atlas(self)
        self.atlas.refined.connect(self._on_atlas_refined)
        self.atlas.failed.connect(controller.speaker.say_failed)
        self.widget = MapsView()
        self.widget.kind_requested.connect(self._on_widget_kind_requested)
        self.widget.overlay_requested.connect(self._on_widget_overlay_requested)
        self.widget.plot.pixel_probed.connect(self._on_plot_pixel_probed)
        self.widget.plot.pixel_chosen.connect(self._on_plot_pixel_chosen)

    @property
    def map(self) -> RunMap | None:
        """The map that is shown, as far as it is known."""
        return self._map

    def parts(self) -> tuple[MapsView, MapsPage]:
        """What follows theme and type."""
        return self.widget, self

    def set_theme(self, theme: Theme) -> None:
        """Colour the map anew."""
        self._theme = theme
        self._describe()
        self._paint()

    def set_large_type(self, on: bool) -> None:
        """The page itself has no type."""

    def shutdown(self) -> None:
        """End the thread of the maps."""
        self.atlas.shutdown()

    def set_open(self, on: bool) -> None:
        """Whether the page is seen; only then maps are made and lie on the surface."""
        self._open = on
        if on:
            self._ask()
        else:
            self.atlas.abandon()
            self._lay_over()

    def show(self, setup: Setup) -> None:
        """Another setup; its map may be another one."""
        if self._open:
            self._ask()
            self._lay_over()  # there may be a second surface now

    def retranslate(self) -> None:
        """Names of the maps and all that is said."""
        self._name_kinds()
        self._describe()
        self._say()

    def draw(self, picture: Picture) -> None:
        """Where the chosen run lies on the map, and what became of it."""
        setup, spec = self._controller.setup, self._spec
        if setup is None or spec is None:
            return
        one = picture.one(setup.chosen)
        pixel = spec.pixel_of(one.config)
        self.widget.plot.set_marker(pixel)
        exact = pixel is not None and spec.config_at(*pixel) == one.config
        self._judged = pixel if exact else None
        self._verdict = verdict(self._map, pixel, one) if exact and pixel is not None else ""
        self._say()

    # The map

    def show_kind(self, kind: str) -> None:
        """Show another map, one of `KINDS`."""
        self._kind = cast(Kind, kind)
        self._name_kinds()
        if self._open:
            self._ask()
            self._controller.redraw()

    def _chosen(self) -> RunConfig | None:
        setup = self._controller.setup
        return None if setup is None else setup.config_of(setup.chosen)

    def _ask(self) -> None:
        """Ask for the map of the chosen run, if it is another one."""
        setup, config = self._controller.setup, self._chosen()
        if setup is None or config is None:
            return
        lesson = setup.lesson
        own = lesson.config()
        try:
            spec = make_spec(
                self._kind, config, lesson.surface, lesson.step, own.start, lesson.lr, setup.target
            )
        except InputError as error:
            self._controller.refuse(error)
            return
        if spec != self._spec:
            self._spec, self._map = spec, None
            self._describe()
            self._paint()
        self.atlas.ask(spec)

    @Slot(object)
    def _on_atlas_refined(self, found: RunMap) -> None:
        if found.spec != self._spec:
            return
        self._map = found
        self._paint()
        self._say()
        self._controller.redraw()

    def _name_kinds(self) -> None:
        config = self._spec.config if self._spec is not None else self._chosen()
        memory = "momentum"
        if config is not None:
            memory = MEMORY[config.optimizer][1]
        rate = self.tr("Rate × {other}")
        tip = self.tr("Learning rate across, {other} up: where training is stable, and how fast")
        others = (("memory", axis_name(memory)), ("rate-w0", "ŵ₀"), ("rate-w1", "ŵ₁"))
        self.widget.set_kinds(
            [
                (
                    "starts",
                    self.tr("Starts"),
                    self.tr("A run from every start: where it ends up, and after how many epochs"),
                ),
                *((name, rate.format(other=other), tip.format(other=other)) for name, other in others),
            ],
            self._kind,
        )

    def _describe(self) -> None:
        """Axes, epochs, target."""
        spec, plot = self._spec, self.widget.plot
        plot.set_invitation(self.tr("The map is being made…"))
        self.widget.set_overlay(self._over, self._kind == "starts")
        if spec is None:
            return
        self._name_kinds()
        across, up = (
            MapAxis(axis_name(axis.name), *axis.ends, log=axis.log) for axis in (spec.across, spec.up)
        )
        plot.set_axes(across, up)
        plot.set_line(limit_line(spec))
        self.widget.key.set_epochs(spec.epochs)
        place = self.tr("minimum ({w0}, {w1})")
        self.widget.key.set_minima(
            [
                (colour, place.format(w0=numbers.fixed(w0, 2), w1=numbers.fixed(w1, 2)))
                for colour, (w0, w1) in self._minima()
            ]
        )
        runs, epochs = f"{spec.shape[0] * spec.shape[1]:,}", f"{spec.epochs:,}"
        text = self.tr("{runs} runs × {epochs} epochs, {optimizer}. Arrived: loss ≤ {target}.")
        said = text.format(
            runs=runs,
            epochs=epochs,
            optimizer=OPTIMIZERS[spec.config.optimizer].label,
            target=numbers.significant(spec.target, 4),
        )
        if limit_line(spec) is not None:
            said += " " + self.tr("The line: the largest stable learning rate, in theory.")
        self.widget.set_title(said)

    def _colours(self) -> map_colours.Colours | None:
        found = self._map
        if found is None:
            return None
        state = np.full(found.arrived.shape, map_colours.UNDERWAY)
        state[found.growing] = map_colours.GROWING
        state[found.arrived != NEVER] = map_colours.ARRIVED
        state[found.diverged != NEVER] = map_colours.DIVERGED
        return map_colours.run_colours(
            found.arrived, state, found.progress, found.unsure, found.spec.epochs, self._theme, self._ends()
        )

    def _minima(self) -> list[tuple[str, tuple[float, float]]]:
        """Colour and place of each of several minima; none where there is one, or nobody knows any."""
        minima = () if self._spec is None else minima_of(Problem.of(self._spec.config))
        if len(minima) < 2:
            return []
        return [(self._theme.runs[k].colour, place) for k, place in zip(HUES, minima, strict=False)]

    def _ends(self) -> tuple[np.ndarray, list[str]] | None:
        """Which minimum each run is nearest to in the end, and their colours."""
        minima = self._minima()
        if not minima or self._map is None:
            return None
        away = [np.hypot(self._map.w0 - w0, self._map.w1 - w1) for _, (w0, w1) in minima]
        near = np.nan_to_num(np.stack(away), nan=np.inf).argmin(axis=0)
        return near, [colour for colour, _ in minima]

    def _paint(self) -> None:
        self.widget.plot.set_colours(self._colours())
        self.widget.set_known(0.0 if self._map is None else self._map.known / 2.0)
        self._lay_over()

    def _lay_over(self) -> None:
        """Colours on the surface, or none."""
        surfaces, setup = self._controller.surfaces, self._controller.setup
        if surfaces is None or setup is None:
            return
        spec = self._spec
        laid = self._open and self._over and self._kind == "starts"
        colours = self._colours() if laid else None
        for terrain in surfaces.drawn():
            problem = terrain.problem if terrain.is_of_runs else None
            if spec and problem and colours is not None and problem.loss_name == spec.config.loss:
                terrain.view.set_overlay(colours, spec.across.ends, spec.up.ends)
            else:
                terrain.view.set_overlay(None)

    def _say(self) -> None:
        """What the pixel under the pointer says; of the one that was trained, what its run says to that."""
        pixel = self.widget.plot.probe
        if self._map is not None and pixel is not None and (pixel != self._judged or not self._verdict):
            self.widget.set_words(pixel_words(self._map, *pixel))
        else:
            hint = self.tr("Point at a pixel to read it; click it to train that run for real.")
            self.widget.set_words(self._verdict or hint)

    # What is done

    @Slot(str)
    def _on_widget_kind_requested(self, kind: str) -> None:
        self.show_kind(kind)

    @Slot(bool)
    def _on_widget_overlay_requested(self, on: bool) -> None:
        self._over = on
        self._lay_over()

    @Slot(object)
    def _on_plot_pixel_probed(self, pixel: tuple[int, int] | None) -> None:
        self._say()

    @Slot(int, int)
    def _on_plot_pixel_chosen(self, i: int, j: int) -> None:
        """Train the run of a pixel for real, to its end."""
        if self._spec is None:
            return
        name = self.tr("start from the map") if self._kind == "starts" else self.tr("run from the map")
        self._controller.request(name, **self._spec.fields(i, j))
        if self._chosen() == self._spec.config_at(i, j):  # else it was refused, and that was said
            self._controller.player.to_end()


def limit_line(spec: MapSpec) -> np.ndarray | None:
    """The largest stable learning rate over a map, shares of its sides, (k, 2); None without a formula."""
    if spec.across.name != "lr":
        return None
    low, high = spec.across.ends
    points = []
    for j in range(spec.up.count):
        known = limit(spec.config_at(0, j))
        if known is None:
            return None
        points.append((np.log(known.largest / low) / np.log(high / low), (j + 0.5) / spec.up.count))
    ends = [(points[0][0], 0.0), *points, (points[-1][0], 1.0)]
    return np.array(ends)
