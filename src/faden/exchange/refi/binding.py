"""Between XML elements and the classes of the model, by the places that their fields name."""

from __future__ import annotations

import uuid
from dataclasses import MISSING, dataclass, fields
from dataclasses import field as dataclass_field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from faden.core.problems import Place, Problem, Severity
from faden.exchange.refi._xml import XSI, line_of, local, raw
from faden.exchange.refi.fields import NOTHING, Extra, Node
from faden.exchange.refi.model import CLASSES
from faden.exchange.refi.values import fits, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

NAMESPACE: Final = uuid.UUID("6f2b1f6e-53f5-5f5c-9f38-0b6a3a5f6c11")
"""Root of all ids that faden makes itself."""

_DEFAULTS: Final = {"name": "", "isCodable": True, "typeOfVariable": "Text"}
"""What stands in where a demanded attribute is missing and nothing is lost by it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a field stands in XML.

    Attributes:
        field: Name of the field.
        at: ``attribute``, ``text``, ``child`` or ``children``.
        name: Name of the attribute or element.
        kind: Kind of the attribute.
        needed: Whether the schema demands it.
        of: Element name → class.
        wrapper: Names of the elements around the children.
    """

    field: str
    at: str
    name: str = ""
    kind: str = "text"
    needed: bool = False
    of: Mapping[str, str] = dataclass_field(default_factory=dict)
    wrapper: tuple[str, ...] = ()


def slots(of: type[Node]) -> tuple[Slot, ...]:
    """Where the fields of a class stand, in the order of the schema."""
    return _slots(of.__name__)


@cache
def _slots(name: str) -> tuple[Slot, ...]:
    found = []
    for each in fields(CLASSES[name]):
        data = each.metadata
        if data.get("at") not in {"attribute", "text", "child", "children"}:
            continue
        wrapper = tuple(part for part in data.get("wrapper", "").split("/") if part)
        found.append(
            Slot(
                each.name,
                data["at"],
                data.get("name", ""),
                data.get("kind", "text"),
                data.get("needed", False),
                data.get("of", {}),
                wrapper,
            )
        )
    first = {"guid": 0, "name": 1}  # as in all files that people have to compare by eye
    attributes = sorted((s for s in found if s.at == "attribute"), key=lambda s: first.get(s.name, 2))
    return (*attributes, *(slot for slot in found if slot.at != "attribute"))


_LAST: Final = 1_000_000_000
"""Place of an element behind all known ones."""

_POINTER: Final = {"Coding": "code", "VariableValue": "variable"}
"""Elements that say nothing without their pointer."""


@cache
def _kinds(name: str) -> Mapping[str, Slot]:
    """Name of a child element → the field that it belongs to."""
    found: dict[str, Slot] = {}
    for slot in _slots(name):
        if slot.at == "text":
            found[slot.name] = slot
        elif slot.at != "attribute":
            found |= dict.fromkeys(slot.wrapper[:1] or slot.of, slot)
    return found


