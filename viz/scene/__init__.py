"""Pure geometry of the 3D scene: camera, picking, axes. No Qt, no OpenGL, no window."""
