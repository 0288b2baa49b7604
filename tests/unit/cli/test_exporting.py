"""``faden export`` of a study with many conversations: what it says can be read."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from faden.cli.main import app
from faden.core.catalogue import text
from faden.study.beginning import begin_study


def _imported(folder: Path, number: int) -> Path:
    """A study into which so many conversations were imported, that nobody has cleared."""
    study = folder / "study"
    begin_study(study)
    files = [folder / f"{n:02}.txt" for n in range(number)]
    for weeks, file in enumerate(files):
        file.write_text(f"I: Wie ging es weiter?\nB: Wir haben {weeks} Wochen gesucht.\n", encoding="utf-8")
    given = ["import", "--pseudonymised", "--by", "erste", "--into", str(study), *map(str, files)]
    done = CliRunner().invoke(app, given)
    assert 0 == done.exit_code, done.output
    return study


def test_many_conversations_and_warnings_are_not_listed_one_by_one(tmp_path: Path) -> None:
    """Two hundred warnings of one kind hide what else is said."""
    study = _imported(tmp_path, 23)

    done = CliRunner().invoke(app, ["export", str(tmp_path / "a.qdpx"), "--internal", "--study", str(study)])

    said = " ".join(done.output.split())
    first = ", ".join(f"I{n:02}" for n in range(1, 21))
    waiting = text("cli.export.and-more", "de", ids=first, n=3)
    assert text("cli.export.uncleared", "de", ids=waiting) in said
    assert 3 == said.count("export-person-unknown:")
    assert text("cli.problems.more-of-kind", "de", n=20) in said
