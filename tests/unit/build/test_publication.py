"""What a review is bound to: every file of the study that can reach the site."""

from __future__ import annotations

import pytest
from ministudy import MiniStudy

from faden.build.publication import study_digest

FINDING = "analysis/findings/F01.md"


@pytest.mark.parametrize("name", ["analysis/findings/.F02.md", "analysis/codings/.mira/W01.jsonl"])
def test_what_has_a_dot_name_is_neither_read_nor_in_the_digest(study: MiniStudy, name: str) -> None:
    """What is not in the digest of a review must not reach the site."""
    before = study_digest(study.folder), study.folder.findings(), study.folder.codings()
    study.write(name, "x")

    assert before == (study_digest(study.folder), study.folder.findings(), study.folder.codings())


@pytest.mark.parametrize("target", ["analysis/.F02.md", "research/reviews.yaml"])
def test_what_a_link_leads_to_counts_under_the_name_of_the_link(study: MiniStudy, target: str) -> None:
    """Though the target itself is left out of the digest."""
    path = study.write(target, "eins")
    (study.folder.root / "analysis/findings/F02.md").symlink_to(path)
    before = study_digest(study.folder)
    path.write_text("zwei", encoding="utf-8")

    assert before != study_digest(study.folder)


def test_links_that_lead_outside_are_not_read(study: MiniStudy) -> None:
    """Neither files nor folders: what stands there changes without anybody's review."""
    outside = study.folder.root.parent / "outside"
    outside.mkdir()
    (outside / "W02.jsonl").write_text("", encoding="utf-8")
    (outside / "F02.md").write_text("", encoding="utf-8")
    before = study.folder.findings(), study.folder.codings()
    (study.folder.root / "analysis/findings/F02.md").symlink_to(outside / "F02.md")
    (study.folder.root / "analysis/codings/gast").symlink_to(outside)

    assert before == (study.folder.findings(), study.folder.codings())
