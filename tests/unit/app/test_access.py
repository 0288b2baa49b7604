"""Who may come in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from faden.app.access import ENTRANCE, Access, Asked, Decision, decide

ACCESS = Access("secret")
FAIR = Asked(
    method="GET",
    path="/",
    hosts=("127.0.0.1:8765",),
    origins=(),
    sites=("same-origin",),
    token="",
    cookie=ACCESS.pass_value,
    port=8765,
)


@pytest.mark.parametrize(
    "asked",
    [
        FAIR,
        replace(FAIR, sites=()),
        replace(FAIR, sites=("none",)),
        replace(FAIR, hosts=("LOCALHOST:8765",)),
        replace(FAIR, hosts=("[::1]:8765",)),
        replace(FAIR, hosts=("localhost",), port=80),
        replace(FAIR, method="POST", origins=("http://127.0.0.1:8765",), save=ACCESS.save_value),
    ],
)
def test_the_own_page_passes(asked: Asked) -> None:
    """Addressed by a local name, from our own page or from none, with the cookie."""
    assert Decision.PASS is decide(asked, ACCESS)


@pytest.mark.parametrize(
    "asked",
    [
        replace(FAIR, hosts=("evil.example:8765",)),
        replace(FAIR, hosts=("127.0.0.1.evil.example:8765",)),
        replace(FAIR, hosts=("127.0.0.1:8766",)),
        replace(FAIR, hosts=("127.0.0.1",)),
        replace(FAIR, hosts=("192.168.0.7:8765",)),
        replace(FAIR, hosts=()),
        replace(FAIR, hosts=("127.0.0.1:8765", "evil.example")),
        replace(FAIR, origins=("https://evil.example",)),
        replace(FAIR, origins=("http://localhost:8765",)),
        replace(FAIR, origins=("http://127.0.0.1:8766",)),
        replace(FAIR, origins=("null",)),
        replace(FAIR, sites=("cross-site",)),
        replace(FAIR, sites=("same-site",)),
        replace(FAIR, method="POST"),
        replace(FAIR, method="DELETE", origins=("null",)),
    ],
)
def test_other_pages_and_rebound_names_are_refused_even_with_the_cookie(asked: Asked) -> None:
    """A browser sends our cookie along for others; what gives them away is where they come from."""
    assert Decision.REFUSED is decide(asked, ACCESS)


@pytest.mark.parametrize("save", ["", "secret", ACCESS.pass_value, ACCESS.save_value[:-1], "é"])
def test_nothing_is_saved_without_the_value_that_stands_in_our_pages(save: str) -> None:
    """The cookie goes to every server of this machine; the value goes only to who can read our pages."""
    saving = replace(FAIR, method="POST", origins=("http://127.0.0.1:8765",), save=save)

    assert Decision.LOCKED is decide(saving, ACCESS)


@pytest.mark.parametrize("cookie", ["", "secret", ACCESS.pass_value[:-1], "é"])
def test_without_the_right_cookie_the_door_is_locked(cookie: str) -> None:
    """The token itself is no cookie: it may stand in a browser's history."""
    assert Decision.LOCKED is decide(replace(FAIR, cookie=cookie), ACCESS)


@pytest.mark.parametrize(
    ("token", "decision"),
    [("secret", Decision.ENTER), ("", Decision.LOCKED), ("Secret", Decision.LOCKED), ("ß", Decision.LOCKED)],
)
def test_the_token_is_taken_at_the_entrance_only(token: str, decision: Decision) -> None:
    """Elsewhere a token in the address opens nothing."""
    at_the_door = replace(FAIR, path=ENTRANCE, token=token, cookie="", sites=("none",))

    assert decision is decide(at_the_door, ACCESS)
    assert Decision.LOCKED is decide(replace(at_the_door, path="/needs"), ACCESS)


def test_a_proxy_that_was_named_may_show_the_app() -> None:
    """JupyterLab passes requests on under its own address; no other address is let in thereby."""
    access = Access("secret", frozenset({"http://localhost:8888"}))
    shown = replace(
        FAIR,
        hosts=("localhost:8888",),
        origins=("http://localhost:8888",),
        method="POST",
        save=access.save_value,
    )

    assert Decision.PASS is decide(shown, access)
    assert Decision.REFUSED is decide(replace(shown, hosts=("localhost:8889",)), access)
    assert Decision.REFUSED is decide(shown, ACCESS)
