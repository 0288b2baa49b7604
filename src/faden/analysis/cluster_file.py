"""Clusters as JSON, for the store of the build: ids and figures, no words of participants but labels."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from faden.analysis.cluster import (
    Change,
    Changes,
    Cluster,
    Clusters,
    Extract,
    Former,
    Group,
    Level,
    Member,
    Merge,
    Reason,
    Unassigned,
    Way,
)
from faden.analysis.cluster_changes import former_of
from faden.core.formats import STEPS, label


def format_clusters(clusters: Clusters) -> str:
    """Clusters as JSON; the same text for the same clusters."""
    return json.dumps({"format": label("clusters")} | asdict(clusters), ensure_ascii=False, indent=1) + "\n"


def format_former(clusters: Clusters) -> str:
    """What is kept of clusters in the study: who is with whom, as JSON; ids alone, no words."""
    kept = former_of(clusters)
    content = {
        "format": label("clusters"),
        "clusters": [{"id": name, "members": list(kept.clusters[name])} for name in sorted(kept.clusters)],
        "unassigned": list(kept.unassigned),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def parse_former(text: str) -> Former:
    """What `format_former` wrote, or what a whole result holds of it.

    Raises:
        ValueError: It is not of this format.
    """
    found = _content(text)
    try:
        clusters = {
            str(one["id"]): tuple(str(m["id"] if isinstance(m, dict) else m) for m in one["members"])
            for one in found["clusters"]
        }
        loose = tuple(str(m["id"] if isinstance(m, dict) else m) for m in found["unassigned"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"not of the format {label('clusters')}: {error}") from None
    return Former(clusters, loose)


def _content(text: str) -> dict[str, Any]:
    """The values of a file of the present format, or of the first, whose results are read as well."""
    found = json.loads(text)
    said = found.pop("format", None) if isinstance(found, dict) else None
    if said == "faden.clusters/1":
        return STEPS["clusters", 1](dict(found))
    if said != label("clusters"):
        raise ValueError(f"not of the format {label('clusters')}; delete build/cache and build again")
    return dict(found)


def parse_clusters(text: str) -> Clusters:
    """Clusters from what `format_clusters` wrote.

    Raises:
        ValueError: It is not of this format.
    """
    found = _content(text)
    found["way"] = Way(found["way"])
    found["clusters"] = tuple(_cluster(entry) for entry in found["clusters"])
    found["unassigned"] = tuple(
        Unassigned(entry["id"], Reason(entry["reason"]), entry["nearest"]) for entry in found["unassigned"]
    )
    found["merges"] = tuple(Merge(**entry) for entry in found["merges"])
    found["levels"] = tuple(_level(entry) for entry in found.get("levels", ()))
    found["since"] = _changes(found.get("since"))
    return Clusters(**found)


def _cluster(entry: dict[str, Any]) -> Cluster:
    return Cluster(
        **entry
        | {
            "members": tuple(Member(**member) for member in entry["members"]),
            "words": {language: tuple(words) for language, words in entry["words"].items()},
            "persons": tuple(entry["persons"]),
            "typical": tuple(entry["typical"]),
            "deviant": tuple(entry["deviant"]),
            "statement": Extract(**entry["statement"]) if entry.get("statement") else None,
        }
    )


def _level(entry: dict[str, Any]) -> Level:
    return Level(
        entry["count"], tuple(Group(g["id"], tuple(g["members"]), g["parent"]) for g in entry["groups"])
    )


def _changes(entry: dict[str, Any] | None) -> Changes | None:
    if entry is None:
        return None
    changed = tuple(
        Change(one["cluster"], *(tuple(one[key]) for key in ("came", "moved", "left", "gone")))
        for one in entry["changed"]
    )
    kept, new, ended = (tuple(entry[key]) for key in ("kept", "new", "ended"))
    return Changes(kept, changed, new, ended)