class Reader:
    """Reads elements into the model and notes what was not as it should be."""

    def __init__(self, path: str) -> None:
        """Begin; ``path`` is how problems name the file."""
        self.path = path
        self.problems: list[Problem] = []
        self._told: set[tuple[str, str]] = set()

    def note(self, code: str, element: Element | None, **params: object) -> None:
        """Note a deviation; the same one is told once a kind, so that a report stays readable."""
        mark = (code, str(params.get("field", "")))
        if mark in self._told:
            return
        self._told.add(mark)
        place = Place(self.path, line_of(element) if element is not None else 0)
        self.problems.append(Problem(code, place, params, Severity.NOTE))

    def node(self, element: Element, name: str) -> Node | None:
        """An element as the class of this name; ``None`` where something is missing that nobody can guess."""
        of = CLASSES[name]
        values = self._attributes(element, of)
        if values is None:
            return None
        kinds = _kinds(name)
        lists: dict[str, list[Node]] = {}
        strange: list[tuple[int, str]] = []
        inside: list[tuple[str, int, str]] = []
        count = 0
        for each in element:
            tag = local(each)
            slot = kinds.get(tag)
            if slot is None or (slot.at in {"text", "child"} and slot.field in values):
                # The second of what may stand once goes behind the first, or they would change places.
                strange.append((count if slot is None else _LAST, raw(each)))
                self.note("refi-element-unknown", each, field=tag or "–")
                continue
            if slot.at == "text":
                count += self._text(each, slot, values)
                continue
            tags = slot.wrapper[:1] == (tag,)
            found = (
                self._wrapped(each, slot, inside, len(lists.get(slot.field, [])))
                if tags
                else self._one(each, slot, strange, count)
            )
            if slot.at == "child" and found:
                values[slot.field] = found[0]
            elif found:
                lists.setdefault(slot.field, []).extend(found)
            count += bool(found)
        if _POINTER.get(name, "extra") not in values:
            return None
        values |= {key: tuple(nodes) for key, nodes in lists.items()}
        extra = Extra(values.pop("extra"), tuple(sorted(strange, key=lambda each: each[0])), tuple(inside))
        return of(extra=NOTHING if extra == NOTHING else extra, **values)

    def _text(self, element: Element, slot: Slot, values: dict[str, Any]) -> bool:
        """Take the text of a child; a number that is none becomes text."""
        value = "".join(element.itertext())
        if fits(slot.name, value):
            values[slot.field] = value
            return True
        self.note("refi-value-mended", element, field=slot.name)
        return values.setdefault("as_text", value) is value

    def _one(self, element: Element, slot: Slot, strange: list[tuple[int, str]], count: int) -> list[Node]:
        found = self.node(element, slot.of[local(element)])
        if found is not None:
            return [found]
        strange.append((count, raw(element)))
        self.note("refi-element-broken", element, field=local(element) or "–")
        return []

    def _wrapped(
        self, element: Element, slot: Slot, inside: list[tuple[str, int, str]], before: int
    ) -> list[Node]:
        """The children in a wrapper such as ``Users`` or ``CodeBook/Codes``.

        Args:
            element: The wrapper.
            slot: Where its children belong.
            inside: Takes what is not known, with its place in the wrapper.
            before: How many children came in wrappers of this name before.
        """
        inner = [element]
        for name in slot.wrapper[1:]:
            inner = [each for outer in inner for each in outer if local(each) == name]
        if not any(len(each) for each in inner):
            self.note("refi-empty-wrapper", element, field=slot.wrapper[-1])
        found: list[Node] = []
        for outer in inner:
            for each in outer:
                broken: list[tuple[int, str]] = []
                if local(each) in slot.of:
                    found += self._one(each, slot, broken, 0)
                else:
                    broken.append((0, raw(each)))
                    self.note("refi-element-unknown", each, field=local(each) or "–")
                inside += [(slot.field, before + len(found), text) for _, text in broken]
        return found

    def _attributes(self, element: Element, of: type[Node]) -> dict[str, Any] | None:
        known = {slot.name: slot for slot in slots(of) if slot.at == "attribute"}
        values: dict[str, Any] = {}
        strange: list[tuple[str, str]] = []
        given = dict(element.attrib)
        if of.__name__ == "Ref" and "targetGUID" not in given and "guid" in given:
            given["targetGUID"] = given.pop("guid")  # so codebooks (qdc) name the members of sets
        for name, text in given.items():
            slot = known.get(name)
            if slot is None:
                strange.append((name, text))
                if not name.startswith(XSI):
                    self.note("refi-attribute-unknown", element, field=name.rpartition("}")[2])
                continue
            value, fine = read_value(text, slot.kind)
            if not fine:
                self.note("refi-value-mended", element, field=f"{local(element)}/{name}")
            if value is not None:
                values[slot.field] = value
        if not self._stand_ins(element, known, values):
            return None
        values["extra"] = tuple(strange)
        return values

    def _stand_ins(self, element: Element, known: Mapping[str, Slot], values: dict[str, Any]) -> bool:
        """Put in what is missing and can be made up; gives whether the element is of use."""
        for name, slot in known.items():
            if not slot.needed or slot.field in values:
                continue
            self.note("refi-value-missing", element, field=f"{local(element)}/{name}")
            if name == "guid":
                given = (f"{a}={b}" for a, b in element.attrib.items())
                values["guid"] = made_guid("missing", local(element), str(line_of(element)), *given)
            elif name in _DEFAULTS:
                values[slot.field] = _DEFAULTS[name]
            else:
                return False
        return True


def made_guid(*parts: str) -> str:
    """An id made of what a thing is; the same thing always gets the same id."""
    return str(uuid.uuid5(NAMESPACE, "/".join(parts)))


def to_plain(node: Node) -> dict[str, Any]:
    """A node as plain values for JSON; what is not given is left out."""
    plain: dict[str, Any] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if value == (each.default if each.default is not MISSING else None):
            continue
        plain[each.name] = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Extra):
        plain = {"attributes": value.attributes, "elements": value.elements}
        return plain | ({"wrapped": value.wrapped} if value.wrapped else {})
    if isinstance(value, Node):
        return {"is": type(value).__name__, **to_plain(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def from_plain(plain: Mapping[str, Any], of: type[Node]) -> Node:
    """The node of plain values; undoes `to_plain`.

    Raises:
        KeyError, TypeError, ValueError: The values are none of `to_plain`.
    """
    values = {key: _node(value) for key, value in plain.items() if key != "is"}
    return of(**values)


def _node(value: Any) -> Any:
    if isinstance(value, dict):
        if "is" in value:
            return from_plain(value, CLASSES[value["is"]])
        attributes = tuple((str(a), str(b)) for a, b in value["attributes"])
        wrapped = tuple((str(a), int(b), str(c)) for a, b, c in value.get("wrapped", ()))
        return Extra(attributes, tuple((int(a), str(b)) for a, b in value["elements"]), wrapped)
    return tuple(_node(each) for each in value) if isinstance(value, list) else value
