"""The command that searches all conversations."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.showing import say, talk, tell, tell_json
from faden.cli.study import AsJson, Where
from faden.interviews.transcript import Role

if TYPE_CHECKING:
    from faden.build.searching import Found, Hit
    from faden.publish.verdict import Case

Several = list[str] | None
ISOLATE = ("\u2068", "\u2069")
"""Keep the direction of a text to itself, so that a terminal mixes no lines."""


def search(  # noqa: PLR0913 - each is an option that people type
    wanted: Annotated[str, typer.Argument(help=say("cli.search.wanted"))],
    *,
    study: Where = Path(),
    code: Annotated[Several, typer.Option("--code", help=say("cli.search.code"))] = None,
    group: Annotated[Several, typer.Option("--group", help=say("cli.search.group"))] = None,
    municipality: Annotated[
        Several, typer.Option("--municipality", help=say("cli.search.municipality"))
    ] = None,
    role: Annotated[list[Role] | None, typer.Option("--role", help=say("cli.search.role"))] = None,
    language: Annotated[Several, typer.Option("--language", help=say("cli.search.language"))] = None,
    transcript: Annotated[Several, typer.Option("--transcript", help=say("cli.search.transcript"))] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help=say("cli.search.limit"))] = 20,
    words: Annotated[bool, typer.Option("--words", help=say("cli.search.words"))] = False,
    as_json: AsJson = False,
) -> None:
    """Search all conversations."""
    from faden.build.searching import Filters, Finder, refuse_unknown
    from faden.core.catalogue import interface_language

    filters = Filters(
        tuple(code or ()),
        tuple(group or ()),
        tuple(municipality or ()),
        tuple(each.value for each in role or ()),
        tuple(language or ()),
        tuple(transcript or ()),
    )
    case = _case(study)
    refuse_unknown(case, filters)
    finder = Finder(case)
    if not words:
        finder.warm(_told)
    found = finder.find(wanted, filters, limit=limit, language=interface_language())
    if as_json:
        tell_json(_record(found))
        return
    _show(found)


def _case(study: Path) -> Case:
    from faden.build.clock import today
    from faden.findings.corpus import read_corpus
    from faden.findings.evidence import Index
    from faden.publish.verdict import Case
    from faden.study.folder import find_folder

    corpus = read_corpus(find_folder(study))
    return Case(corpus, Index(corpus), today())


def _told(done: int, of: int) -> bool:
    """Say how far it is where a person watches; what is known already passes too quickly to be told."""
    if sys.stderr.isatty():
        talk("cli.search.preparing", done=done, of=of)
    return True


def _record(found: Found) -> dict[str, object]:
    return {
        "turns": found.turns,
        "doubtful": found.doubtful,
        "by_meaning": found.by_meaning,
        "unread": found.unread,
        "hits": [asdict(hit) for hit in found.hits],
    }


def _show(found: Found) -> None:
    if found.turns and found.doubtful:
        talk("cli.search.doubtful")
    for hit in found.hits:
        _show_hit(hit)
    if not found.turns:
        talk("cli.search.none")
    else:
        talk("cli.search.found", n=found.turns, shown=len(found.hits))
    if found.by_meaning and found.unread:
        talk("cli.search.unread", n=found.unread)


def _show_hit(hit: Hit) -> None:
    text, at = "", 0
    for start, end in hit.marks:
        text += f"{hit.text[at:start]}[{hit.text[start:end]}]"
        at = end
    text += hit.text[at:]
    where = " ".join(part for part in (hit.transcript, hit.turn, hit.time, hit.speaker) if part)
    tell(f"{where} · {say(f'app.search.reason.{hit.reason}')}")
    tell(f"    {ISOLATE[0]}{_line(text)}{ISOLATE[1]}")
    if hit.version is not None:
        told = say(f"app.part.{hit.version.kind}")
        tell(f"    {told}: {ISOLATE[0]}{_line(hit.version.text)}{ISOLATE[1]}")


def _line(text: str) -> str:
    return " ".join(text.split())


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search", help=say("cli.search"))(search)
