"""What a `SurfaceView` shows: the calls that fill its scene.

NumPy is only loaded with the scene, so the scene's own modules are imported where a call is carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from viz.scene.mark import Arrow, Mark
from viz.theme import RunStyle

if TYPE_CHECKING:
    from viz.gl.navigation import Navigation
    from viz.gl.stage import Stage
    from viz.scene.arrays import Array, Pair, Pixels


class StageCalls:
    """Something that does calls with a stage as soon as there is one."""

    def _tell(self, call: Callable[[Stage], None]) -> None:
        """Do something with the stage, as soon as there is one."""
        raise NotImplementedError


class SurfaceContents(StageCalls):
    """Setters of all that lies on the surface, and of the surface. None of them emits anything."""

    _navigation: Navigation | None

    def set_surface(
        self,
        w0: Array,
        w1: Array,
        loss: Array,
        *,
        box: tuple[Pair, Pair] | None = None,
        ceiling: float | None = None,
    ) -> None:
        """Show a loss surface.

        Parameters
        ----------
        w0, w1
            Ascending, evenly spaced, shapes (n0,) and (n1,).
        loss
            Shape (n0, n1), `ij` order. Cells that are not finite are holes.
        box
            The lesson's box ((w0 from, to), (w1 from, to)), outlined if it is given.
        ceiling
            Loss above which walls are cut off, visibly.

        Raises
        ------
        ValueError
            If shapes do not fit or a grid is not even (once the scene is loaded).
        """

        def call(stage: Stage) -> None:
            from viz.scene.arrow import lay_gradient

            stage.scene.set_surface(w0, w1, loss, box, ceiling)
            lay_gradient(stage.scene)
            self._forget_hover(stage)
            stage.touch()

        self._tell(call)

    def set_height(self, kind: Literal["linear", "log"]) -> None:
        """Show the loss or its logarithm as height."""

        def call(stage: Stage) -> None:
            stage.scene.set_height(kind)
            self._forget_hover(stage)
            stage.touch()

        self._tell(call)

    def _forget_hover(self, stage: Stage) -> None:
        """What was said of the point under the cursor may no longer be true: it is asked for again."""
        stage.scene.hover, stage.scene.hover_text = None, ""
        if self._navigation is not None:
            self._navigation.hover_again()

    def set_colouring(self, colouring: Literal["loss", "gradient"]) -> None:
        """Colour the surface by its loss or by the size of its gradient, with a legend for the latter.

        The gradient's size is drawn as log10 ‖∇loss‖, so that plateaus can be told apart.
        """

        self._tell(lambda stage: stage.set_colouring(colouring))

    def set_slope_range(self, sizes: Pair | None) -> None:
        """Let the gradient's colours reach from and to these sizes, so that two views have one scale.

        Parameters
        ----------
        sizes
            ‖∇loss‖ at both ends of the colours, positive and ascending; what is flatter or steeper takes the
            colour of the end. None: the ends that the surface has by itself.

        Raises
        ------
        ValueError
            If they are not finite, positive and ascending (once the scene is loaded).
        """
        self._tell(lambda stage: stage.set_slope_range(sizes))

    def set_overlay(self, colours: Pixels | None, w0: Pair = (0.0, 1.0), w1: Pair = (0.0, 1.0)) -> None:
        """Lay colours over the surface; light, lines and paths stay as they are.

        Parameters
        ----------
        colours
            Shape (n0, n1, 4) uint8, `ij` order; None takes them away.
        w0, w1
            From where to where the pixels reach, outer edges.

        Raises
        ------
        ValueError
            If the shape is another one (once the scene is loaded).
        """

        def call(stage: Stage) -> None:
            from viz.scene.overlay import Overlay

            stage.scene.set_overlay(None if colours is None else Overlay(colours, w0, w1))
            stage.touch()

        self._tell(call)

    def set_axes(self, w0_name: str, w1_name: str, loss_name: str) -> None:
        """Name the axes."""

        def call(stage: Stage) -> None:
            stage.scene.names = (w0_name, w1_name, loss_name)
            stage.touch()

        self._tell(call)

    def set_start(self, w0: float, w1: float) -> None:
        """Put the start's handle somewhere; ignored while the user holds it."""

        def call(stage: Stage) -> None:
            from viz.scene.arrow import lay_gradient

            if self._navigation is not None and self._navigation.dragging:
                return
            stage.scene.start = (w0, w1)
            lay_gradient(stage.scene)
            stage.touch()

        self._tell(call)

    def set_path(self, slot: int, w: Array | None, style: RunStyle, faded: bool = False) -> None:
        """Show the path of run `slot`: weights of epochs 0..n, shape (n + 1, 2); None removes it.

        A `faded` path steps back behind the others.
        """
        self._set_layer(f"path {slot}", w, style.colour, faded=faded)

    def set_preview(
        self,
        w: Array | None,
        certain: int | None = None,
        style: RunStyle | None = None,
        slot: int = 0,
    ) -> None:
        """Show the path that would be taken, shape (n + 1, 2); epochs beyond `certain` are fainter."""
        self._set_layer(f"preview {slot}", w, style.colour if style else "", certain=certain)

    def set_ghost(self, w: Array | None, label: str = "", index: int = 0) -> None:
        """Keep the path of a run before, shape (n + 1, 2), in grey with a label; None removes it.

        Several are kept under different indices.
        """
        self._set_layer(f"ghost {index}", w, "", label=label)

    def _set_layer(
        self,
        key: str,
        w: Array | None,
        colour: str,
        *,
        certain: int | None = None,
        label: str = "",
        faded: bool = False,
    ) -> None:
        def call(stage: Stage) -> None:
            from viz.scene.state import PathLayer

            layer = None if w is None else PathLayer(w, colour, certain, label, faded)
            stage.scene.set_path(key, layer)
            stage.touch()

        self._tell(call)

    def set_current(
        self, w0: float | None, w1: float | None, style: RunStyle | None = None, slot: int = 0
    ) -> None:
        """Show where run `slot` is now, in its style; None removes the mark."""

        def call(stage: Stage) -> None:
            from viz.scene.arrow import lay_gradient
            from viz.scene.state import Current

            if w0 is None or w1 is None or style is None:
                stage.scene.currents.pop(slot, None)
            else:
                stage.scene.currents[slot] = Current((w0, w1), style.colour, style.marker)
            lay_gradient(stage.scene)
            stage.touch()

        self._tell(call)

    def set_gradient(self, gradient: Pair | None) -> None:
        """Show −gradient (∂loss/∂w0, ∂loss/∂w1) as an arrow at the current point (or at the start)."""

        def call(stage: Stage) -> None:
            from viz.scene.arrow import lay_gradient

            stage.scene.gradient = gradient
            lay_gradient(stage.scene)
            stage.touch()

        self._tell(call)

    def set_arrows(self, arrows: Sequence[Arrow]) -> None:
        """Show the parts of a step, true to scale: gradient, step, momentum, scales of the axes."""
        wanted = tuple(arrows)

        def call(stage: Stage) -> None:
            from viz.scene.steps import arrow_layers

            stage.scene.set_layers("arrow", arrow_layers(wanted))
            stage.touch()

        self._tell(call)

    def set_axes_of_curvature(
        self, at: Pair | None, axes: Array | None, labels: tuple[str, str] = ("", "")
    ) -> None:
        """Show the principal axes of the curvature at a point; None removes them.

        Parameters
        ----------
        at
            Weights where they cross.
        axes
            Shape (2, 2), weight units: row k leads from `at` to one end of axis k; it reaches as far to the
            other side.
        labels
            Written at an end of each: its eigenvalue.

        Raises
        ------
        ValueError
            If `axes` has another shape (once the scene is loaded).
        """

        def call(stage: Stage) -> None:
            from viz.scene.steps import axis_layers

            layers = {} if at is None or axes is None else axis_layers(at, axes, labels)
            stage.scene.set_layers("axis", layers)
            stage.touch()

        self._tell(call)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show labelled points: true weights, optimum."""

        def call(stage: Stage) -> None:
            stage.scene.marks = tuple(marks)
            stage.touch()

        self._tell(call)

    def set_arrow_out(self, text: str, w: Pair | None = None) -> None:
        """Show an arrow at the box's edge towards a point beyond the surface; no text removes it."""

        def call(stage: Stage) -> None:
            stage.scene.arrow_out = (text, w) if text and w is not None else None
            stage.touch()

        self._tell(call)

    def set_hover_text(self, text: str) -> None:
        """Show a text at the point of the surface under the cursor; empty for none."""

        def call(stage: Stage) -> None:
            if stage.scene.hover_text != text:
                stage.scene.hover_text = text
                stage.touch()

        self._tell(call)
