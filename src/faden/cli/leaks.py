"""Commands that keep clear names inside: leaks scan, list, allow; hook install, run, message."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faden.cli.groups import command_group
from faden.cli.showing import leave, say, show_problems, talk
from faden.cli.study import Where
from faden.cli.vault import open_vault
from faden.core.problems import ImportRefusedError, VaultError

if TYPE_CHECKING:
    from faden.build.leaks import Sought
    from faden.protection.leaks.keys import ListedPlace, ScanKey
    from faden.study.folder import Folder

leaks = command_group(say("cli.leaks"))
hook = command_group(say("cli.hook"))

ScanList = Annotated[
    Path | None, typer.Option("--scan-list", envvar="FADEN_SCAN_LIST", help=say("cli.leaks.scan-list"))
]


def read_sought(folder: Folder, scan_list: Path | None) -> Sought:
    """What to look for: from a scan list, else from the vault, which asks for its passphrase.

    Raises:
        VaultError: There is no vault, it cannot be opened, or the scan list is damaged.
    """
    from faden.build.leaks import Sought, count_decisions, sought
    from faden.core.files import read_text
    from faden.protection.leaks.keys import listed_notes
    from faden.protection.pseudonyms.noted import Searched

    if scan_list is None:
        return sought(open_vault(folder))
    key, allowed = _read_list(scan_list, count_decisions(folder))
    known = listed_notes(read_text(scan_list))
    return Sought(
        key, allowed, notes={name: Searched(one.hashes, one.waiting) for name, one in known.items()}
    )


def _read_list(path: Path, decisions: int = 0) -> tuple[ScanKey, tuple[ListedPlace, ...]]:
    from faden.core.files import read_text
    from faden.protection.leaks.keys import parse_scan_list

    return parse_scan_list(read_text(path), path.as_posix(), decisions=decisions)


@leaks.command("scan", help=say("cli.leaks.scan"))
def scan(
    paths: Annotated[list[Path], typer.Argument(help=say("cli.leaks.paths"))],
    *,
    study: Where = Path(),
    scan_list: ScanList = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("cli.option.json"))] = False,
) -> None:
    """Search for clear names."""
    from faden.build.leaks import check_output
    from faden.study.folder import find_folder

    for path in paths:
        if not path.exists():
            raise ImportRefusedError("import-file-missing", path.as_posix())
    names = read_sought(find_folder(study), scan_list)
    found = []
    for path in paths:
        problems, done = check_output(path, names, path.as_posix())
        found += problems
        size = f"{done.size / 1e6:.1f}"
        talk("cli.leaks.searched", files=done.files, size=size, names=names.key.names, hits=len(problems))
    leave(show_problems(found, as_json=as_json))


@leaks.command("list", help=say("cli.leaks.list"))
def list_command(
    file: Annotated[Path, typer.Argument(help=say("cli.leaks.file"))], *, study: Where = Path()
) -> None:
    """Write a scan list."""
    from faden.build.leaks import count_decisions, listed, sought
    from faden.core.files import write_atomic
    from faden.protection.leaks.keys import format_scan_list
    from faden.protection.vault import refuse_place
    from faden.study.folder import find_folder

    folder = find_folder(study)
    refuse_place(file, folder.root)
    names = sought(open_vault(folder))
    places = [(place.label, place.where) for place in names.allowed]
    notes = listed(folder, names)
    write_atomic(file, format_scan_list(names.key, places, notes=notes, decisions=count_decisions(folder)))
    file.chmod(0o600)
    talk("cli.leaks.listed", path=file)


@leaks.command("allow", help=say("cli.leaks.allow"))
def allow(
    label: Annotated[str, typer.Argument(help=say("cli.leaks.label"))],
    *,
    where: Annotated[str, typer.Option("--where", help=say("cli.leaks.where"))],
    by: Annotated[str, typer.Option("--by", help=say("cli.leaks.by"))],
    why: Annotated[str, typer.Option("--why", help=say("cli.leaks.why"))],
    study: Where = Path(),
) -> None:
    """Record that a name may stand somewhere."""
    from faden.build.clock import today
    from faden.build.leaks import sought
    from faden.protection.leaks.allowed import Allowed, read_allowed, write_allowed
    from faden.study.folder import find_folder

    vault = open_vault(find_folder(study))
    names = sought(vault)
    if label not in names.key.labels:
        raise VaultError("leak-label-unknown", value=label)
    fresh = Allowed(label=label, where=where, by=by, on=today().isoformat(), why=why)
    write_allowed(vault, (*read_allowed(vault), fresh))
    talk("cli.leaks.allowed", label=label, where=where)


@hook.command("install", help=say("cli.hook.install"))
def install(*, study: Where = Path()) -> None:
    """Set the check before commits up."""
    from faden.build.hook import install_hooks
    from faden.study.folder import find_folder

    for path in install_hooks(find_folder(study).root, sys.executable):
        talk("cli.hook.installed", path=path)


@hook.command("run", help=say("cli.hook.run"))
def run(*, scan_list: ScanList = None) -> None:
    """Check what would be committed."""
    from faden.build.hook import check_staged

    key = None if scan_list is None else _read_list(scan_list)[0]
    problems = list(check_staged(Path(), key))
    if key is None:
        talk("cli.hook.no-names")
    if not problems:
        talk("cli.hook.clean")
        return
    leave(show_problems(problems, as_json=False))


@hook.command("message", help=say("cli.hook.message"))
def message(
    file: Annotated[Path, typer.Argument(help=say("cli.hook.message.file"))], *, scan_list: ScanList = None
) -> None:
    """Check the message of a commit."""
    from faden.build.hook import check_message

    key = None if scan_list is None else _read_list(scan_list)[0]
    problems = list(check_message(file.read_text(encoding="utf-8", errors="surrogateescape"), key))
    if problems:
        leave(show_problems(problems, as_json=False))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(leaks, name="leaks")
    app.add_typer(hook, name="hook")
