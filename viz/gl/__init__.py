"""OpenGL items: surface, tube, marks, axes."""
