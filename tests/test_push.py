"""What may answer instead of AnkiConnect, and what the add-on's own call does to a learner."""

import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.importing import AnkiPackageImporter  # type: ignore[attr-defined]
from learner import ANSWERS, opened, schedule, study
from packages import spoiled, sql
from pydantic import TypeAdapter
from support import problems_of

from pipeline.problem import Problem
from pipeline.push.client import KEY, MOST_SAID, URL, Client, connect
from pipeline.push.push import push

HERE = "127.0.0.1"
SECRET = "s3cret"  # noqa: S105 - the test's own
NEWER = sql(
    "update notes set mod = mod + 60, flds = flds || 'newer'"
    " where id in (select id from notes order by id limit 5)"
)


class Answering(socketserver.ThreadingTCPServer):
    """A program on some port that answers every request with the same bytes, or with silence."""

    daemon_threads = True

    def __init__(self, answer: bytes | None) -> None:
        super().__init__((HERE, 0), _Handler)
        self.answer = answer
        self.asked: list[bytes] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://{HERE}:{self.server_address[1]}"


class _Handler(socketserver.StreamRequestHandler):
    server: Answering

    def handle(self) -> None:
        head = b"".join(iter(self.rfile.readline, b"\r\n"))
        (length,) = (
            int(line[15:]) for line in head.splitlines() if line[:15] == b"Content-Length:"
        )
        self.server.asked.append(self.rfile.read(length))
        if self.server.answer is None:
            self.server.over.wait()
        else:
            self.wfile.write(self.server.answer)


@contextmanager
def answering(answer: bytes | None) -> Iterator[Answering]:
    """Have something listen that answers so."""
    with Answering(answer) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()


def http(body: str, status: str = "200 OK", head: str = "") -> bytes:
    """Return an answer as it stands on the wire."""
    return f"HTTP/1.1 {status}\r\n{head}Connection: close\r\n\r\n{body}".encode()


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server((HERE, 0)) as probe:
        return int(probe.getsockname()[1])


def problem(client: Client) -> Problem:
    """Return the only problem of a first question, which must name the address and help."""
    (found,) = problems_of(client.greet)
    assert client.url == found.place.file
    assert found.hint
    return found


def test_nothing_listens() -> None:
    found = problem(connect(f"http://{HERE}:{free_port()}"))

    assert "nothing answers: connection refused" == found.message
    for way_out in ("start Anki", "AnkiConnect", "2055492159", "--url"):
        assert way_out in found.hint


