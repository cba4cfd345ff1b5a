"""The weaker sandbox, without bubblewrap: what it holds back, as root and as anybody."""

import pytest
from escaping import EVERY, USERS, tried


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("user", USERS)
def test_it_blocks(user: str, name: str) -> None:
    assert "blocked" == tried("landlock", user)[name]


@pytest.mark.parametrize("user", USERS)
def test_it_keeps_what_is_wanted(user: str) -> None:
    assert "kept" == tried("landlock", user)["an artifact as it should be"]
