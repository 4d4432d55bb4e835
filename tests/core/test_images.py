"""Picture files of every kind, whole and broken: what comes out is upright 8-bit RGB, or one clear line."""

import errno
import os
import stat
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from digitpad.core.errors import InputError
from digitpad.core.images import (
    MAX_FILE_BYTES,
    MAX_MEGAPIXELS,
    decode_image,
    read_image,
    square_image,
    write_file,
    write_png,
)

PAPER, INK = (250, 240, 230), (200, 30, 10)


def picture(height: int = 40, width: int = 56) -> np.ndarray:
    """An F in one corner: it looks different in each of the eight orientations, and its colours are no greys."""
    image = np.full((height, width, 3), PAPER, np.uint8)
    image[4:32, 6:12] = image[4:10, 6:28] = image[16:22, 6:20] = INK
    return image


def encode(suffix: str, image: np.ndarray, *options: int) -> bytes:
    """What OpenCV writes for RGB, RGBA or grey pixels."""
    pixels = image if image.ndim == 2 else image[:, :, [2, 1, 0, 3][: image.shape[2]]]
    done, data = cv2.imencode(suffix, np.ascontiguousarray(pixels), options)
    assert done
    return data.tobytes()


def png_chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(colour_type: int, depth: int, samples: np.ndarray, *chunks: bytes) -> bytes:
    """A PNG file of (height, width) or (height, width, channels) samples; further chunks go before the pixels."""
    rows = samples.astype(">u2" if depth == 16 else "u1")
    filtered = b"".join(b"\0" + row.tobytes() for row in rows)
    return png_of(colour_type, depth, samples.shape[1], samples.shape[0], zlib.compress(filtered), *chunks)


def png_of(colour_type: int, depth: int, width: int, height: int, compressed: bytes, *chunks: bytes) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0))
    body = header + b"".join(chunks) + png_chunk(b"IDAT", compressed) + png_chunk(b"IEND")
    return b"\x89PNG\r\n\x1a\n" + body


