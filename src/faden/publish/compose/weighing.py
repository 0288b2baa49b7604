"""What weight needs have: the map of needs, and where two groups differ most.

All numbers come through `publish.counts`: small ones are not told, here as anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.findings.weight import difference, opposites
from faden.publish.counts import Told, sizes
from faden.publish.pages import Axis, Heading, Link, Paragraph, Point, PointMap, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from faden.findings.need import Need
    from faden.publish.compose.view import View
    from faden.publish.pages import Block


def weighed(view: View, needs: Sequence[Need]) -> Iterator[Block]:
    """The map and the differences; nothing where the study has no two groups, or too few people."""
    groups = opposites(view.corpus.settings)
    if groups is None or not needs or view.few:
        return
    first, second = groups
    asked, others = view.numbers.beside(view.counted_by(needs[0]), first.id)
    if asked.of is not None and others.of is not None:
        yield Heading(view.say("page.map.title"), anchor="karte")
        yield _map(view, needs, first.name.text(view.language), (asked.of, others.of))
    yield from _differences(view, needs, (first.id, second.id))


def _map(view: View, needs: Sequence[Need], name: str, asked: tuple[int, int]) -> PointMap:
    of, of_others = asked
    points = []
    for need in needs:
        told, others = view.numbers.beside(view.counted_by(need), view_group(view))
        note = "" if told.n is None else _said(view, told, others, (name, view.say("page.map.others")))
        points.append(
            Point(
                label=need.name.text(view.language),
                across=told.n,
                up=others.n,
                target=f"needs/{need.id}",
                square=need.kind == "pain",
                note=note,
            )
        )
    everybody = view.say("page.map.others")
    return PointMap(
        title=view.say("page.map.caption", name=name),
        description=view.say("page.map.description", name=name, of=of, others=of_others),
        across=Axis(view.say("page.map.axis", name=name, of=of), of, view.say("page.map.more", name=name)),
        up=Axis(
            view.say("page.map.axis", name=everybody, of=of_others),
            of_others,
            view.say("page.map.more", name=everybody),
        ),
        points=tuple(points),
        equal=view.say("page.map.equal"),
        shapes=(view.say("page.need.kind-need"), view.say("page.need.kind-pain")),
        hidden=view.say("page.map.hidden"),
        head=(
            view.say("page.needs.column-name"),
            view.say("page.map.axis", name=name, of=of),
            view.say("page.map.axis", name=everybody, of=of_others),
            view.say("page.map.difference"),
        ),
    )


def view_group(view: View) -> str:
    """Id of the group that the map sets beside all others."""
    groups = opposites(view.corpus.settings)
    return groups[0].id if groups else ""


def _said(view: View, one: Told, other: Told, names: tuple[str, str]) -> str:
    """Which of the two it holds for more often, and whether that is sure; in words, not in percent."""
    if one.n is None or one.of is None or other.n is None or other.of is None:
        return ""
    found = difference(one.n, one.of, other.n, other.of)
    if found is None:
        return ""
    if not found.clear:
        return view.say("page.differ.open")
    return view.say("page.differ.clear", name=names[0] if found.share > 0 else names[1])


def _differences(view: View, needs: Sequence[Need], groups: tuple[str, str]) -> Iterator[Block]:
    """Needs of which both groups' numbers may be told, the largest difference first.

    Nothing where nobody of one of the groups was asked, or it is not told how many.
    """
    asked = sizes(view.case, "group")
    if not all(asked.get(group) for group in groups):
        return
    names = tuple(_name(view, group) for group in groups)
    rows: list[tuple[float, str, tuple[Link, str, str, str]]] = []
    for need in needs:
        told = view.numbers.reached(view.counted_by(need), "group")
        one, other = (told.get(group, Told(None, None)) for group in groups)
        if one.n is None or one.of is None or other.n is None or other.of is None:
            continue
        found = difference(one.n, one.of, other.n, other.of)
        if found is None:
            continue
        link = Link(need.name.text(view.language), f"needs/{need.id}")
        counted = [view.say("page.differ.count", n=t.n, of=t.of) for t in (one, other)]
        said = _said(view, one, other, (names[0], names[1]))
        rows.append((-abs(found.share), need.id, (link, counted[0], counted[1], said)))
    title = view.say("page.differ.title", first=names[0], second=names[1])
    yield Heading(title, anchor="unterschiede")
    least = view.corpus.settings.privacy.min_cell
    untold = len(needs) - len(rows)
    if rows:
        head = (view.say("page.needs.column-name"), *names, view.say("page.map.difference"))
        told_rows = tuple(row for *_, row in sorted(rows, key=lambda item: item[:2]))
        note = view.say("page.differ.note", untold=untold, least=least)
        yield Table(title, head, told_rows, note)
    else:
        yield Paragraph(view.say("page.differ.none", least=least))


def _name(view: View, group: str) -> str:
    found = view.corpus.settings.group(group)
    return found.name.text(view.language) if found else group
