"""Clusters as JSON, for the store of the build: ids and figures, no words of participants but labels."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from faden.analysis.cluster import Cluster, Clusters, Member, Merge, Reason, Unassigned, Way
from faden.core.formats import label


def format_clusters(clusters: Clusters) -> str:
    """Clusters as JSON; the same text for the same clusters."""
    return json.dumps({"format": label("clusters")} | asdict(clusters), ensure_ascii=False, indent=1) + "\n"


def parse_clusters(text: str) -> Clusters:
    """Clusters from what `format_clusters` wrote.

    Raises:
        ValueError: It is not of this format.
    """
    found = json.loads(text)
    if not isinstance(found, dict) or found.pop("format", None) != label("clusters"):
        raise ValueError(f"not of the format {label('clusters')}; delete build/cache and build again")
    found["way"] = Way(found["way"])
    found["clusters"] = tuple(_cluster(entry) for entry in found["clusters"])
    found["unassigned"] = tuple(
        Unassigned(entry["id"], Reason(entry["reason"]), entry["nearest"]) for entry in found["unassigned"]
    )
    found["merges"] = tuple(Merge(**entry) for entry in found["merges"])
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
        }
    )
