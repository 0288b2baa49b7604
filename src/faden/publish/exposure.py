"""Who could have said it: how many people share all that is told about the speaker of a quotation.

What pages tell of a speaker are *facts*: the role, the language of the original, the place, and
details in the words themselves. A person may be quoted only where at least ``k`` people share all facts
told in all quotations of this person together, in the sample and by estimate in the place. Every two
quotations of one person count as linked: subject, dialect and an insider's memory link more than any
rule could see. First the role is told more widely, then the original language is hidden behind the
translation, and only then words are withheld, as few as possible (FIELD DP-7, DP-8).

Source:
    Kaiser, K. (2009), Protecting respondent confidentiality in qualitative research (deductive
    disclosure); Tolich, M. (2004), Internal confidentiality; Sweeney, L. (2002), k-anonymity.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from faden.publish.attribution import PARTICIPANT, label_groups, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Fact = tuple[str, str]
"""An attribute and its value, such as ``("age_band", "65-74")``."""

Facts = frozenset[Fact]

NOTHING: Final[Facts] = frozenset()

LANGUAGE: Final = "language"
"""The attribute that an original tells by being in a language; hidden behind a translation."""

_EXACT: Final = 10
"""Facts of one person up to which every choice is tried; above, facts are dropped one by one."""


@dataclass(frozen=True, slots=True)
class Exposed:
    """One quotation as readers see it.

    Attributes:
        coding: Id of the coding.
        person: Who said it.
        language: Language of the original.
        facts: What words and pages tell of the person, without role and language.
        hideable: Whether a page could show it without telling its language: translated, or in the page's own.
        counter: Whether it is counter-evidence of a finding, to be kept if possible.
    """

    coding: str
    person: str
    language: str
    facts: Facts = NOTHING
    hideable: bool = False
    counter: bool = False

    def told(self, *, hidden: bool) -> Facts:
        """All facts that it tells."""
        return self.facts if hidden else self.facts | {(LANGUAGE, self.language)}


class Crowd:
    """All who could be meant.

    Args:
        groups: Person → group; empty for none.
        sides: Group → side.
        holds: Fact → persons of whom it is known to be true; a fact that is missing is true of nobody else.
        least: How many people must share the facts.
        estimate: How many people of these groups share the facts, by estimate in the place.
    """

    def __init__(
        self,
        groups: Mapping[str, str],
        sides: Mapping[str, str],
        holds: Mapping[Fact, frozenset[str]],
        *,
        least: Callable[[Facts], int],
        estimate: Callable[[frozenset[str], Facts], float],
    ) -> None:
        self._groups, self._sides, self._holds = groups, sides, holds
        self._least, self._estimate = least, estimate
        self._known: dict[Facts, dict[str, str]] = {}

    def sharing(self, facts: Facts) -> frozenset[str]:
        """Persons of the sample of whom all facts are known to be true."""
        found = frozenset(self._groups)
        for fact in facts:
            found &= self._holds.get(fact, frozenset())
        return found

    def label(self, person: str, facts: Facts) -> str:
        """The narrowest label under which the facts may be told; empty where there is none."""
        if person not in self._groups or person not in self.sharing(facts):
            return ""
        return self._labels(facts).get(self._groups[person], "")

    def _labels(self, facts: Facts) -> dict[str, str]:
        if facts not in self._known:
            floor = self._labels(NOTHING) if facts else {}
            self._known[facts] = self._decided(facts, floor)
        return self._known[facts]

    def _decided(self, facts: Facts, floor: Mapping[str, str]) -> dict[str, str]:
        sizes = Counter(dict.fromkeys(sorted(set(self._groups.values())), 0))
        sizes.update(self._groups[person] for person in self.sharing(facts))
        least = self._least(facts)
        while told := label_groups(sizes, self._sides, least, floor=floor):
            rare = [label for label in sorted(set(told.values())) if self._rare(told, sizes, label, facts)]
            if not rare:
                return told
            if rare == [PARTICIPANT] == sorted(set(told.values())):
                break
            narrow = [label for label in rare if label != PARTICIPANT] or sorted(
                set(told.values()) - {PARTICIPANT}
            )
            floor = {**floor, **{g: PARTICIPANT for g, label in told.items() if label in narrow}}
        return {}

    def _rare(self, told: Mapping[str, str], sizes: Mapping[str, int], label: str, facts: Facts) -> bool:
        groups = frozenset(group for group, key in told.items() if key == label)
        if not any(sizes[group] for group in groups):
            return False
        return self._estimate(groups, facts) < self._least(facts)


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one person, or of all.

    Attributes:
        labels: Coding → the label it is shown with.
        hidden: Codings of which only the translation is shown.
        alone: Coding → facts for which it is withheld even if it were the only one.
        together: Coding → facts for which it is withheld because of what else is told of the person.
        wider: Coding → facts for which its label was made wider.
        told: Coding → all that is told of the person, for those that may be shown.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    alone: Mapping[str, Facts] = field(default_factory=dict)
    together: Mapping[str, Facts] = field(default_factory=dict)
    wider: Mapping[str, Facts] = field(default_factory=dict)
    told: Mapping[str, Facts] = field(default_factory=dict)


def shown(crowd: Crowd, quotations: Iterable[Exposed]) -> Shown:
    """What of these quotations may be shown, person by person; the same for every order of them."""
    by_person: dict[str, list[Exposed]] = defaultdict(list)
    for quotation in sorted(quotations, key=lambda q: q.coding):
        by_person[quotation.person].append(quotation)
    parts = [_of_person(crowd, own) for _, own in sorted(by_person.items())]
    return Shown(
        labels={k: v for part in parts for k, v in part.labels.items()},
        hidden=frozenset(itertools.chain.from_iterable(part.hidden for part in parts)),
        alone={k: v for part in parts for k, v in part.alone.items()},
        together={k: v for part in parts for k, v in part.together.items()},
        wider={k: v for part in parts for k, v in part.wider.items()},
        told={k: v for part in parts for k, v in part.told.items()},
    )


def _of_person(crowd: Crowd, own: list[Exposed]) -> Shown:
    choice = min(_choices(crowd, own), default=None)
    kept = set(choice.kept) if choice else set()
    hidden = frozenset(choice.hidden) if choice else frozenset()
    told: Facts = frozenset().union(*(q.told(hidden=q.coding in hidden) for q in own if q.coding in kept))
    person = own[0].person
    base, label = crowd.label(person, NOTHING), crowd.label(person, told) if kept else ""
    alone: dict[str, Facts] = {}
    together: dict[str, Facts] = {}
    for quotation in own:
        if quotation.coding in kept:
            continue
        by_itself = crowd.label(person, quotation.told(hidden=quotation.hideable))
        (together if by_itself else alone)[quotation.coding] = quotation.told(hidden=quotation.hideable)
    all_told = dict.fromkeys(sorted(kept), told)
    wider = all_told if label != base else {}
    return Shown(dict.fromkeys(sorted(kept), label), hidden, alone, together, wider, all_told)


@dataclass(frozen=True, slots=True, order=True)
class _Choice:
    """One way to show a person's quotations; the smallest one is taken."""

    withheld: int
    counter_withheld: int
    width: int
    covered: int
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    hidden: tuple[str, ...]


