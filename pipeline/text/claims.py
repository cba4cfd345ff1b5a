"""Whether a program can fail: whether it asserts anything."""

import ast


def asserts(code: str) -> bool:
    """Tell whether a program asserts something, raises, or calls what does, as `assert_allclose`.

    An assertion of a constant, as `assert True`, counts for nothing. Raises `SyntaxError` for what
    is no Python.

    >>> asserts("assert x == 1"), asserts("assert True"), asserts("testing.assert_close(a, b)")
    (True, False, True)
    """
    return any(_can_fail(node) for node in ast.walk(ast.parse(code)))


def _can_fail(node: ast.AST) -> bool:
    match node:
        case ast.Assert(test=test):
            return not isinstance(test, ast.Constant | ast.Tuple)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name.startswith("assert")
        case ast.Raise():
            return True
    return False
