"""Agreement on where words of a code begin and end: alpha for unitising, on one continuum of text.

Two members of the family are given. `alpha_u` treats each code by itself, so that codes may overlap, as
they do in qualitative coding; over several codes their disagreements are added. `u_alpha` is the later
definition for texts cut into stretches that exclude each other; it behaves better with more than two
coders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from faden.coding.agreement.coefficients import Coefficient, Undefined

Span = tuple[int, int]
"""Start and end on the continuum, the end excluded."""

Spans = Sequence[Span]
"""The stretches that one coder gave one code, in order, not overlapping."""


class Parts(NamedTuple):
    """Observed and expected disagreement of one code; they can be added over codes."""

    observed: float
    expected: float


class _Section(NamedTuple):
    """A stretch of the continuum as one coder sees it; a gap has no value."""

    start: int
    end: int
    value: str | None

    @property
    def length(self) -> int:
        return self.end - self.start


def joined(spans: Spans) -> tuple[Span, ...]:
    """Stretches in order, those that overlap made one; stretches that only touch stay two."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def disagreement(coders: Sequence[Spans], length: int) -> Parts:
    """Observed and expected disagreement on the stretches of one code.

    Args:
        coders: The stretches of each coder, at least two coders.
        length: Length of the continuum, in the units in which stretches are measured.

    Source:
        Krippendorff, K. (1995), On the reliability of unitizing continuous data; (2004) Content Analysis,
        2nd ed., section 11.6; (2004) Measuring the Reliability of Qualitative Text Analysis Data.
    """
    m = len(coders)
    cut = [list(_sections(((s, e, "code") for s, e in spans), length)) for spans in coders]
    observed = sum(_apart(g, h) for a, b in combinations(cut, 2) for g, h in _meeting(a, b))
    units = [s for sections in cut for s in sections if s.value]
    gaps = [s.length for sections in cut for s in sections if not s.value]
    expected = sum(_chance(unit.length, len(units), gaps) for unit in units)
    pairs = m * length * (m * length - 1) - sum(u.length * (u.length - 1) for u in units)
    if not length or not pairs:
        return Parts(0.0, 0.0)
    return Parts(2 * observed / (m * (m - 1) * length**2), 2 / length * expected / pairs)


def alpha_u(codes: Sequence[Parts]) -> Coefficient:
    """Krippendorff's alpha for unitising, of one code or, their disagreements added, of several.

    Returns:
        1 where all coders gave the same words the same codes, 0 for chance, below 0 for less. Undefined
        where nobody coded anything. ``n`` is not filled in: there are no units given beforehand.
    """
    observed = sum(parts.observed for parts in codes)
    expected = sum(parts.expected for parts in codes)
    if expected <= 0:
        return Coefficient(None, Undefined.NO_VARIATION if codes else Undefined.NO_UNITS)
    return Coefficient(1 - observed / expected)


def _chance(own: int, units: int, gaps: Sequence[int]) -> float:
    """How far a unit would be from the others and from gaps if it stood anywhere."""
    others = (units - 1) / 3 * (2 * own**3 - 3 * own**2 + own)
    return others + own**2 * sum(gap - own + 1 for gap in gaps if gap >= own)


def _apart(g: _Section, h: _Section) -> float:
    """Squared distance of two sections that meet."""
    if g.value and h.value:
        return (g.start - h.start) ** 2 + (g.end - h.end) ** 2
    unit, gap = (g, h) if g.value else (h, g)
    within = gap.start <= unit.start and unit.end <= gap.end
    return unit.length**2 if unit.value and not gap.value and within else 0.0


def _meeting(a: Sequence[_Section], b: Sequence[_Section]) -> Iterator[tuple[_Section, _Section]]:
    """Pairs of sections of two coders that share a stretch, in order."""
    i = j = 0
    while i < len(a) and j < len(b):
        yield a[i], b[j]
        ends = a[i].end, b[j].end
        i += ends[0] <= ends[1]
        j += ends[1] <= ends[0]


def _sections(units: Iterator[tuple[int, int, str]], length: int) -> Iterator[_Section]:
    at = 0
    for start, end, value in units:
        if start > at:
            yield _Section(at, start, None)
        yield _Section(start, end, value)
        at = end
    if at < length:
        yield _Section(at, length, None)


def u_alpha(coders: Sequence[Sequence[tuple[int, int, str]]], length: int) -> Coefficient:
    """The later alpha for unitising, of a text cut into stretches with values and gaps between them.

    Args:
        coders: For each coder (start, end, value), in order; the stretches of a coder do not overlap.
        length: Length of the continuum.

    Returns:
        1 for full agreement, 0 for chance. Undefined where there is only one value, or only a gap.

    Source:
        Krippendorff, K., Mathet, Y., Bouvry, S., Widlöcher, A. (2016), On the reliability of unitizing
        textual continua: Further developments, Quality & Quantity 50, eq. 1 to 5; also Content Analysis,
        4th ed. (2019), eq. 32 to 34.
    """
    cut = [list(_sections(iter(units), length)) for units in coders]
    same = 0.0
    held: defaultdict[str | None, float] = defaultdict(float)
    for a, b in permutations(cut, 2):
        for g, h in _meeting(a, b):
            common = (min(g.end, h.end) - max(g.start, h.start)) / (len(cut) - 1)
            held[g.value] += common
            same += common if g.value == h.value else 0
    total = sum(held.values())
    # A unit cannot be taken apart by chance, a gap can.
    alone: defaultdict[str | None, float] = defaultdict(float)
    for section in (section for sections in cut for section in sections):
        alone[section.value] += section.length if section.value is None else section.length**2
    left = total**2 - sum(alone.values())
    if left <= 0:
        return Coefficient(None, Undefined.NO_UNITS)
    by_chance = total * sum(n**2 - alone[value] for value, n in held.items()) / left
    if total - by_chance <= 0 or len(held) == 1:
        return Coefficient(None, Undefined.NO_VARIATION)
    return Coefficient(1 - (total - same) / (total - by_chance))
