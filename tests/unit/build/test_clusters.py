"""Clusters that are kept in the study: ids alone, held on to, and withdrawn with the person."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from ministudy import MiniStudy

from faden.analysis.cluster import Cluster, Clusters, Extract, Former, Member, Unassigned, Way
from faden.analysis.cluster import Reason as Why
from faden.analysis.cluster_file import format_clusters, parse_former
from faden.build.clock import today
from faden.build.clusters import candidates, cluster_step, keep, read_former, statements, translated, words_of
from faden.core.problems import StudyError
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.protection.withdrawal.act import plan_withdrawal
from faden.publish.verdict import Case


@pytest.fixture
def case(study: MiniStudy) -> Case:
    """The small study today."""
    corpus = read_corpus(study.folder)
    return Case(corpus, Index(corpus), today())


def found(*members: str) -> Clusters:
    """A cluster of these, and one statement in none."""
    one = Cluster(
        "k-1", tuple(Member(m, 1, 1) for m in members), 1, ("p-1",), {}, {}, {"de": ("Antwort",)}, (), ()
    )
    return Clusters(Way.BERTOPIC, "m", 12, 0.5, (one,), (Unassigned("c-9", Why.FITS_NOWHERE, "k-1"),))


def test_only_ids_are_kept_and_read_again(case: Case) -> None:
    """The file stands in git: no words of participants, not even label words."""
    path = keep(case, found("c-2", "c-1"))

    assert Former({"k-1": ("c-1", "c-2")}, ("c-9",)) == read_former(case.corpus.folder)
    assert "Antwort" not in path.read_text(encoding="utf-8")
    assert "p-1" not in path.read_text(encoding="utf-8")
    assert path.read_bytes() == keep(case, found("c-1", "c-2")).read_bytes()


def test_the_order_on_the_site_tells_nothing_of_persons(case: Case) -> None:
    """Between two numbers that are told, the place of one that is not would tell it."""
    many, few = found("c-1").clusters[0], found("c-2", "c-3").clusters[0]
    both = (replace(many, persons=("p-1", "p-2")), replace(few, id="k-2", persons=("p-3",)))

    told = candidates(format_clusters(replace(found("c-1"), clusters=both)).encode(), case)

    assert [("c-2", "c-3"), ("c-1",)] == [group.codings for group in told.groups]


def test_a_whole_result_and_one_of_the_first_format_can_be_held_on_to() -> None:
    """The migration of the format: a first result had members, but no levels."""
    whole = format_clusters(found("c-1"))
    first = json.loads(whole) | {"format": "faden.clusters/1"}
    del first["levels"], first["since"]

    assert Former({"k-1": ("c-1",)}, ("c-9",)) == parse_former(whole) == parse_former(json.dumps(first))


@pytest.mark.parametrize(
    "text", ["", "[]", "[" * 100_000, '{"format": "faden.needs/1"}', '{"format": "faden.clusters/2"}']
)
def test_what_was_kept_and_cannot_be_read_is_said(study: MiniStudy, text: str) -> None:
    """Guessing would shuffle what people have named."""
    study.write("analysis/proposals/clusters.json", text)

    with pytest.raises(StudyError, match=r"clusters\.json"):
        read_former(study.folder)


def test_what_was_kept_and_is_no_text_is_said(study: MiniStudy) -> None:
    """Another program may have written it as Windows does; the board must open nevertheless."""
    study.write("analysis/proposals/clusters.json", "").write_bytes(b"\xff\xfe{\x00}\x00")

    with pytest.raises(StudyError, match="file-not-utf8"):
        read_former(study.folder)


def test_what_is_kept_is_an_input_of_the_step(case: Case) -> None:
    """The store of the build may not give a result that holds on to something else."""
    before = cluster_step(case).inputs
    keep(case, found("c-1"))

    assert before != cluster_step(case).inputs


def test_a_proposed_sentence_is_read_from_the_words(case: Case) -> None:
    """It is a place in words that were said; where they are gone, so is it."""
    told = statements(case)[0]

    assert told.text[2:9] == words_of(case, Extract(told.id, 2, 9))
    assert not words_of(case, Extract("c-00000000", 0, 5))


def test_translations_are_those_that_people_made(study: MiniStudy) -> None:
    """Bound to the words: where they changed since, there is none."""
    corpus = read_corpus(study.folder)
    told = statements(Case(corpus, Index(corpus), today()))[0]
    entry = f'format: faden.translations/1\ntranslations:\n  - coding: {told.id}\n    words: "{told.text}"\n'
    study.write("analysis/translations.yaml", entry + '    text: {fr: "Une réponse"}\n    by: mira\n')
    corpus = read_corpus(study.folder)
    case = Case(corpus, Index(corpus), today())

    assert "Une réponse" == translated(case, told.id, "fr")
    assert translated(case, told.id, "uk") is None
    assert translated(case, told.id, str(told.language)) is None


def test_a_withdrawal_takes_ids_of_the_person_out_of_what_was_kept(case: Case) -> None:
    """The others stay where they were, and the file can be read afterwards."""
    told = statements(case)
    gone = [s.id for s in told if s.participant == told[0].participant]
    stays = [s.id for s in told if s.participant != told[0].participant]
    path = keep(case, found(*gone, *stays))
    changes = plan_withdrawal(case.corpus.folder, None, str(told[0].participant), on="2026-03-01").files
    fresh = next(change.content for change in changes if change.path == path)

    assert gone
    assert Former({"k-1": tuple(sorted(stays))}, ("c-9",)) == parse_former((fresh or b"").decode())
