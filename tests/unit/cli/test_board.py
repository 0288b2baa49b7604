"""``faden board export``: what it says about what it left out, and about what it put in."""

from __future__ import annotations

from dataclasses import replace

from ministudy import OFFICE, PEOPLE, MiniStudy
from typer.testing import CliRunner

from faden.build.boarding import cards
from faden.cli.main import app
from faden.core.catalogue import text
from faden.findings.board.board import Board
from faden.interviews.files import write_transcript
from faden.interviews.transcript import Clearance, content_hash, head_hash


def run(study: MiniStudy, name: str, *options: str) -> str:
    """What the export says."""
    target = str(study.folder.root / name)
    done = CliRunner().invoke(app, ["board", "export", target, "-C", str(study.folder.root), *options])
    assert 0 == done.exit_code, done.output
    return " ".join(done.output.split())


def clear(study: MiniStudy) -> None:
    """Clear the conversation as it stands."""
    transcript = study.case().corpus.transcripts["W01"]
    made = Clearance(hash=content_hash(transcript), head=head_hash(transcript), by="erste", on="2026-02")
    head = transcript.head.model_copy(update={"cleared": made, "state": "cleared"})
    write_transcript(study.folder, replace(transcript, head=head))


def said(key: str, **values: object) -> str:
    """A text as a terminal shows it."""
    return " ".join(text(key, "de", **values).split())


def test_cards_that_stay_in_the_team_are_counted_with_the_reason(study: MiniStudy) -> None:
    """A table without rows would look like a board without cards."""
    everybody = (*PEOPLE, OFFICE)
    study.consents(dict.fromkeys(everybody, "take-part archive"))
    first = run(study, "a.csv", "--outside")
    study.consents(dict.fromkeys(everybody, "take-part"))
    clear(study)
    second = run(study, "b.csv", "--outside")
    n = len(cards(study.case(), Board()))

    assert said("cli.board.held", n=n) in first
    assert said("cli.board.held.clearance", n=n) in first
    assert said("cli.board.held.consent", n=n) in second
    assert said("cli.board.held.clearance", n=n) not in second


def test_a_table_for_the_team_calls_only_that_uncleared_which_is(study: MiniStudy) -> None:
    """All were cleared: then nothing else may be said."""
    first = run(study, "a.csv", "--internal")
    clear(study)
    second = run(study, "b.csv", "--internal")

    assert said("cli.export.kept-internal") in second
    assert said("cli.export.uncleared", ids="W01") in first
    assert said("cli.export.uncleared", ids="W01") not in second


def test_a_table_that_is_not_there_is_told_as_missing(study: MiniStudy) -> None:
    """Not as a file without permission, in the words of the operating system."""
    done = CliRunner().invoke(
        app, ["board", "import", "fehlt.csv", "--by", "erste", "-C", str(study.folder.root)]
    )

    assert "import-file-missing" in str(done.exception)


def test_who_puts_a_table_on_the_board_is_one_of_the_coders(study: MiniStudy) -> None:
    """A slip in --by would stand beside every group as who decided."""
    study.write("wand.csv", "Text,Gruppe\nNiemand antwortet,Warten\n")
    wall = str(study.folder.root / "wand.csv")
    done = CliRunner().invoke(app, ["board", "import", wall, "--by", "erset", "-C", str(study.folder.root)])

    assert "app-coder-unknown" in str(done.exception)
    assert not (study.folder.root / "analysis/board.yaml").exists()