def tiff(samples: np.ndarray, order: str = "<", in_planes: bool = False, tags: dict[int, int] | None = None) -> bytes:
    """A plain TIFF file, its tags before its pixels; of RGB planes each is a strip of its own."""
    height, width = samples.shape[:2]
    channels = samples.shape[2] if samples.ndim == 3 else 1
    bits = samples.dtype.itemsize * 8
    pixels = samples.transpose(2, 0, 1) if in_planes else samples
    content = pixels.astype(samples.dtype.newbyteorder(">" if order == ">" else "<")).tobytes()
    strips = channels if in_planes else 1
    entries: dict[int, tuple[int, ...]] = {
        256: (width,), 257: (height,), 258: (bits,) * channels, 259: (1,), 262: (2 if channels > 2 else 1,),
        273: (0,) * strips, 277: (channels,), 278: (height,), 279: (len(content) // strips,) * strips,
        284: (2 if in_planes else 1,), **{tag: (value,) for tag, value in (tags or {}).items()},
    }  # fmt: skip
    extra_start = 8 + 2 + 12 * len(entries) + 4
    pixels_start = extra_start + 4 * sum(len(values) for values in entries.values() if len(values) > 1)
    entries[273] = tuple(pixels_start + index * len(content) // strips for index in range(strips))
    body, extra = struct.pack(order + "H", len(entries)), b""
    for tag, values in sorted(entries.items()):
        packed = struct.pack(f"{order}{len(values)}I", *values)
        body += struct.pack(order + "HHI", tag, 4, len(values))
        body += packed if len(values) == 1 else struct.pack(order + "I", extra_start + len(extra))
        extra += packed if len(values) > 1 else b""
    start = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    return start + body + bytes(4) + extra + content


def exif(orientation: int, order: str = "<") -> bytes:
    """EXIF data with nothing but an orientation in it."""
    start = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    return start + struct.pack(order + "HHHIHHI", 1, 0x112, 3, 1, orientation, 0, 0)


def jpeg_with_exif(image: np.ndarray, content: bytes) -> bytes:
    data = encode(".jpg", image, cv2.IMWRITE_JPEG_QUALITY, 95)
    segment = b"Exif\0\0" + content
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def webp_with_exif(image: np.ndarray, content: bytes) -> bytes:
    chunk = encode(".webp", image, cv2.IMWRITE_WEBP_QUALITY, 101)[12:]
    height, width = image.shape[:2]
    sizes = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    content += b"\0" * (len(content) % 2)
    body = b"WEBPVP8X" + struct.pack("<II", 10, 0x08) + sizes + chunk + b"EXIF" + struct.pack("<I", len(content))
    return b"RIFF" + struct.pack("<I", len(body) + len(content)) + body + content


def bmp_with_alpha(image: np.ndarray) -> bytes:
    height, width = image.shape[:2]
    header = struct.pack("<IiiHHIIiiII", 108, width, -height, 1, 32, 3, 4 * width * height, 0, 0, 0, 0)
    header += struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000) + b"BGRs" + bytes(48)
    pixels = image[:, :, [2, 1, 0, 3]].tobytes()
    return b"BM" + struct.pack("<IHHI", 14 + len(header) + len(pixels), 0, 0, 14 + len(header)) + header + pixels


def gif() -> bytes:
    return encode(".gif", picture())


FORMATS: dict[str, Callable[[np.ndarray], bytes]] = {
    "PNG": lambda image: encode(".png", image),
    "JPEG": lambda image: encode(".jpg", image, cv2.IMWRITE_JPEG_QUALITY, 95),
    "progressive JPEG": lambda image: encode(
        ".jpg", image, cv2.IMWRITE_JPEG_QUALITY, 95, cv2.IMWRITE_JPEG_PROGRESSIVE, 1
    ),
    "BMP": lambda image: encode(".bmp", image),
    "WebP": lambda image: encode(".webp", image, cv2.IMWRITE_WEBP_QUALITY, 90),
    "lossless WebP": lambda image: encode(".webp", image, cv2.IMWRITE_WEBP_QUALITY, 101),
    "TIFF": lambda image: encode(".tiff", image),
    "big-endian TIFF": lambda image: tiff(image, ">"),
    "TIFF in planes": lambda image: tiff(image, in_planes=True),
}
LOSSY = {"JPEG", "progressive JPEG", "WebP"}


def error_of(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        decode_image(data, "picture")
    assert "\n" not in str(caught.value)
    return caught.value


def difference(image: np.ndarray, expected: np.ndarray) -> float:
    assert image.dtype == np.uint8
    assert image.shape == expected.shape
    return float(np.abs(image.astype(float) - expected).mean())


# Every kind of picture


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_gives_its_colours_as_rgb(kind: str) -> None:
    image = decode_image(FORMATS[kind](picture()), "picture")
    assert difference(image, picture()) <= (8 if kind in LOSSY else 0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "big-endian TIFF"])
def test_grey_pictures_become_rgb(kind: str) -> None:
    grey = cv2.cvtColor(picture(), cv2.COLOR_RGB2GRAY)
    image = decode_image(FORMATS[kind](grey), "picture")
    assert difference(image, np.repeat(grey[:, :, np.newaxis], 3, axis=2)) <= (4 if kind == "JPEG" else 0)


def test_a_file_is_read_whatever_its_name_says(tmp_path: Path) -> None:
    path = tmp_path / "Ziffer 数字.dat"
    path.write_bytes(encode(".png", picture()))
    np.testing.assert_array_equal(read_image(path), picture())
    np.testing.assert_array_equal(read_image(str(path)), picture())


@pytest.mark.parametrize(
    "data",
    [
        png(0, 16, np.array([[0, 257, 32896, 65535]])),
        tiff(np.array([[0, 257, 32896, 65535]], np.uint16)),
        tiff(np.array([[0, 257, 32896, 65535]], np.uint16), ">"),
    ],
    ids=["PNG", "TIFF", "big-endian TIFF"],
)
def test_16_bit_grey_is_scaled_to_8_bits(data: bytes) -> None:
    assert decode_image(data, "picture")[0].tolist() == [[0] * 3, [1] * 3, [128] * 3, [255] * 3]


@pytest.mark.parametrize("in_planes", [False, True])
def test_16_bit_colours_are_scaled_to_8_bits(in_planes: bool) -> None:
    deep = picture().astype(np.uint16) * 257
    np.testing.assert_array_equal(decode_image(tiff(deep, in_planes=in_planes), "picture"), picture())
    np.testing.assert_array_equal(decode_image(png(2, 16, deep), "picture"), picture())


def test_floating_point_tiff_counts_from_black_0_to_white_1() -> None:
    shades = np.array([[0, 0.2, 1, np.nan]], np.float32)
    assert decode_image(encode(".tiff", shades), "picture")[0, :, 0].tolist() == [0, 51, 255, 0]


def test_palette_png_gives_its_palettes_colours() -> None:
    palette = png_chunk(b"PLTE", bytes(PAPER) + bytes(INK))
    indices = (picture()[:, :, 0] == INK[0]).astype(np.uint8)
    np.testing.assert_array_equal(decode_image(png(3, 8, indices, palette), "picture"), picture())


def test_black_and_white_png_of_one_bit_a_pixel_is_read() -> None:
    rows = np.packbits(np.array([[0, 1, 1, 0, 1, 0, 0, 0]], np.uint8), axis=1)
    data = png_of(0, 1, 8, 1, zlib.compress(b"\0" + rows.tobytes()))
    assert decode_image(data, "picture")[0, :, 0].tolist() == [0, 255, 255, 0, 255, 0, 0, 0]


# Transparency


def drawn_on_nothing(ink: tuple[int, int, int]) -> np.ndarray:
    """RGBA: a stroke, its edge half transparent, on transparent black, which nobody is meant to see."""
    image = np.zeros((20, 30, 4), np.uint8)
    image[4:16, 10:16] = (*ink, 255)
    image[4:16, 16] = (*ink, 128)
    return image


TRANSPARENT: dict[str, Callable[[np.ndarray], bytes]] = {
    "PNG": lambda image: encode(".png", image),
    "16-bit PNG": lambda image: png(6, 16, image.astype(np.uint16) * 257),
    "WebP": lambda image: encode(".webp", image, cv2.IMWRITE_WEBP_QUALITY, 101),
    "BMP": bmp_with_alpha,
    "TIFF": lambda image: tiff(image, tags={338: 2}),
    "16-bit TIFF": lambda image: tiff(image.astype(np.uint16) * 257, tags={338: 2}),
    "premultiplied TIFF": lambda image: tiff(premultiplied(image), tags={338: 1}),
    "premultiplied 16-bit TIFF": lambda image: tiff(premultiplied(image).astype(np.uint16) * 257, tags={338: 1}),
}


def premultiplied(image: np.ndarray) -> np.ndarray:
    colours = image[:, :, :3].astype(np.uint16) * image[:, :, 3:] // 255
    return np.dstack([colours.astype(np.uint8), image[:, :, 3]])


@pytest.mark.parametrize("kind", TRANSPARENT)
def test_dark_ink_on_nothing_lies_on_white_paper(kind: str) -> None:
    image = decode_image(TRANSPARENT[kind](drawn_on_nothing((0, 0, 90))), "picture")
    assert image[10, 2].tolist() == [255, 255, 255]
    assert image[10, 12].tolist() == [0, 0, 90]
    np.testing.assert_allclose(image[10, 16], [127, 127, 172], atol=1)


@pytest.mark.parametrize("kind", TRANSPARENT)
def test_white_ink_on_nothing_lies_on_black_paper(kind: str) -> None:
    image = decode_image(TRANSPARENT[kind](drawn_on_nothing((255, 255, 250))), "picture")
    assert image[10, 2].tolist() == [0, 0, 0]
    assert image[10, 12].tolist() == [255, 255, 250]
    np.testing.assert_allclose(image[10, 16], [128, 128, 125], atol=1)


def test_grey_and_palette_png_may_be_transparent_too() -> None:
    grey_and_alpha = np.array([[[0, 255], [0, 0], [0, 128]]])
    assert decode_image(png(4, 8, grey_and_alpha), "picture")[0, :, 0].tolist() == [0, 255, 127]
    chunks = png_chunk(b"PLTE", bytes(INK) + bytes(3)), png_chunk(b"tRNS", bytes([255, 0]))
    assert decode_image(png(3, 8, np.array([[0, 1]]), *chunks), "picture")[0].tolist() == [list(INK), [255] * 3]


def test_an_opaque_alpha_channel_changes_nothing() -> None:
    opaque = np.dstack([picture(), np.full(picture().shape[:2], 255, np.uint8)])
    np.testing.assert_array_equal(decode_image(encode(".png", opaque), "picture"), picture())


def test_a_picture_of_nothing_is_white_paper() -> None:
    assert (decode_image(encode(".png", np.zeros((8, 8, 4), np.uint8)), "picture") == 255).all()


# Orientation


def as_stored(upright: np.ndarray, orientation: int) -> np.ndarray:
    """What a camera stores when its sensor was held that way: row 0 and column 0 as in EXIF 2.32, 4.6.4 A."""
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright),
        7: upright.transpose(1, 0, 2)[::-1, ::-1],
        8: np.rot90(upright, -1),
    }[orientation]
    return np.ascontiguousarray(stored)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("order", "<>")
