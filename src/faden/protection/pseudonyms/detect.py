"""All that may identify somebody in a study, put together from all detectors, for a person to decide.

A name that is found once with some certainty is searched everywhere, inflected; the spellings of one
name are one candidate. What the study's list replaces already, and what a person has dismissed, is not
proposed again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from faden.interviews.readers.labels import is_neutral
from faden.protection.pseudonyms import skeleton
from faden.protection.pseudonyms.candidates import EVERYWHERE, PREAMBLE, SPEAKER_LABEL, Occurrence
from faden.protection.pseudonyms.combining import Proposal, combine
from faden.protection.pseudonyms.detectors import default_detectors
from faden.protection.pseudonyms.grouping import NAMED, group, plain
from faden.protection.pseudonyms.identifiers import Identifier, Kind, find_many
from faden.protection.pseudonyms.lists import read_lists
from faden.protection.pseudonyms.matching import Matcher, fold, split_words
from faden.protection.pseudonyms.things import is_common

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from faden.interviews.transcript import Transcript
    from faden.protection.pseudonyms.candidates import Candidate, Dismissal
    from faden.protection.pseudonyms.identifiers import Detector
    from faden.protection.pseudonyms.names import Name

_CONFIDENT: Final = 0.5
_AGREED: Final = "study"
_AGREED_SHARE: Final = 0.8  # of the score where the name was found
_LEAST_LETTERS: Final = 3
_UNSURE: Final = frozenset({"lists", "hanta"})  # know words, not what they mean here
_SPEAKER_SCORE: Final = 0.9
_RARE: Final = 0.25
_UNANNOUNCED: Final = frozenset({"probe", "lists", "hanta"})  # hold words for names wherever they stand
_DOUBTED: Final = 0.3
"""Score of common words that look like names; above what is left out, below what is searched everywhere."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a study with its place, and what is proposed in it."""

    transcript: str
    turn: str
    part: int
    language: str
    text: str
    proposals: list[Proposal] = field(default_factory=list)

    def occurrences(self) -> Iterator[tuple[Kind, Occurrence]]:
        """What is proposed, with its kind."""
        for p in self.proposals:
            words = self.text[p.start : p.end]
            place = (self.transcript, self.turn, self.part, p.start, p.end)
            yield p.kind, Occurrence(*place, words, p.by, p.score)


def detect_transcripts(
    transcripts: Sequence[Transcript],
    *,
    names: Sequence[Name] = (),
    detectors: Sequence[Detector] | None = None,
    dismissed: Sequence[Dismissal] = (),
    salt: bytes = b"",
) -> tuple[Candidate, ...]:
    """What may identify somebody in some transcripts and is not decided yet.

    Args:
        transcripts: All transcripts of the study, so that a name found in one is searched in the others.
        names: The study's list; what it replaces is not proposed.
        detectors: Who looks; by default `detectors.default_detectors`.
        dismissed: What a person has left as it is; it is not proposed again in its scope.
        salt: Random bytes of the vault, for the ids.

    Returns:
        By descending score, then key.
    """
    texts = [text for transcript in transcripts for text in _texts(transcript)]
    known = _Known(names, dismissed)
    for text, found in zip(
        texts, find_all(texts, default_detectors() if detectors is None else detectors), strict=True
    ):
        proposals = (_doubted(text, one) for one in combine(text.text, found))
        text.proposals.extend(known.left(text, proposals))
    _agree(texts, known)
    return group((one for text in texts for one in text.occurrences()), known.label, salt)


def _doubted(text: _Text, proposal: Proposal) -> Proposal:
    """A proposal of common German words that no rule announces: shown late, and not searched everywhere."""
    announced = not set(proposal.by) <= _UNANNOUNCED
    if announced or proposal.kind not in NAMED or text.language != "de" or proposal.score < _CONFIDENT:
        return proposal
    words = split_words(text.text[proposal.start : proposal.end])
    return replace(proposal, score=_DOUBTED) if all(is_common(word.text) for word in words) else proposal


def find_all(texts: Sequence[_Text], detectors: Sequence[Detector]) -> Iterator[list[Identifier]]:
    """What all detectors find in each text; a speaker's label that is no role is a name."""
    asked = [(text.text, text.language) for text in texts]
    answers = [find_many(detector, asked) for detector in detectors]
    for at, text in enumerate(texts):
        found = [one for answer in answers for one in answer[at]]
        if text.part == SPEAKER_LABEL:
            found.append(Identifier(0, len(text.text), Kind.PERSON, text.text, "speaker", _SPEAKER_SCORE))
        yield found


def _texts(transcript: Transcript) -> Iterator[_Text]:
    """The texts of a transcript: speakers' labels, what stands before the first turn, parts of turns."""
    head = transcript.head
    for code, speaker in head.speakers.items():
        if speaker.label and not is_neutral(speaker.label):
            yield _Text(head.id, code, SPEAKER_LABEL, head.language, speaker.label)
    if transcript.preamble:
        yield _Text(head.id, "", PREAMBLE, head.language, transcript.preamble)
    for turn in transcript.turns:
        for at, part in enumerate(turn.parts):
            yield _Text(head.id, turn.id, at, part.language, part.text)


