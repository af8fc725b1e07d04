"""A download is saved and never shown, under a name that cannot break the header."""

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.foundation.storage import names, responses
from tests.foundation.conftest import Acting, World
from tests.foundation.storage import corpus, verbs
from tests.foundation.storage.conftest import on_disk, upload


def test_a_download_carries_every_guard(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(
            ctx, compartment_id=world.red, about_id=uuid4(), upload=upload("Zoë's form.pdf")
        )
        response = responses.attachment(verbs.read(ctx, file_id=file_id))

    assert b"".join(response.streaming_content) == corpus.pdf()  # type: ignore[arg-type]  # not asynchronous
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(corpus.pdf())),
        "Content-Disposition": "attachment; filename=\"Zo_'s form.pdf\"; filename*=UTF-8''Zo%C3%AB%27s%20form.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "no-store, private",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
    }


def test_a_damaged_file_is_noticed_before_anything_is_sent(
    world: World, acting: Acting, folder: Path
) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
        [path] = on_disk(folder)
        path.write_bytes(path.read_bytes()[:-1])

        with pytest.raises(Exception, match="cut short"):
            responses.attachment(verbs.read(ctx, file_id=file_id))


@given(given=st.text(max_size=100))
def test_no_name_breaks_the_header(given: str) -> None:
    header = responses.disposition(names.cleaned(given, suffix="pdf"))

    assert header.isascii()
    assert not set(header) & set("\r\n\0")
    assert header.count('"') == 2
