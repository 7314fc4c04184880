"""Any picture of a digit is prepared alike: whatever its format, size, colours, page and pen."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from engine.digits.pen import BOX, PEN, SIDE
from engine.digits.prepare import prepare_picture, prepare_picture_in_steps, prepare_strokes
from engine.digits.shapes import stroke_width
from engine.errors import InputError

FIVE = np.array([[9, 0], [1, 0], [1, 6], [6, 6], [9, 9], [8, 13], [1, 14]], dtype=float)
INK, PAGE = "black", "white"


def drawn(
    size: int = 200,
    pen: int = 4,
    share: float = 0.6,
    mode: str = "RGB",
    ink: object = INK,
    page: object = PAGE,
    place: tuple[float, float] = (0.5, 0.5),
) -> Image.Image:
    """A 5 whose height is `share` of a square picture, its middle at `place`."""
    picture = Image.new(mode, (size, size), page)
    line = (FIVE - (5, 7)) * size * share / 14 + np.array(place) * size
    ImageDraw.Draw(picture).line([tuple(point) for point in line], fill=ink, width=pen, joint="curve")
    return picture


def likeness(a: np.ndarray, b: np.ndarray) -> float:
    """Cosine between two images, the better of shifts by up to a pixel: 1 = the same ink."""
    shifts = [np.roll(a, (i, j), (0, 1)) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return max(float((s * b).sum()) for s in shifts) / float(np.linalg.norm(a) * np.linalg.norm(b))


def saved(picture: Image.Image, path: Path, **options: object) -> Path:
    picture.save(path, **options)
    return path


EXPECTED = prepare_strokes([FIVE])

PICTURES: dict[str, Callable[[], Image.Image]] = {
    "plain": drawn,
    "thin": lambda: drawn(600, pen=1),
    "thick": lambda: drawn(300, pen=30),
    "a tenth of the page": lambda: drawn(800, pen=2, share=0.1, place=(0.2, 0.8)),
    "a tenth of the page, thick": lambda: drawn(800, pen=10, share=0.1),
    "near the edge": lambda: drawn(300, pen=6, share=0.5, place=(0.2, 0.26)),
    "light on dark": lambda: drawn(ink="white", page="black"),
    "grey": lambda: drawn(mode="L", ink=90, page=200),
    "faint": lambda: drawn(ink=(225, 225, 225)),
    "yellow on white": lambda: drawn(ink=(240, 220, 0)),
    "red on blue": lambda: drawn(ink=(200, 30, 30), page=(30, 30, 200)),
    "black on nothing": lambda: drawn(mode="RGBA", ink=(0, 0, 0, 255), page=(0, 0, 0, 0)),
    "white on nothing": lambda: drawn(mode="RGBA", ink=(255, 255, 255, 255), page=(255, 255, 255, 0)),
    "on a page with transparent corners": lambda: drawn(mode="RGBA", page=(250, 250, 250, 255)),
    "grey and alpha": lambda: drawn(mode="RGBA", ink=(0, 0, 0, 255), page=(0, 0, 0, 0)).convert("LA"),
    "palette": lambda: drawn(ink=(0, 120, 40)).convert("P", palette=Image.Palette.ADAPTIVE),
    "one bit": lambda: drawn().convert("1"),
    "sixteen bits": lambda: Image.fromarray(np.asarray(drawn(mode="L")).astype(np.uint16) * 257),
    "floating point": lambda: Image.fromarray(np.asarray(drawn(mode="L")).astype(np.float32) * 3e4),
    "CMYK": lambda: drawn().convert("CMYK"),
    "huge": lambda: drawn(4000, pen=40),
    "tiny": lambda: drawn(30, pen=2, share=0.7),
    "framed": lambda: ImageOps.expand(drawn(), 3, "black"),
    "framed inside": lambda: ImageOps.expand(ImageOps.expand(drawn(), 3, "grey"), 9, "white"),
    "specks": lambda: specked(drawn()),
    "noise": lambda: noisy(drawn(mode="L", pen=6)),
}


def specked(picture: Image.Image) -> Image.Image:
    for x, y in [(10, 10), (180, 30), (20, 190), (150, 170)]:
        picture.paste((0, 0, 0), (x, y, x + 2, y + 2))
    return picture


def noisy(picture: Image.Image) -> Image.Image:
    noise = np.random.default_rng(3).normal(0, 12, (picture.height, picture.width))
    return Image.fromarray(np.clip(np.asarray(picture) + noise, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("kind", PICTURES)
def test_every_picture_of_a_form_is_prepared_as_the_drawing_is(kind):
    image = prepare_picture(PICTURES[kind]())
    assert image.shape == (SIDE, SIDE)
    assert image.dtype == np.float32
    assert likeness(image, EXPECTED) > (0.9 if kind == "tiny" else 0.95)


@pytest.mark.parametrize("kind", PICTURES)
def test_the_pen_becomes_mnists(kind):
    image = Image.fromarray(prepare_picture(PICTURES[kind]()))
    enlarged = np.asarray(image.resize((8 * SIDE, 8 * SIDE), Image.Resampling.BICUBIC)) > 0.5
    assert stroke_width(enlarged) / 8 == pytest.approx(PEN, abs=0.4)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "PPM"])
def test_formats(tmp_path, format):
    path = saved(drawn(), tmp_path / f"five.{format.lower()}", format=format)
    assert likeness(prepare_picture(path), EXPECTED) > 0.97
    assert likeness(prepare_picture(str(path)), EXPECTED) > 0.97


@pytest.mark.parametrize("kind", ["plain", "thin", "thick", "grey", "noise"])
def test_polarity_does_not_matter(kind):
    picture = PICTURES[kind]()
    inverted = ImageOps.invert(picture)
    np.testing.assert_allclose(prepare_picture(picture), prepare_picture(inverted), atol=0.02)


def test_a_photograph_turned_by_its_exif_is_turned(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 270° to see it upright
    lying = drawn().transpose(Image.Transpose.ROTATE_90)
    path = saved(lying, tmp_path / "five.jpg", exif=exif, quality=95)
    assert likeness(prepare_picture(path), EXPECTED) > 0.97


def test_an_image_as_mnists_stays_as_it_is():
    mnist_like = prepare_strokes([FIVE])
    pixels = np.rint(mnist_like * 255).astype(np.uint8)
    steps = prepare_picture_in_steps(Image.fromarray(pixels))
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    assert max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1 == BOX
    difference = min(
        np.abs(np.roll(steps.image, (i, j), (0, 1)) - pixels / 255).max()
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
    )
    assert difference < 0.05


@pytest.mark.needs_mnist
def test_mnists_own_images_stay_as_they_are(mnist_root):
    raw = (mnist_root / "MNIST" / "raw" / "t10k-images-idx3-ubyte").read_bytes()
    images = np.frombuffer(raw, np.uint8, offset=16).reshape(-1, SIDE, SIDE)[:200]
    unchanged = 0
    for pixels in images:
        image = prepare_picture(Image.fromarray(pixels))
        unchanged += np.abs(image - pixels / 255).max() < 0.05
    assert unchanged >= 190  # a few are much thinner or thicker than the rest, or have specks


def test_the_steps_lead_to_the_image():
    steps = prepare_picture_in_steps(drawn())
    assert steps.lines
    assert steps.boxed.sum() == pytest.approx(steps.image.sum(), rel=0.03)
    np.testing.assert_array_equal(steps.image, prepare_picture(drawn()))


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("RGB", (100, 100), "white"),
        Image.new("L", (28, 28), 0),
        Image.new("RGBA", (50, 50), (0, 0, 0, 0)),
        Image.new("RGBA", (50, 50), (200, 0, 0, 255)),
        Image.new("1", (1, 1)),
        Image.new("I;16", (40, 40), 700),
    ],
    ids=["white", "black", "transparent", "red", "one pixel", "sixteen bits"],
)
def test_a_picture_without_ink_says_so(picture):
    with pytest.raises(InputError) as caught:
        prepare_picture(picture)
    assert caught.value.code == "no-ink"


@pytest.mark.parametrize("brightness", [0, 200, 255])
def test_a_page_of_noise_has_no_ink(brightness):
    noise = np.random.default_rng(0).normal(brightness, 8, (300, 300))
    page = Image.fromarray(noise.clip(0, 255).astype(np.uint8))
    with pytest.raises(InputError) as caught:
        prepare_picture(page)
    assert caught.value.code == "no-ink"


def png_claiming(width: int, height: int) -> bytes:
    """The beginning of a PNG that says it is as large as that."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def cut_short(format: str) -> bytes:
    whole = io.BytesIO()
    noisy(drawn(mode="L")).save(whole, format)
    return whole.getvalue()[: len(whole.getvalue()) // 2]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("text.png", b"this is no picture", "not-a-picture"),
        ("nothing.png", b"", "not-a-picture"),
        ("bomb.png", png_claiming(60_000, 60_000), "picture-too-large"),
        ("large.png", png_claiming(12_000, 11_000), "picture-too-large"),
        ("cut.png", cut_short("PNG"), "picture-broken"),
        ("cut.jpg", cut_short("JPEG"), "picture-broken"),
        ("cut.gif", cut_short("GIF"), "picture-broken"),
        ("cut.webp", cut_short("WEBP"), "picture-broken"),
    ],
)
def test_bad_files_are_told_apart(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        prepare_picture(path)
    assert caught.value.code == code


def test_missing_files_and_folders_are_told_apart(tmp_path):
    with pytest.raises(InputError) as missing:
        prepare_picture(tmp_path / "none.png")
    assert missing.value.code == "picture-missing"
    assert "none.png" in str(missing.value)
    with pytest.raises(InputError) as folder:
        prepare_picture(tmp_path)
    assert folder.value.code == "picture-folder"
