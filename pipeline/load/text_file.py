"""Text files read so that a bad byte is met with a line number, not with a traceback."""

import unicodedata
from pathlib import Path

from pipeline.model.place import Place
from pipeline.problem import Problem, Problems

NEWLINE = b"\n"

# Controls, surrogates, and the two separators that some tools take for line ends.
CONTROLS = {"Cc", "Cs", "Zl", "Zp"}


def read_text(path: Path, name: str) -> str:
    r"""Return the file's text with `\n` line ends; `name` is what messages call the file.

    Raises `Problems` when the file is missing, is a folder, is not UTF-8 or holds control bytes.
    """
    try:
        # These would be waited for without end.
        endless = path.is_fifo() or path.is_char_device()
        data = _none(name) if endless else path.read_bytes()
    except FileNotFoundError:
        raise _problem(name, None, "there is no such file", _missing_hint(path)) from None
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise _problem(
            name, None, f"the file can't be read: {reason}", "mend its kind or its rights"
        ) from None
    return _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")


def read_own(path: Path, name: str) -> str:
    """Return the text of a file of which code gets to see all: it must lie where it is named.

    Raises `Problems` as `read_text` does, and for a link.
    """
    if path.is_symlink():
        hint = "put the file itself there: what a link leads to may be nobody else's business"
        raise _problem(name, None, "the file is a link", hint)
    return read_text(path, name)


def _none(name: str) -> bytes:
    raise _problem(name, None, "this is no file to read", "put a text file in its place")


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(NEWLINE, 0, error.start) + 1
        raise _problem(
            name,
            line,
            f"byte 0x{data[error.start]:02x} is not UTF-8 text",
            "save the file as UTF-8; if it is not a text at all, put the right file in its place",
        ) from None
    for index, char in enumerate(text):
        if unicodedata.category(char) in CONTROLS and char not in "\n\r\t":
            raise _problem(
                name,
                text.count("\n", 0, index) + 1,
                f"control character U+{ord(char):04X} in a text",
                "remove it; a file with such bytes is often not a text at all",
            )
    return text


def _missing_hint(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"make the folder {folder.name}/ and put {path.name} into it"
    others = sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))
    beside = f"; the folder holds {', '.join(others[:8])}" if others else "; the folder is empty"
    return f"put {path.name} there{beside}"


def _problem(name: str, line: int | None, message: str, hint: str) -> Problems:
    return Problems([Problem(place=Place(file=name, line=line), message=message, hint=hint)])
