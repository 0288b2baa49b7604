"""What nobody coded and may state a need, a pain point, a proposal, a resource or a deviant case.

The study's own codings speak first: a passage is proposed as what the code states that it resembles most.
Beside them stands what was learnt from other people's texts, for German proposals only; how far that may be
trusted is counted on the passages that people coded here. Only words of participants who allow analysis by
machine are read, and nothing is written into the study.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from faden.analysis.stated.values import Basis, Found, Stated
from faden.build.graph import Step, kept_result, run_steps
from faden.build.remembering import allowing, keeper
from faden.build.suggesting import asked_coder, fitted, gather, passage_at
from faden.coding.codebook import Kind
from faden.core.files import digest
from faden.core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from faden.analysis.suggest.suggester import Suggester
    from faden.analysis.suggest.values import Passage
    from faden.build.suggesting import Material
    from faden.publish.verdict import Case

KINDS: Final = (Kind.NEED, Kind.PAIN, Kind.PROPOSAL, Kind.RESOURCE, Kind.DEVIANT)
"""What is looked for; passages that resemble a code of context most are not proposed."""

_BESIDE: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)")
"""What is not spoken: marks of whoever wrote the words down, and names that were replaced."""

_LEAST: Final = 2
"""Words below which nothing is stated that could be understood by itself."""

_NEAR: Final = 3
_TRIED: Final = 5


@dataclass(frozen=True, slots=True)
class _Learnt:
    """What reads like a proposal, and how often that was right where people coded."""

    passages: frozenset[str]
    right: int
    every: int

    @property
    def share(self) -> float:
        """Share that was right, drawn towards a half where there is little to count (Laplace)."""
        return (self.right + 1) / (self.every + 2)


def find_stated(case: Case) -> Found:
    """Everything that may be a statement; kept in ``build/cache`` until study or faden change.

    The first run reads all uncoded passages with a model, which takes a minute or two in a study of 25
    conversations.

    Raises:
        StudyError: No lead coder, suggestions switched off, or nobody agrees to analysis by machine.
    """
    done = run_steps([stated_step(case)], case.corpus.folder.cache)
    return _parsed(done["stated"].result, case)


def kept_stated(case: Case) -> Found | None:
    """What `find_stated` found for this very study before; ``None`` where it has to be computed first.

    Raises:
        StudyError: As `find_stated`.
    """
    result = kept_result(stated_step(case), case.corpus.folder.cache)
    return None if result is None else _parsed(result, case)


def stated_step(case: Case) -> Step:
    """The step; its key is what is read and learnt from, and the codebook.

    Raises:
        StudyError: As `find_stated`.
    """
    corpus = case.corpus
    material = gather(corpus, asked_coder(corpus), case.on)
    told: list[Any] = [
        material.model,
        [[p.id, p.text] for p in material.passages],
        sorted((p.id, code) for pairs in material.given.values() for p, code in pairs),
        sorted((p.id, code) for p, code in material.rejected),
        [asdict(note) for note in material.notes],
        [[p.code.id, str(p.code.kind)] for p in corpus.codebook.codes()],
    ]

    def make(_: Mapping[str, bytes]) -> bytes:
        return json.dumps(_computed(case, material), ensure_ascii=False, sort_keys=True).encode()

    inputs = digest(json.dumps(told, ensure_ascii=False, sort_keys=True))
    return Step("stated", inputs, make, keep=keeper(corpus, case.on))


def _computed(case: Case, material: Material) -> dict[str, Any]:
    """Places, kinds and scores, without any words."""
    suggester = fitted(case.corpus, material)
    coded = [passage for pairs in material.given.values() for passage, _ in pairs]
    free = list(_uncoded(material.passages, coded))
    learnt = _learnt(case, material, free)
    kinds = {p.code.id: p.code.kind for p in case.corpus.codebook.codes()}
    known = {code for pairs in material.given.values() for _, code in pairs}
    codings = _codings(case, material)
    rows: list[list[Any]] = []
    for passage, scores in zip(free, suggester.scores(free) if free else (), strict=True):
        best = int(scores.argmax()) if len(scores) else -1
        code = suggester.codes[best] if best >= 0 else ""
        if code and scores[best] >= suggester.line and kinds.get(code) in KINDS:
            basis = Basis.EXAMPLES if code in known else Basis.DEFINITIONS
            near = _near(suggester, passage, code, codings)
            rows.append([passage.id, str(kinds[code]), round(float(scores[best]), 4), str(basis), code, near])
        elif passage.id in learnt.passages:
            rows.append([passage.id, str(Kind.PROPOSAL), round(learnt.share, 4), str(Basis.LEARNT), "", []])
    rows.sort(key=lambda row: (-row[2], row[0]))
    people = {p for t in case.corpus.transcripts.values() for p in t.participants()}
    left_out = len(people - allowing(case.corpus, case.on))
    counts = [len(free), left_out, learnt.right, learnt.every]
    return {"rows": rows, "counts": counts, "model": material.model}


def _uncoded(passages: Iterable[Passage], coded: Iterable[Passage]) -> Iterator[Passage]:
    """Passages of which no word is coded by the one who is learnt from, and that hold words of a person.

    What stands in brackets is of whoever wrote the words down, such as that something was struck.
    """
    near: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in coded:
        near[passage.transcript, passage.turn].append(passage)
        if passage.last:
            near[passage.transcript, passage.last].append(passage)
    for passage in passages:
        others = near[passage.transcript, passage.turn]
        if len(words(_BESIDE.sub(" ", passage.text))) < _LEAST:
            continue
        if passage.last or any(passage.overlaps(other) or other.last for other in others):
            continue
        yield passage


def _near(
    suggester: Suggester, passage: Passage, code: str, codings: Mapping[tuple[str, str], str]
) -> list[str]:
    """Ids of the codings that carry the proposal."""
    found = (each for each in suggester.suggest(passage, n=_TRIED) if each.code == code)
    reason = next((each.reason for each in found), None)
    told = (codings.get((near.passage.id, code)) for near in reason.near) if reason else ()
    return [each for each in told if each is not None][:_NEAR]


def _codings(case: Case, material: Material) -> dict[tuple[str, str], str]:
    """Place and code → id of the lead coder's coding there."""
    people = allowing(case.corpus, case.on)
    found: dict[tuple[str, str], str] = {}
    for file in case.corpus.coding_files:
        transcript = case.corpus.transcripts.get(file.transcript)
        if (
            file.coder != case.corpus.settings.lead
            or transcript is None
            or file.transcript not in material.given
        ):
            continue
        for coding in file.codings:
            passage, code = (
                passage_at(coding.anchor, transcript, people),
                case.corpus.codebook.find(coding.code),
            )
            if passage is not None and code is not None:
                found.setdefault((passage.id, code.id), coding.id)
    return found


