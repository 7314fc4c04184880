"""Loss surfaces: compressed data, quadratic form, exact."""
