"""The command that proposes clusters of needs and pain points."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.showing import say, talk, tell, tell_json
from faden.cli.study import AsJson, Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from faden.analysis.cluster import Changes, Cluster, Clusters
    from faden.publish.verdict import Case

LONGEST = 160
"""Characters of a statement farthest from the middle; our choice: two lines of a terminal."""

ISOLATE = ("\u2068", "\u2069")
"""Keep the direction of a text to itself, so that a terminal mixes no lines."""


def clusters(
    *,
    study: Where = Path(),
    groups: Annotated[int | None, typer.Option("--groups", min=1, help=say("cli.clusters.groups"))] = None,
    anew: Annotated[bool, typer.Option("--anew", help=say("cli.clusters.anew"))] = False,
    keep: Annotated[bool, typer.Option("--keep", help=say("cli.clusters.keep"))] = False,
    as_json: AsJson = False,
) -> None:
    """Propose clusters of needs and pain points."""
    from faden.build import clusters as step

    if keep and groups is not None:
        raise typer.BadParameter(say("cli.clusters.keep-all"), param_hint="--groups")
    case = _case(study)
    found = step.compute_clusters(case, groups, anew=anew)
    if as_json:
        tell_json(asdict(found))
    else:
        show_clusters(case, found)
        if not anew and step.loosened(found):
            talk("cli.clusters.loosened", n=len(found.unassigned))
    if keep:
        talk("cli.clusters.kept", path=case.corpus.folder.shown(step.keep(case, found)))


def _case(study: Path) -> Case:
    from faden.build.clock import today
    from faden.findings.corpus import read_corpus
    from faden.findings.evidence import Index
    from faden.publish.verdict import Case
    from faden.study.folder import find_folder

    corpus = read_corpus(find_folder(study))
    return Case(corpus, Index(corpus), today())


def show_clusters(case: Case, found: Clusters) -> None:
    """Print clusters: who speaks in them, their words, both ends, and what is in none.

    Args:
        case: The study that they were made from.
        found: The clusters.
    """
    from faden.build.boarding import levels

    if not found.clusters:
        talk("cli.clusters.none", n=len(found.unassigned))
        return
    for one in found.clusters:
        _show_cluster(case, one)
    for loose in found.unassigned:
        tell(say("cli.clusters.nowhere", id=loose.id, nearest=loose.nearest or "–"))
    if found.since is not None:
        _show_changes(found.since)
    talk(
        "cli.clusters.sum",
        n=len(found.clusters),
        unassigned=len(found.unassigned),
        agreement=_number(found.agreement or 0),
        levels=", ".join(map(str, levels(found))),
    )


def _show_cluster(case: Case, one: Cluster) -> None:
    from faden.build.clusters import translated, words_of
    from faden.core.catalogue import interface_language

    counts = {"persons": len(one.persons), "statements": len(one.members)}
    figures = {"stability": f"{one.stability:.0%}", "coherence": _number(one.coherence)}
    tell(say("cli.clusters.one", id=one.id, **figures, **counts))
    for told in (one.languages, _named(case, one.groups)):
        tell("    " + ", ".join(f"{name} {count}" for name, count in told.items()))
    for language, words in one.words.items():
        tell(f"    {language}: {ISOLATE[0]}{', '.join(words)}{ISOLATE[1]}")
    if one.statement is not None:
        shown = " ".join(words_of(case, one.statement).split())
        tell(f"    {one.statement.member}: {ISOLATE[0]}{shown}{ISOLATE[1]}")
        other = translated(case, one.statement.member, interface_language())
        if other:
            tell(f"    → {ISOLATE[0]}{' '.join(other.split())}{ISOLATE[1]}")
    _show_deviant(case, one)


def _show_deviant(case: Case, one: Cluster) -> None:
    """The statement farthest from the middle, with its place: a cluster is read from both ends."""
    found = next((case.index.found[each] for each in one.deviant if each in case.index.found), None)
    if found is not None:
        place = f"{found.transcript}, {found.anchor.start.turn}"
        words = shorten(found.words, LONGEST, placeholder=" …")
        tell(f"    {say('cli.clusters.deviant', place=place)} {ISOLATE[0]}{words}{ISOLATE[1]}")


def _named(case: Case, groups: Mapping[str, int]) -> dict[str, int]:
    """Groups by the name that people read instead of their ids."""
    from faden.core.catalogue import interface_language

    known = {each.id: each.name.text(interface_language()) for each in case.corpus.settings.groups}
    return {known.get(group, group): n for group, n in groups.items()}


def _number(value: float) -> str:
    """Two decimals, as people here write them."""
    from faden.core.catalogue import interface_language

    told = f"{value:.2f}"
    return told.replace(".", ",") if interface_language() == "de" else told


def _show_changes(since: Changes) -> None:
    tell(say("cli.clusters.since", kept=len(since.kept), changed=len(since.changed)))
    for one in since.changed:
        for how in ("came", "moved", "left", "gone"):
            told: tuple[str, ...] = getattr(one, how)
            if told:
                tell(f"    {one.cluster} {say(f'cli.clusters.{how}')}: {', '.join(told)}")
    for how, names in (("new", since.new), ("ended", since.ended)):
        if names:
            tell(f"    {say(f'cli.clusters.{how}')}: {', '.join(names)}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("clusters", help=say("cli.clusters"))(clusters)
