"""Figures that code drew: taken over as pixels, and compared.

Pillow is loaded only when there is a figure; it comes with matplotlib, which drew it.
"""

import io
from typing import TYPE_CHECKING

from pipeline.model.picture import png_size

if TYPE_CHECKING:
    from PIL import Image

# Another version of a font or of the renderer moves edges by a pixel: how much of the picture may
# differ, and by how much of 255 a pixel must to count.
MOST_CHANGED, VISIBLE = 0.01, 48


def repainted(data: bytes) -> bytes:
    """Return the picture written anew, so that nothing but its pixels comes from the code.

    Raises `ValueError` for what is no PNG, or too large.
    """
    buffer = io.BytesIO()
    with _opened(data) as picture:
        picture.convert("RGB").save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def pictures_differ(was: bytes, now: bytes) -> str:
    """Return how one picture differs from another beyond what can't be seen, or nothing."""
    from PIL import ImageChops  # noqa: PLC0415 - optional, as matplotlib is

    with _opened(was) as before, _opened(now) as after:
        if before.size != after.size:
            return f"it measures {after.size} pixels now, and {before.size} in the record"
        apart = ImageChops.difference(before.convert("L"), after.convert("L"))
    share = sum(apart.histogram()[VISIBLE:]) / (apart.width * apart.height)
    return f"{share:.1%} of its pixels look different" if share > MOST_CHANGED else ""


def _opened(data: bytes) -> "Image.Image":
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - optional, as matplotlib is

    # Before Pillow, which warns of large pictures, looks at it.
    png_size(data)
    try:
        picture = Image.open(io.BytesIO(data), formats=["PNG"])
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise ValueError("it is no picture in the format PNG") from None
    return picture
