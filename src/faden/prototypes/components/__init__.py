"""What a screen may hold: one class a component.

A new component is a class here, a template of the same name in ``render/templates/components`` and
a line in `Component`. Two conventions let checks and pages find their way without knowing each
class: a `LocalText` anywhere is a text to be translated, and a field named ``to`` is a link.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from faden.core.ids import Slug
from faden.core.languages import LocalText
from faden.prototypes.components.base import (
    Answer,
    Badge,
    Base,
    Compared,
    Condition,
    FieldTest,
    Filter,
    FixtureRef,
    Item,
    Option,
    Part,
    Rows,
    Scalar,
    StateKind,
)
from faden.prototypes.components.content import (
    Alert,
    Calendar,
    Fact,
    Facts,
    Heading,
    Landmark,
    Languages,
    Line,
    List,
    Map,
    Picture,
    Step,
    Steps,
    Text,
)
from faden.prototypes.components.fields import (
    Checkbox,
    Checkboxes,
    Choice,
    Field_,
    FormField,
    Input,
    Radio,
    Search,
    Select,
    Textarea,
)
from faden.prototypes.components.ways import Button, Case, Chat, Comparison, Reply, Submit, Turn

TabComponent = Annotated[
    Heading | Text | Facts | Alert | List | Steps | Picture | Map | Calendar | Button | Chat,
    Field(discriminator="type"),
]
"""What may stand within a tab: anything but forms and further tabs."""


class Tab(Part):
    """One of several parts of a screen, of which one is seen at a time."""

    id: Slug
    """Its id, unique among the tabs."""
    label: LocalText
    """What stands on it."""
    components: Annotated[tuple[TabComponent, ...], Field(min_length=1)]
    """What it holds."""


class Tabs(Base):
    """Parts of a screen of which one is seen at a time; without scripts, all of them below each other."""

    control: ClassVar[bool] = True

    type: Literal["tabs"]
    id: Slug
    """Its id; a tab is called ``<id>.<tab>``."""
    label: LocalText
    """What the tabs choose between."""
    tabs: Annotated[tuple[Tab, ...], Field(min_length=2)]
    """The tabs; the first is seen at first."""


Component = Annotated[
    Heading
    | Text
    | Facts
    | Alert
    | List
    | Search
    | Select
    | Radio
    | Checkbox
    | Checkboxes
    | Input
    | Textarea
    | Button
    | Submit
    | Steps
    | Picture
    | Map
    | Calendar
    | Chat
    | Tabs
    | Languages,
    Field(discriminator="type"),
]
"""Any component, told apart by its ``type``."""

__all__ = [
    "Alert",
    "Answer",
    "Badge",
    "Base",
    "Button",
    "Calendar",
    "Case",
    "Chat",
    "Checkbox",
    "Checkboxes",
    "Choice",
    "Compared",
    "Comparison",
    "Component",
    "Condition",
    "Fact",
    "Facts",
    "FieldTest",
    "Field_",
    "Filter",
    "FixtureRef",
    "FormField",
    "Heading",
    "Input",
    "Item",
    "Landmark",
    "Languages",
    "Line",
    "List",
    "Map",
    "Option",
    "Part",
    "Picture",
    "Radio",
    "Reply",
    "Rows",
    "Scalar",
    "Search",
    "Select",
    "StateKind",
    "Step",
    "Steps",
    "Submit",
    "Tab",
    "Tabs",
    "Text",
    "Textarea",
    "Turn",
]
