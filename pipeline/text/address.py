"""Web addresses that people write."""

from urllib.parse import urlsplit


def is_address(text: str) -> bool:
    """Say whether the text is the whole address of a page on the web.

    >>> is_address("https://example.org/a"), is_address("example.org"), is_address("https://[x")
    (True, False, False)
    >>> is_address("https://example.org/a b")
    False
    """
    if len(text.split()) != 1:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that are no IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
