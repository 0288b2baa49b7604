"""What other programs expect of a file, as far as their own exports show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from faden.core.problems import StudyError
from faden.exchange.refi.offsets import PLAIN, Newline, Reading, Unit


@dataclass(frozen=True, slots=True)
class Profile:
    """How a file is written.

    Attributes:
        name: The program; empty for the standard as it stands.
        reading: How positions count.
        returns: Whether texts end their lines with CR LF.
        mark: Whether texts begin with a byte order mark.
        folder: Where sources lie.
        upper: Whether ids are in capitals.
        single: Whether a selection carries one coding at most.
        variables: Whether values of sources go to a nameless case of their own.
        strange: Whether what the schema does not know is written again.
    """

    name: str = ""
    reading: Reading = PLAIN
    returns: bool = False
    mark: bool = False
    folder: str = "sources"
    upper: bool = False
    single: bool = False
    variables: bool = False
    strange: bool = True


PROFILES: Final = {
    "": Profile(),
    # NVivo for Windows counts UTF-16 units over CR LF and reads with the same count.
    "nvivo": Profile(
        "nvivo",
        Reading(Unit.UTF_16, Newline.RAW, mark=False),
        returns=True,
        mark=True,
        folder="Sources",
        single=True,
        strange=False,
    ),
    # Both count CR LF as one; of both it is reported that they shift codings of texts with LF alone.
    "atlasti": Profile("atlasti", returns=True, upper=True, strange=False),
    "maxqda": Profile("maxqda", returns=True, upper=True, variables=True, strange=False),
}
"""By the word that ``--for`` takes."""


def profile(name: str) -> Profile:
    """The profile of this name.

    Raises:
        StudyError: There is none.
    """
    if name not in PROFILES:
        raise StudyError("refi-profile-unknown", value=name, known=", ".join(sorted(filter(None, PROFILES))))
    return PROFILES[name]
