"""Somebody who speaks HTTP with the house: keeps cookies, reads forms, sends them."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

from tests.blackbox import pages
from tests.blackbox.pages import Fields, Form


PATIENCE = 60  # seconds
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `status` 0 when nothing came."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    path: str = ""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")

    @property
    def location(self) -> str:
        return self.header("Location")

    @property
    def forms(self) -> list[Form]:
        return pages.forms_in(self.text)

    @property
    def succeeded(self) -> bool:
        """Whether it acknowledges what was asked for: a change is answered by sending on."""
        return 200 <= self.status < 400

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def form_with(self, *names: str) -> Form:
        """The form that has these fields."""
        found = next((form for form in self.forms if set(names) <= form.names), None)
        assert found is not None, f"{self.status} {self.path}: no form with {names}\n{self.text[:2000]}"
        return found


NOTHING = Answer(0)


@dataclass
class Visitor:
    """One browser's worth of cookies, at one address."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    patience: float = PATIENCE

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, fields: Fields, **headers: str) -> Answer:
        body = urlencode(fields).encode()
        return self.send("POST", path, body=body, headers={"Content-Type": FORM_TYPE, **headers})

    def send(
        self, method: str, path: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """One request on a connection of its own; raises OSError or HTTPException when no answer comes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        said |= {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        try:
            with contextlib.suppress(BrokenPipeError):  # it would not read all, and has answered already
                connection.request(method, path, body, {name: value for name, value in said.items() if value})
            response = connection.getresponse()
            answer = Answer(response.status, tuple(response.getheaders()), response.read(), path)
        finally:
            connection.close()
        self._keep_cookies(answer)
        return answer

    def tries(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        """The same, where a house under fire may answer nothing at all."""
        try:
            return self.get(path) if method == "GET" else self.post(path, fields or [])
        except (OSError, http.client.HTTPException):
            return NOTHING

    def upload(self, path: str, fields: Fields, *, name: str, filename: bytes, content: bytes) -> Answer:
        """Send a form with one file."""
        edge = uuid4().hex
        lines = [_part(edge, f'name="{key}"'.encode(), value.encode()) for key, value in fields]
        lines.append(_part(edge, f'name="{name}"; filename="'.encode() + filename + b'"', content))
        body = b"".join(lines) + f"--{edge}--\r\n".encode()
        return self.send(
            "POST", path, body=body, headers={"Content-Type": f"multipart/form-data; boundary={edge}"}
        )

    def signs_in(self, name: str, password: str) -> Visitor:
        """Through the door; the demonstration has no second factors."""
        form = self.get("/sign-in/").form_with("login", "password")
        answer = self.post("/sign-in/", form.filled({"login": name, "password": password}))
        assert answer.status == 302, f"{name}: {answer.status} {answer.text[:500]}"
        return self

    def form(self, path: str, *names: str) -> Form:
        """The form at an address that has these fields."""
        return self.get(path).form_with(*names)

    def sends(self, path: str, answers: Mapping[str, str]) -> Answer:
        """Open a form and send it answered."""
        form = self.form(path, *answers)
        return self.post(at(path, form), form.filled(answers))

    def also_from(self, port: int) -> Visitor:
        """The same person through another door."""
        return Visitor(port, dict(self.cookies), self.patience)

    def _keep_cookies(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name.lower() != "set-cookie":
                continue
            for key, morsel in SimpleCookie(value).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = morsel.value


def at(path: str, form: Form) -> str:
    """Where a form is sent."""
    found = urlsplit(urljoin(path, form.action or path))
    return found.path + (f"?{found.query}" if found.query else "")


def _part(edge: str, disposition: bytes, content: bytes) -> bytes:
    head = f"--{edge}\r\nContent-Disposition: form-data; ".encode()
    return head + disposition + b"\r\n\r\n" + content + b"\r\n"
