"""The day for which consent is asked."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """The day for which consent is asked: ``SOURCE_DATE_EPOCH`` where it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return dt.datetime.now(tz=dt.UTC).date()
