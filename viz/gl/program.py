"""Shader programs that compile in every context Qt may give: GL 2.1, core profiles and GL ES.

Shaders are written once, with ATTRIBUTE, VARYING, TEXTURE and FRAGMENT for what the dialects call
differently.
"""

from __future__ import annotations

import ctypes

import numpy as np
from PySide6.QtGui import QOpenGLContext, QSurfaceFormat

from viz.gl.opengl import GL
from viz.scene.arrays import Array

OLD_VERTEX = "#define ATTRIBUTE attribute\n#define VARYING varying\n"
OLD_FRAGMENT = "#define VARYING varying\n#define TEXTURE texture2D\n#define FRAGMENT gl_FragColor\n"
NEW_VERTEX = "#define ATTRIBUTE in\n#define VARYING out\n"
NEW_FRAGMENT = (
    "#define VARYING in\n#define TEXTURE texture\n"
    "out vec4 fragment_colour;\n#define FRAGMENT fragment_colour\n"
)
HIGH = "precision highp float;\n"


class ShaderError(RuntimeError):
    """A shader was refused by the driver; the message is the driver's log."""


def preambles(context: QOpenGLContext) -> tuple[str, str]:
    """What to put before a vertex and a fragment shader in this context."""
    form = context.format()
    version = (form.majorVersion(), form.minorVersion())
    if context.isOpenGLES():
        if version >= (3, 0):
            return f"#version 300 es\n{HIGH}{NEW_VERTEX}", f"#version 300 es\n{HIGH}{NEW_FRAGMENT}"
        derivatives = "#extension GL_OES_standard_derivatives : enable\n"
        return f"#version 100\n{HIGH}{OLD_VERTEX}", f"#version 100\n{derivatives}{HIGH}{OLD_FRAGMENT}"
    if form.profile() == QSurfaceFormat.OpenGLContextProfile.CoreProfile and version >= (3, 2):
        return f"#version 150\n{NEW_VERTEX}", f"#version 150\n{NEW_FRAGMENT}"
    return f"#version 120\n{OLD_VERTEX}", f"#version 120\n{OLD_FRAGMENT}"


class Program:
    """A linked program with its attribute and uniform locations.

    Raises
    ------
    ShaderError
        If the driver refuses a shader.
    """

    def __init__(
        self, context: QOpenGLContext, vertex: str, fragment: str, attributes: tuple[str, ...]
    ) -> None:
        self._id = int(GL.glCreateProgram())
        before = preambles(context)
        shaders = [
            _compiled(GL.GL_VERTEX_SHADER, before[0] + vertex),
            _compiled(GL.GL_FRAGMENT_SHADER, before[1] + fragment),
        ]
        for shader in shaders:
            GL.glAttachShader(self._id, shader)
        for index, name in enumerate(attributes):
            GL.glBindAttribLocation(self._id, index, name)
        GL.glLinkProgram(self._id)
        if not GL.glGetProgramiv(self._id, GL.GL_LINK_STATUS):
            raise ShaderError(_text(GL.glGetProgramInfoLog(self._id)))
        for shader in shaders:
            GL.glDeleteShader(shader)
        self._locations: dict[str, int] = {}

    def use(self) -> None:
        """Make this the program of the following draws."""
        GL.glUseProgram(self._id)

    def _at(self, name: str) -> int:
        if name not in self._locations:
            self._locations[name] = int(GL.glGetUniformLocation(self._id, name))
        return self._locations[name]

    def set(self, name: str, *values: float) -> None:
        """Set a float, vec2, vec3 or vec4 uniform."""
        setter = (GL.glUniform1f, GL.glUniform2f, GL.glUniform3f, GL.glUniform4f)[len(values) - 1]
        setter(self._at(name), *values)

    def set_floats(self, name: str, values: np.ndarray) -> None:
        """Set a uniform array of floats."""
        GL.glUniform1fv(self._at(name), len(values), np.ascontiguousarray(values, dtype=np.float32))

    def set_texture(self, name: str, unit: int) -> None:
        """Set a sampler uniform."""
        GL.glUniform1i(self._at(name), unit)

    def set_matrix(self, name: str, matrix: Array) -> None:
        """Set a mat4 uniform from a (4, 4) matrix for column vectors."""
        columns = np.ascontiguousarray(matrix.T, dtype=np.float32)
        GL.glUniformMatrix4fv(self._at(name), 1, GL.GL_FALSE, columns)

    def delete(self) -> None:
        """Free the program."""
        GL.glDeleteProgram(self._id)


def _compiled(kind: int, source: str) -> int:
    shader = GL.glCreateShader(kind)
    GL.glShaderSource(shader, source)
    GL.glCompileShader(shader)
    if not GL.glGetShaderiv(shader, GL.GL_COMPILE_STATUS):
        raise ShaderError(_text(GL.glGetShaderInfoLog(shader)))
    return int(shader)


def _text(log: bytes | str) -> str:
    return log.decode(errors="replace") if isinstance(log, bytes) else log


class GLError(RuntimeError):
    """OpenGL refused something that was asked of it; the message names the error's code."""


def forget_errors() -> None:
    """Drop errors that others (Qt, the driver's optional features) have left in the current context.

    They would be reported as ours.
    """
    for _ in range(16):
        if GL.glGetError() == GL.GL_NO_ERROR:
            return


def check_errors() -> None:
    """Ask the current context whether all since `forget_errors` went well.

    Raises
    ------
    GLError
        If something did not.
    """
    code = GL.glGetError()
    if code != GL.GL_NO_ERROR:
        raise GLError(f"OpenGL error 0x{int(code):04x}")


class Buffer:
    """A buffer object that grows when needed and is overwritten in place otherwise."""

    def __init__(self, target: int = GL.GL_ARRAY_BUFFER, usage: int = GL.GL_DYNAMIC_DRAW) -> None:
        self._target, self._usage = target, usage
        self._id = int(GL.glGenBuffers(1))
        self._size = 0

    def bind(self) -> None:
        """Make this the buffer of its target."""
        GL.glBindBuffer(self._target, self._id)

    def write(self, data: np.ndarray) -> None:
        """Replace the content. The array must be contiguous."""
        self.bind()
        if data.nbytes > self._size:
            self._size = data.nbytes
            GL.glBufferData(self._target, data.nbytes, data, self._usage)
        elif data.nbytes:
            GL.glBufferSubData(self._target, 0, data.nbytes, data)

    def delete(self) -> None:
        """Free the buffer."""
        GL.glDeleteBuffers(1, [self._id])


FLOAT_BYTES = 4


def attributes(sizes: tuple[int, ...]) -> None:
    """Describe the bound array buffer: interleaved floats, attribute k with `sizes[k]` components."""
    stride = FLOAT_BYTES * sum(sizes)
    offset = 0
    for index, size in enumerate(sizes):
        GL.glEnableVertexAttribArray(index)
        GL.glVertexAttribPointer(index, size, GL.GL_FLOAT, GL.GL_FALSE, stride, ctypes.c_void_p(offset))
        offset += FLOAT_BYTES * size


def no_attributes(count: int) -> None:
    """Undo `attributes` for the next item."""
    for index in range(count):
        GL.glDisableVertexAttribArray(index)
