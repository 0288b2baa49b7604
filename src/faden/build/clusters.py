"""The step that computes candidate clusters of needs and pain points from a study.

What people coded as a need or a pain point goes in, said by participants who allow analysis by machine
today; nobody else's words reach a model.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from faden.analysis.cluster import Statement
from faden.build.graph import Step
from faden.build.remembering import keeper, study_model
from faden.coding.codebook import Kind
from faden.core.files import digest, read_text, write_atomic
from faden.core.formats import label
from faden.core.problems import StudyError
from faden.publish.candidates import Candidate, Candidates, Sentence
from faden.study.lock import locked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from faden.analysis.cluster import Clusters, Extract, Former
    from faden.publish.verdict import Case
    from faden.study.folder import Folder


MOST_LOOSE: Final = 0.05
"""Share of passages in no group above which a result that holds on to a kept one has grown too loose: a
fresh one leaves about 4 % at most (measured, see measurements/RESULTS.md)."""


def statements(case: Case) -> tuple[Statement, ...]:
    """The words that state a need or a pain point, each stretch once, by id of its coding."""
    ledger, on = case.corpus.ledger, case.on
    found: dict[tuple[Any, ...], Statement] = {}
    for evidence in sorted(case.index.of_kind(Kind.NEED, Kind.PAIN), key=lambda e: e.coding.id):
        person = evidence.participant
        if person is None or not ledger.allows_output(person, "machine", on):
            continue
        anchor = evidence.anchor
        place = (evidence.transcript, anchor.part, anchor.language, anchor.start, anchor.end)
        found.setdefault(
            place,
            Statement(evidence.coding.id, evidence.words, anchor.language, person, evidence.group),
        )
    return tuple(found.values())


def compute_clusters(case: Case, groups: int | None = None, *, anew: bool = False) -> Clusters:
    """Candidate clusters of a study, with the study's model; vectors are kept in ``build/cache``.

    Args:
        case: The study today.
        groups: Groups wanted, by splitting or merging; by default as many as the data choose.
        anew: Group everything again, instead of holding on to what was kept (`keep`).

    Raises:
        StudyError: What was kept cannot be read.
    """
    from faden.analysis.clusters import cluster

    model = study_model(case.corpus, case.on)
    former = read_former(case.corpus.folder)
    return cluster(statements(case), model, count=groups, former=former, anew=anew)


def read_former(folder: Folder) -> Former | None:
    """The clusters that were kept, ``analysis/proposals/clusters.json``; ``None`` where there are none.

    Raises:
        StudyError: It is not a file of clusters.
    """
    from faden.analysis.cluster_file import parse_former

    if not folder.clusters.is_file():
        return None
    text = read_text(folder.clusters, shown=folder.shown(folder.clusters))
    try:
        return parse_former(text)
    except (ValueError, RecursionError):
        found = text.strip().splitlines()
        raise StudyError(
            "format-unknown",
            folder.shown(folder.clusters),
            expected=label("clusters"),
            value=found[0][:40] if found else "",
        ) from None


def keep(case: Case, clusters: Clusters) -> Path:
    """Keep clusters in the study: later results hold on to them and say what changed.

    Only ids are written, no words. Withdrawal takes a person's ids out of it like those of codings. No
    journal tells of it; the board keeps with one, so that there it can be undone.

    Raises:
        StudyError: Another program writes to the study.
    """
    from faden.analysis.cluster_file import format_former

    path = case.corpus.folder.clusters
    with locked(case.corpus.folder):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, format_former(clusters))
    return path


def loosened(clusters: Clusters) -> bool:
    """Whether a result that holds on to a kept one leaves too many passages in none."""
    loose = len(clusters.unassigned)
    read = loose + sum(len(cluster.members) for cluster in clusters.clusters)
    return clusters.since is not None and bool(clusters.clusters) and loose > MOST_LOOSE * read


def words_of(case: Case, extract: Extract) -> str:
    """The words of a proposed sentence; for people who work on the study, not for publication."""
    found = case.index.found.get(extract.member)
    return "" if found is None else found.words[extract.start : extract.end]


def translated(case: Case, coding: str, language: str) -> str | None:
    """The words of a coding in another language, as a person put them; ``None`` where nobody did.

    From ``analysis/translations.yaml``, where it still fits the words, else from the translation that stands
    with the turn: of the whole turn then.
    """
    found = case.index.found.get(coding)
    if found is None or found.anchor.language == language:
        return None
    made = case.corpus.translations.get(coding)
    if made is not None and made.words == found.words and language in made.text.root:
        return made.text.text(language)
    told = case.corpus.transcripts.get(found.transcript)
    turn = told.turn(found.anchor.start.turn) if told else None
    part = turn.part("translation", language) if turn else None
    return part.text if part else None


def cluster_step(case: Case) -> Step:
    """The step; its key is what is clustered, the model and what was kept, nothing else."""

    def make(_: Mapping[str, bytes]) -> bytes:
        from faden.analysis.cluster_file import format_clusters

        return format_clusters(compute_clusters(case)).encode()

    told = [asdict(statement) for statement in statements(case)]
    kept = case.corpus.folder.clusters
    former = digest(kept.read_bytes()) if kept.is_file() else ""
    said = json.dumps([case.corpus.settings.model, former, told], ensure_ascii=False, sort_keys=True)
    return Step("clusters", digest(said), make, keep=keeper(case.corpus, case.on))


def candidates(result: bytes, case: Case) -> Candidates:
    """What the site may say of the clusters: of their words only those that enough persons use.

    A word that tells one cluster from the others may also tell one person from the others. They come in the
    order of their passages: in that of their persons, a number not told could be read off between two.
    """
    from faden.analysis.cluster_file import parse_clusters

    found = parse_clusters(result.decode())
    common = _common_words(case)
    ordered = sorted(found.clusters, key=lambda cluster: (-len(cluster.members), cluster.id))
    groups = tuple(
        Candidate(
            id=f"K{number:02d}",
            words={
                language: tuple(word for word in words if (language, word.casefold()) in common)
                for language, words in cluster.words.items()
            },
            codings=tuple(member.id for member in cluster.members),
            stability=cluster.stability,
            sentence=_sentence(cluster.statement),
        )
        for number, cluster in enumerate(ordered, start=1)
    )
    return Candidates(groups, tuple(one.id for one in found.unassigned), found.runs, found.model)


def _sentence(proposed: Extract | None) -> Sentence | None:
    return None if proposed is None else Sentence(proposed.member, proposed.start, proposed.end)


def _common_words(case: Case) -> frozenset[tuple[str, str]]:
    """(language, word in dictionary form) said by as many persons as a number must have to be told."""
    from faden.language.lemmas import content_lemmas

    said: dict[tuple[str, str], set[str | None]] = {}
    for statement in statements(case):
        language = statement.language or "und"
        for word in content_lemmas(statement.text, language):
            said.setdefault((language, word.casefold()), set()).add(statement.participant)
    least = case.corpus.settings.privacy.min_cell
    return frozenset(key for key, persons in said.items() if len(persons) >= least)
