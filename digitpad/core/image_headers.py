"""What a picture file says about its picture, read before anything is decoded: a small file can unfold to gigabytes."""

import re
import struct
from typing import NamedTuple

import numpy as np

_MOST_ENTRIES = 100_000  # parts of a file: a real picture has thousands, a malicious one millions
_JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_WITHOUT_LENGTH = frozenset(range(0xD0, 0xD9)) | {0x01}
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
_TIFF_INTEGERS = {1: "u1", 3: "u2", 4: "u4", 6: "i1", 8: "i2", 9: "i4", 16: "u8", 17: "i8"}
_WIDTH, _HEIGHT, _BITS, _ORIENTATION, _SAMPLES, _PLANES = 256, 257, 258, 274, 277, 284  # TIFF's tags
_TILE_WIDTH, _TILE_HEIGHT, _EXTRA_SAMPLES = 322, 323, 338
_PARTS = ((273, 279), (324, 325))  # offsets and lengths of strips, of tiles
_ASSOCIATED_ALPHA = 1


class Header(NamedTuple):
    """What a file says about its picture before it is decoded."""

    width: int
    height: int
    bits: int = 8
    """Bits a sample."""
    in_planes: bool = False
    """One channel after the other (TIFF)."""
    premultiplied: bool = False
    """The colours are multiplied by alpha already, as OpenCV gives them (TIFF)."""
    end: int = 0
    """How many bytes the file needs to have, where the header says so."""


def read_header(data: bytes) -> Header | None:
    """The picture's size by its header; None for a format that isn't known, an error for a header that is damaged."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _read_png_header(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _read_jpeg_header(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _read_webp_header(data)
    if data.startswith(b"BM") and int.from_bytes(data[14:18], "little") in _BMP_HEADERS:
        width, height = struct.unpack_from("<HH" if data[14] == 12 else "<ii", data, 18)
        return Header(abs(width), abs(height))
    if data.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return _read_tiff_header(data)
    return None


def orientation_of(exif: bytes) -> int:
    """How a picture lies, 1 … 8 (EXIF 2.32, 4.6.4 A); 1, upright, where its notes do not say."""
    try:
        return int(_tiff_tags(exif.removeprefix(b"Exif\0\0"))[_ORIENTATION][0])
    except (struct.error, LookupError, OverflowError, ValueError):  # a picture with odd notes is still a picture
        return 1


def _read_png_header(data: bytes) -> Header:
    header, position = Header(*struct.unpack_from(">IIB", data, 16)), 8
    for _ in range(_MOST_ENTRIES):
        if position + 12 > len(data):
            return header._replace(end=position + 12)
        length, kind = struct.unpack_from(">I4s", data, position)
        if (kind == b"IHDR") != (position == 8):
            raise ValueError
        position += 12 + length
        if kind == b"IEND":
            return header._replace(end=position)
    raise ValueError


def _read_jpeg_header(data: bytes) -> Header:
    position = 2
    for _ in range(_MOST_ENTRIES):
        found = _JPEG_MARKER.search(data, position)
        if found is None:
            break
        marker, position = found[1][0], found.end()
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 3)
            return Header(width, height)
        if marker not in _JPEG_WITHOUT_LENGTH:
            position += struct.unpack_from(">H", data, position)[0]
    raise ValueError


def _read_webp_header(data: bytes) -> Header:
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Header(width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L":
        size = struct.unpack_from("<I", data, 21)[0]
        return Header((size & 0x3FFF) + 1, (size >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        sizes = struct.unpack_from("<HBHB", data, 24)
        return Header(sizes[0] + (sizes[1] << 16) + 1, sizes[2] + (sizes[3] << 16) + 1)
    raise ValueError


def _read_tiff_header(data: bytes) -> Header | None:
    tags = _tiff_tags(data)
    if _SAMPLES in tags and int(tags[_SAMPLES][0]) > 4:  # a satellite's channels, not a picture
        return None
    ends = [
        tags[offsets].astype(float) + tags[lengths] for offsets, lengths in _PARTS if {offsets, lengths} <= set(tags)
    ]
    end = max((int(part_ends.max()) for part_ends in ends), default=0)
    width, height = int(tags[_WIDTH][0]), int(tags[_HEIGHT][0])
    if _TILE_WIDTH in tags and _TILE_HEIGHT in tags:  # a tile is decoded whole, however little of it is in the picture
        width, height = max(width, int(tags[_TILE_WIDTH][0])), max(height, int(tags[_TILE_HEIGHT][0]))
    bits = int(tags[_BITS].max()) if _BITS in tags else 1
    if bits > 64:
        raise ValueError
    # OpenCV lets libtiff multiply where it has 8 bits, and gives deeper samples as they are in the file.
    premultiplied = bits <= 8 or (_EXTRA_SAMPLES in tags and int(tags[_EXTRA_SAMPLES][0]) == _ASSOCIATED_ALPHA)
    return Header(width, height, bits, _PLANES in tags and int(tags[_PLANES][0]) == 2, premultiplied, end)


def _tiff_tags(data: bytes) -> dict[int, np.ndarray]:
    """The whole-number tags of a TIFF file's first page, or of EXIF data, which have the same form."""
    order = "<" if data.startswith(b"II") else ">"
    if struct.unpack_from(order + "H", data, 2)[0] == 43:  # BigTIFF
        start, entry, room = struct.unpack_from(order + "Q", data, 8)[0], order + "HHQ", "Q"
    else:
        start, entry, room = struct.unpack_from(order + "I", data, 4)[0], order + "HHI", "I"
    counter = order + ("Q" if room == "Q" else "H")
    count = struct.unpack_from(counter, data, start)[0]
    if count > _MOST_ENTRIES:
        raise ValueError
    tags: dict[int, np.ndarray] = {}
    for index in range(count):
        position = start + struct.calcsize(counter) + index * struct.calcsize(entry + room)
        tag, kind, length = struct.unpack_from(entry, data, position)
        if kind not in _TIFF_INTEGERS or not length or tag in tags:  # the first counts, as it does for libtiff
            continue
        dtype = np.dtype(order + _TIFF_INTEGERS[kind])
        place = position + struct.calcsize(entry)
        if length * dtype.itemsize > struct.calcsize(order + room):
            place = struct.unpack_from(order + room, data, place)[0]
        tags[tag] = np.frombuffer(data, dtype, length, place)
    return tags
