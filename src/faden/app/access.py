"""Who may come in: the decision for one request, as a pure function of what the request says.

A page anywhere on the web can make a browser send requests to this machine, and a name on the web can be
pointed at this machine (DNS rebinding). So the token alone is not enough; every request must also
be addressed to this very server by a local name, and must not come from another site.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

LOCAL_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names by which a browser on this machine may address the app."""

ENTRANCE: Final = "/enter"
"""The path of the start address; the only one at which the token is taken."""

SAVE_HEADER: Final = "x-faden-save"
"""Must come with every request that would change something; no form and no other page can send it.

Browsers share cookies between all ports of a machine, so the cookie alone proves too little.
"""

_READING: Final = frozenset({"GET", "HEAD"})
_OWN_SITES: Final = frozenset({"same-origin", "none"})
"""``same-site`` is not enough: to a browser, every port of this machine is the same site."""


class Decision(Enum):
    """What becomes of a request."""

    PASS = "pass"  # noqa: S105 - not a password
    ENTER = "enter"
    """The token is right: hand out the cookie, and go on without the token in the address."""
    LOCKED = "locked"
    """It comes from this machine's own browser but without a token."""
    REFUSED = "refused"
    """It comes from elsewhere; it gets nothing."""


@dataclass(frozen=True, slots=True)
class Access:
    """What opens the app.

    Attributes:
        token: The random token of the start address.
        origins: Further origins under which a proxy on the way shows the app, such as
            ``http://localhost:8888`` for JupyterLab.
    """

    token: str
    origins: frozenset[str] = frozenset()

    @property
    def pass_value(self) -> str:
        """What the cookie holds: derived from the token, which cannot be read from it."""
        return hmac.new(self.token.encode(), b"faden app", hashlib.sha256).hexdigest()

    @property
    def save_value(self) -> str:
        """What our pages send along when they save; only who can read our pages knows it."""
        return hmac.new(self.token.encode(), b"faden app saves", hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says of itself; an empty text stands for a header that was not sent.

    Attributes:
        method: Its method.
        path: Its path.
        hosts: Every ``Host`` header.
        origins: Every ``Origin`` header.
        sites: Every ``Sec-Fetch-Site`` header.
        token: The token in its address.
        cookie: The value of our cookie.
        save: The value of our header `SAVE_HEADER`.
        port: The port at which it arrived.
    """

    method: str
    path: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    sites: tuple[str, ...]
    token: str
    cookie: str
    port: int
    save: str = ""


def decide(asked: Asked, access: Access) -> Decision:
    """Decide about a request; whatever is in doubt is refused."""
    if not _addressed_to_us(asked, access) or not _from_us(asked, access):
        return Decision.REFUSED
    if asked.path == ENTRANCE:
        right = asked.method in _READING and _same(asked.token, access.token)
        return Decision.ENTER if right else Decision.LOCKED
    known = _same(asked.cookie, access.pass_value)
    saves = asked.method in _READING or _same(asked.save, access.save_value)
    return Decision.PASS if known and saves else Decision.LOCKED


def _addressed_to_us(asked: Asked, access: Access) -> bool:
    """Whether there is exactly one ``Host``, and it is this server by one of its own names."""
    if len(asked.hosts) != 1:
        return False
    host = asked.hosts[0].lower()
    return host in _local_hosts(asked.port) or host in {urlsplit(origin).netloc for origin in access.origins}


def _local_hosts(port: int) -> frozenset[str]:
    bare = LOCAL_NAMES if port == 80 else frozenset()  # noqa: PLR2004 - browsers leave out the port of http
    return bare | {f"{name}:{port}" for name in LOCAL_NAMES}


def _from_us(asked: Asked, access: Access) -> bool:
    """Whether the request comes from our own page, or from no page at all.

    A request that would change something must say where it comes from. Forms do not, under our
    ``Referrer-Policy`` (they send ``null``); pages of the app save by ``fetch``, which does.
    """
    if any(site.lower() not in _OWN_SITES for site in asked.sites):
        return False
    own = {f"http://{asked.hosts[0].lower()}"} | access.origins
    if any(origin.lower() not in own for origin in asked.origins):
        return False
    return asked.method in _READING or len(asked.origins) == 1


def _same(given: str, expected: str) -> bool:
    """Whether two secrets are the same; takes as long for a near miss as for a far one."""
    return hmac.compare_digest(given.encode(), expected.encode())
