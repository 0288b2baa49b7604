"""Which quotations may be shown, how they are attributed, and for which reason the others are not.

First falls what nobody may show: words that are gone, words without consent, words on the red list.
What is left is looked at together, for what it tells of each person. Every rule and the gate ask here,
so that they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from faden.core.problems import errors
from faden.publish.attribution import width
from faden.publish.consented import allowed
from faden.publish.exposure import NOTHING, Facts, shown
from faden.publish.exposure_case import Sample, crowd, exposures
from faden.publish.redlist import read_redlist, undecided
from faden.publish.uses import uses

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from faden.findings.evidence import Index
    from faden.publish.redlist import RedList
    from faden.publish.verdict import Case


@dataclass(frozen=True, slots=True)
class Exposure:
    """What is decided on every quotation that a study uses.

    Attributes:
        labels: Coding → public attribution, for those that may be shown.
        hidden: Codings of which only the translation is shown.
        withheld: Coding → code of the reason, for those that may not.
        wider: Coding → facts for which its attribution says less than the role.
        facts: Coding → facts that are too rare, for those withheld for them.
        sharing: Coding → participants of whom the same is known, for those that do not tell the role.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    withheld: Mapping[str, str] = field(default_factory=dict)
    wider: Mapping[str, Facts] = field(default_factory=dict)
    facts: Mapping[str, Facts] = field(default_factory=dict)
    sharing: Mapping[str, frozenset[str]] = field(default_factory=dict)


_KNOWN: Final[WeakKeyDictionary[Index, dict[dt.date, Exposure]]] = WeakKeyDictionary()
"""What has been decided on a study that was read; a study read anew has a new index."""


def decide(case: Case) -> Exposure:
    """Decide on every quotation of a study."""
    known = _KNOWN.setdefault(case.index, {})
    if case.on not in known:
        known[case.on] = _decided(case)
    return known[case.on]


def _decided(case: Case) -> Exposure:
    doubt = {problem.place.path: problem.code for problem in errors(case.corpus.problems)}
    redlist = read_redlist(case).value
    withheld: dict[str, str] = {}
    left: list[str] = []
    for coding in dict.fromkeys(use.coding for use in uses(case.corpus)):
        reason = _reason(case, coding, doubt, redlist)
        if reason:
            withheld[coding] = reason
        else:
            left.append(coding)
    sample = Sample(case)
    quotations = exposures(case, sample, left, redlist.tells if redlist else ())
    people = crowd(case, sample, quotations)
    told = shown(people, quotations)
    for quotation in quotations:
        if not people.label(quotation.person, NOTHING):
            withheld[quotation.coding] = "quotation-among-few"
        elif quotation.coding in told.alone:
            withheld[quotation.coding] = "quotation-recognisable"
        elif quotation.coding in told.together:
            withheld[quotation.coding] = "quotation-recognisable-together"
    wide = {coding: facts for coding, facts in told.told.items() if width(told.labels[coding])}
    sharing = {coding: people.sharing(facts) for coding, facts in wide.items()}
    return Exposure(told.labels, told.hidden, withheld, told.wider, {**told.alone, **told.together}, sharing)


def _reason(case: Case, coding: str, doubt: Mapping[str, str], redlist: RedList | None) -> str:
    """Why the words of a coding may not be shown, whatever they tell of the speaker; empty where they may.

    A conversation that was not understood as a whole lends no words: of two turns with one number,
    the words of one person could pass for those of the other.
    """
    evidence = case.index.found.get(coding)
    if evidence is None:
        return "evidence-words-gone"
    folder = case.corpus.folder
    transcript = folder.shown(folder.transcript(evidence.transcript))
    if transcript in doubt:
        return doubt[transcript]
    if not allowed(case, evidence.participant):
        return "quotation-without-consent"
    left = undecided(case, coding, redlist)
    if any(hit.category != "third-person" for hit in left):
        return "quotation-on-red-list"
    return "quotation-names-somebody" if left else ""
