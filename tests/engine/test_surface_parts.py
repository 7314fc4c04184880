"""What the compressed surface is made of: nodes, interpolation, folding, products."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial

from engine.surface.chebyshev import cardinal_functions, integration_matrix, node_count, nodes
from engine.surface.compressed import compress, make_basis
from engine.surface.interpolation import make_axis
from engine.surface.products import long_product, product


@pytest.mark.parametrize(("half_width", "m"), [(5, 40), (10, 68), (20, 126), (50, 302), (100, 595)])
def test_the_rule_of_thumb(half_width: float, m: int) -> None:
    assert node_count(half_width, 1e-8) == m


@given(st.integers(1, 40), st.floats(-5, 5), st.floats(0.01, 10))
def test_cardinal_functions_carry_a_polynomial_anywhere(m: int, low: float, width: float) -> None:
    high = low + width
    polynomial = Polynomial(np.random.default_rng(m).normal(size=m), domain=[low, high])
    at = np.concatenate([np.linspace(low, high, 17), nodes(low, high, m)])
    basis = cardinal_functions(low, high, m, at)
    np.testing.assert_allclose(basis.sum(axis=1), 1.0, rtol=1e-12)
    scale = np.abs(polynomial(at)).max() + 1e-3
    np.testing.assert_allclose(
        basis @ polynomial(nodes(low, high, m)), polynomial(at), atol=1e-12 * scale * m
    )


def test_on_a_node_the_value_is_the_nodes_own() -> None:
    basis = cardinal_functions(-2.0, 3.0, 9, nodes(-2.0, 3.0, 9))
    np.testing.assert_allclose(basis, np.eye(9), atol=1e-14)


@pytest.mark.parametrize("m", [1, 2, 3, 8, 25])
def test_integration_is_exact_for_polynomials(m: int) -> None:
    polynomial = Polynomial(np.random.default_rng(m).normal(size=m))
    at = nodes(-1.0, 1.0, m)
    np.testing.assert_allclose(integration_matrix(m) @ polynomial(at), polynomial.integ()(at), atol=1e-13 * m)


@pytest.mark.parametrize("points", [256, 257, 300])
@pytest.mark.parametrize("half_width", [4.0, 4.3])
def test_a_folded_axis_interpolates_as_the_whole_matrix(points: int, half_width: float) -> None:
    grid = np.linspace(1.0 - half_width, 1.0 + half_width, points)
    axis = make_axis(grid, 1.0, 1e-9)
    assert axis.halves is not None
    assert axis.matrix is not None
    values = np.random.default_rng(0).normal(size=(3, len(axis.at)))
    np.testing.assert_allclose(axis.to_grid(values), values @ axis.matrix.T, atol=1e-13)


def test_both_parities_of_nodes_were_folded() -> None:
    counts = {len(make_axis(np.linspace(-h, h, 300), 1.0, 1e-9).at) % 2 for h in (4.0, 4.1, 4.2, 4.3)}
    assert counts == {0, 1}


def test_an_uneven_axis_is_not_folded() -> None:
    grid = np.linspace(0.0, 2.0, 300) ** 2
    axis = make_axis(grid, 1.0, 1e-9)
    assert axis.halves is None
    np.testing.assert_allclose(axis.to_grid(np.cos(axis.at)[None, :])[0], np.cos(grid), atol=1e-9)


def test_one_datum_moves_by_its_own_row_of_the_basis() -> None:
    rng = np.random.default_rng(1)
    x, y = np.sort(rng.uniform(-1, 1, 500)), (rng.random(500) < 0.5).astype(float)
    basis = make_basis(x, 10.0)
    assert basis is not None
    before = compress(basis, x, y)
    changed = y.copy()
    changed[17] = 1.0 - y[17]
    after = compress(basis, x, changed)
    moved = before.label_weights + (changed[17] - y[17]) * basis.rows(x[17:18])[0]
    np.testing.assert_allclose(after.label_weights, moved, atol=1e-12)


def test_few_data_are_their_own_nodes() -> None:
    x = np.arange(-6.0, 7.0)
    basis = make_basis(x, 10.0)
    data = compress(basis, x, (x > 0).astype(float))
    assert basis is None
    assert data.radius == np.inf
    np.testing.assert_array_equal(data.weights, np.ones(13))


@pytest.mark.parametrize(("shape", "columns"), [((700, 40), 600), ((3, 9), 1), ((2000, 3000), 1)])
def test_sliced_products_are_products(shape: tuple[int, int], columns: int) -> None:
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=shape), rng.normal(size=(shape[1], columns))
    np.testing.assert_allclose(product(a, b), a @ b, atol=1e-11)
    np.testing.assert_allclose(long_product(b.T.copy(), a.T.copy()), b.T @ a.T, atol=1e-11)