def test_a_phone_photo_is_turned_upright(orientation: int, order: str) -> None:
    data = jpeg_with_exif(as_stored(picture(), orientation), exif(orientation, order))
    assert difference(decode_image(data, "picture"), picture()) < 8


@pytest.mark.parametrize("orientation", range(1, 9))
def test_png_webp_and_tiff_are_turned_upright_too(orientation: int) -> None:
    stored = as_stored(picture(), orientation)
    files = [
        png(2, 8, stored, png_chunk(b"eXIf", exif(orientation))),
        webp_with_exif(stored, exif(orientation)),
        tiff(stored, tags={274: orientation}),
    ]
    for data in files:
        np.testing.assert_array_equal(decode_image(data, "picture"), picture())


def test_a_transparent_picture_is_turned_upright_too() -> None:
    drawn = drawn_on_nothing((0, 0, 0))
    data = png(6, 8, as_stored(drawn, 6), png_chunk(b"eXIf", exif(6)))
    np.testing.assert_array_equal(decode_image(data, "picture"), decode_image(encode(".png", drawn), "picture"))


@pytest.mark.parametrize("notes", [b"", b"II", exif(1)[:12], exif(9), exif(0), b"MM\0*" + b"\xff" * 40])
def test_odd_exif_notes_leave_the_picture_as_it_is(notes: bytes) -> None:
    assert difference(decode_image(jpeg_with_exif(picture(), notes), "picture"), picture()) < 8