class _Known:
    """What is decided: names of the list, and dismissals."""

    def __init__(self, names: Sequence[Name], dismissed: Sequence[Dismissal]) -> None:
        self._matcher = Matcher([(form, row) for row, name in enumerate(names) for form in name.forms])
        self._labels = {
            key: name.label
            for name in names
            if name.kind.strip().casefold() == Kind.PERSON or name.kind not in set(Kind)
            for form in name.forms
            if (key := skeleton.key(form))
        }
        self._dismissed: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for one in dismissed:
            self._dismissed[one.scope].add((plain(one.form), one.kind))

    def label(self, key: str) -> str | None:
        """The label of a person of the list with this key."""
        return self._labels.get(key)

    def left(self, text: _Text, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """The proposals that nothing decides yet."""
        replaced = [(m.start, m.end) for m in self._matcher.find(text.text) if not m.other_case]
        for proposal in proposals:
            rest = [
                i
                for i in range(proposal.start, proposal.end)
                if text.text[i].isalnum() and not any(a <= i < b for a, b in replaced)
            ]
            form = text.text[proposal.start : proposal.end]
            if (
                rest
                and not self._is_dismissed(text, form, proposal.kind)
                and (len(rest) > 1 or not replaced_beside(proposal, replaced))
            ):
                yield proposal

    def _is_dismissed(self, text: _Text, form: str, kind: Kind) -> bool:
        scopes = (EVERYWHERE, text.transcript, f"{text.transcript}/{text.turn}")
        return any(
            (plain(form), k) in self._dismissed[scope]
            for scope in scopes
            if scope in self._dismissed
            for k in (kind.value, "")
        )


def replaced_beside(proposal: Proposal, replaced: Iterable[tuple[int, int]]) -> bool:
    """Whether a replaced name stands in a proposal, so that a single letter left over is its ending."""
    return any(a < proposal.end and b > proposal.start for a, b in replaced)


# --- agreement over the study -------------------------------------------------------------------


def _agree(texts: Sequence[_Text], known: _Known) -> None:
    """Search what was found with certainty in all texts; what is seldom held for a name counts less."""
    sure: dict[tuple[str, ...], tuple[str, Kind, float]] = {}
    for text in texts:
        for proposal in text.proposals:
            for form, score in _searchable(text.text, proposal):
                entry = (form, proposal.kind, score * _AGREED_SHARE)
                sure[fold(form)] = max(sure.get(fold(form), entry), entry, key=lambda e: e[2])
    rows = list(sure.values())
    matcher = Matcher([(form, row) for row, (form, _, _) in enumerate(rows)])
    words = Counter(word.key for text in texts for word in split_words(text.text))
    named = Counter(w.key for t in texts for p in t.proposals for w in split_words(t.text[p.start : p.end]))
    for text in texts:
        new = [
            Identifier(m.start, m.end, rows[m.row][1], text.text[m.start : m.end], _AGREED, rows[m.row][2])
            for m in matcher.find(text.text)
            if not m.other_case
        ]
        old = [_weighed(text.text, p, words, named) for p in text.proposals]
        text.proposals[:] = known.left(text, _beside(text.text, old, new))


def _beside(text: str, old: list[Proposal], new: list[Identifier]) -> list[Proposal]:
    """Old proposals, and new ones where nothing was proposed; agreement makes an old one surer."""
    free = [one for one in new if not any(p.start < one.end and one.start < p.end for p in old)]
    agreed = {(one.start, one.end): one.score for one in new}
    raised = [replace(p, score=max(p.score, agreed.get((p.start, p.end), 0.0))) for p in old]
    return sorted([*raised, *combine(text, free)])


def _searchable(text: str, proposal: Proposal) -> Iterator[tuple[str, float]]:
    """The forms under which a name is searched: the whole, and a person's words that are no common ones."""
    if proposal.kind not in NAMED or proposal.score < _CONFIDENT or set(proposal.by) <= _UNSURE:
        return
    words = split_words(text[proposal.start : proposal.end])
    whole = text[proposal.start : proposal.end]
    if len(words) > 1:
        yield whole, proposal.score
    if len(words) > 1 and proposal.kind is not Kind.PERSON:
        return
    for word in words:
        if (
            len(word.text) >= _LEAST_LETTERS
            and not word.key.islower()
            and not _is_common(word.key)
            and not word.key.isdigit()
        ):
            yield word.text, proposal.score


def _is_common(word: str) -> bool:
    """Whether a name is a common word too, so that it is not searched everywhere."""
    from faden.language.lemmas import stop_words

    lower = word.lower()
    return word in read_lists().doubtful or any(
        lower in stop_words(language) for language in ("de", "en", "ar", "fa", "uk")
    )


def _weighed(text: str, proposal: Proposal, words: Counter[str], named: Counter[str]) -> Proposal:
    """A weak proposal whose words mostly stand for something else goes back in the order."""
    if proposal.kind not in NAMED or proposal.score >= _CONFIDENT:
        return proposal
    shares = [named[w.key] / max(words[w.key], 1) for w in split_words(text[proposal.start : proposal.end])]
    if shares and max(shares) < _RARE:
        return replace(proposal, score=round(proposal.score * max(shares), 3))
    return proposal
