"""Suggests codes for passages, and learns from each decision at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from faden.analysis.suggest.likeness import MOST, Features, Likeness, Rows
from faden.analysis.suggest.reasons import note_lemmas, shared_words
from faden.analysis.suggest.ridge import Ridge
from faden.analysis.suggest.scaling import Scaling, learn_scaling, unlearnt
from faden.analysis.suggest.values import Decision, Near, Passage, Reason, Standing, Suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from faden.analysis.suggest.values import CodeNote
    from faden.language.embedding import Embedder

    Floats = NDArray[np.float32]

NEAR: Final = 3
"""Coded examples that a reason names."""

TRIED: Final = 12
"""Coded examples of which the weight is worked out, the most alike first."""

AGAINST: Final = -1.0
"""What a passage should score under a code rejected for it; under one that nobody named, 0."""


NOTE: Final = 2.0
"""What the codebook's own words should score under their code; 1, 2 and 3 were tried with 5 examples each."""


class Suggester:
    """Codes for passages, with reasons and calibrated scores. Made by `fit`.

    The same passages, examples and decisions in the same order give the same suggestions. After `learn`
    the scores are those of a fit from scratch but for their scaling, which `settle` learns anew.
    """

    def __init__(self, passages: Sequence[Passage], notes: Sequence[CodeNote], embedder: Embedder) -> None:
        """Use `fit`."""
        self._passages = {passage.id: at for at, passage in enumerate(passages)}
        self._all = list(passages)
        texts = [" · ".join(note.texts) for note in notes]
        languages = [note.language for note in notes]
        self._likeness = Likeness(
            [p.text for p in passages] + texts, [p.language for p in passages] + languages, embedder
        )
        whole = self._likeness.first
        self._known = Rows(whole.pick(np.arange(len(passages))))
        self._notes = whole.pick(np.arange(len(passages), len(whole)))
        self._codes = [note.id for note in notes]
        self._lemmas = {note.id: note_lemmas(note) for note in notes}
        self._examples: list[str] = []  # ids of passages, in the order of the rows after the notes
        self._rows: dict[str, int] = {}
        self._features = Rows(self._notes)
        self._ridge = Ridge(np.zeros((0, 0), np.float32), np.zeros((0, len(notes)), np.float32))
        self._scaling = unlearnt(len(notes))
        self._table: NDArray[np.float64] | None = None  # scores of all passages, of the last look
        self.changes = 0
        self.share = 1.0
        """About which share of passages carries a code at all; counts for those that nobody asked about."""

    @classmethod
    def fit(
        cls,
        passages: Sequence[Passage],
        examples: Mapping[str, Collection[str]],
        notes: Sequence[CodeNote],
        embedder: Embedder,
        *,
        rejected: Iterable[tuple[str, str]] = (),
    ) -> Suggester:
        """A suggester that has learnt from what is coded; with no example it goes by the notes.

        Args:
            passages: All that may be searched or is coded, each id once.
            examples: Id of a passage → codes that a person gave it.
            notes: What the codebook says of each code that may be suggested.
            embedder: What gives vectors; one with a cache saves most of the time.
            rejected: Passage and code of suggestions that a person rejected.

        Raises:
            KeyError: An example or rejection names a passage that is not among them.
        """
        made = cls(passages, notes, embedder)
        told: dict[str, dict[str, float]] = {}
        for identifier, code in rejected:
            told.setdefault(identifier, {})[code] = AGAINST
        for identifier, codes in examples.items():
            told.setdefault(identifier, {}).update(dict.fromkeys(codes, 1.0))
        made._learn_all({identifier: codes for identifier, codes in told.items() if codes})
        return made

    def _learn_all(self, told: Mapping[str, Mapping[str, float]]) -> None:
        self._codes += sorted({code for codes in told.values() for code in codes} - set(self._codes))
        self._examples = sorted(told)
        self._rows = {identifier: at for at, identifier in enumerate(self._examples)}
        column = {code: at for at, code in enumerate(self._codes)}
        truth = np.zeros((len(self._notes) + len(told), len(self._codes)), np.float32)
        for at in range(len(self._notes)):
            truth[at, at] = NOTE
        for identifier, codes in told.items():
            for code, value in codes.items():
                truth[len(self._notes) + self._rows[identifier], column[code]] = value
        rows = [self._passages[identifier] for identifier in self._examples]
        learnt = self._notes.join(self._known.whole().pick(np.array(rows, np.intp)))
        self._features = Rows(learnt)
        self._ridge = Ridge(learnt.alike(learnt), truth)
        self.settle()

    def settle(self) -> None:
        """Learn the scaling of scores anew; worth while after some dozen changes."""
        self.adopt(learn_scaling(*self.unsettled()))

    def unsettled(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What a scaling is learnt from, with `learn_scaling`: that takes time, and may run beside."""
        first = len(self._notes)
        order = first + np.argsort(np.array(self._examples, dtype=str), kind="stable")
        truth = np.maximum(self._ridge.truth[order], 0).astype(np.float64)
        self.changes = 0
        return self._ridge.unseen()[order].astype(np.float64), truth

    def adopt(self, scaling: Scaling) -> None:
        """Scale scores so from now on; codes that came meanwhile as codes are on average."""
        while len(scaling.slope) < len(self._codes):
            scaling = _widened(scaling)
        self._scaling = scaling

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that may be suggested."""
        return tuple(self._codes)

    @property
    def line(self) -> float:
        """The score from which a suggestion is worth proposing: where F1 is best."""
        return self._scaling.line

    @property
    def calibrated(self) -> bool:
        """Whether scores tell how often they are right; with few examples they only tell what fits better."""
        return self._scaling.learnt

    def suggest(
        self, passage: Passage | str, language: str | None = None, n: int = 5
    ) -> tuple[Suggestion, ...]:
        """The codes that fit best and that nobody has given to, or rejected for, this passage.

        Args:
            passage: A passage, or any words.
            language: Language of the words; not needed for a passage.
            n: At most how many.

        Returns:
            The best first.
        """
        if not self._codes:
            return ()
        told = passage if isinstance(passage, Passage) else Passage("", passage, language)
        features = self._features_of(told)
        alike = self._features.alike(features)[0]
        row = self._rows.get(told.id)
        raw = self._raw(alike, row)
        scores = self._scaled(raw)
        settled = self._settled(row)
        order = [int(at) for at in np.argsort(-scores, kind="stable") if not settled[at]]
        return tuple(
            Suggestion(self._codes[at], float(scores[at]), self._reason(told, at, alike, raw, row))
            for at in order[:n]
        )

    def rejected(self, passage: str) -> tuple[str, ...]:
        """The codes that were rejected for the passage of this id."""
        row = self._rows.get(passage)
        if row is None:
            return ()
        told = self._ridge.truth[len(self._notes) + row]
        return tuple(self._codes[at] for at in np.flatnonzero(told < 0))

    def scores(self, passages: Sequence[Passage]) -> NDArray[np.float64]:
        """``(n, codes)`` calibrated scores of passages, whatever was decided of them; codes as in `codes`.

        What an example is told of itself counts too: see `standing_out` for what the others say of it.
        """
        features = self._likeness.features([p.text for p in passages], [p.language for p in passages])
        return self._scaling.scores(self._ridge.scores(self._features.alike(features)).astype(np.float64))

    def _features_of(self, passage: Passage) -> Features:
        at = self._passages.get(passage.id)
        if at is not None and self._all[at].text == passage.text:
            return self._known.one(at)
        return self._likeness.features([passage.text], [passage.language])

    def _raw(self, alike: Floats, row: int | None) -> Floats:
        """Raw scores of a passage; of an example, as the others see it."""
        if row is None:
            fresh: Floats = self._ridge.scores(alike[None])[0]
            return fresh
        return self._ridge.unseen_at(len(self._notes) + row)

    def _scaled(self, raw: Floats) -> NDArray[np.float64]:
        scores: NDArray[np.float64] = self._scaling.scores(raw[None].astype(np.float64))[0]
        return scores

    def _settled(self, row: int | None) -> NDArray[np.bool_]:
        if row is None:
            return np.zeros(len(self._codes), bool)
        return np.asarray(self._ridge.truth[len(self._notes) + row] != 0)

    def _reason(self, passage: Passage, code: int, alike: Floats, raw: Floats, row: int | None) -> Reason:
        name = self._codes[code]
        found = shared_words(passage.text, passage.language, self._lemmas.get(name, frozenset()))
        first = len(self._notes)
        carrying = np.flatnonzero(self._ridge.truth[first:, code] > 0)
        carrying = carrying[carrying != row]
        order = carrying[np.argsort(-alike[first + carrying], kind="stable")[:TRIED]]
        rests = [raw, *(raw - self._fall(first + int(at), alike, row) for at in order)]
        now, *without = self._scaling.scores(np.array(rests, np.float64))[:, code]
        near: list[Near] = []
        for at, rest in zip(order, without, strict=True):
            if now > rest:
                example = self._all[self._passages[self._examples[at]]]
                near.append(Near(example, float(alike[first + at]) / MOST, float(now - rest)))
        near.sort(key=lambda each: (-each.effect, each.passage.id))
        return Reason(found, tuple(near[:NEAR]))

    def _fall(self, taken: int, alike: Floats, row: int | None) -> Floats:
        """By how much raw scores fall without one example."""
        if row is None:
            return self._ridge.without(taken, alike)
        return self._ridge.unseen_without(len(self._notes) + row, taken)

    def learn(self, passage: Passage, code: str, decision: Decision) -> None:
        """Learn what a person decided; the next suggestion knows it.

        Args:
            passage: What it is about; one that was not given to `fit` is kept.
            code: The code; a new one may be suggested from now on.
            decision: What was decided; taking back what was never said changes nothing.
        """
        value = {Decision.ACCEPTED: 1.0, Decision.REJECTED: AGAINST, Decision.WITHDRAWN: 0.0}[decision]
        row = self._rows.get(passage.id)
        if row is None and not value:
            return
        column = self._column(code)
        if row is None:
            self._add(passage, column, value)
        else:
            at = len(self._notes) + row
            self._ridge.correct(at, column, value)
            if not self._ridge.truth[at].any():
                self._forget(row)
        self.changes += 1

    def _column(self, code: str) -> int:
        if code not in self._codes:
            self._codes.append(code)
            self._ridge.add_code()
            self._scaling = _widened(self._scaling)
        return self._codes.index(code)

    def _add(self, passage: Passage, column: int, value: float) -> None:
        features = self._features_of(passage)
        if passage.id not in self._passages:
            self._passages[passage.id] = len(self._all)
            self._all.append(passage)
            self._known.add(features)
        truth = np.zeros(len(self._codes), np.float32)
        truth[column] = value
        alike = self._features.alike(features)[0]
        self._ridge.add(alike, float(features.alike(features)[0, 0]), truth)
        self._features.add(features)
        self._rows[passage.id] = len(self._examples)
        self._examples.append(passage.id)

    def _forget(self, row: int) -> None:
        at = len(self._notes) + row
        self._ridge.forget(at)
        self._features.drop(at)
        del self._examples[row]
        self._rows = {identifier: at for at, identifier in enumerate(self._examples)}

    def passages_for(self, code: str, n: int = 20) -> tuple[Standing, ...]:
        """Passages of which nothing was decided under this code, and that may belong to it; best first.

        A passage that shares words with one that carries the code, or for which it was rejected, is left out.

        Raises:
            KeyError: There is no such code.
        """
        column = self._place(code)
        return tuple(self._standing(*each, column) for each in self.open_for(code, n))

    def open_for(self, code: str, n: int = 20) -> tuple[tuple[Passage, float], ...]:
        """The passages of `passages_for` and their scores, without reasons: quick once `look` was called.

        Raises:
            KeyError: There is no such code.
        """
        column = self._place(code)
        if self._table is None or self._table.shape[1] <= column:
            self.look()
        scores = np.zeros(0) if self._table is None else self._table[:, column]
        settled: dict[tuple[str, str], list[Passage]] = {}
        for row in np.flatnonzero(self._ridge.truth[len(self._notes) :, column]):
            passage = self._all[self._passages[self._examples[row]]]
            settled.setdefault((passage.transcript, passage.turn), []).append(passage)
        found: list[tuple[Passage, float]] = []
        for at in np.argsort(-scores, kind="stable"):
            passage = self._all[at]
            if len(found) == n:
                break
            near = settled.get((passage.transcript, passage.turn), ())
            if not any(passage.id == other.id or passage.overlaps(other) for other in near):
                found.append((passage, float(scores[at])))
        return tuple(found)

    def open_in(self, transcript: str) -> tuple[tuple[Passage, str, float], ...]:
        """Passages of a conversation that carry no code, and the code for which their score is on the line.

        In the order of the passages; scores are those of the last look.
        """
        if self._table is None:
            self.look()
        if self._table is None or not self._table.shape[1]:
            return ()
        told = [self._all[self._passages[each]] for each in self._examples]
        coded = [passage for passage in told if passage.transcript == transcript]
        found: list[tuple[Passage, str, float]] = []
        for passage, scores in zip(self._all, self._table, strict=False):
            best = int(scores.argmax())
            if passage.transcript != transcript or scores[best] < self.line:
                continue
            if not any(passage.id == other.id or passage.overlaps(other) for other in coded):
                found.append((passage, self._codes[best], float(scores[best])))
        return tuple(found)

    def look(self) -> None:
        """Score all passages anew for `open_for`; worth while after some changes, may run beside.

        What has been decided counts at once; the scores of the others follow with the next look.
        """
        weights, scaling, known = self._ridge.weights, self._scaling, self._known.whole()
        learnt, unseen = self._features.whole(), self._ridge.unseen()
        raw = known.scored(learnt, weights)
        for identifier, row in self._rows.items():
            raw[self._passages[identifier]] = unseen[len(self._notes) + row]
        self._table = scaling.scores(raw.astype(np.float64)) * self.share

    def standing_out(self, code: str, n: int = 20) -> tuple[Standing, ...]:
        """Codings of a code that fit it least, as the other codings see them; the oddest first.

        Raises:
            KeyError: There is no such code.
        """
        column = self._place(code)
        return tuple(self._standing(*each, column) for each in self.odd_for(code, n))

    def odd_for(self, code: str, n: int = 20) -> tuple[tuple[Passage, float], ...]:
        """The codings of `standing_out` and their scores, without reasons.

        Raises:
            KeyError: There is no such code.
        """
        column, first = self._place(code), len(self._notes)
        carrying = np.flatnonzero(self._ridge.truth[first:, column] > 0)
        raw = self._ridge.unseen()[first:][carrying].astype(np.float64)
        scores = self._scaling.scores(raw)[:, column] if len(raw) else np.zeros(0)
        return tuple(
            (self._all[self._passages[self._examples[carrying[at]]]], float(scores[at]))
            for at in np.argsort(scores, kind="stable")[:n]
        )

    def _place(self, code: str) -> int:
        if code not in self._codes:
            raise KeyError(code)
        return self._codes.index(code)

    def _standing(self, passage: Passage, score: float, column: int) -> Standing:
        row = self._rows.get(passage.id)
        alike = self._features.alike(self._features_of(passage))[0]
        reason = self._reason(passage, column, alike, self._raw(alike, row), row)
        return Standing(passage, score, reason)


def _widened(scaling: Scaling) -> Scaling:
    """The scaling with room for a new code, scaled as codes are on average."""
    slope = np.append(scaling.slope, scaling.slope.mean() if len(scaling.slope) else unlearnt(1).slope[0])
    return replace(scaling, slope=slope, shift=np.append(scaling.shift, 0.0))
