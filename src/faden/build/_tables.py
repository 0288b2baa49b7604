"""The only door to pandas: tables from what the study holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

TEXT: Final = "string"
NUMBER: Final = "Int64"
FIGURE: Final = "Float64"
SWITCH: Final = "boolean"
LIST: Final = "object"
"""Column types: all of them can hold a gap; lists are tuples."""


def table(rows: Iterable[Mapping[str, object]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A table with these columns in this order, also where there is no row.

    Args:
        rows: Column → value; ``None`` is a gap.
        columns: Column → type, one of those above.
    """
    import pandas as pd

    found: Sequence[Mapping[str, object]] = list(rows)
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in found], dtype=kind, name=name)
            for name, kind in columns.items()
        },
    )
