"""What a browser says of itself, in the words by which its owner knows it again."""

import pytest

from caseward.accounts.entrance import devices


SAID = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0": "Edge on Windows",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0": "Firefox on Windows",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36": "Chrome on Linux",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604": "Safari on iPhone",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36": "Chrome on Android",
    "curl/8.5": "",
    "": "",
}


@pytest.mark.parametrize(("user_agent", "name"), SAID.items(), ids=str)
def test_a_device_is_named_by_browser_and_system(user_agent: str, name: str) -> None:
    assert devices.named(user_agent) == name
