"""Which addresses are opened at once, asked about, or never."""

import pytest

from app.ui.conversation.links import is_odd, may_open


@pytest.mark.parametrize(
    ("url", "text", "odd"),
    [
        ("https://school.example/a", "тут", False),
        ("https://school.example/a", "https://school.example/a", False),
        ("https://www.school.example", "school.example", False),
        ("https://evil.example/login", "https://school.example/login", True),
        ("https://evil.example", "school.example", True),
        ("https://xn--80ak6aa92e.com", "apple.com", True),
        ("https://xn--80ak6aa92e.com", "тут", True),
        ("https://школа.рф", "школа.рф", True),
        ("https://school.example@evil.example", "тут", True),
        ("mailto:vera@school.example", "почта", False),
        ("http://[broken", "тут", False),
    ],
)
def test_an_address_that_is_not_what_it_seems_is_asked_about(url, text, odd):
    assert is_odd(url, text) is odd


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "smb://x", "http://[b"]
)
def test_other_schemes_are_never_opened(url):
    assert not may_open(url)
