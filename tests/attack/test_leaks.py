"""The scan against an attacker who knows nothing of it: planted identifiers and near misses (FIELD DP-4)."""

from __future__ import annotations

from faden.protection.leaks.keys import ScanKey, make_key
from faden.protection.leaks.scan import scan_bytes, scan_name
from faden.protection.pseudonyms.names import Name
from tests.attack.planting import Planting, clear_names, harmless, some_plantings

MOST_FALSE = 6
"""Files with a false alarm among 388: one Arabic word with the consonants of a name that the key holds."""


def _key() -> ScanKey:
    return make_key(Name.model_validate(name) for name in clear_names())


def _missed(chosen: list[Planting]) -> list[str]:
    key = _key()
    labels = {name["name"]: name["label"] for name in clear_names()}
    missed = []
    for planting in chosen:
        hits, closed = scan_bytes(planting.path, planting.data, key)
        found = {hit.label for hit in (*hits, *scan_name(planting.path, key))}
        if labels[planting.clear_name] not in found and not closed:
            missed.append(f"{planting.id}: {planting.form} in {planting.carrier}")
    return missed


def test_dp_04_a_thousand_planted_identifiers_are_found() -> None:
    """No form in any file gets out unseen; the attacker imports nothing from the scanner."""
    assert [] == _missed(some_plantings(1, 1000))


def test_near_misses_raise_few_alarms() -> None:
    """Alina beside Ali, the brake beside Bremen, pictures in Base64, digests."""
    key = _key()
    alarmed = [
        path for path, data in harmless(1) if scan_bytes(path, data, key)[0] or [*scan_name(path, key)]
    ]

    assert MOST_FALSE >= len(alarmed)
