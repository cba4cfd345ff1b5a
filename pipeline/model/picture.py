"""Pictures in the format PNG, as far as their header tells of them."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Nothing that a page or a card shows has more pixels.
MOST_PIXELS = 4_000_000


def png_size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG in pixels, from its header: ISO/IEC 15948, 11.2.2.

    Raises `ValueError` for what is no PNG, and for one that is empty or too large.
    """
    if not data.startswith(SIGNATURE) or data[12:16] != b"IHDR" or len(data) < 24:  # noqa: PLR2004
        raise ValueError("it is no picture in the format PNG")
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    if not 0 < width * height <= MOST_PIXELS:
        most = f"{MOST_PIXELS / 1e6:g} million"
        raise ValueError(f"it has {width} by {height} pixels, and not up to {most}")
    return width, height
