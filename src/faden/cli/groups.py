"""Groups of commands, whose help and errors speak the interface's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from faden.cli.frame import Command, Group

if TYPE_CHECKING:
    from collections.abc import Callable


class Commands(typer.Typer):
    """A list of commands, each in our frame."""

    def command(self, name: str | None = None, **more: Any) -> Callable[[Any], Any]:
        """Add a command; see ``typer.Typer.command``."""
        return super().command(name, **{"cls": Command, **more})


def command_group(told: str, **more: Any) -> Commands:
    """An empty group of commands; called without one it shows its help.

    Args:
        told: What the group is for, in the interface's language.
        more: Further settings of ``typer.Typer``.
    """
    return Commands(help=told, cls=Group, no_args_is_help=True, rich_markup_mode=None, **more)
