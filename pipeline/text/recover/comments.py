"""Finds code that a comment may have swallowed, where the newline behind the comment was lost."""

import ast
import keyword
import re
from collections.abc import Iterator

from pipeline.text.recover.lexer import tokens
from pipeline.text.recover.result import UnsureError, quoted
from pipeline.text.recover.statement import header_tree, is_pointless, parsed, simple_tree
from pipeline.text.recover.words import Vocabulary, vocabulary

# A statement can begin at any letter, at a decorator, or at the bracket of a target or a call.
_START = re.compile(r"[^\W\d]|[@(\[]")
_DEFINED = frozenset({"@", "def", "class", "async"})
_LABEL = re.compile(r"(\w+)\s*[.:]")
# An address at the end of a comment; a newline lost inside it would leave no blank behind it.
_ADDRESS = re.compile(r"\b\w+://[^\s#]+$")
_DIRECTIVE = re.compile(r"#\s*pylint:\s*(?:disable|enable)=[a-z-]+(?:,\s*[a-z-]+)*")
_ASIDE = re.compile(r"(\w+)\s+\([^()]*\)$")
_PLURAL = re.compile(r"\w+\((e?s)\)")
# English that ends in a keyword, as `bypass` does; in other words it may be a lost newline.
_ENGLISH = frozenset(
    """
    bypass compass encompass overpass surpass trespass underpass outbreak tiebreak linebreak
    discontinue appraise praise subclass superclass metaclass model remodel meanwhile worthwhile
    herewith forthwith therefor motif gif asymmetry chemistry country entry geometry industry
    ministry registry retry symmetry telemetry trigonometry
    """.split()  # noqa: SIM905
)


def check_comments(text: str) -> None:
    """Refuse a text with a comment whose end may be code.

    Raises:
        UnsureError: the end of a comment reads as a statement or a header.
    """
    words = vocabulary(text)
    decorated = False
    for token in reversed(tokens(text)):
        tail = _swallowed(token.text, words) if token.kind == "comment" else ""
        # Only what a definition follows can be a decorator; elsewhere it is somebody's address.
        if tail and (decorated or not tail.startswith("@")):
            raise UnsureError(f"line {token.line}: the comment may hold code: {quoted(tail)}")
        if token.kind not in ("space", "newline", "comment"):
            decorated = token.text in _DEFINED


def _swallowed(comment: str, words: Vocabulary) -> str:
    """Find an end of a comment that is code; nothing if there is none."""
    if _DIRECTIVE.fullmatch(comment.strip()):
        return ""
    whole = _is_written_off(comment.strip("# "), words)
    bare = _ADDRESS.sub(lambda found: " " * len(found.group()), comment)
    for part in dict.fromkeys((bare, *bare.split("#"))):
        for at, word, glued in _starts(part, words):
            tail = part[at:].strip()
            if (glued or not whole) and _is_code(tail, word, words):
                return tail
    return ""


def _is_written_off(text: str, words: Vocabulary) -> bool:
    """Tell whether the comment is one statement as a whole: old code, which swallowed nothing.

    English before code, as in ``# then: x = 1`` and ``# done.x = 1``, also reads as one statement,
    and so does ``# a = bc = 1``.
    """
    tree = simple_tree(text)
    if tree is None:
        return header_tree(text) is not None
    label = _LABEL.match(text)
    if label and not words.can_start(label.group(1)):
        return False
    chained = any(isinstance(node, ast.Assign) and len(node.targets) > 1 for node in tree.body)
    return not chained and _does(tree.body[-1], words)


def _starts(part: str, words: Vocabulary) -> Iterator[tuple[int, str, bool]]:
    """List where code may begin: the offset, the word there, and whether it is glued to another.

    A word of the block, or an English one, is not cut; another is cut before what the block knows.
    """
    for run in re.finditer(r"\w+|[@(\[]", part):
        whole = run.group()
        for match in _START.finditer(whole):
            word = whole[match.start() :]
            glued = bool(whole[: match.start()].strip("0123456789_"))
            familiar = words.can_start(whole) or whole.lower() in _ENGLISH
            if not glued or (words.can_start(word) and not familiar):
                yield run.start() + match.start(), word, glued


def _is_code(tail: str, word: str, words: Vocabulary) -> bool:
    if word == "@":
        return simple_tree(tail) is not None
    if header_tree(tail):
        return True
    tree = parsed(tail)
    if tree is None or not tree.body:
        return False
    return not _is_remark(tail, words) and any(_does(node, words) for node in tree.body)


def _is_remark(tail: str, words: Vocabulary) -> bool:
    """Tell whether a call is English: ``the object(s)``, or ``a list (sorted)``."""
    plural, aside = _PLURAL.fullmatch(tail), _ASIDE.match(tail)
    if plural:
        return not words.count(plural.group(1))
    return aside is not None and aside.group(1) not in {*words.plain, "print"}


def _does(node: ast.stmt, words: Vocabulary) -> bool:
    """Tell whether the statement does something, as code does and an English word does not."""
    body = getattr(node, "body", None)
    if body:
        return _does(body[-1], words)
    if isinstance(node, ast.AnnAssign) and node.value is None:
        # `# result: list` is no declaration, `width: int` is.
        names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
        return all(map(words.can_start, names)) and bool(words.plain.keys() & names[:1])
    if not isinstance(node, ast.Expr):
        return True
    return not is_pointless(ast.Module(body=[node], type_ignores=[])) and _calls(node, words)


def _calls(node: ast.Expr, words: Vocabulary) -> bool:
    """Tell whether a call is one of a known name, and not a word before a parenthesis."""
    if not isinstance(node.value, ast.Call):
        return not isinstance(node.value, ast.Constant)
    root = node.value.func
    while isinstance(root, ast.Attribute | ast.Call | ast.Subscript):
        root = root.func if isinstance(root, ast.Call) else root.value
    if not isinstance(root, ast.Name):
        return True
    return words.can_start(root.id) and not keyword.iskeyword(root.id)
