"""Where the words behind codings are used."""

from __future__ import annotations

from ministudy import MiniStudy

from faden.publish.uses import Use, uses


def test_every_use_is_found_with_file_and_line(study: MiniStudy) -> None:
    """In needs, findings and personas; what is linked but not quoted shows no words."""
    found = {(use.by, use.coding): use for use in uses(study.corpus())}

    finding = "analysis/findings/F01.md"
    assert {
        ("N01", "c-22222222"): Use("c-22222222", "N01", "analysis/needs.yaml", 9, verbatim=True),
        ("F01", "c-22222222"): Use("c-22222222", "F01", finding, 8, verbatim=True),
        ("F01", "c-55555555"): Use("c-55555555", "F01", finding, 9, verbatim=False),
        ("F01", "c-77777777"): Use("c-77777777", "F01", finding, 10, verbatim=False),
        ("PE01", "c-55555555"): Use("c-55555555", "PE01", "analysis/personas/PE01.yaml", 11, verbatim=True),
    } == found


def test_a_quotation_that_is_no_evidence_is_found_at_its_own_line(study: MiniStudy) -> None:
    """Below blank lines, in the text."""
    study.edit("analysis/findings/F01.md", "Aber nicht alle.", "\n\nAber [[c-33333333]].")

    (use,) = [use for use in uses(study.corpus()) if use.coding == "c-33333333"]

    text = study.folder.findings()[0].read_text(encoding="utf-8").split("\n")
    assert "Aber [[c-33333333]]." == text[use.line - 1]
