"""The command that proposes clusters of needs and pain points."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.showing import say, talk, tell, tell_json
from faden.cli.study import AsJson, Where
from faden.core.text import first_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.analysis.cluster import Changes, Cluster, Clusters
    from faden.publish.verdict import Case

LONGEST = 160
"""Characters of a statement that stands for others; our choice: two lines of a terminal."""

SHORT = 80
"""Characters of a statement in a list; our choice: one line of a terminal."""

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
        raise typer.BadParameter(say("cli.clusters.keep-all"))
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
    from faden.build.board_news import news
    from faden.build.boarding import levels

    if not found.clusters:
        talk("cli.clusters.none", n=len(found.unassigned))
        return
    for one in found.clusters:
        _show_cluster(case, one)
    for loose in found.unassigned:
        tell(say("cli.clusters.nowhere", what=_said(case, loose.id), nearest=loose.nearest or "–"))
    told = news(case, found)
    if found.since is not None and told is not None:
        _show_changes(case, found.since)
        left = [one.id for one in found.unassigned if one.id in told.fresh]
        _show_statements(case, say("cli.clusters.came-nowhere"), left)
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
    figures = {"stability": _percent(one.stability), "coherence": _number(one.coherence)}
    tell(say("cli.clusters.one", id=one.id, **figures, **counts))
    for told in (one.languages, _named(case, one.groups)):
        tell("    " + ", ".join(f"{name} {count}" for name, count in told.items()))
    for language, words in one.words.items():
        tell(f"    {language}: {ISOLATE[0]}{', '.join(words)}{ISOLATE[1]}")
    if one.statement is not None:
        shown = " ".join(words_of(case, one.statement).split())
        sentence = say("cli.clusters.sentence", place=_place(case, one.statement.member))
        tell(f"    {sentence} {ISOLATE[0]}{shown}{ISOLATE[1]}")
        other = translated(case, one.statement.member, interface_language())
        if other:
            tell(f"    → {ISOLATE[0]}{' '.join(other.split())}{ISOLATE[1]}")
    _show_end(case, "typical", one.typical)
    _show_end(case, "deviant", one.deviant)


def _show_end(case: Case, which: str, statements: Iterable[str]) -> None:
    """The statement nearest to the middle, or farthest, with its place: a cluster is read from both ends."""
    found = next((case.index.found[each] for each in statements if each in case.index.found), None)
    if found is not None:
        words = first_words(found.words, LONGEST)
        place = _place(case, found.coding.id)
        tell(f"    {say(f'cli.clusters.{which}', place=place)} {ISOLATE[0]}{words}{ISOLATE[1]}")


def _place(case: Case, statement: str) -> str:
    """Where a statement stands: ``I07, t14``; its id where it is no coding of the study any more."""
    found = case.index.found.get(statement)
    return f"{found.transcript}, {found.anchor.start.turn}" if found else statement


def _said(case: Case, statement: str) -> str:
    """A statement as people find and know it: its place, its first words, its id."""
    found = case.index.found.get(statement)
    if found is None:
        return statement
    words = first_words(found.words, SHORT)
    return f"{_place(case, statement)} {ISOLATE[0]}{words}{ISOLATE[1]} ({statement})"


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


def _percent(share: float) -> str:
    """A share of a hundred, as people here write it."""
    from faden.core.catalogue import interface_language

    return f"{100 * share:.0f}" + ("\u00a0%" if interface_language() == "de" else "%")


def _show_statements(case: Case, title: str, statements: Iterable[str]) -> None:
    """Statements, one a line; nothing where there are none."""
    listed = [_said(case, one) for one in statements]
    if listed:
        tell(f"    {title}:")
    for one in listed:
        tell(f"        {one}")


def _show_changes(case: Case, since: Changes) -> None:
    tell(say("cli.clusters.since", kept=len(since.kept), changed=len(since.changed)))
    for one in since.changed:
        for how in ("came", "moved", "left", "gone"):
            told: tuple[str, ...] = getattr(one, how)
            _show_statements(case, f"{one.cluster}, {say(f'cli.clusters.{how}')}", told)
    for how, names in (("new", since.new), ("ended", since.ended)):
        if names:
            tell(f"    {say(f'cli.clusters.{how}')}: {', '.join(names)}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("clusters", help=say("cli.clusters"))(clusters)
