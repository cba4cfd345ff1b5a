"""The Traditional editions of a Simplified text: OpenCC for characters, our tables for words.

OpenCC's own words (s2twp) are a general dictionary's: a parameter becomes 引數, scalability
可擴充套件性, an activation 啟用. So it converts characters only; `tables/` has the field's words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import opencc

from pipeline.model.deck import Edition
from pipeline.model.place import Place
from pipeline.problem import Problem, raise_if_any
from pipeline.text.typography import HAN, WIDE, has_han

CONFIGS: dict[Edition, str] = {"zh-TW": "s2tw", "zh-HK": "s2hk"}

# Stands for what is kept; of Unicode's private use, and kept itself where a text has it.
HOLE = "\ue000"

_KEPT = re.compile(
    rf"https?://[^\s`「」『』{WIDE}]+"  # an address, also one with Han in its path
    r"|(?P<ticks>`+).+?(?P=ticks)"  # code
    rf"|{HOLE}",
    re.DOTALL,
)

# A title is a name: a law, a book and a paper are found under the words they were given.
# The price: a title that somebody has really published in Taiwan under other words stays ours.
_TITLE = "《[^《》]*》"

_OUTER = str.maketrans("“”", "「」")
# In pairs, since ’ is an apostrophe as well: users’ data, don’t.
_INNER = re.compile(r"‘((?:[^‘’]|(?<=[A-Za-z])’(?=[A-Za-z]))*)’(?![A-Za-z])")


def converted(text: str, edition: Edition) -> str:
    """Return the text as readers of the edition write it; for zh-CN, as it is.

    Addresses, code in backticks and all that is not Han stay, quotation marks excepted.

    Raises:
        Problems: if a row of the edition's table is no good, when the table is first needed.

    >>> converted("用“参数”支持推理引擎", "zh-TW"), converted("程序与服务器", "zh-HK")
    ('用「參數」支援推論引擎', '程式與伺服器')
    """
    if edition == "zh-CN":
        return text
    bare = _KEPT.sub(HOLE, text)
    if not has_han(bare):
        return text
    kept = (match.group() for match in _KEPT.finditer(text))
    written = _quoted(_reworded(_opencc(edition).convert(bare), edition))
    return re.sub(HOLE, lambda _: next(kept), written)


def simplified(text: str) -> str:
    """Return Traditional text character by character in Simplified, its words as they are.

    >>> simplified("長距離依賴與快取")
    '长距离依赖与快取'
    """
    return str(_plain().convert(text))


def read_table(text: str, file: str) -> dict[str, str]:
    r"""Return the rows of a table: what OpenCC gives, a tab, what is written there.

    Empty lines and lines with # are for people.

    Raises:
        Problems: with every row that is malformed, or whose first cell an earlier row has.

    >>> read_table("# Machines.\n軟件\t軟體\n", "zh-TW.tsv")
    {'軟件': '軟體'}
    """
    raise_if_any(_faults(text, file))
    return {word: wanted for _, (word, wanted) in _rows(text)}


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def _faults(text: str, file: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, cells in _rows(text):
        place = Place(file=file, line=number, key=cells[0])
        if fault := _fault(cells):
            yield Problem(place=place, message=fault, hint="write two words with one tab between")
        elif (line := first.setdefault(cells[0], number)) != number:
            hint = "keep one: a word is written in one way"
            yield Problem(place=place, message=f"line {line} has this word already", hint=hint)


def _fault(cells: list[str]) -> str | None:
    """Say what is wrong with a row by itself."""
    match cells:
        case [word, wanted] if all(has_han(cell) and cell == cell.strip() for cell in cells):
            same = _but_han(word) == _but_han(wanted)
            return None if same else f"more than Han would change: {word!r} → {wanted!r}"
        case _:
            return f"a row has two cells with Han and no blanks around them, not {cells}"


def _but_han(text: str) -> str:
    return re.sub(f"[{HAN}]", "", text)


@lru_cache
def _opencc(edition: Edition) -> opencc.OpenCC:
    return opencc.OpenCC(CONFIGS[edition])


@lru_cache(maxsize=1)
def _plain() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache
def _table(edition: Edition) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the table with the pattern that finds its words, the longest first."""
    name = f"{edition}.tsv"
    text = (files("pipeline.text") / "tables" / name).read_text(encoding="utf-8")
    rows = read_table(text, name)
    longest = sorted(rows, key=len, reverse=True)
    return re.compile("|".join([_TITLE, *map(re.escape, longest)])), rows


def _reworded(text: str, edition: Edition) -> str:
    # One pass: with one replacement after another, 文檔 → 文件 would go on to 檔案.
    pattern, rows = _table(edition)
    return pattern.sub(lambda match: rows.get(match.group(), match.group()), text)


def _quoted(text: str) -> str:
    return _INNER.sub(r"『\1』", text.translate(_OUTER))
