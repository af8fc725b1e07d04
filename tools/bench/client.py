"""A browser without a picture: keeps its connection and cookies, and fills in the form that a page shows."""

import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode


KEPT_OPEN = 3.0  # seconds: the server closes a connection that rests longer
Fields = dict[str, str]


class Unexpected(RuntimeError):
    """An answer that a measurement cannot go on with."""


@dataclass
class Answer:
    """What came, and how many seconds it took until the last byte."""

    status: int
    body: str
    location: str
    seconds: float


@dataclass
class Browser:
    """One connection to the server."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection = field(init=False)
    used: float = 0.0

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def copy(self) -> "Browser":
        """Another connection of the same session."""
        return Browser(self.port, dict(self.cookies))

    def get(self, path: str) -> Answer:
        """Open a page; Unexpected for anything but one."""
        answer = self._send("GET", path, None)
        if answer.status != 200:
            raise Unexpected(f"{path}: {answer.status}")
        return answer

    def form(self, path: str) -> Fields:
        """What the form of a page already holds: token, key, version."""
        reader = _Forms()
        reader.feed(self.get(path).body)
        return max(reader.forms, key=len)

    def send(self, path: str, fields: Fields) -> Answer:
        """Send a filled-in form."""
        return self._send("POST", path, urlencode(fields))

    def sign_in(self, name: str, password: str) -> None:
        """Open a session."""
        fields = self.form("/sign-in/") | {"login": name, "password": password}
        answer = self.send("/sign-in/", fields)
        if answer.status != 302:
            raise Unexpected(f"{name} could not sign in: {answer.status}")

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        if time.monotonic() - self.used > KEPT_OPEN:
            self.connection.close()  # and opened again by the request
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read()
        seconds, self.used = time.perf_counter() - began, time.monotonic()
        for value in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(value).items()}
        return Answer(response.status, text.decode(), response.headers.get("Location", ""), seconds)


class _Forms(HTMLParser):
    """The forms of a page with what they hold before anybody types."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = [{}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and found.get("name") and found.get("type") == "hidden":
            self.forms[-1][str(found["name"])] = found.get("value") or ""
