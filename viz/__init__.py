"""Widgets and OpenGL items that draw arrays and floats. Knows neither torch nor the engine."""
