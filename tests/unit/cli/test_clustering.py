"""``faden clusters``: what it says, what it keeps, and what it refuses."""

from __future__ import annotations

import json

import pytest
from ministudy import MiniStudy
from typer.testing import CliRunner

from faden.cli.main import app

pytestmark = pytest.mark.slow


def run(study: MiniStudy, *options: str) -> tuple[int, str]:
    """The command's status and what it wrote."""
    done = CliRunner().invoke(app, ["clusters", "-C", str(study.folder.root), *options])
    return done.exit_code, done.output


def test_every_passage_is_in_a_cluster_or_named(study: MiniStudy) -> None:
    """Nothing is thrown away silently."""
    status, out = run(study, "--json")
    found = json.loads(out)
    members = [member["id"] for one in found["clusters"] for member in one["members"]]

    assert 0 == status
    assert 5 <= len(members) + len(found["unassigned"])


def test_what_is_kept_is_held_on_to_and_changes_are_told(study: MiniStudy) -> None:
    """The second call says what is different since the first; here nothing is."""
    assert not study.folder.clusters.exists()
    run(study, "--keep")
    before = study.folder.clusters.read_bytes()
    status, out = run(study, "--json")
    since = json.loads(out)["since"]

    assert (0, [], [], []) == (status, since["changed"], since["new"], since["ended"])
    assert before == study.folder.clusters.read_bytes()


def test_only_the_result_that_the_data_choose_can_be_kept(study: MiniStudy) -> None:
    """Five groups today and twelve tomorrow would look like a change of the study."""
    assert 2 == run(study, "--keep", "--groups", "5")[0]
    assert not study.folder.clusters.exists()
