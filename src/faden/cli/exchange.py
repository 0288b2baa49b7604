"""Commands that exchange projects and tables with other programs: export, and projects on import."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.leaks import ScanList, read_sought
from faden.cli.showing import leave, say, show_error, show_problems, stored, talk, tell
from faden.cli.study import Where
from faden.core.catalogue import interface_language, remedy, what
from faden.core.problems import ImportRefusedError, StudyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from faden.build.exporting import Way
    from faden.build.leaks import Sought
    from faden.core.problems import Problem
    from faden.exchange.refi.importing import ProjectReport, Wishes
    from faden.exchange.refi.loss import Loss
    from faden.protection.vault import Vault
    from faden.study.folder import Folder

TABLES = ("csv", "xlsx", "jsonl")

ALIKE = 3
"""Problems of one kind that are shown of a project."""

SHOWN = 20
"""Differences that are shown at once; all of them stand in a table."""


def is_project(path: Path) -> bool:
    """Whether a file or folder is a project of another program rather than a transcript."""
    from faden.exchange.qc import is_qc
    from faden.exchange.refi.read import is_refi
    from faden.exchange.taguette import is_taguette

    if path.is_dir():
        return is_qc(path)
    if not path.is_file():
        return False
    return path.suffix.lower() in {".qdpx", ".qde", ".qdc"} or is_taguette(path) or is_refi(path.read_bytes())


def import_projects(
    folder: Folder, paths: Sequence[Path], by: str, vault: Vault | None, coders: Mapping[str, str]
) -> list[Problem]:
    """Import projects of other programs, and tell what the study does not show.

    Returns:
        Why projects were refused; the others are imported all the same.
    """
    from faden.exchange.refi.importing import Wishes

    wishes = Wishes(by=by, coders=coders)
    refused: list[Problem] = []
    for path in paths:
        try:
            report = _imported(folder, path, wishes, vault)
        except ImportRefusedError as error:
            show_error(error.problem)
            refused.append(error.problem)
            continue
        _show(folder, path, report)
    return refused


def tell_internal(folder: Folder, waiting: Sequence[str] | None = None) -> None:
    """Say of a file that was just written that it stays in the team, and what in it nobody has cleared.

    Args:
        folder: The study.
        waiting: Conversations in the file that nobody has cleared; by default all of the study are asked.
    """
    from faden.build.exporting import uncleared

    talk("cli.export.kept-internal")
    waiting = uncleared(folder) if waiting is None else waiting
    if waiting:
        talk("cli.export.uncleared", ids=_some(waiting))


def _some(names: Sequence[str]) -> str:
    """A list of ids to read; of a long one its beginning, and how many more there are."""
    if len(names) <= SHOWN:
        return ", ".join(names)
    return say("cli.export.and-more", ids=", ".join(names[:SHOWN]), n=len(names) - SHOWN)


def named_coders(given: Sequence[str]) -> dict[str, str]:
    """Name in the project → coder, from ``NAME=CODER``.

    Raises:
        ImportRefusedError: A value has no equals sign.
    """
    for each in given:
        if "=" not in each:
            raise ImportRefusedError("exchange-coder-invalid", value=each[:40])
    pairs = (each.rpartition("=") for each in given)
    return {name.strip(): coder.strip() for name, _, coder in pairs}


def _show(folder: Folder, path: Path, report: ProjectReport) -> None:
    """What became of a project."""
    if report.already:
        talk("cli.project.already", path=path, slug=report.slug)
        return
    numbers = {
        "codings": sum((report.codings or {}).values()),
        "memos": report.memos,
        "transcripts": len(report.transcripts),
    }
    if report.again:
        known = len(report.recognised)
        tell(
            say(
                "cli.project.again",
                path=path,
                known=known,
                same=report.same,
                codes=report.new_codes,
                **numbers,
            )
        )
    else:
        tell(say("cli.project.read", path=path, where=stored(report.where), codes=report.codes, **numbers))
    for coder, n in sorted((report.codings or {}).items()):
        name = report.coders.get(coder, "")
        told = coder if name.casefold() in {"", coder} else say("cli.project.coder", coder=coder, name=name)
        tell("    " + say("cli.project.by", coder=told, n=n))
    if report.codebook:
        tell("    " + say("cli.project.codebook", path=report.codebook))
    _show_losses(report.losses, "cli.project.kept")
    if report.cases:
        tell("    " + say("cli.project.cases", path=report.cases))
    if report.problems:
        talk("cli.import.notices", n=len(report.problems))
        _show_kinds(report.problems)
    _show_differences(folder, report)


def _show_kinds(problems: Iterable[Problem]) -> None:
    """Problems, of each kind the first few."""
    from faden.core.problems import order

    kinds: dict[str, list[Problem]] = {}
    for problem in order(problems):
        kinds.setdefault(problem.code, []).append(problem)
    show_problems([p for alike in kinds.values() for p in alike[:ALIKE]], as_json=False)
    for code, alike in kinds.items():
        if len(alike) > ALIKE:
            talk("cli.project.alike", code=code, n=len(alike) - ALIKE)


def _show_differences(folder: Folder, report: ProjectReport) -> None:
    """What a person has to decide: the first ones here, all of them in a table."""
    from faden.core.problems import order
    from faden.exchange.tables import write_table

    if not report.differences:
        return
    listed = order(report.differences)
    talk("cli.project.differences", n=len(listed))
    show_problems(listed[:SHOWN], as_json=False)
    table = folder.build / "exchange" / "differences.csv"
    language = interface_language()
    rows = [
        (p.code, p.place.path, p.place.line or None, what(p, language), remedy(p, language)) for p in listed
    ]
    write_table(table, "differences", ("problem", "file", "line", "what", "remedy"), rows)
    talk("cli.project.differences-table", path=folder.shown(table))


def carry_projects(folder: Folder, vault: Vault) -> list[Problem]:
    """Carry codes, codings and memos of raw projects over, after their transcripts got pseudonyms."""
    from faden.exchange.refi.carrying import carry_over
    from faden.exchange.refi.sidecar import read_sidecars

    found: list[Problem] = []
    for side in read_sidecars(folder, vault).value or ():
        if side.declared_by:
            continue
        report = carry_over(folder, vault, side.slug)
        codings = sum(report.codings.values())
        tell(say("cli.project.carried", slug=side.slug, codings=codings, memos=report.memos))
        found += report.problems
    return found


def _imported(folder: Folder, path: Path, wishes: Wishes, vault: Vault | None) -> ProjectReport:
    from faden.exchange.qc import read_qc
    from faden.exchange.refi.importing import import_found, import_project
    from faden.exchange.taguette import is_taguette, read_taguette

    if path.is_dir():
        return import_found(folder, read_qc(path), path.as_posix(), wishes, vault)
    if is_taguette(path):
        return import_found(folder, read_taguette(path), path.as_posix(), wishes, vault)
    return import_project(folder, path, wishes, vault)


def _show_losses(losses: Iterable[Loss], heading: str) -> None:
    from faden.exchange.refi.loss import describe_loss

    told = [describe_loss(loss, interface_language()) for loss in losses]
    if told:
        talk(heading)
        for line in told:
            tell(f"    {line}")


def export(  # noqa: PLR0913 - each is an option that people type
    target: Annotated[Path, typer.Argument(help=say("cli.export.target"))],
    *,
    study: Where = Path(),
    to: Annotated[str, typer.Option("--to", help=say("cli.export.to"))] = "",
    program: Annotated[str, typer.Option("--for", help=say("cli.export.for"))] = "",
    codebook: Annotated[bool, typer.Option("--codebook", help=say("cli.export.codebook"))] = False,
    internal: Annotated[
        bool | None, typer.Option("--internal/--outside", help=say("cli.export.internal"))
    ] = None,
    files: Annotated[bool, typer.Option("--files", help=say("cli.export.files"))] = False,
    scan_list: ScanList = None,
    every: Annotated[bool, typer.Option("--all", help=say("cli.check.all"))] = False,
) -> None:
    """Export the study for another program."""
    from faden.build.exporting import outside_terms, refuse_uncleared
    from faden.cli.vault import open_vault
    from faden.exchange.refi.export import Terms, export_codebook, export_project
    from faden.exchange.tables import export_codes, export_codings
    from faden.study.folder import find_folder

    folder = find_folder(study)
    form = (to or target.suffix.lstrip(".")).lower()
    path = target if target.suffix else target.with_suffix(f".{form}")
    if form not in {"qdpx", "qdc", *TABLES}:
        raise StudyError("export-format-unknown", value=form or "–")
    if internal is None and form != "qdc":
        refuse_uncleared(folder)
    way: Way = "qdpx" if form == "qdpx" else "tables"
    terms = Terms(program=program) if internal else outside_terms(folder, way, program)
    names = None if internal else names_sought(folder, scan_list)
    with searched(folder, path, names) as made:
        if form == "qdc":
            report = export_codebook(folder, made)
        elif form == "qdpx":
            report = export_project(folder, made, terms, open_vault(folder) if files else None)
        elif codebook:
            table = export_codes(folder, made, terms=terms)
        else:
            table = export_codings(folder, made, terms)
    if form in TABLES:
        tell(say("cli.export.table", path=path, rows=table.rows, left_out=table.left_out))
        if internal:
            tell_internal(folder)
        return
    codings = sum((report.codings or {}).values())
    tell(say("cli.export.done", path=path, sources=report.sources, codes=report.codes, codings=codings))
    if internal:
        tell_internal(folder, None if form == "qdc" else report.uncleared)
    if report.left_out:
        talk("cli.export.left-out", ids=_some(report.left_out))
    _show_losses(report.losses, "cli.export.losses")
    leave(show_problems(report.problems, as_json=False, every=every) if report.problems else 0)


def names_sought(folder: Folder, scan_list: Path | None) -> Sought | None:
    """What is sought in a file for others; ``None`` where the study has no list of names."""
    from faden.protection.places import find_vault

    return None if scan_list is None and find_vault(folder) is None else read_sought(folder, scan_list)


@contextmanager
def searched(folder: Folder, path: Path, names: Sought | None) -> Iterator[Path]:
    """A place to write a file for others; it goes to its own place only if no clear name stands in it."""
    from faden.build.leaks import check_output
    from faden.core.files import write_atomic
    from faden.core.problems import errors

    folder.build.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=folder.build, prefix="export-") as room:
        made = Path(room) / path.name
        yield made
        found = check_output(made, names, path.as_posix())[0] if names is not None else []
        if errors(found):
            show_problems(found, as_json=False)
            talk("cli.export.leaked", path=path)
            leave(1)
        write_atomic(path, made.read_bytes())


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export", help=say("cli.export"))(export)
