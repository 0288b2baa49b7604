"""What people most often get wrong in YAML, in words of our own instead of the parser's English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_SLIPS: Final = (
    (r"found character '\\t' that cannot start any token", "yaml-tab"),
    (r"found character '(?P<value>.)' that cannot start any token", "yaml-character"),
    (r"could not find expected ':'", "yaml-colon-missing"),
    (r"found unexpected end of stream", "yaml-quote-open"),
    (r"expected ',' or '[]}]', but got .*", "yaml-bracket-open"),
    (r"expected <block end>, but found '(<block (mapping|sequence) start>|-|\?)'", "yaml-indent"),
    (r"expected <block end>, but found .*", "yaml-rest"),
    (r"mapping values are not allowed here", "yaml-colon-extra"),
    (r"found duplicate key .*", "yaml-key-twice"),
    (r"expected (a comment or a line break|(chomping or )?indentation indicator).*", "yaml-text-after-sign"),
    (r"expected alphabetic or numeric character, but found .*", "yaml-alias"),
    (r"expected the node content, but found '([-?]|<stream end>)'", "yaml-bracket-open"),
    (r"expected the node content, but found '(?P<value>[^<])'", "yaml-character"),
    (r"sequence entries are not allowed here", "yaml-dash-inline"),
    (r"(expected escape sequence of .*|found unknown escape character .*)", "yaml-backslash"),
    (
        r"but found another document|.*but found '<document end>'|expected '<document start>', but found .*",
        "yaml-document-twice",
    ),
    (r"mapping keys are not allowed here", "yaml-question-mark"),
)
"""What ruamel says of a slip, and the code of the problem that it is."""

_BEGUN: Final = frozenset({"yaml-colon-missing", "yaml-quote-open", "yaml-bracket-open"})
"""Slips that the parser notices only further down; the line to mend is the one where it began to read."""


def slip(reason: str, error: MarkedYAMLError) -> tuple[str, dict[str, object], int] | None:
    """The slip behind what the parser says; ``None`` where it is a rare one.

    Args:
        reason: What the parser says, in one line.
        error: The parser's error.

    Returns:
        Code of the problem, its values, and the line in the text, from 0.
    """
    for said, code in _SLIPS:
        if found := re.fullmatch(said, reason):
            begun = error.context_mark if code in _BEGUN else None
            mark = begun or error.problem_mark or error.context_mark
            return code, dict(found.groupdict()), mark.line if mark else 0
    return None
