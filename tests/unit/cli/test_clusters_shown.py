"""How ``faden clusters`` shows what was found, without the model that finds it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ministudy import MiniStudy

from faden.analysis.cluster import Changes, Cluster, Clusters, Member, Reason, Unassigned, Way
from faden.analysis.cluster_file import format_former
from faden.cli.clustering import show_clusters


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("de", ("Bewohnende 2, nobody 1", "Zusammenhalt 0,83", "Am weitesten von der Mitte (W01, t2):")),
        ("en", ("Residents 2, nobody 1", "coherence 0.83", "Farthest from the middle (W01, t2):")),
    ],
)
def test_groups_have_their_names_and_a_cluster_both_ends(
    study: MiniStudy,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    told: tuple[str, ...],
) -> None:
    """Names as people read them; what the study does not know by its id; a place to open."""
    monkeypatch.setenv("FADEN_LANG", language)
    one = Cluster(
        "k-a",
        (Member("c-22222222", 1, 0.9), Member("c-gone", 1, 0.1)),
        0.9,
        ("p-1", "p-2"),
        {"residents": 2, "nobody": 1},
        {"de": 2},
        {"de": ("warten",)},
        ("c-22222222",),
        ("c-gone", "c-22222222"),
        0.8312,
    )

    show_clusters(study.case(), Clusters(Way.BERTOPIC, "model", 12, 0.7, (one,), ()))
    shown = " ".join(capsys.readouterr().out.split())

    assert [] == [each for each in told if each not in shown]
    assert "residents" not in shown
    assert study.case().index.found["c-22222222"].words in shown


def test_what_fits_nowhere_and_what_is_new_is_told_in_words_with_its_place(
    study: MiniStudy, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list of ids is a list that nobody reads; and an id alone opens no conversation."""
    one = Cluster("k-a", (Member("c-22222222", 1, 0.9),), 0.456, (), {}, {}, {}, ("c-22222222",), ())
    left = (Unassigned("c-33333333", Reason.FITS_NOWHERE, "k-a"),)
    made = Clusters(Way.BERTOPIC, "m", 12, 0.7, (one,), ())
    study.write("analysis/proposals/clusters.json", format_former(made))
    since = Changes(("k-a",), (), (), ())
    show_clusters(study.case(), replace(made, unassigned=left, since=since))
    shown = capsys.readouterr().out
    said = study.case().index.found["c-33333333"]
    told = f"{said.transcript}, {said.anchor.start.turn} \u2068{said.words}\u2069 (c-33333333)"

    assert f"Passt nirgends: {told}, am nächsten: k-a" in shown
    assert f"neu in der Studie, in keiner Gruppe:\n        {told}" in shown
    assert "46\u00a0%" in shown
