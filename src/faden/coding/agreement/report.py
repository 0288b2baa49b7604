"""How far coders agree, code by code and overall, with everything one has to know to read the figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Final

from faden.coding.agreement.coefficients import (
    Coefficient,
    Undefined,
    alpha,
    jaccard,
    kappa,
    masi,
    percent,
)
from faden.coding.agreement.intervals import jackknife
from faden.coding.agreement.material import Material, gather
from faden.coding.agreement.question import Question, Work
from faden.coding.agreement.unitising import Parts, alpha_u, disagreement, joined, u_alpha

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.coding.codebook import Codebook

FEW: Final = 10
"""Units with a code below which its figures are marked as resting on few; our choice."""


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code: whether a unit has it.

    Attributes:
        code: Its id.
        n: Units looked at by two coders or more.
        with_code: Units in which at least one coder saw it.
        prevalence: Share of all judgements that say it is there, 0 to 1; ``None`` without units.
        percent: Share of equal judgements.
        kappa: Cohen's, for two coders.
        alpha: Krippendorff's, nominal.
        alpha_u: For unitising: where the words of the code begin and end.
        u_alpha: The later form of it.
    """

    code: str
    n: int
    with_code: int
    prevalence: float | None
    percent: Coefficient
    kappa: Coefficient
    alpha: Coefficient
    alpha_u: Coefficient
    u_alpha: Coefficient

    @property
    def few(self) -> bool:
        """Whether so few units have the code that the figures are hardly more than anecdotes."""
        return self.with_code < FEW


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree.

    Attributes:
        question: What was compared, and how.
        transcripts: Conversations that at least two of the coders have done.
        waiting: Conversations that two have coded and not both have done; nothing of them is told.
        changed: (coder, conversation) whose codings were changed after they were said to be done.
        lost: Codings whose words are no longer in the text, or were said by no participant.
        n: Units that count.
        codes: Agreement by code, the least agreement first.
        percent: Share of units that have the very same set of codes.
        nominal: Alpha over sets of codes that are the same or not.
        jaccard: Alpha over sets of codes, nearer the more they share.
        masi: Alpha over sets of codes, nearer also where one holds the other.
        alpha_u: For unitising, over all codes.
    """

    question: Question
    transcripts: tuple[str, ...]
    waiting: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]
    lost: int
    n: int
    codes: tuple[CodeAgreement, ...]
    percent: Coefficient
    nominal: Coefficient
    jaccard: Coefficient
    masi: Coefficient
    alpha_u: Coefficient

    @property
    def machine(self) -> bool:
        """Whether one of those compared is a machine; such figures are never averaged with people's."""
        return bool(self.question.machines & set(self.question.coders))


def compare_people(work: Work, question: Question) -> Agreement:
    """How far people agree; machines among the coders are left out (FIELD QM-11)."""
    people = tuple(c for c in question.coders if c not in question.machines)
    return _compare(work, replace(question, coders=people))


def compare_machines(work: Work, question: Question) -> tuple[Agreement, ...]:
    """How far each machine agrees with each person, pair by pair; never together with people's figures."""
    people = [c for c in question.coders if c not in question.machines]
    machines = [c for c in question.coders if c in question.machines]
    pairs = product(people, machines)
    return tuple(_compare(work, replace(question, coders=pair)) for pair in pairs)


def _compare(work: Work, question: Question) -> Agreement:
    material = gather(work, question)
    wanted = _wanted(work.book, question, material)
    found = sorted((_of_code(code, material) for code in wanted), key=_worst_first)
    sets = material.ratings()
    parts = [_parts(material, code) for code in wanted]
    return Agreement(
        question=question,
        transcripts=material.transcripts,
        waiting=material.waiting,
        changed=material.changed,
        lost=material.lost,
        n=sum(sum(v is not None for v in row) > 1 for row in sets),
        codes=tuple(found),
        percent=percent(sets),
        nominal=alpha(sets),
        jaccard=alpha(sets, jaccard),
        masi=alpha(sets, masi),
        alpha_u=_unitised(parts),
    )


def _worst_first(found: CodeAgreement) -> tuple[bool, float, str]:
    value = found.alpha.value
    return value is None, value if value is not None else 0.0, found.code


def _wanted(book: Codebook, question: Question, material: Material) -> list[str]:
    used = material.codes()
    if not question.codes:
        return sorted(used)
    asked = {below for code in question.codes for below in book.below(code)}
    return sorted((used & asked) | set(question.codes))


def _of_code(code: str, material: Material) -> CodeAgreement:
    sets = material.ratings()
    there = [tuple(None if v is None else code in v for v in row) for row in sets]
    counted = [row for row in there if sum(v is not None for v in row) > 1]
    judged = [v for row in counted for v in row if v is not None]
    return CodeAgreement(
        code=code,
        n=len(counted),
        with_code=sum(any(row) for row in counted),
        prevalence=sum(judged) / len(judged) if judged else None,
        percent=percent(there),
        kappa=kappa(there),
        alpha=alpha(there),
        alpha_u=_unitised([_parts(material, code)]),
        u_alpha=_later(material, code),
    )


def _parts(material: Material, code: str) -> list[Parts]:
    """Disagreement on the words of a code: in all conversations, then without each of them."""
    return [_laid(material, code, skipped) for skipped in (None, *material.shared())]


def _laid(material: Material, code: str, skipped: str | None) -> Parts:
    coders = [joined(list(material.spans(coder, code, skipped))) for coder in material.coders]
    return disagreement(coders, material.length(skipped))


def _unitised(codes: Sequence[Sequence[Parts]]) -> Coefficient:
    """Alpha for unitising with an interval from leaving out one conversation at a time.

    Words within a conversation hang together; so the conversation is what is left out.
    """
    if not codes:
        return alpha_u([])
    told = [alpha_u(parts) for parts in zip(*codes, strict=True)]
    if told[0].value is None:
        return told[0]
    interval = jackknife(told[0].value, ((each.value, 1) for each in told[1:]))
    return replace(told[0], interval=interval)


def _later(material: Material, code: str) -> Coefficient:
    coders = [
        [(start, end, code) for start, end in joined(list(material.spans(coder, code, None)))]
        for coder in material.coders
    ]
    if not any(coders):
        return Coefficient(None, Undefined.NO_VARIATION)
    return u_alpha(coders, material.length(None))