def _learnt(case: Case, material: Material, free: Sequence[Passage]) -> _Learnt:
    """What reads like a proposal among German passages, uncoded and coded ones."""
    from faden.analysis.stated.learnt import LAYERS, LINE, log_odds
    from faden.language.embedding import early_embedder

    wanted = {p.code.id for p in case.corpus.codebook.codes() if p.code.kind in {Kind.NEED, Kind.PROPOSAL}}
    given: dict[str, tuple[Passage, bool]] = {}
    for pairs in material.given.values():
        for passage, code in pairs:
            right = code in wanted or given.get(passage.id, (passage, False))[1]
            given[passage.id] = (passage, right)
    german = [p for p in (*free, *(p for p, _ in given.values())) if p.language == "de"]
    odds = log_odds([_sentences(passage) for passage in german], early_embedder(LAYERS)) if german else []
    like = {passage.id for passage, told in zip(german, odds, strict=True) if (told >= LINE).any()}
    judged = [right for identifier, (_, right) in given.items() if identifier in like]
    return _Learnt(frozenset(p.id for p in free if p.id in like), sum(judged), len(judged))


def _sentences(passage: Passage) -> list[str]:
    from faden.language.sentences import sentences

    return [passage.text[start:end] for start, end in sentences(passage.text, passage.language)]


def _parsed(result: bytes, case: Case) -> Found:
    """What was found, with the words as they stand in the study."""
    content = json.loads(result)
    places = {p.id: p for p in gather(case.corpus, asked_coder(case.corpus), case.on).passages}
    stated = []
    for identifier, kind, score, basis, code, near in content["rows"]:
        passage = places[identifier]
        transcript = case.corpus.transcripts[passage.transcript]
        turn = transcript.turn(passage.turn)
        person = transcript.participant(turn) if turn is not None else None
        known = case.corpus.participants.get(person or "")
        stated.append(
            Stated(
                id=identifier,
                kind=Kind(kind),
                score=score,
                basis=Basis(basis),
                code=code,
                transcript=passage.transcript,
                turn=passage.turn,
                part=passage.part,
                language=passage.language or "und",
                start=passage.start,
                end=passage.end,
                text=passage.text,
                participant=person,
                group=known.group if known else None,
                near=tuple(near),
            )
        )
    passages, left_out, right, every = content["counts"]
    return Found(tuple(stated), passages, left_out, right, every, content["model"])