def _choices(crowd: Crowd, own: list[Exposed]) -> Iterator[_Choice]:
    """All ways that leave enough people who share everything told."""
    person = own[0].person
    for facts in _fact_sets(crowd, own):
        kept, hidden = [], []
        for quotation in own:
            if quotation.told(hidden=False) <= facts:
                kept.append(quotation)
            elif quotation.hideable and quotation.facts <= facts:
                kept.append(quotation)
                hidden.append(quotation.coding)
        told: Facts = frozenset().union(*(q.told(hidden=q.coding in hidden) for q in kept))
        label = crowd.label(person, told)
        if kept and label:
            gone = [q for q in own if q not in kept]
            yield _Choice(
                len(gone),
                sum(q.counter for q in gone),
                width(label),
                len(hidden),
                tuple(q.coding for q in gone),
                tuple(q.coding for q in kept),
                tuple(hidden),
            )


def _fact_sets(crowd: Crowd, own: list[Exposed]) -> Iterator[Facts]:
    """Sets of facts that could be told; all of them where there are few, else ever smaller ones."""
    every = sorted(frozenset().union(*(q.told(hidden=False) for q in own)))
    if len(every) <= _EXACT:
        for n in range(len(every), -1, -1):
            yield from map(frozenset, itertools.combinations(every, n))
        return
    left = list(every)
    while left:
        yield frozenset(left)
        # The rarest fact goes first; of equally rare ones the one that fewest quotations tell.
        uses = Counter(fact for q in own for fact in q.told(hidden=False))
        left.remove(min(left, key=lambda f: (len(crowd.sharing(frozenset({f}))), uses[f], f)))
    yield NOTHING
