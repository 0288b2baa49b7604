"""A machine without a network: only loopback and local sockets answer."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class NetworkUsedError(AssertionError):
    """Something tried to reach another machine."""


def is_loopback(family: int, address: Any) -> bool:
    """Whether an address is on this machine; addresses that are no host and port are."""
    if family not in (socket.AF_INET, socket.AF_INET6) or not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@contextmanager
def no_network() -> Iterator[None]:
    """Refuse every connection and every look-up that leaves this machine."""
    connect, connect_ex, send_to = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto
    look_up = socket.getaddrinfo

    def guard(family: int, address: Any) -> None:
        if not is_loopback(family, address):
            raise NetworkUsedError(f"a test tried to reach {address!r}")

    def _connect(self: socket.socket, address: Any) -> None:
        guard(self.family, address)
        connect(self, address)

    def _connect_ex(self: socket.socket, address: Any) -> int:
        guard(self.family, address)
        return connect_ex(self, address)

    def _send_to(self: socket.socket, *args: Any) -> int:
        guard(self.family, args[-1])
        return send_to(self, *args)

    def _look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        guard(socket.AF_INET, (name or "", 0))
        return look_up(host, *args, **kwargs)

    patched = {"connect": _connect, "connect_ex": _connect_ex, "sendto": _send_to}
    before = {name: socket.socket.__dict__.get(name) for name in patched}
    for name, function in patched.items():
        setattr(socket.socket, name, function)
    socket.getaddrinfo = _look_up
    try:
        yield
    finally:
        socket.getaddrinfo = look_up
        for name, function in before.items():
            if function is None:
                delattr(socket.socket, name)
            else:
                setattr(socket.socket, name, function)
