"""The step that computes candidate clusters of needs and pain points from a study.

What people coded as a need or a pain point goes in, said by participants who allow analysis by machine
today; nobody else's words reach a model.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from faden.analysis.cluster import Statement
from faden.build.graph import Step
from faden.coding.codebook import Kind
from faden.core.files import digest
from faden.publish.candidates import Candidate, Candidates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.analysis.cluster import Clusters
    from faden.publish.verdict import Case


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


def compute_clusters(case: Case) -> Clusters:
    """Candidate clusters of a study, with the study's model; vectors are kept in ``build/cache``."""
    from faden.analysis.clusters import cluster
    from faden.language.embedding import embedder
    from faden.language.vectors import CachedEmbedder

    corpus = case.corpus
    model = CachedEmbedder(embedder(corpus.settings.model), corpus.folder.cache / "vectors")
    return cluster(statements(case), model)


def cluster_step(case: Case) -> Step:
    """The step; its key is what is clustered and the model, nothing else."""

    def make(_: Mapping[str, bytes]) -> bytes:
        from faden.analysis.cluster_file import format_clusters

        return format_clusters(compute_clusters(case)).encode()

    told = [asdict(statement) for statement in statements(case)]
    inputs = digest(json.dumps([case.corpus.settings.model, told], ensure_ascii=False, sort_keys=True))
    return Step("clusters", inputs, make)


def candidates(result: bytes, case: Case) -> Candidates:
    """What the site may say of the clusters: of their words only those that enough persons use.

    A word that tells one cluster from the others may also tell one person from the others.
    """
    from faden.analysis.cluster_file import parse_clusters

    found = parse_clusters(result.decode())
    common = _common_words(case)
    groups = tuple(
        Candidate(
            id=f"K{number:02d}",
            words={
                language: tuple(word for word in words if (language, word.casefold()) in common)
                for language, words in cluster.words.items()
            },
            codings=tuple(member.id for member in cluster.members),
            stability=cluster.stability,
        )
        for number, cluster in enumerate(found.clusters, start=1)
    )
    return Candidates(groups, tuple(one.id for one in found.unassigned), found.runs, found.model)


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