def test_another_web_server_listens(tmp_path: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with HTTPServer((HERE, 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        found = problem(connect(f"http://{HERE}:{server.server_port}"))
        server.shutdown()

    assert found.message.startswith("what answers is no AnkiConnect")
    assert "(HTTP 501)" in found.message
    assert "another program has that port" in found.hint


NO_ANKI = "what answers is no AnkiConnect: "
UNCLEAR = f"{NO_ANKI}its answer can't be understood (HTTP 200)"
REPLIES = {
    "nothing at all": (b"", "it does not speak HTTP"),
    "another protocol": (b"220 smtp.example.org ESMTP\r\n", "it does not speak HTTP"),
    "an endless line": (b"HTTP/1.1 " + b"x" * 99999, "it does not speak HTTP"),
    "an empty body": (http(""), UNCLEAR),
    "a page": (http("<html>hello</html>"), UNCLEAR),
    "no text": (b"HTTP/1.1 200 OK\r\n\r\n\xff\xfe\x00", UNCLEAR),
    "a bare number, as before version 5": (http("4"), UNCLEAR),
    "half an envelope": (http('{"result": 6}'), UNCLEAR),
    "an error that is no text": (http('{"result": 6, "error": 1}'), UNCLEAR),
    "brackets without end": (http("[" * 900), UNCLEAR),
    "cut off": (http('{"result": 6,', head="Content-Length: 99\r\n"), UNCLEAR),
    "another kind of result": (http('{"result": "six", "error": null}'), "something else than"),
    "an old protocol": (http('{"result": 5, "error": null}'), "speaks version 5"),
    "a redirect": (
        http("", "302 Found", "Location: http://example.org/\r\n"),
        "sends us elsewhere",
    ),
    "a status beside a result": (http('{"result": 6, "error": null}', "404 No"), "(HTTP 404)"),
    "too long": (http("x" * 2000), "longer than 1,000 bytes"),
    "an error": (http('{"result": null, "error": "no collection"}'), "refuses version: no coll"),
    "an error, as imitations send it": (
        http('{"result": null, "error": "broken"}', "500 Internal Server Error"),
        "refuses version: broken",
    ),
}


@pytest.mark.parametrize(("answer", "message"), REPLIES.values(), ids=REPLIES)
def test_what_is_no_good_answer(answer: bytes, message: str) -> None:
    with answering(answer) as server:
        found = problem(Client(url=server.url, most=1000))

    assert message in found.message
    assert 1 == len(server.asked)


def test_a_long_error_is_cut() -> None:
    with answering(http(json.dumps({"result": None, "error": "x" * 9999}))) as server:
        found = problem(connect(server.url))

    assert MOST_SAID == found.message.count("x")


def test_silence() -> None:
    with answering(None) as server:
        found = problem(Client(url=server.url, patience=0.05))

    assert "no answer within 0.05 seconds" == found.message
    assert "close the dialogs" in found.hint


def test_the_redirects_target_is_never_asked() -> None:
    with answering(http('{"result": 6, "error": null}')) as target:
        moved = http("", "307 Temporary Redirect", f"Location: {target.url}\r\n")
        with answering(moved) as server:
            problem(connect(server.url))

    assert [] == target.asked


def test_a_proxy_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(http("")) as proxy, answering(http('{"result": 6, "error": null}')) as server:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        connect(server.url).greet()

    assert ([], 1) == (proxy.asked, len(server.asked))


def test_the_question_is_ankiconnects() -> None:
    with answering(http('{"result": [1], "error": null}')) as server:
        ids = connect(server.url).ask("findNotes", {"query": "mid:1"}, TypeAdapter(list[int]))

    asked = {"action": "findNotes", "version": 6, "params": {"query": "mid:1"}}
    assert ([1], [asked]) == (ids, [json.loads(question) for question in server.asked])


KEYS = {
    "given": (SECRET, SECRET, f"AnkiConnect does not take the key in {KEY}"),
    "not given": (None, None, "AnkiConnect asks for an API key"),
    "empty": ("", None, "AnkiConnect asks for an API key"),
}


@pytest.mark.parametrize(("key", "sent", "message"), KEYS.values(), ids=KEYS)
def test_an_api_key(key: str | None, sent: str | None, message: str) -> None:
    refusal = {"result": None, "error": "valid api key must be provided"}
    with answering(http(json.dumps(refusal))) as server:
        client = connect(server.url, key)
        found = problem(client)

    assert (message, sent) == (found.message, json.loads(server.asked[0]).get("key"))
    assert KEY in found.hint
    assert SECRET not in f"{client!r} {found}"


GOOD = {
    "the usual one": (URL, None),
    "by name, with a path": ("http://localhost:9000/api", SECRET),
    "IPv6": ("http://[::1]:8765", SECRET),
    "another computer": ("http://anki.example.org:8765", None),
    "another computer, with a key": ("https://anki.example.org", SECRET),
}


@pytest.mark.parametrize(("url", "key"), GOOD.values(), ids=GOOD)
def test_addresses(url: str, key: str | None) -> None:
    assert url == connect(url, key).url


BAD = {
    "nothing": ("", None, "this is no address of a web server"),
    "no scheme": ("127.0.0.1:8765", None, "this is no address of a web server"),
    "a file": ("file:///etc/passwd", None, "this is no address of a web server"),
    "no host": ("http://:8765", None, "this is no address of a web server"),
    "a port that is none": ("http://127.0.0.1:x", None, "this is no address: port could not be"),
    "a bracket": ("http://[x", None, "this is no address: invalid ipv6 url"),
    "a line end": ("http://127.0.0.1/a\r\nX: y", None, "a character that belongs into none"),
    "a blank": ("http://127.0.0.1/a b", None, "a character that belongs into none"),
    "a password": ("http://a:b@127.0.0.1:8765", None, "more than a host, a port and a path"),
    "a query": ("http://127.0.0.1:8765/?a=b", None, "more than a host, a port and a path"),
    "a key in the open": ("http://anki.example.org", SECRET, "would travel in the open"),
    "a name that only looks local": ("http://127.example.org", SECRET, "travel in the open"),
}


@pytest.mark.parametrize(("url", "key", "message"), BAD.values(), ids=BAD)
def test_no_addresses(url: str, key: str | None, message: str) -> None:
    (found,) = problems_of(lambda: connect(url, key))

    assert (url, True) == (found.place.file, bool(found.hint))
    assert message in found.message
    assert SECRET not in str(found)


def test_a_package_that_is_not_built_is_not_asked_about(tmp_path: Path) -> None:
    with answering(b"") as server:
        (found,) = problems_of(lambda: push(tmp_path / "deck.apkg", connect(server.url)))

    assert ("there is no package to push", []) == (found.message, server.asked)
    assert "deckpress build" in found.hint


def test_a_damaged_package_is_not_asked_about(tmp_path: Path) -> None:
    (tmp_path / "deck.apkg").write_bytes(b"junk")
    with answering(b"") as server:
        (found,) = problems_of(lambda: push(tmp_path / "deck.apkg", connect(server.url)))

    assert "this is no Anki package: it is no zip" == found.message
    assert [] == server.asked


def as_the_add_on_does(collection: Collection, package: Path) -> None:
    """Import a package with the very call that AnkiConnect's importPackage makes."""
    AnkiPackageImporter(collection, str(package)).run()


def test_the_add_ons_call_leaves_what_the_learner_did(built: Path, tmp_path: Path) -> None:
    package = tmp_path / "deck.apkg"
    package.write_bytes((built / "llm-interview.apkg").read_bytes())
    newer = spoiled(package, NEWER)
    with opened(tmp_path / "c.anki2") as collection:
        as_the_add_on_does(collection, package)
        study(collection)
        before = schedule(collection)

        for again in (package, newer, package):
            as_the_add_on_does(collection, again)
            assert before == schedule(collection)
        assert len(before["reviews"]) > len(ANSWERS)
        assert 5 == len(collection.find_notes("newer"))
