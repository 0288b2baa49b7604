"""While tests run, nothing leaves this machine."""

from __future__ import annotations

import socket
import urllib.request

import pytest
from network import NetworkUsedError, is_loopback


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443)])
def test_dp_13_another_machine_cannot_be_reached(address: tuple[str, int]) -> None:
    """192.0.2.1 is an address for examples; even the look-up of a name is refused."""
    with pytest.raises(NetworkUsedError):
        socket.create_connection(address, timeout=1)


def test_a_page_cannot_be_fetched() -> None:
    """The usual way of Python goes through the same door."""
    with pytest.raises(NetworkUsedError):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


def test_a_message_without_connection_is_refused_too() -> None:
    """Telemetry by datagram is telemetry."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as quiet, pytest.raises(NetworkUsedError):
        quiet.sendto(b"x", ("192.0.2.1", 9))


def test_this_machine_answers() -> None:
    """The app and the browser tests talk over loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=5) as client:
            client.sendall(b"x")
        accepted, _ = server.accept()
        accepted.close()


@pytest.mark.parametrize(
    ("family", "address", "expected"),
    [
        (socket.AF_INET, ("127.0.0.5", 1), True),
        (socket.AF_INET, ("localhost", 1), True),
        (socket.AF_INET6, ("::1", 1, 0, 0), True),
        (socket.AF_INET, ("10.0.0.1", 1), False),
        (socket.AF_INET, ("0.0.0.1", 1), False),
        (socket.AF_INET6, ("fe80::1%eth0", 1, 0, 0), False),
        (socket.AF_INET, ("127.0.0.1.example.org", 1), False),
    ],
)
def test_loopback_is_told_from_the_rest(family: int, address: tuple[object, ...], expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """A name that only looks like it is another machine's."""
    assert expected is is_loopback(family, address)
