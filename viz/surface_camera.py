"""From where a `SurfaceView` is seen: the calls that move its camera."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from viz.surface_contents import StageCalls

if TYPE_CHECKING:
    from viz.gl.stage import Stage
    from viz.scene.arrays import Pair


class SurfaceCamera(StageCalls):
    """Views to go to, and the camera itself, so that two views can be locked together."""

    _stage: Stage | None

    def fit(self, animate: bool = True) -> None:
        """Bring the whole box into view, from the same direction."""
        self._tell(lambda stage: stage.fly(stage.destination.fitted(), animate=animate))

    def top_view(self, animate: bool = True) -> None:
        """Look straight down: ŵ₀ to the right, ŵ₁ up."""

        def call(stage: Stage) -> None:
            from viz.scene.camera import MAP

            stage.fly(MAP, animate=animate)

        self._tell(call)

    def show_view(self, elev: float, azim: float, animate: bool = True) -> None:
        """Look from elevation and azimuth, degrees, as matplotlib's `view_init` means them.

        While the map is shown it is kept for when the box is seen again.
        """

        def call(stage: Stage) -> None:
            from viz.scene.camera import Camera

            stage.look(Camera(elev, azim), animate=animate)

        self._tell(call)

    def open_view(self, elev: float, azim: float, in_sight: Sequence[Pair], animate: bool = True) -> None:
        """Look from `elev` and near `azim`, turned just so far that no weights of `in_sight` are hidden."""

        def call(stage: Stage) -> None:
            from viz.scene.camera import Camera
            from viz.scene.opening import opening_azimuth

            field, turned = stage.scene.field, azim
            if field is not None:
                turned = opening_azimuth(field, stage.projection.view, elev, azim, in_sight)
            stage.look(Camera(elev, turned), animate=animate)

        self._tell(call)

    def set_flat(self, on: bool, animate: bool = True) -> None:
        """Show a map seen straight from above, with labelled contour lines, or the box again.

        The map has no perspective and no shade; it can be moved and zoomed but not turned. Everything is
        dragged and drawn on it as on the box.
        """
        self._tell(lambda stage: stage.set_flat(on, animate=animate))

    def camera(self) -> object | None:
        """All of the camera as of now: opaque, comparable with ==; None before the scene is loaded."""
        return None if self._stage is None else self._stage.camera

    def set_camera(self, camera: object, animate: bool = False) -> None:
        """Look as another view does, from its `camera()`; emits nothing.

        Two views are locked by connecting `camera_moved` of each to this of the other. A map follows only
        another map; it keeps what else it is told for when the box is seen again.

        Raises
        ------
        TypeError
            If it is no camera (once the scene is loaded).
        """

        def call(stage: Stage) -> None:
            from viz.scene.camera import Camera

            if not isinstance(camera, Camera):
                raise TypeError(f"a camera was expected, got {type(camera).__name__}")
            stage.follow(camera, animate=animate)

        self._tell(call)

    def view(self) -> Pair | None:
        """Elevation and azimuth that the camera has or flies to; None before the scene is loaded."""
        if self._stage is None:
            return None
        camera = self._stage.destination
        return camera.elev, camera.azim
