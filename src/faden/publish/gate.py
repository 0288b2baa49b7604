"""The gate: everything that would be published passes here, and nothing passes on doubt.

The gate answers two questions from the same rules: what is wrong (problems), and what may be shown
(the verdict). A quotation is shown only where its words stand, its speaker is one known participant
and this person's consent to be quoted and published holds today. A finding whose evidence is in
doubt is not shown at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from faden.core.problems import Place, Problem, errors
from faden.findings.need import standing
from faden.publish.exposure_verdict import decide
from faden.publish.rules import PUBLISH_RULES, STUDY_RULES
from faden.publish.verdict import Verdict
from faden.study.participants import meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from faden.publish.verdict import Case


def check_study(case: Case) -> Iterator[Problem]:
    """Everything that is not in order in a study, whoever sees it.

    Where a file could not be read at all, this is told, and not what only follows from it.
    """
    return _told(case, _of_study(case))


def check_publication(case: Case) -> Iterator[Problem]:
    """What stands against publishing, besides `check_study`."""
    return _told(case, _of_publication(case))


def _of_study(case: Case) -> Iterator[Problem]:
    yield from case.corpus.problems
    for rule in STUDY_RULES:
        yield from _guarded(rule.__name__, rule(case))


def _of_publication(case: Case) -> Iterator[Problem]:
    for rule in PUBLISH_RULES:
        yield from _guarded(rule.__name__, rule(case))


def _told(case: Case, found: Iterable[Problem]) -> Iterator[Problem]:
    """Problems without those that a file brings only because it could not be read."""
    corpus = case.corpus
    files = [corpus.folder.shown(getattr(corpus.folder, name)) for name in _FOLLOWING]
    silent = {
        code
        for file, codes in zip(files, _FOLLOWING.values(), strict=True)
        if file in corpus.unread
        for code in codes
    }
    return (
        problem for problem in found if problem.code not in silent and not _doubted(problem, corpus.doubted)
    )


def _doubted(problem: Problem, doubted: frozenset[str]) -> bool:
    """Whether a problem only follows from a participant's row that is not in order."""
    who = problem.params.get(_OF_PERSON.get(problem.code, ""))
    return bool(doubted) and who is not None and meant(str(who), doubted)


def _guarded(name: str, found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of one rule; a rule that breaks is a check that did not run, never one passed."""
    from faden.core.problems import Status

    try:
        yield from found
    except Exception as error:  # noqa: BLE001 - whatever breaks in a rule, the gate stays shut
        # Only the kind of error: its text may hold anybody's words.
        params = {"rule": name, "reason": type(error).__name__}
        yield Problem("rule-did-not-run", Place(), params, status=Status.NOT_RUN)


def judge(case: Case) -> Verdict:
    """Decide what may be shown.

    Returns:
        The verdict; its problems are those of `check_study` and `check_publication`.
    """
    problems = (*_of_study(case), *_of_publication(case))
    decided = decide(case)
    stopped = errors(p for p in problems if p.code not in _QUOTATION_ONLY)
    closed = any(p.status == "not-run" for p in problems)
    findings = {f.head.id for f in case.corpus.findings if not closed and _clean(f.path, stopped)}
    folder = case.corpus.folder
    personas = {
        p.id
        for p in case.corpus.personas
        if not closed and _clean(folder.shown(folder.persona(p.id)), stopped)
    }
    return Verdict(
        problems=tuple(_told(case, problems)),
        quotations={} if closed else decided.labels,
        withheld=decided.withheld,
        findings=frozenset(findings),
        needs=_needs(case, stopped, closed=closed),
        personas=frozenset(personas),
        original_hidden=decided.hidden,
        wider=frozenset(decided.wider),
    )


_UNASKED = ("quotation-without-consent", "analysis-without-consent", "counter-evidence-withheld")
_FOLLOWING: Final = {
    "codebook": ("code-unknown", "need-without-evidence"),
    "consent": _UNASKED,
    "participants": ("participant-unknown", *_UNASKED),
    "needs": ("need-unknown",),
}
"""Files of a study, as its folder names them, and what is wrong everywhere where one cannot be read.

The gate stays shut by these all the same; only the message would bury the one that tells what to mend.
"""
_OF_PERSON: Final = {
    "participant-unknown": "value",
    "quotation-without-consent": "participant",
    "analysis-without-consent": "participant",
}
"""Problems that follow for a person whose row cannot be read, and the value that names the person."""

_QUOTATION_ONLY = frozenset({"quotation-without-consent"})
"""Problems that take away one quotation and leave standing what it was quoted in."""


def _clean(path: str, stopped: list[Problem]) -> bool:
    return all(problem.place.path != path for problem in stopped)


def _needs(case: Case, stopped: list[Problem], *, closed: bool) -> frozenset[str]:
    path = case.corpus.folder.shown(case.corpus.folder.needs)
    bad = {str(p.params.get("need") or p.params.get("by")) for p in stopped if p.place.path == path}
    unplaced = any(p.place.path == path and not {"need", "by"} & set(p.params) for p in stopped)
    if closed or unplaced:
        return frozenset()
    return frozenset(need.id for need in standing(case.corpus.needs) if need.id not in bad)
