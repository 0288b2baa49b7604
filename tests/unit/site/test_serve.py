"""The server for looking at a site on one's own machine."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from faden.site.errors import SiteError
from faden.site.serve import find_file, make_server


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder like that of a built site, with a secret beside it."""
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    (site / "index.html").write_text("start", encoding="utf-8")
    (site / "en/index.html").write_text("english", encoding="utf-8")
    (site / "404.html").write_text("missing", encoding="utf-8")
    (site / "a.js").write_text("1", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "away").symlink_to(tmp_path / "secret.txt")
    return site


@pytest.fixture
def asked(site: Path) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server of the site."""
    with make_server(site, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
        yield connection
        connection.close()
        server.shutdown()


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/en/../../secret.txt",
        "/away",
        "/..\\secret.txt",
        "/a.js%00",
        "/none",
        "/en/none/",
    ],
)
def test_only_files_of_the_site_are_found(site: Path, address: str) -> None:
    """No way leads out of the folder, not even through a link."""
    assert find_file(site, address) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [("/", "index.html"), ("/en/", "en/index.html"), ("/en", "en/index.html"), ("/a.js?x#y", "a.js")],
)
def test_addresses_lead_to_files(site: Path, address: str, expected: str) -> None:
    """A folder stands for its start page."""
    assert site.resolve() / expected == find_file(site, address)


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/a.js", 200, "text/javascript; charset=utf-8"),
        ("/none", 404, "text/html; charset=utf-8"),
    ],
)
def test_answers_say_what_they_are(
    asked: http.client.HTTPConnection, address: str, status: int, kind: str
) -> None:
    """A browser that may not guess needs to be told; nothing may be asked of another machine."""
    asked.request("GET", address)
    answer = asked.getresponse()

    assert (status, kind) == (answer.status, answer.headers["Content-Type"])
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_another_name_for_this_machine_is_refused(asked: http.client.HTTPConnection) -> None:
    """A page elsewhere could bend its own name to point here, and read a draft."""
    asked.request("GET", "/", headers={"Host": "example.org"})

    assert asked.getresponse().status == 403


def test_it_listens_on_this_machine_only(site: Path) -> None:
    """A draft is for one's own eyes."""
    with make_server(site, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    """The remedy is to build one."""
    with pytest.raises(SiteError) as stopped:
        make_server(tmp_path)

    assert stopped.value.problem.code == "site-not-built"


def test_a_port_in_use_is_named(site: Path) -> None:
    """Two servers cannot share one."""
    with make_server(site, 0) as server, pytest.raises(SiteError) as stopped:
        make_server(site, server.server_port)

    assert stopped.value.problem.params == {"port": server.server_port}
