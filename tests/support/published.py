"""Worked examples of coefficients of agreement that are in print, with the figures printed there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, NamedTuple

from faden.coding.agreement.coefficients import Coefficient, alpha, kappa, percent
from faden.coding.agreement.unitising import Parts, alpha_u, disagreement, u_alpha


class Example(NamedTuple):
    """A figure that is in print.

    Attributes:
        source: Where it stands.
        compute: What faden makes of the same data.
        printed: The figure.
        within: By how much a figure may differ that is rounded as printed.
    """

    source: str
    compute: Callable[[], Coefficient]
    printed: float
    within: float = 0.0005


def table(cells: Sequence[tuple[int, Hashable, Hashable]]) -> list[tuple[Hashable, Hashable]]:
    """The ratings of two coders from (how often, one's value, the other's value)."""
    return [(a, b) for times, a, b in cells for _ in range(times)]


def columns(*coders: str) -> list[tuple[str | None, ...]]:
    """Ratings from a string a coder, a character a unit; a dot is a gap."""
    return [tuple(None if value == "." else value for value in row) for row in zip(*coders, strict=True)]


TWO_BINARY: Final = columns("0100000010", "1110010000")
"""Krippendorff (2011), section A: two observers, ten units; also (1980), p. 133."""

FOUR_NOMINAL: Final = columns("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""Krippendorff (2011), section C: four observers, twelve units, gaps."""

THREE_NOMINAL: Final = columns("112412132", "122442232", "122442332")
"""Krippendorff (1980), p. 139: three observers, nine units, as reprinted in tests of DKPro Statistics."""

PSYCHOLOGISTS: Final = table(
    [
        (88, 1, 1), (14, 1, 2), (18, 1, 3),
        (10, 2, 1), (40, 2, 2), (10, 2, 3),
        (2, 3, 1), (6, 3, 2), (12, 3, 3),
    ]
)  # fmt: skip
"""Cohen (1960), p. 45: 200 cases, three categories."""

ACTS_TWO: Final = table([(20, "S", "S"), (20, "I", "S"), (10, "S", "I"), (50, "I", "I")])
"""Artstein and Poesio (2008), p. 558."""

ACTS_THREE: Final = table([(46, "S", "S"), (6, "I", "S"), (32, "I", "I"), (6, "I", "C"), (10, "C", "C")])
"""Artstein and Poesio (2008), p. 568."""


def toward(a: Hashable, b: Hashable) -> float:
    """The distance of Artstein and Poesio (2008): a check is half way to everything."""
    return 0.0 if a == b else 0.5 if "C" in {a, b} else 1.0


LENGTH: Final = 300
"""Krippendorff (2004), p. 254: the continuum from 150 to 450; two observers, the codes c and k."""
C_CODE: Final = ([(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)])
K_CODE: Final = ([(30, 90), (150, 200)], [(30, 90), (150, 200)])


def _code(coders: tuple[list[tuple[int, int]], list[tuple[int, int]]]) -> Parts:
    return disagreement(coders, LENGTH)


EXAMPLES: Final = (
    Example("Krippendorff 2011, two observers, binary", lambda: alpha(TWO_BINARY), 0.095),
    Example("Krippendorff 1980, the same: percent", lambda: percent(TWO_BINARY), 0.6),
    Example("Krippendorff 2011, four observers, nominal, gaps", lambda: alpha(FOUR_NOMINAL), 0.743),
    Example("Krippendorff 1980, three observers", lambda: alpha(THREE_NOMINAL), 0.642, 0.001),
    Example("Cohen 1960, p. 45", lambda: kappa(PSYCHOLOGISTS), 0.492),
    Example("Cohen 1960, p. 45: percent", lambda: percent(PSYCHOLOGISTS), 0.70),
    Example("Artstein and Poesio 2008, p. 558", lambda: kappa(ACTS_TWO), 0.348),
    Example("Artstein and Poesio 2008, p. 568: kappa", lambda: kappa(ACTS_THREE), 0.801),
    Example("Artstein and Poesio 2008, p. 568: alpha", lambda: alpha(ACTS_THREE), 0.8, 0.001),
    Example("Artstein and Poesio 2008, weighted alpha", lambda: alpha(ACTS_THREE, toward), 0.8156),
    Example("Krippendorff 2004, code c", lambda: alpha_u([_code(C_CODE)]), 0.729),
    Example("Krippendorff 2004, code k", lambda: alpha_u([_code(K_CODE)]), 1.0),
    Example("Krippendorff 2004, both codes", lambda: alpha_u([_code(C_CODE), _code(K_CODE)]), 0.859),
)
"""All of them are in print."""

COMPARED: Final = (
    Example(
        "Krippendorff et al. 2016, as computed by another program",
        lambda: u_alpha(
            [
                [(2, 5, "1"), (9, 11, "1"), (12, 20, "2")],
                [(2, 5, "1"), (7, 15, "2")],
                [(2, 5, "1"), (10, 15, "2")],
            ],
            20,
        ),
        0.474,
    ),
)
"""Figures of other programs where no figure in print is at hand: the unitized alpha by another author."""
