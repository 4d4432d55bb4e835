"""Reads a picture file without trusting it, and writes one."""

import os
import stat
import struct
from pathlib import Path

import cv2
import numpy as np

from digitpad.core.errors import InputError
from digitpad.core.files import write_file
from digitpad.core.image_headers import orientation_of, read_header
from digitpad.core.quiet import silenced_native_output

MAX_MEGAPIXELS = 52
"""Larger pictures are refused unread; with 16 bits a sample, half as many pixels are. A phone's 50-megapixel photo has
8192×6144 at most. Measured at the limit: 660 MB for TIFF in one strip, its file included; 620 MB for an animated WebP,
560 MB for a progressive CMYK JPEG, 420 MB for PNG of 16 bits with alpha."""
MAX_FILE_BYTES = 200_000_000
"""Larger files are refused unread: more than any picture of that size needs."""
SQUARE_SIDE = 1024
"""The longest side of an opened picture, in pixels: more than a canvas shows."""

_LEAST_VISIBLE = 24  # of 255: ink that differs less from its paper is not seen
_BAND_ROWS = 64  # at a time: copies of a whole large picture take hundreds of megabytes


def read_image(path: str | os.PathLike[str]) -> np.ndarray:
    """Reads a PNG, JPEG, BMP, WebP or TIFF file of any kind.

    Args:
        path: a regular file.

    Returns:
        As `decode_image`.

    Raises:
        InputError: there is no such file, or no picture in it that can be read.
    """
    path = Path(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError("file_is_folder", path=path)
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for, a device never ends
            raise InputError("file_unreadable", path=path, reason="not a regular file")
        if status.st_size > MAX_FILE_BYTES:
            megabytes, limit = status.st_size // 1_000_000, MAX_FILE_BYTES // 1_000_000
            raise InputError("file_too_large", path=path, megabytes=megabytes, limit=limit)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a null character
        raise InputError("file_missing", path=path) from None
    except OSError as error:
        raise InputError("file_unreadable", path=path, reason=error.strerror) from None
    return decode_image(data, str(path))


def decode_image(data: bytes, name: str) -> np.ndarray:
    """Reads a picture from the bytes of a PNG, JPEG, BMP, WebP or TIFF file.

    Args:
        data: the file's content.
        name: what error messages call it.

    Returns:
        (height, width, 3) uint8 RGB, turned upright as its EXIF orientation says. Deeper samples are scaled to 8 bits;
        what is transparent shows white paper, or black where white would hide all there is to see. Of several pages or
        frames it is the first.

    Raises:
        InputError: it is no such picture, is damaged or cut short, or has too many pixels.
    """
    if not data:
        raise InputError("file_empty", path=name)
    try:
        header = read_header(data)
    except (struct.error, LookupError, OverflowError, ValueError):
        raise InputError("image_damaged", path=name) from None
    if header is None:
        raise InputError("image_unknown", path=name)
    limit = MAX_MEGAPIXELS * 8 // max(8, header.bits)
    if header.width * header.height > limit * 1_000_000:
        raise InputError("image_too_large", path=name, width=header.width, height=header.height, limit=limit)
    # OpenCV would ask for as much memory as a PNG chunk claims to need, and take missing planes of a TIFF for white.
    if header.end > len(data):
        raise InputError("image_damaged", path=name)
    # OpenCV mixes up 16-bit planes unless it makes 8 bits of them itself.
    flags = cv2.IMREAD_COLOR_BGR if header.in_planes else cv2.IMREAD_UNCHANGED
    try:
        with silenced_native_output():  # libpng and libjpeg write their warnings straight to descriptor 2
            decoded, kinds, metadata = cv2.imdecodeWithMetadata(np.frombuffer(data, np.uint8), flags)
    except cv2.error:
        decoded = None
    if decoded is None or not decoded.size:
        raise InputError("image_damaged", path=name)
    if decoded.shape[2:] not in ((), (3,), (4,)) or decoded.dtype in (np.int64, np.uint64):
        raise InputError("image_unknown", path=name)
    image = _to_rgb(_to_8_bits(decoded), header.premultiplied)
    del decoded
    for kind, content in zip(kinds, metadata, strict=True):
        if kind == cv2.IMAGE_METADATA_EXIF:
            image = _upright(image, np.asarray(content).tobytes())
    return image


def square_image(image: np.ndarray, limit: int = SQUARE_SIDE) -> np.ndarray:
    """Makes a picture square, in the middle of a margin that continues its border, and small enough for the canvas.

    Args:
        image: (height, width, 3) uint8.
        limit: the longest side of the result, in pixels.

    Returns:
        (side, side, 3) uint8, never enlarged, the image itself where nothing was to do; the margin has the border's
        median colour.
    """
    height, width = image.shape[:2]
    side = min(max(height, width), limit)
    if side < max(height, width):
        factor = side / max(height, width)
        height, width = max(1, round(height * factor)), max(1, round(width * factor))
        image = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    if height == width:
        return image
    border = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    square = np.empty((side, side, 3), np.uint8)
    square[:] = np.median(border, axis=0).astype(np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = image
    return square


def flatten_alpha(image: np.ndarray, premultiplied: bool = False) -> np.ndarray:
    """Puts paper under a transparent picture: white, or black if everything visible is as light as white paper.

    Args:
        image: (height, width, 4) uint8 RGBA.
        premultiplied: the colours are multiplied by alpha already.

    Returns:
        (height, width, 3) uint8 RGB.
    """
    height, width = image.shape[:2]
    pixels, paper = np.empty((height, width, 3), np.uint8), np.empty((height, width), np.uint8)
    brightest_on_black, darkest_on_white = 0.0, 255.0
    bands = [slice(top, top + _BAND_ROWS) for top in range(0, height, _BAND_ROWS)]
    for rows in bands:
        colours, alpha = cv2.cvtColor(image[rows], cv2.COLOR_RGBA2RGB), cv2.extractChannel(image[rows], 3)
        if not premultiplied:
            colours = cv2.multiply(colours, cv2.cvtColor(alpha, cv2.COLOR_GRAY2RGB), scale=1 / 255)
        pixels[rows], paper[rows] = colours, 255 - alpha
        grey = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
        brightest_on_black = max(brightest_on_black, float(grey.max()))
        darkest_on_white = min(darkest_on_white, float(cv2.add(grey, paper[rows]).min()))
    if darkest_on_white > 255 - _LEAST_VISIBLE and brightest_on_black >= _LEAST_VISIBLE:
        return pixels
    for rows in bands:
        pixels[rows] = cv2.add(pixels[rows], cv2.cvtColor(paper[rows], cv2.COLOR_GRAY2RGB))
    return pixels


def write_png(path: str | os.PathLike[str], image: np.ndarray) -> None:
    """Writes a PNG file, whole or not at all.

    Args:
        path: where to; a file that is there is replaced.
        image: (height, width, 3) uint8 RGB or (height, width) uint8 grey.

    Raises:
        InputError: it cannot be written.
    """
    pixels = cv2.cvtColor(image, cv2.COLOR_RGB2BGR) if image.ndim == 3 else image
    write_file(path, cv2.imencode(".png", pixels)[1].tobytes())


def _to_8_bits(pixels: np.ndarray) -> np.ndarray:
    if pixels.dtype == np.uint8:
        return pixels
    if pixels.dtype.kind == "f":
        pixels = np.nan_to_num(pixels, copy=False)
        white = 1.0 if pixels.max() <= 1 else 255.0
    else:
        white = float(np.iinfo(pixels.dtype).max)
    return cv2.convertScaleAbs(pixels, alpha=255 / white)


def _to_rgb(pixels: np.ndarray, premultiplied: bool) -> np.ndarray:
    """Grey, BGR or BGRA to RGB."""
    if pixels.ndim == 2:
        return cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB)
    if pixels.shape[2] == 3:
        return cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB, dst=pixels)
    return flatten_alpha(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA, dst=pixels), premultiplied)


def _upright(image: np.ndarray, exif: bytes) -> np.ndarray:
    orientation = orientation_of(exif)
    if 5 <= orientation <= 8:
        image = cv2.transpose(image)
    # How the rows and columns have to be mirrored then (EXIF 2.32, 4.6.4 A): 0 up-down, 1 left-right, -1 both.
    mirrored = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}.get(orientation)
    return image if mirrored is None else cv2.flip(image, mirrored)
