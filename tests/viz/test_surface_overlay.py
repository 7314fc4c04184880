"""Colours laid over the surface: what a map says of every start."""

from __future__ import annotations

import numpy as np
import pytest

from tests.viz.surface_probe import BOX, W0, W1, bowl, colour, pixel
from viz.surface_view import SurfaceView

RED, BLUE = (220, 30, 30, 255), (30, 30, 220, 255)


def halves() -> np.ndarray:
    colours = np.empty((26, 22, 4), dtype=np.uint8)
    colours[:13], colours[13:] = RED, BLUE
    return colours


def test_every_pixel_lies_where_its_weights_are(view: SurfaceView) -> None:
    view.set_surface(W0, W1, bowl(), box=BOX)
    view.top_view()
    plain = view.grab_picture()
    view.set_overlay(halves(), *BOX)
    image = view.grab_picture()
    low, high = (colour(image, pixel(view, w0, 2.25)) for w0 in (-4.3, -2.7))  # their border is at -3.5
    assert low[0] > low[2] + 60
    assert high[2] > high[0] + 60
    beyond = pixel(view, -10.5, 2.25)
    assert (colour(image, beyond) == colour(plain, beyond)).all(), "beyond the map the surface is its own"
    view.set_overlay(None)
    assert view.grab_picture() == plain


def test_rows_go_along_the_second_weight(view: SurfaceView) -> None:
    view.set_surface(W0, W1, bowl(), box=BOX)
    view.top_view()
    colours = np.zeros((13, 11, 4), dtype=np.uint8)
    colours[:, 8:] = RED  # from w1 = 7 on; elsewhere nothing is laid over
    plain = view.grab_picture()
    view.set_overlay(colours, *BOX)
    image = view.grab_picture()
    assert colour(image, pixel(view, -8.3, 8.25))[0] > 120
    below = pixel(view, -8.3, 6.25)
    assert (colour(image, below) == colour(plain, below)).all()


def test_it_stays_in_place_when_the_surface_grows(view: SurfaceView) -> None:
    view.set_overlay(halves(), *BOX)
    wide0, wide1 = np.linspace(-20.0, 10.0, 61), np.linspace(-10.0, 20.0, 61)
    view.set_surface(wide0, wide1, (wide0[:, None] + 2.0) ** 2 + wide1[None, :] ** 2, box=BOX)
    view.top_view()
    image = view.grab_picture()
    low, high = (colour(image, pixel(view, w0, 2.25)) for w0 in (-4.6, -2.4))
    assert low[0] > low[2] + 60
    assert high[2] > high[0] + 60


def test_it_goes_with_the_gradients_colours_and_with_holes(view: SurfaceView) -> None:
    loss = bowl()
    loss[10:20, 10:20] = np.nan
    view.set_colouring("gradient")
    view.set_surface(W0, W1, loss, box=BOX)
    view.set_overlay(halves(), *BOX)
    view.top_view()
    image = view.grab_picture()
    assert colour(image, pixel(view, 0.0, 2.25))[2] > 100


def test_other_shapes_are_refused(view: SurfaceView) -> None:
    with pytest.raises(ValueError, match="uint8"):
        view.set_overlay(np.zeros((4, 4, 3), dtype=np.uint8), *BOX)
