"""Pins on the surface of a `SurfaceView`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from viz.scene.pin import Pin
from viz.surface_contents import StageCalls

if TYPE_CHECKING:
    from viz.gl.stage import Stage


class SurfacePins(StageCalls):
    """Other losses beside those of the surface."""

    def set_pins(self, pins: Sequence[Pin]) -> None:
        """Show how far other losses lie above or below the surface; none removes them."""
        wanted = tuple(pins)

        def call(stage: Stage) -> None:
            stage.scene.pins = wanted
            stage.touch()

        self._tell(call)
