"""Commands on needs; none of them makes one, that is for people."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.groups import command_group
from faden.cli.showing import leave, say, talk, tell, tell_json
from faden.cli.study import AsJson, Where
from faden.coding.codebook import Kind

if TYPE_CHECKING:
    from faden.analysis.stated.values import Stated

_LETTERS = 200
_ISOLATE = ("\u2068", "\u2069")

needs = command_group(say("cli.needs"))


@needs.command("find", help=say("cli.needs.find"))
def find(
    *,
    study: Where = Path(),
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help=say("cli.needs.find.kind"))] = None,
    most: Annotated[int, typer.Option("--most", min=1, help=say("cli.needs.find.most"))] = 20,
    as_json: AsJson = False,
) -> None:
    """Propose what nobody coded as needs, pain points, proposals, resources, deviant cases."""
    from faden.build.clock import today
    from faden.build.stating import find_stated
    from faden.findings.corpus import read_corpus
    from faden.findings.evidence import Index
    from faden.publish.verdict import Case
    from faden.study.folder import find_folder

    corpus = read_corpus(find_folder(study))
    found = find_stated(Case(corpus, Index(corpus), today()))
    chosen = [one for one in found.stated if not kind or one.kind in kind]
    if as_json:
        tell_json([asdict(one) for one in chosen])
    else:
        for one in chosen[:most]:
            tell(_line(one))
    told = {
        "n": len(chosen),
        "passages": found.passages,
        "left_out": found.left_out,
        "shown": min(most, len(chosen)),
    }
    talk("cli.needs.find.done", **told)
    if not chosen:
        talk("cli.needs.find.nothing-like" if found.passages else "cli.needs.find.nothing-left")
    if found.learnt_all:
        talk("cli.needs.find.learnt", right=found.learnt_right, all=found.learnt_all)
    notes = sum(len(wall.notes) for wall in corpus.boards)
    if notes:
        talk("cli.needs.find.notes", n=notes)
    leave(0)


def _line(one: Stated) -> str:
    words = one.text if len(one.text) <= _LETTERS else f"{one.text[:_LETTERS]} …"
    basis = say(f"cli.needs.basis-{one.basis}", code=one.code, near=", ".join(one.near) or "–")
    told = say(
        "cli.needs.find.line",
        kind=say(f"cli.needs.kind-{one.kind}"),
        percent=f"{min(100 * one.score, 99):.0f}",
    )
    isolated = f"{_ISOLATE[0]}{' '.join(words.split())}{_ISOLATE[1]}"
    return f"{one.transcript} {one.turn} {told}: {isolated}\n    {basis}"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(needs, name="needs")
