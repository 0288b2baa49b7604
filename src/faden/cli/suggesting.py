"""The command that suggests codes; nothing is coded by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from faden.cli.showing import leave, say, talk, tell, tell_json
from faden.cli.study import AsJson, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faden.analysis.suggest.values import Passage, Reason, Standing, Suggestion

SHOWN: Final = 300
"""Letters of a passage that are shown."""


def suggest(
    transcript: Annotated[str, typer.Argument(help=say("cli.suggest.transcript"))] = "",
    *,
    code: Annotated[str, typer.Option("--code", help=say("cli.suggest.code"))] = "",
    coder: Annotated[str, typer.Option("--coder", help=say("cli.suggest.coder"))] = "",
    write: Annotated[bool, typer.Option("--write", help=say("cli.suggest.write"))] = False,
    study: Where = Path(),
    as_json: AsJson = False,
) -> None:
    """Suggest codes for what is not coded yet."""
    from faden.build.clock import today
    from faden.build.proposing import suggested_for, told_transcripts
    from faden.build.suggesting import asked_coder, study_suggester
    from faden.findings.corpus import read_corpus
    from faden.study.folder import find_folder

    corpus = read_corpus(find_folder(study))
    who = asked_coder(corpus, coder)
    chosen = told_transcripts(corpus, transcript)
    made = study_suggester(corpus, today(), who)
    if code:
        _show_code(suggested_for(made, code, chosen), as_json=as_json)
        return
    _conversations(corpus, made, who, chosen, write=write, as_json=as_json)


def _conversations(
    corpus: Any, made: Any, who: str, chosen: Sequence[str], *, write: bool, as_json: bool
) -> None:
    from faden.build.clock import today
    from faden.build.proposing import code_unseen, propose, write_proposals

    records: list[dict[str, object]] = []
    for identifier in chosen:
        proposed = propose(corpus, made, who, today(), identifier)
        records += [_record(passage, each) for passage, found in proposed for each in found]
        if not as_json:
            _show(proposed)
        if write:
            unseen = code_unseen(corpus, who, today(), identifier)
            talk("suggest.written", path=write_proposals(corpus, who, today(), identifier, unseen))
    if as_json:
        tell_json(records)
    talk("suggest.done" if records else "suggest.none", n=len(records), coder=who)
    leave(0)


def _show(proposed: Sequence[tuple[Passage, tuple[Suggestion, ...]]]) -> None:
    for passage, suggestions in proposed:
        tell(_words(passage))
        for each in suggestions:
            tell("  " + say("suggest.line", code=each.code, percent=_percent(each.score)))
            _show_reason(each.reason)


def _show_code(found: tuple[tuple[Standing, ...], tuple[Standing, ...]], *, as_json: bool) -> None:
    if as_json:
        names = ("may-belong", "stands-out")
        records = {n: [_record(s.passage, s) for s in part] for n, part in zip(names, found, strict=True)}
        tell_json(records)
        return
    for key, part in zip(("suggest.may-belong", "suggest.stands-out"), found, strict=True):
        tell(say(key, n=len(part)))
        for each in part:
            tell(f"{_words(each.passage)}\n  {_percent(each.score)} %")
            _show_reason(each.reason)


def _show_reason(reason: Reason) -> None:
    if reason.words:
        tell("    " + say("suggest.words", words=", ".join(reason.words)))
    for near in reason.near:
        tell(
            "    "
            + say(
                "suggest.near",
                place=f"{near.passage.transcript} {near.passage.turn}",
                words=_cut(near.passage.text, 80),
                alike=_percent(max(near.similarity, 0.0)),
                effect=max(round(near.effect * 100), 1),
            )
        )


def _words(passage: Passage) -> str:
    return f"{passage.transcript} {passage.turn}: {_cut(passage.text, SHOWN)}"


def _cut(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def _percent(share: float) -> int:
    return round(share * 100)


def _record(passage: Passage, found: Suggestion | Standing) -> dict[str, object]:
    """One suggestion for machines."""
    return {
        "transcript": passage.transcript,
        "turn": passage.turn,
        "start": passage.start,
        "end": passage.end,
        "part": str(passage.part),
        "text": passage.text,
        "code": getattr(found, "code", ""),
        "score": round(found.score, 3),
        "words": list(found.reason.words),
        "near": [
            {"passage": n.passage.id, "similarity": round(n.similarity, 3), "effect": round(n.effect, 4)}
            for n in found.reason.near
        ],
    }


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("suggest", help=say("cli.suggest"))(suggest)
