"""The consensus in a study: in order, counted where the settings say so, and nobody."""

from __future__ import annotations

from ministudy import MiniStudy

from faden.coding.consensus import consensus_path
from faden.coding.done import CONSENSUS

DECIDED = """\
format: faden.consensus/1
transcript: W01
decisions:
  - {coders: [erste, zweite], first: c-22222222, before: [keine-antwort], choice: first, codings: [c-2222222k], after: [keine-antwort], by: [erste], 'on': 2026-03-01}
"""  # noqa: E501 - a line of a file

SETTLED = ("c-2222222k", "keine-antwort", "t2", "niemand hat geantwortet")


def _codes(study: MiniStudy) -> list[tuple[str, str]]:
    return [(p.code, p.place.path) for p in study.problems() if p.code.startswith(("coder", "consensus"))]


def test_a_consensus_is_no_coder_that_nobody_knows(study: MiniStudy) -> None:
    """It needs not be named in the settings."""
    study.code(SETTLED, coder=CONSENSUS)
    consensus_path(study.folder, "W01").write_text(DECIDED, encoding="utf-8")

    assert [] == _codes(study)


def test_a_decision_whose_coding_is_gone_is_told(study: MiniStudy) -> None:
    """Somebody deleted the line by hand."""
    study.code(coder=CONSENSUS)
    consensus_path(study.folder, "W01").write_text(DECIDED, encoding="utf-8")

    assert [("consensus-coding-gone", "analysis/codings/consensus/W01.yaml")] == _codes(study)


def test_a_file_of_decisions_that_cannot_be_read_is_told(study: MiniStudy) -> None:
    """With its line."""
    study.code(SETTLED, coder=CONSENSUS)
    path = consensus_path(study.folder, "W01")
    path.write_text(DECIDED.replace("choice: first", "choice: maybe"), encoding="utf-8")

    [found] = [p for p in study.problems() if p.place.path.endswith("consensus/W01.yaml")]
    assert ("value-invalid", 4) == (found.code, found.place.line)


def test_findings_rest_on_the_consensus_where_it_leads(study: MiniStudy) -> None:
    """Only what was settled counts then."""
    study.code(SETTLED, coder=CONSENSUS)
    settings = study.folder.settings
    told = settings.read_text(encoding="utf-8").replace(
        "  - {id: erste, lead: true}", "  - {id: consensus, lead: true}\n  - {id: erste}"
    )
    settings.write_text(told, encoding="utf-8")
    counted = study.case().index.counted

    assert ["c-2222222k"] == [each.coding.id for each in counted]
