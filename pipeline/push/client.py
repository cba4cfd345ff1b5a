"""The wire to AnkiConnect: one question in JSON, one answer, nothing believed.

Whatever program listens on that port may answer, so an answer is limited in size and checked
before use, redirects are not followed, and a proxy from the environment is never asked.
"""

import http.client
import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.model.place import Place
from pipeline.problem import Problem, Problems

T = TypeVar("T")
_NUMBER = TypeAdapter(int)

URL = "http://127.0.0.1:8765"
KEY = "DECKPRESS_ANKICONNECT_KEY"
VERSION = 6  # of AnkiConnect's protocol, since 2018

# A hundred long notes are 2 MB.
MOST = 1 << 26
MOST_SAID = 500
TO_CONNECT = 10
# Seconds without a byte. 100,000 notes take Anki ten on a fast machine, a laptop some minutes.
PATIENCE = 300

_START = (
    "start Anki; if it runs, install its add-on AnkiConnect (Tools > Add-ons > Get Add-ons, code "
    "2055492159) and start Anki again; if it listens elsewhere, give its address with --url"
)
_OTHER = "another program has that port: give the address of AnkiConnect with --url"
_BUSY = "close the dialogs that Anki shows and push again, which does no harm"
_BY_HAND = "look at Anki's window; updating Anki and AnkiConnect, or File > Import, may help"


class _Reply(BaseModel):
    result: Any
    error: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Client:
    """Where AnkiConnect listens; `patience` is how many seconds it may think without a byte."""

    url: str
    key: str | None = field(default=None, repr=False)
    patience: float = PATIENCE
    most: int = MOST

    def ask(
        self, action: str, params: Mapping[str, object], kind: TypeAdapter[T], hint: str = _BY_HAND
    ) -> T:
        """Return what AnkiConnect answers, which is of the given kind.

        Raises `Problems` when nothing answers, something else does, or AnkiConnect refuses, with
        the hint for this last case.
        """
        question = {"action": action, "version": VERSION, "params": params}
        if self.key:
            question["key"] = self.key
        status, data = self._exchange(json.dumps(question).encode())
        reply = self._reply(status, data)
        if reply.error is not None:
            self._refused(action, reply.error, hint)
        try:
            return kind.validate_python(reply.result)
        except ValidationError:
            self._fail(f"AnkiConnect answers {action} with something else than it should", _BY_HAND)

    def greet(self) -> None:
        """Raise `Problems` unless an AnkiConnect that can be used answers."""
        version = self.ask("version", {}, _NUMBER)
        if version < VERSION:
            message = f"this AnkiConnect speaks version {version} of its protocol, not {VERSION}"
            self._fail(message, "update it: Tools > Add-ons > Check for Updates")

    def _exchange(self, question: bytes) -> tuple[int, bytes]:
        """Return the answer's status and its body, cut one byte after the most that is taken."""
        line = _line(urlsplit(self.url))
        try:
            self._connect(line)
            path = urlsplit(self.url).path or "/"
            line.request("POST", path, question, {"Content-Type": "application/json"})
            answer = line.getresponse()
            return answer.status, answer.read(self.most + 1)
        except TimeoutError:
            self._fail(f"no answer within {self.patience:g} seconds", _BUSY)
        except http.client.HTTPException:
            self._fail("what answers is no AnkiConnect: it does not speak HTTP", _OTHER)
        except OSError as error:
            self._fail(f"the connection broke: {_reason(error)}", _BUSY)
        finally:
            line.close()

    def _connect(self, line: http.client.HTTPConnection) -> None:
        try:
            line.connect()
        except OSError as error:
            self._fail(f"nothing answers: {_reason(error)}", _START)
        line.sock.settimeout(self.patience)

    def _reply(self, status: int, data: bytes) -> _Reply:
        """Return the reply; servers that imitate the add-on send errors with other statuses."""
        if len(data) > self.most:
            self._fail(f"the answer is longer than {self.most:,} bytes, so it was not read", _OTHER)
        try:
            reply = _Reply.model_validate_json(data)
        except ValidationError:
            self._fail(f"what answers is no AnkiConnect: {_said(status)}", _OTHER)
        if status != http.client.OK and reply.error is None:
            self._fail(f"what answers is no AnkiConnect: {_said(status)}", _OTHER)
        return reply

    def _refused(self, action: str, error: str, hint: str) -> NoReturn:
        if "api key" in error.casefold():
            self._fail(*_about_key(given=self.key is not None))
        self._fail(f"AnkiConnect refuses {action}: {error[:MOST_SAID]}", hint)

    def _fail(self, message: str, hint: str) -> NoReturn:
        raise Problems([Problem(place=Place(file=self.url), message=message, hint=hint)])


def connect(url: str = URL, key: str | None = None) -> Client:
    """Return a client; nothing is sent yet.

    Raises `Problems` for what is no address of a server, and for a key that would travel in the
    open to another computer.
    """
    wrong = _wrong(url, has_key=bool(key))
    if wrong:
        raise Problems([Problem(place=Place(file=url), message=wrong[0], hint=wrong[1])])
    return Client(url=url, key=key or None)


def _wrong(url: str, *, has_key: bool) -> tuple[str, str] | None:
    """Return what is wrong with the address, and what to do."""
    hint = f"write it as {URL}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:  # brackets that are no IPv6 address, a port that is no number
        return f"this is no address: {str(error).lower()}", hint
    if parts.scheme not in ("http", "https") or not host:
        return "this is no address of a web server", hint
    if not url.isascii() or not url.isprintable() or " " in url:
        return "the address has a character that belongs into none", hint
    if "@" in parts.netloc or parts.query or parts.fragment:
        return "the address has more than a host, a port and a path", hint
    if has_key and parts.scheme == "http" and not is_here(host):
        return "the API key would travel in the open", "use https, or unset " + KEY
    return None


def is_here(host: str) -> bool:
    """Say whether the host is this computer, by its name or number alone.

    >>> is_here("127.0.0.1"), is_here("::1"), is_here("localhost"), is_here("127.example.org")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _line(parts: SplitResult) -> http.client.HTTPConnection:
    """Return a connection that is not open yet; it follows no redirect and asks no proxy."""
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=TO_CONNECT)


def _about_key(*, given: bool) -> tuple[str, str]:
    if given:
        hint = f"make {KEY} what `apiKey` is in the add-on's configuration; unset it if none is"
        return f"AnkiConnect does not take the key in {KEY}", hint
    hint = f"put the `apiKey` of the add-on's configuration into the environment variable {KEY}"
    return "AnkiConnect asks for an API key", hint


def _said(status: int) -> str:
    if http.client.MULTIPLE_CHOICES <= status < http.client.BAD_REQUEST:
        return f"it sends us elsewhere (HTTP {status}), which is not followed"
    return f"its answer can't be understood (HTTP {status})"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error) or type(error).__name__).lower()
