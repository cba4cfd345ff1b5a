"""What runs inside a child process: one template filled with one volume's data, made a PDF.

A process a volume: typst keeps what it has worked out for as long as its process lives, which was
measured at 2 GB after ten volumes. Reads a job as JSON from standard input, writes the PDF where
the job says, and what went wrong as JSON to standard output.
"""

import base64
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

Data = dict[str, Any]

# How many characters without a glyph are looked for before giving up: each costs a compilation.
MOST = 20
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def main() -> None:
    """Do the job on standard input."""
    job = json.load(sys.stdin)
    template = Path(job["template"])
    if "clusters" in job:
        json.dump({"missing": missing(template, job["clusters"])}, sys.stdout)
        return
    try:
        pdf, warnings = compiled(template, job["data"])
        if not warnings:
            Path(job["out"]).write_bytes(pdf)
    except typst.TypstError as error:
        json.dump({"faults": [told(error)]}, sys.stdout)
    except OSError as error:
        json.dump({"disk": str(error.strerror)}, sys.stdout)
    else:
        json.dump({"faults": warnings}, sys.stdout)


def compiled(template: Path, data: Data) -> tuple[bytes, list[str]]:
    """Return the PDF that a template makes of the data, and typst's warnings.

    `data["pictures"]`, if there, are PNG files in base64 by their names; typst sees one folder
    only, so the template is set beside them. Raises `typst.TypstError` where typst gives up.
    """
    pictures = data.get("pictures", {})
    if not pictures:
        return _compiled(template, data)
    data = {name: value for name, value in data.items() if name != "pictures"}
    with tempfile.TemporaryDirectory(prefix="deckpress-print-") as name:
        root = Path(name)
        shutil.copytree(template.parent, root, dirs_exist_ok=True)
        (root / "pictures").mkdir()
        for file, text in pictures.items():
            (root / "pictures" / Path(file).name).write_bytes(base64.b64decode(text))
        return _compiled(root / template.name, data)


def _compiled(template: Path, data: Data) -> tuple[bytes, list[str]]:
    # PDF/UA-1 makes typst refuse characters that no font has; without it they vanish in silence.
    pdf, warnings = typst.compile_with_warnings(
        str(template),
        root=str(template.parent),
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(files("manimgx_fonts_cjk"))],
        ),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=0,
        pdf_standards="ua-1",
    )
    return bytes(pdf), [f"warning: {warning.message}" for warning in warnings]


def missing(template: Path, clusters: Iterable[str]) -> list[str]:
    """Return the clusters that no font has; typst names one at a time."""
    left, found = list(clusters), list[str]()
    while len(found) < MOST:
        try:
            _compiled(template, {"clusters": left})
        except typst.TypstError as error:
            named = named_in(str(error.message))
            # A mark that stands alone is named with a dotted circle under it.
            bare = [one for one in left if named and named in one] or [
                one for one in left if not one.isascii() and one in named
            ]
            if not bare:
                raise
            found += bare
            left = [cluster for cluster in left if cluster not in bare]
        else:
            break
    return found


def named_in(message: str) -> str:
    """Return the text that typst says no font can show, "" where it says something else.

    >>> named_in('the text `"字"` could not be displayed with font'), named_in("panicked")
    ('字', '')
    """
    found = _MISSING.search(message)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else ""


def told(error: typst.TypstError) -> str:
    """Return what typst complains of, and where in the template."""
    return str(getattr(error, "diagnostic", None) or error.message)


if __name__ == "__main__":
    main()
