"""A person's decision on one coding never costs another coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faden.build.following import follow_coding
from faden.coding.editing.actions import parse_action
from faden.coding.editing.bench import Bench
from faden.core.problems import StudyError

if TYPE_CHECKING:
    from ministudy import MiniStudy

QUOTED = "c-22222222"


def test_a_file_with_unreadable_lines_is_not_written_anew(study: MiniStudy) -> None:
    """What could not be read would be lost."""
    path = study.folder.coding_file("erste", "W01")
    damaged = path.read_text(encoding="utf-8") + '{"id": "c-half'
    path.write_text(damaged, encoding="utf-8")

    with pytest.raises(StudyError, match="json-invalid"):
        follow_coding(study.folder, QUOTED, accept_by="erste")

    assert damaged == path.read_text(encoding="utf-8")


def test_a_misplaced_copy_does_not_replace_the_file_it_names(study: MiniStudy) -> None:
    """A backup folder whose files call themselves another coder's is refused."""
    path = study.folder.coding_file("erste", "W01")
    whole = path.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    study.write("analysis/codings/a-backup/W01.jsonl", "".join(lines[:2]))
    first = lines[1].split('"id":"')[1][:10]

    with pytest.raises(StudyError, match="codings-misplaced"):
        follow_coding(study.folder, first, accept_by="erste")

    assert whole == path.read_text(encoding="utf-8")


def test_nobody_decides_on_a_coding_of_another(study: MiniStudy) -> None:
    """Not for want of a name either: each coder decides on the own codings, as in the app."""
    study.edit("interviews/W01.md", "Ich warte seit Mai", "Ich warte seit dem Mai")
    path = study.folder.coding_file("erste", "W01")
    before = path.read_text(encoding="utf-8")
    gone = next(line.split('"id":"')[1][:10] for line in before.splitlines() if "Ich warte seit Mai" in line)

    with pytest.raises(StudyError, match="coding-of-another"):
        follow_coding(study.folder, gone, accept_by="zweite")
    with pytest.raises(StudyError, match="coder-unknown"):
        follow_coding(study.folder, gone, accept_by="")

    assert before == path.read_text(encoding="utf-8")


def test_what_was_accepted_can_be_taken_back(study: MiniStudy) -> None:
    """A decision at the command line is a step like those in the app, and changes one line only."""
    study.edit("interviews/W01.md", "Ich warte seit Mai", "Ich warte seit dem Mai")
    path = study.folder.coding_file("erste", "W01")
    before = path.read_text(encoding="utf-8")
    gone = next(line.split('"id":"')[1][:10] for line in before.splitlines() if "Ich warte seit Mai" in line)
    follow_coding(study.folder, gone, accept_by="erste")
    after = path.read_text(encoding="utf-8")
    Bench(study.folder, "erste").perform(parse_action({"do": "undo"}), {})

    assert 1 == sum(a != b for a, b in zip(before.splitlines(), after.splitlines(), strict=True))
    assert "seit dem Mai" in after
    assert before == path.read_text(encoding="utf-8")
