"""The pages of the drawer under the surface: runs, four steps, curvature, data."""
