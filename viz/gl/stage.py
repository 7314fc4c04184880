"""The scene before its camera: what is shown, from where, and how a frame of it comes about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QOpenGLContext

from viz.gl.composer import Composer
from viz.gl.frame import Frame, Handle
from viz.gl.legend import ROOM, fits_beside
from viz.gl.overlay import Overlay
from viz.gl.renderer import Renderer
from viz.gl.text_image import TextStyle
from viz.scene.arrays import Pair
from viz.scene.axes import Axis, layout
from viz.scene.camera import MAP, Camera, Projection, Viewport, between
from viz.scene.framing import LARGE_TYPE, framed, free_rect
from viz.scene.labels import Rect
from viz.scene.state import Colouring, Scene
from viz.theme import DARK, Theme

SURFACE, LINES, ALL = 1, 2, 3
"""What the first frames draw: each driver compiles shaders when they are first used, one kind a frame."""
EASE_MS = 250
SETTLE_MS = 140
"""After this long without a change the frame is drawn once more in full quality."""


class Stage(QObject):
    """Scene, camera and renderer. Lives in the GUI thread.

    Parameters
    ----------
    request_frame
        Called when a new frame is wanted.
    """

    camera_moved = Signal()
    """The camera stands elsewhere: by the user's hand, or a step further on a flight. GUI thread."""

    def __init__(self, request_frame: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scene = Scene()
        self.camera = Camera()
        """Where the view is seen from. Changed by the methods below."""
        self.handle = Handle()
        self.theme: Theme = DARK
        self.large = False
        self.animated = True
        self.moving = False
        self.best = False
        self.inset = (0.0, 0.0, 0.0, 0.0)
        self.overlay = Overlay()
        self._request_frame = request_frame
        self._size = (1.0, 1.0)
        self._composer = Composer()
        self._renderer: Renderer | None = None
        self._drawn = 0
        self._axes: list[Axis] = []
        self._axes_key: object = None
        self._projection: Projection | None = None
        self._from = self._to = self._home = self.camera
        self._heard = True
        self._flight = QVariantAnimation(self)
        self._flight.setStartValue(0.0)
        self._flight.setEndValue(1.0)
        self._flight.setDuration(EASE_MS)
        self._flight.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._flight.valueChanged.connect(self._on_flight_value_changed)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._on_settle_timeout)

    # What a frame needs

    def initialize(self, context: QOpenGLContext) -> None:
        """Build the GL resources in a context that is current; raises what the driver refuses."""
        self._renderer, self._drawn = Renderer(context), 0
        self.scene.changed |= {"surface", "overlay", *self.scene.paths}

    def release(self) -> None:
        """Free the GL resources; the context must be current."""
        if self._renderer is not None:
            self._renderer.delete()
            self._renderer = None

    def resize(self, width: float, height: float) -> None:
        """Take the view's size, logical pixels."""
        self._size = (max(1.0, width), max(1.0, height))
        self._projection = None

    @property
    def projection(self) -> Projection:
        """Box coordinates to logical pixels, as of now."""
        if self._projection is None or self._projection.camera is not self.camera:
            self._projection = Projection(self.camera, self._viewport())
        return self._projection

    def _viewport(self) -> Viewport:
        """Room for the box: the view less what numbers, names and the window's own overlays take."""
        free, k = self._free, LARGE_TYPE if self.large else 1.0
        legend = self.scene.flat and self.scene.colouring == "gradient"
        foot = ROOM if legend and not fits_beside(free.width, free.height, k) else 0.0
        return framed(self._size, self.inset, large=self.large, foot=foot)

    @property
    def _free(self) -> Rect:
        """The part of the view over which nothing else stands."""
        return free_rect(self._size, self.inset)

    def paint(self, scale: float, target: int) -> None:
        """Draw a frame; the context is current."""
        if self._renderer is None:
            return
        projection = self.projection
        parts = self._unfold()
        quick = self.moving and not self.best
        self.scene.begin(1.0 / projection.focal if quick else None)
        frame = Frame(
            self.scene,
            projection,
            self._layout(projection),
            self.theme,
            self.handle,
            self._free,
            self.large,
            quick=self.moving,
            best=self.best,
            with_lines=parts >= LINES,
        )
        self.overlay = self._composer.compose(frame) if parts == ALL else Overlay()
        self._renderer.draw(frame, self.overlay, scale, target)

    def _unfold(self) -> int:
        """How much this frame draws: `ALL`, but for the first two in which there is a surface."""
        if self.best or self.scene.field is None:
            return ALL
        if self._drawn < ALL:
            self._drawn += 1
            if self._drawn < ALL:
                QTimer.singleShot(0, self, self._request_frame)  # what came in meanwhile goes first
        return self._drawn

    def _layout(self, projection: Projection) -> list[Axis]:
        """Axes of this view, kept while camera, box and texts stay."""
        field = self.scene.field
        if field is None:
            return []
        key = (
            projection.camera,
            projection.view,
            field.w0,
            field.w1,
            field.scale,
            self.scene.names,
            self.large,
            self.inset,
        )
        if key != self._axes_key:
            style = TextStyle(12.0 * (1.5 if self.large else 1.0), self.theme.quiet, self.theme.scene)
            measure = self._composer.measure
            self._axes = layout(
                projection, field, self.scene.names, lambda text: measure(text, style), self._free
            )
            self._axes_key = key
        return self._axes

    # Change

    def touch(self) -> None:
        """Something changed: draw a quick frame now, a fine one when it rests."""
        self.moving = True
        self._settle.start()
        self._request_frame()

    def refine(self) -> None:
        """Draw the next frame in full quality."""
        self._settle.stop()
        self.moving = False

    def _on_settle_timeout(self) -> None:
        self.moving = False
        self._request_frame()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours: everything coloured is built again."""
        self.theme = theme
        self.scene.changed |= {"surface", "overlay", *self.scene.paths}
        self._axes_key = None
        self.touch()

    def set_large(self, on: bool) -> None:
        """Larger type and marks, for the last row."""
        self.large = on
        self._projection = None
        self.touch()

    def set_inset(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keep room free for what stands over the view's edges, logical pixels."""
        self.inset = (left, top, right, bottom)
        self._projection = None
        self.touch()

    # Camera

    def set_camera(self, camera: Camera) -> None:
        """Stand elsewhere at once, unheard; a flight under way ends."""
        self._flight.stop()
        self.camera = camera
        self.touch()

    def move_camera(self, camera: Camera) -> None:
        """Stand elsewhere at once by the user's hand."""
        self.set_camera(camera)
        self.camera_moved.emit()

    def fly(self, camera: Camera, *, animate: bool = True, heard: bool = True) -> None:
        """Go to another view, eased; at once if motion is turned off.

        Parameters
        ----------
        heard
            Whether `camera_moved` tells of each step.
        """
        self._flight.stop()
        self._heard = heard
        self._from, self._to = self.camera, camera
        if animate and self.animated:
            self._flight.start()
        else:
            self._on_flight_value_changed(1.0)

    def look(self, camera: Camera, *, animate: bool = True) -> None:
        """Go to a view of the box; from a map it is the one that is come back to."""
        if self.scene.flat:
            self._home = camera
        else:
            self.fly(camera, animate=animate)

    def follow(self, camera: Camera, *, animate: bool = False) -> None:
        """Take over another view's camera, unheard. A map stays a map: it follows only another map."""
        if self.scene.flat and (camera.elev, camera.azim) != (MAP.elev, MAP.azim):
            self._home = camera
        elif camera != self.destination:
            self.fly(camera, animate=animate, heard=False)

    def set_flat(self, on: bool, *, animate: bool = True) -> None:
        """Show a map, seen straight from above, or the box, from where it was seen before."""
        if on == self.scene.flat:
            return
        self.scene.flat = on
        if on:
            self._home = self.destination
        self._projection = None
        self.fly(MAP if on else self._home, animate=animate)
        self.touch()

    def set_colouring(self, colouring: Colouring) -> None:
        """Colour by loss or by the gradient's size, whose legend needs room."""
        self.scene.set_colouring(colouring)
        self._projection = None
        self.touch()

    def set_slope_range(self, sizes: Pair | None) -> None:
        """Let the gradient's colours reach from and to these sizes; None: the surface's own."""
        self.scene.set_slope_range(sizes)
        self.touch()

    @property
    def destination(self) -> Camera:
        """Where the camera is, or will be when its flight ends."""
        return self._to if self._flight.state() == QVariantAnimation.State.Running else self.camera

    def _on_flight_value_changed(self, value: float) -> None:
        self.camera = between(self._from, self._to, value)
        self.touch()
        if self._heard:
            self.camera_moved.emit()
