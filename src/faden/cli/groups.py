"""Groups of commands, whose lists say of each command its whole first sentence."""

from __future__ import annotations

from typing import Any, Final

import typer
from typer.core import TyperGroup

_WHOLE: Final = 1000
"""More characters than any first sentence has."""


class _Sentences(TyperGroup):
    """A group that breaks the sentences of its list instead of cutting them off."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands that are not hidden, with what each is for."""
        known = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, one.get_short_help_str(_WHOLE)) for name, one in known if one and not one.hidden]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def command_group(told: str, **more: Any) -> typer.Typer:
    """An empty group of commands; called without one it shows its help.

    Args:
        told: What the group is for, in the interface's language.
        more: Further settings of ``typer.Typer``.
    """
    return typer.Typer(help=told, cls=_Sentences, no_args_is_help=True, rich_markup_mode=None, **more)
