"""Photographs of handwritten digits, made up: light, shadows, paper, pens and cameras as people have them."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Field = npt.NDArray[np.float32]

KINDS = (
    "gradient",
    "soft shadow",
    "hard shadow",
    "lined",
    "squared",
    "grey paper",
    "pencil",
    "noise",
    "pencil on lines",
    "thin pen",
    "thin pen on lines",
    "squared in shadow",
    "desk around",
    "board",
)
"""What `photograph` can make."""
PAPER, INK = np.array([0.93, 0.92, 0.88], np.float32), np.array([0.12, 0.13, 0.30], np.float32)
LINE = np.array([0.62, 0.72, 0.85], np.float32)
"""Light that a ruled line leaves, of the paper's."""


def scan(digit: npt.NDArray[np.uint8], width: int = 800, height: int = 600) -> Image.Image:
    """The digit as a clean scan: black on white."""
    ink = enlarged(digit, 0.55 * height, (width, height), (0.5, 0.5))
    return Image.fromarray(((1 - ink) * 255).astype(np.uint8))


def photograph(
    digit: npt.NDArray[np.uint8], kind: str, seed: int, width: int = 800, height: int = 600, quality: int = 60
) -> io.BytesIO:
    """A JPEG file of the digit (28, 28) on paper, drawn, lit and blurred by chance but always alike."""
    random = np.random.default_rng(seed)
    size = height * random.uniform(0.35, 0.55 if kind == "desk around" else 0.7)
    place = (random.uniform(0.42, 0.58), random.uniform(0.45, 0.55))
    cut = 0.78 if "thin" in kind else 0.5
    cover = enlarged(digit, size, (width, height), place, cut)[..., None]
    y, x = (part.astype(np.float32) for part in np.mgrid[0:height, 0:width])
    y, x = y / height - 0.5, x / width - 0.5

    paper = PAPER * (0.6 if kind == "grey paper" else 1)
    ink = PAPER * random.uniform(0.55, 0.72) if "pencil" in kind else INK
    if kind == "board":
        paper, ink = np.array([0.12, 0.20, 0.16], np.float32), np.array([0.85, 0.85, 0.80], np.float32)
    page = np.broadcast_to(paper, (height, width, 3))
    if "line" in kind or "squared" in kind:
        ruled = ruling((width, height), size, random, squared="squared" in kind)[..., None]
        page = page * (1 - ruled * (1 - LINE))
    page = page * (1 - cover) + ink * cover
    if kind == "desk around":
        page[(np.abs(x + 0.05 * y) > 0.42) | (np.abs(y - 0.05 * x) > 0.44)] = (0.35, 0.25, 0.15)

    angle = random.uniform(0, 2 * np.pi)
    along = np.cos(angle) * x + np.sin(angle) * y
    falling = (along - along.min()) / np.ptp(along)
    if kind in ("gradient", "board", "squared in shadow"):
        page = page * (1 - 0.5 * falling)[..., None]
    if "shadow" in kind:
        softness = 0.004 if kind == "hard shadow" else 0.04
        page = page * (1 - 0.45 / (1 + np.exp((random.uniform(-0.2, 0.2) - along) / softness)))[..., None]
    page = page + random.normal(0, 0.07 if kind == "noise" else 0.012, page.shape)
    pixels = (np.clip(page, 0, 1) * 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(width / 1000)).save(file, "JPEG", quality=quality)
    file.seek(0)
    return file


def enlarged(
    digit: npt.NDArray[np.uint8],
    size: float,
    field: tuple[int, int],
    place: tuple[float, float],
    cut: float = 0.5,
) -> Field:
    """Ink (h, w) in [0, 1] where MNIST's box is `size` pixels high; a higher `cut` makes a thinner pen."""
    width, height = field
    side = round(28 * size / 20)
    soft = np.asarray(Image.fromarray(digit).resize((side, side), Image.Resampling.BICUBIC), np.float32) / 255
    sharp = np.clip((soft - cut) * (size / 40) + 0.5, 0, 1)
    whole = Image.new("F", field, 0)
    whole.paste(Image.fromarray(sharp), (int(place[0] * width - side / 2), int(place[1] * height - side / 2)))
    return np.asarray(whole, np.float32)


def ruling(field: tuple[int, int], size: float, random: np.random.Generator, *, squared: bool) -> Field:
    """Coverage (h, w) of lines that are tilted and fan out as they do seen from an angle."""
    width, height = field
    y, x = (part.astype(np.float32) for part in np.mgrid[0:height, 0:width])
    y, x = y - height / 2, x - width / 2
    pitch, thick = size * random.uniform(0.2, 0.6), width * random.uniform(0.003, 0.006)
    tilt, fan = random.uniform(-0.08, 0.08), random.uniform(-0.06, 0.06)

    def lines(across: Field) -> Field:
        off = np.abs((across / pitch + 0.3) % 1 - 0.5) * pitch
        return np.clip(thick / 2 + 0.5 - off, 0, 1)

    level = lines(y + x * (tilt + fan * y / height))
    return np.maximum(level, lines(x - y * (tilt + fan * x / width))) if squared else level
