"""Studies whose parts are harmless alone and tell too much together.

Everything is invented. The data are plain so that each test can put them into the form it needs. The attacker
on quotations (:func:`matching`, :func:`telling`) knows the estimated population and what was published; the
attacker on tables, :func:`recomputable`, stands in ``hostile_tables`` and is named here, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from tests.attack.hostile_tables import (
    SUM,
    TABLES,
    bounds,
    counts_behind,
    recomputable,
    small_only,
    tried_out,
    withheld,
)

__all__ = [
    "STUDIES",
    "SUM",
    "TABLES",
    "bounds",
    "counts_behind",
    "matching",
    "recomputable",
    "small_only",
    "telling",
    "tried_out",
    "withheld",
]


def _people(quarter: str, origin: str, **more: Any) -> dict[str, Any]:
    return {"quarter": quarter, "origin": origin, **more}


STUDIES: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": "two quotations under one pseudonym",
        "k": 5,
        "persons": [_people("Gaarden", "Eritrea", id="I01", children=4, occupation="Krankenpflege")],
        "population": [
            _people("Gaarden", "Eritrea", children=4, occupation="Krankenpflege", count=1),
            _people("Gaarden", "Eritrea", children=4, occupation="Lager", count=9),
            _people("Gaarden", "Eritrea", children=1, occupation="Krankenpflege", count=7),
            _people("Gaarden", "Syrien", children=4, occupation="Krankenpflege", count=11),
        ],
        "quotes": [
            {
                "id": "Q1",
                "person": "I01",
                "text": "Mit vier Kindern ruft keiner zurück.",
                "reveals": {"quarter": "Gaarden", "origin": "Eritrea", "children": 4},
            },
            {
                "id": "Q2",
                "person": "I01",
                "text": "Nach der Nachtschicht auf Station gehe ich zur Besichtigung.",
                "reveals": {"quarter": "Gaarden", "origin": "Eritrea", "occupation": "Krankenpflege"},
            },
        ],
        "allowed": [["Q1"], ["Q2"]],
        "forbidden": [["Q1", "Q2"]],
    },
    {
        "name": "a quotation and a persona",
        "k": 5,
        "persons": [_people("Mettenhof", "Ukraine", id="I02", age="60-69", household="allein")],
        "population": [
            _people("Mettenhof", "Ukraine", age="60-69", household="allein", count=3),
            _people("Mettenhof", "Ukraine", age="60-69", household="Familie", count=21),
            _people("Mettenhof", "Ukraine", age="30-39", household="allein", count=14),
        ],
        "quotes": [
            {
                "id": "Q1",
                "person": "I02",
                "text": "In meinem Alter fängt man nicht gern neu an.",
                "reveals": {"origin": "Ukraine", "age": "60-69", "quarter": "Mettenhof"},
            },
            {
                "id": "persona-1",
                "person": "I02",
                "text": "Lebt allein, kam ohne Familie.",
                "kind": "persona",
                "reveals": {"origin": "Ukraine", "household": "allein", "quarter": "Mettenhof"},
            },
        ],
        "allowed": [["Q1"], ["persona-1"]],
        "forbidden": [["Q1", "persona-1"]],
    },
    {
        "name": "a small quarter, where ten are wanted",
        "k": 10,
        "persons": [_people("Schilksee", "Syrien", id="I03", arrival="2015")],
        "population": [
            _people("Schilksee", "Syrien", arrival="2015", count=8),
            _people("Schilksee", "Syrien", arrival="2022", count=9),
            _people("Schilksee", "Afghanistan", arrival="2015", count=6),
        ],
        "quotes": [
            {
                "id": "Q1",
                "person": "I03",
                "text": "Hier draußen kennt man sich.",
                "reveals": {"quarter": "Schilksee"},
            },
            {
                "id": "Q2",
                "person": "I03",
                "text": "Wir Syrer hier, wir grüßen alle.",
                "reveals": {"quarter": "Schilksee", "origin": "Syrien"},
            },
            {
                "id": "Q3",
                "person": "I03",
                "text": "Seit dem Sommer 2015 warte ich.",
                "reveals": {"quarter": "Schilksee", "arrival": "2015"},
            },
        ],
        "allowed": [["Q1"], ["Q2"], ["Q3"], ["Q1", "Q2"], ["Q1", "Q3"]],
        "forbidden": [["Q2", "Q3"], ["Q1", "Q2", "Q3"]],
    },
    {
        "name": "three pieces, any two of them harmless",
        "k": 5,
        "persons": [_people("Hassee", "Irak", id="I04", sex="w", occupation="Recht", household="allein")],
        "population": [
            _people("Hassee", "Irak", sex="w", occupation="Recht", household="allein", count=2),
            _people("Hassee", "Irak", sex="w", occupation="Recht", household="Familie", count=6),
            _people("Hassee", "Irak", sex="w", occupation="Lager", household="allein", count=6),
            _people("Hassee", "Irak", sex="m", occupation="Recht", household="allein", count=6),
        ],
        "quotes": [
            {
                "id": "Q1",
                "person": "I04",
                "text": "Als Frau wird man anders angesehen.",
                "reveals": {"quarter": "Hassee", "origin": "Irak", "sex": "w"},
            },
            {
                "id": "Q2",
                "person": "I04",
                "text": "Ich habe Recht studiert und verstehe den Vertrag nicht.",
                "reveals": {"quarter": "Hassee", "origin": "Irak", "occupation": "Recht"},
            },
            {
                "id": "Q3",
                "person": "I04",
                "text": "Abends ist es still, ich wohne ja allein.",
                "reveals": {"quarter": "Hassee", "origin": "Irak", "household": "allein"},
            },
        ],
        "allowed": [["Q1"], ["Q2"], ["Q3"], ["Q1", "Q2"], ["Q1", "Q3"], ["Q2", "Q3"]],
        "forbidden": [["Q1", "Q2", "Q3"]],
    },
    {
        "name": "two quotations that stay common together",
        "k": 5,
        "persons": [_people("Gaarden", "Syrien", id="I05", children=2, arrival="2015")],
        "population": [
            _people("Gaarden", "Syrien", children=2, arrival="2015", count=40),
            _people("Gaarden", "Syrien", children=2, arrival="2016", count=25),
            _people("Gaarden", "Syrien", children=0, arrival="2015", count=60),
        ],
        "quotes": [
            {
                "id": "Q1",
                "person": "I05",
                "text": "Zwei Kinder, zwei Zimmer.",
                "reveals": {"quarter": "Gaarden", "children": 2},
            },
            {
                "id": "Q2",
                "person": "I05",
                "text": "Damals kamen so viele wie ich.",
                "reveals": {"quarter": "Gaarden", "origin": "Syrien", "arrival": "2015"},
            },
        ],
        "allowed": [["Q1"], ["Q2"], ["Q1", "Q2"]],
        "forbidden": [],
    },
    {
        "name": "a quotation and a point on a map",
        "k": 5,
        "persons": [_people("Wellsee", "Somalia", id="I06", street="Straße 1")],
        "population": [
            _people("Wellsee", "Somalia", street="Straße 1", count=1),
            _people("Wellsee", "Somalia", street="Straße 2", count=12),
            _people("Wellsee", "Syrien", street="Straße 1", count=30),
        ],
        "quotes": [
            {
                "id": "Q1",
                "person": "I06",
                "text": "Meine Landsleute treffen sich freitags.",
                "reveals": {"quarter": "Wellsee", "origin": "Somalia"},
            },
            {
                "id": "map-1",
                "person": "I06",
                "text": "Wohnort der befragten Person",
                "kind": "map",
                "reveals": {"quarter": "Wellsee", "street": "Straße 1"},
            },
        ],
        "allowed": [["Q1"], ["map-1"]],
        "forbidden": [["Q1", "map-1"]],
    },
)
"""Each with ``persons``, an estimated ``population`` in groups, ``quotes`` with what they reveal, and
which sets of them may stand under one pseudonym (``allowed``) and which may not (``forbidden``)."""


def matching(study: Mapping[str, Any], ids: Sequence[str]) -> int:
    """How many people of the population fit everything that some published pieces reveal together."""
    known = {
        key: value
        for quote in study["quotes"]
        if quote["id"] in ids
        for key, value in quote["reveals"].items()
    }
    return sum(
        group["count"]
        for group in study["population"]
        if all(group.get(key) == value for key, value in known.items())
    )


def telling(study: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The smallest sets of pieces that fit fewer than ``k`` people, found by trying all."""
    ids = [quote["id"] for quote in study["quotes"]]
    found: list[tuple[str, ...]] = []
    for size in range(1, len(ids) + 1):
        for chosen in combinations(ids, size):
            if matching(study, chosen) < study["k"] and not any(set(less) <= set(chosen) for less in found):
                found.append(chosen)
    return found