# Files that cannot be read


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.png"
    path.touch()
    with pytest.raises(InputError, match=r"empty\.png: the file is empty"):
        read_image(path)


@pytest.mark.parametrize("name", ["nowhere.png", "no/such/folder.png", "file.txt/inside.png", "null\0character.png"])
def test_a_missing_file_is_called_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("7")
    with pytest.raises(InputError) as caught:
        read_image(tmp_path / name)
    assert caught.value.code == "file_missing"


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        read_image(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="no device files on this system")
def test_what_is_no_regular_file_is_refused_unread() -> None:
    with pytest.raises(InputError, match=r"/dev/null: the file cannot be read \(not a regular file\)"):
        read_image("/dev/null")  # of a pipe, which would be waited for, it is the same test


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may read everything: as somebody else it may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="no Unix permissions on this system")
def test_a_file_that_may_not_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    write_png(path, picture())
    path.chmod(0)
    with without_privileges(), pytest.raises(InputError, match=r"cannot be read \(Permission denied\)"):
        read_image(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)  # sparse: it takes no room on the disk
    with pytest.raises(InputError, match="200 MB are too many for a picture"):
        read_image(path)


@pytest.mark.parametrize(
    "data",
    [b"7", b"BMW is a car\n", b"RIFF\x24\0\0\0WAVEfmt ", b"PK\x03\x04" + bytes(60), b"\x89PNG", bytes(4000), gif()],
    ids=["text", "text like BMP", "sound", "archive", "four bytes", "zeros", "GIF"],
)
def test_what_is_no_known_picture_is_called_so(data: bytes) -> None:
    assert error_of(data).code == "image_unknown"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_picture_cut_short_anywhere_is_called_damaged(kind: str) -> None:
    data = FORMATS[kind](picture())
    # A JPEG without its last two bytes, the end mark, is a whole picture.
    lengths = {*range(30, len(data), max(1, len(data) // 40)), len(data) // 2, len(data) - 3}
    for length in lengths:
        assert error_of(data[:length]).code == "image_damaged", f"{length} of {len(data)} bytes"


def test_a_large_jpeg_cut_short_is_called_damaged() -> None:
    grain = np.random.default_rng(0).integers(0, 256, (600, 800, 3), np.uint8)
    for progressive in (0, 1):
        data = encode(".jpg", grain, cv2.IMWRITE_JPEG_PROGRESSIVE, progressive)
        assert [error_of(data[: len(data) * tenths // 10]).code for tenths in range(1, 10)] == ["image_damaged"] * 9


DAMAGED = {
    "PNG with a wrong checksum": encode(".png", picture())[:-13] + b"!" + encode(".png", picture())[-12:],
    "PNG with rubbish for pixels": png_of(2, 8, 56, 40, b"rubbish"),
    "PNG without pixels": b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", bytes(13)) + png_chunk(b"IEND"),
    "PNG of no width": png_of(2, 8, 0, 40, zlib.compress(b"")),
    "PNG whose chunk claims 4 GB": encode(".png", picture())[:33] + b"\xff\xff\xff\xffIDAT" + bytes(99),
    "JPEG without a frame": b"\xff\xd8\xff\xe0\0\4\0\0\xff\xd9",
    "TIFF whose tags lie outside": b"II*\0\xff\xff\0\0" + bytes(20),
    "TIFF without tags": b"MM\0*\0\0\0\x08\0\0\0\0\0\0",
    "WebP of an unknown kind": b"RIFF\x24\0\0\0WEBPVP9 " + bytes(30),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_picture_is_one_clear_line_and_libraries_stay_silent(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    error = error_of(DAMAGED[name])
    assert error.code == "image_damaged"
    assert str(error) == "picture: the picture is damaged or cut short"
    assert capfd.readouterr() == ("", "")


def test_libraries_stay_silent_about_pictures_they_can_read(capfd: pytest.CaptureFixture[str]) -> None:
    warned_about = png(2, 8, picture(), png_chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(bytes(200))))
    scratched = bytearray(encode(".jpg", picture(200, 200), cv2.IMWRITE_JPEG_QUALITY, 95))
    scratched[-200:-180] = bytes(20)
    np.testing.assert_array_equal(decode_image(warned_about, "picture"), picture())
    assert decode_image(bytes(scratched), "picture").shape == (200, 200, 3)
    assert capfd.readouterr() == ("", "")


# Sizes


def claims(width: int, height: int) -> dict[str, bytes]:
    """Files of a few hundred bytes whose headers claim that size, as far as the format can express it."""
    tiff_file = tiff(np.zeros((1, 1), np.uint8), tags={256: width, 257: height})
    jpeg = bytearray(encode(".jpg", picture()))
    frame = jpeg.index(b"\xff\xc0")
    struct.pack_into(">HH", jpeg, frame + 5, min(height, 65535), min(width, 65535))
    bmp = bytearray(encode(".bmp", picture()))
    struct.pack_into("<ii", bmp, 18, width, -height)
    lossy = bytearray(FORMATS["WebP"](picture()))
    struct.pack_into("<HH", lossy, lossy.index(b"\x9d\x01\x2a") + 3, 16383, 16383)
    lossless = bytearray(FORMATS["lossless WebP"](picture()))
    struct.pack_into("<I", lossless, lossless.index(b"VP8L") + 9, 0x0FFFFFFF)
    extended = bytearray(webp_with_exif(picture(), exif(1)))
    extended[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    png_file = png_of(2, 8, width, height, zlib.compress(bytes(9)))
    return {
        "PNG": png_file,
        "PNG, only its header": png_file[:33],
        "JPEG": bytes(jpeg),
        "BMP": bytes(bmp),
        "WebP": bytes(lossy),
        "lossless WebP": bytes(lossless),
        "extended WebP": bytes(extended),
        "TIFF": tiff_file,
        "big-endian TIFF": tiff(np.zeros((1, 1), np.uint8), ">", tags={256: width, 257: height}),
        "TIFF of one tile": tiff(np.zeros((1, 1), np.uint8), tags={322: width, 323: height}),
    }


@pytest.mark.parametrize("name", claims(100_000, 100_000))
def test_a_header_that_claims_too_many_pixels_is_refused(name: str) -> None:
    error = error_of(claims(100_000, 100_000)[name])
    assert error.code == "image_too_large"
    assert str(error).endswith(f"pixels are too many (at most {MAX_MEGAPIXELS} million)")
    assert error.details["width"] >= 16383  # type: ignore[operator]


def test_twice_as_deep_pictures_may_have_half_as_many_pixels() -> None:
    side = 6000
    for data in (
        png_of(6, 16, side, side, zlib.compress(b"")),
        tiff(np.zeros((1, 1), np.uint16), tags={256: side, 257: side}),
    ):
        error = error_of(data)
        assert (error.code, error.details["limit"]) == ("image_too_large", MAX_MEGAPIXELS // 2)
    assert error_of(png_of(6, 8, side, side, zlib.compress(b""))).code == "image_damaged"  # 36 million are not too many


def read_elsewhere(*paths: Path) -> tuple[list[str], int]:
    """Reads files in a process of their own: what became of each, and the most memory it ever had, in bytes."""
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell how much memory a process had")
    script = """
import pathlib, sys
from digitpad.core.errors import InputError
from digitpad.core.images import read_image
for path in sys.argv[1:]:
    try:
        print(*read_image(path).shape)
    except InputError as error:
        print(error.code)
status = pathlib.Path("/proc/self/status").read_text()
print(next(line for line in status.splitlines() if line.startswith("VmHWM")))
"""
    done = subprocess.run([sys.executable, "-c", script, *paths], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    *results, memory = done.stdout.splitlines()
    return results, int(memory.split()[1]) * 1024


def zeros_compressed(count: int) -> bytes:
    compressor = zlib.compressobj(1)
    megabyte = bytes(1_000_000)
    parts = [compressor.compress(megabyte) for _ in range(count // len(megabyte))]
    return b"".join([*parts, compressor.compress(bytes(count % len(megabyte))), compressor.flush()])


def test_too_large_pictures_cost_no_memory(tmp_path: Path) -> None:
    paths = []
    for index, data in enumerate(claims(100_000, 100_000).values()):
        paths.append(tmp_path / str(index))
        paths[-1].write_bytes(data)
    valid = tmp_path / "valid.png"  # 30,000 × 30,000 pixels, one bit each
    valid.write_bytes(png_of(0, 1, 30_000, 30_000, zeros_compressed(30_000 * (1 + 30_000 // 8))))
    chunk = tmp_path / "chunk.png"
    chunk.write_bytes(DAMAGED["PNG whose chunk claims 4 GB"])
    results, memory = read_elsewhere(*paths, valid, chunk)
    assert results == ["image_too_large"] * (len(paths) + 1) + ["image_damaged"]
    assert memory < 150_000_000


def test_the_largest_picture_of_16_bits_with_alpha_stays_far_below_a_gigabyte(tmp_path: Path) -> None:
    width, height = 5200, MAX_MEGAPIXELS // 2 * 1_000_000 // 5200
    path = tmp_path / "largest.png"
    path.write_bytes(png_of(6, 16, width, height, zeros_compressed(height * (1 + 8 * width))))
    results, memory = read_elsewhere(path)
    assert results == [f"{height} {width} 3"]
    assert memory < 700_000_000  # the window itself takes up to 200 MB


# Squares


def test_a_small_square_picture_stays_as_it_is() -> None:
    image = np.random.default_rng(0).integers(0, 256, (28, 28, 3), np.uint8)
    np.testing.assert_array_equal(square_image(image), image)


@pytest.mark.parametrize("shape", [(20, 50), (50, 20), (21, 50), (50, 21)])
def test_a_picture_lies_in_the_middle_of_its_square(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), PAPER, np.uint8)
    image[5:-5, 5:-5] = INK
    square = square_image(image)
    assert square.shape == (50, 50, 3)
    rows, columns = np.nonzero(square[:, :, 0] == INK[0])
    assert len(rows) == (shape[0] - 10) * (shape[1] - 10)
    assert abs(rows.min() + rows.max() - 49) <= 1
    assert abs(columns.min() + columns.max() - 49) <= 1


def test_the_margin_has_the_median_colour_of_the_border() -> None:
    image = np.full((40, 20, 3), PAPER, np.uint8)
    image[:, 9:12] = INK  # a stroke that runs off the sheet
    assert (square_image(image)[:, :10] == PAPER).all()


def test_a_large_picture_is_shrunk_by_averaging() -> None:
    image = np.zeros((300, 600, 3), np.uint8)
    image[:, ::2] = 200
    square = square_image(image, limit=100)
    assert square.shape == (100, 100, 3)
    assert (square[25:75] == 100).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1), (3, 70_000)])
def test_extreme_shapes_become_squares(shape: tuple[int, int]) -> None:
    side = min(max(shape), 1024)
    assert (square_image(np.full((*shape, 3), 90, np.uint8)) == np.full((side, side, 3), 90)).all()


# Writing


def test_a_written_png_reads_back_the_same(tmp_path: Path) -> None:
    write_png(tmp_path / "colour.png", picture())
    np.testing.assert_array_equal(read_image(tmp_path / "colour.png"), picture())
    grey = picture()[:, :, 0]
    write_png(str(tmp_path / "grey.png"), grey)
    np.testing.assert_array_equal(read_image(tmp_path / "grey.png")[:, :, 1], grey)
    assert (tmp_path / "colour.png").read_bytes().startswith(b"\x89PNG")


def test_writing_replaces_a_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".png")  # as long as names may be
    path.write_bytes(b"old")
    write_png(path, picture())
    np.testing.assert_array_equal(read_image(path), picture())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="no Unix permissions on this system")
def test_others_may_read_a_written_file_as_the_user_wishes(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "drawing.jsonl", b"{}\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "drawing.jsonl").stat().st_mode) == 0o640


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "drawing.png"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match=r"drawing\.png: the file cannot be written \(No space left on device\)"):
        write_png(path, picture())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_places_where_nothing_can_be_written_say_so(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    for name in ("folder.png", "no/such/folder.png", "null\0character.png"):
        with pytest.raises(InputError) as caught:
            write_png(tmp_path / name, picture())
        assert caught.value.code == "file_unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["folder.png"]
