"""Settings of a study: title, languages, places, groups, coders, method, privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import MODEL_PATTERN, Slug
from faden.core.languages import Language, LocalText
from faden.core.yaml import Parsed

if TYPE_CHECKING:
    from faden.study.folder import Folder


class Languages(FileModel):
    """Languages of the published site, the default first, and of the material."""

    site: Annotated[tuple[Language, ...], Field(min_length=1)] = ("de", "en")
    content: tuple[Language, ...] = ("de",)


class Contact(FileModel):
    """Who answers for the study."""

    organisation: str
    email: str = ""
    privacy: str = ""


class Municipality(FileModel):
    """A place of the study; the case that comparison is about."""

    id: Slug
    name: str
    kind: Literal["city", "district", "quarter", "municipality"] = "municipality"
    land: str = ""
    fictional: bool = False
    tandem: bool = False
    note: LocalText | None = None


class Group(FileModel):
    """A group of actors; its role is how a quotation is attributed in public."""

    id: Slug
    name: LocalText
    role: LocalText
    side: Literal["residents", "institutions", "market"] = "residents"


class Coder(FileModel):
    """A person who codes. Exactly one lead coder's codings are counted."""

    id: Slug
    role: LocalText | None = None
    lead: bool = False


class Thresholds(FileModel):
    """From where agreement beyond chance counts as enough (Krippendorff 2004: .800 and .667)."""

    reliable: Annotated[float, Field(gt=0, le=1)] = 0.8
    tentative: Annotated[float, Field(gt=0, le=1)] = 0.667

    @model_validator(mode="after")
    def _in_order(self) -> Thresholds:
        if self.tentative > self.reliable:
            raise ValueError(f"tentative {self.tentative} > reliable {self.reliable}")
        return self


class Method(FileModel):
    """The method profile, chosen once; it decides which quality checks are shown."""

    profile: Literal[
        "mayring-summarising",
        "mayring-structuring",
        "kuckartz-thematic",
        "kuckartz-evaluative",
        "kuckartz-type-building",
        "framework",
        "reflexive-thematic",
    ] = "kuckartz-thematic"
    process: Literal["dschool-5", "hpi-6", "double-diamond"] = "hpi-6"
    alpha: Thresholds = Thresholds()
    """Not used with the profile ``reflexive-thematic``, which does not judge agreement."""

    @property
    def reflexive(self) -> bool:
        """Whether memos rather than agreement show the quality of the work."""
        return self.profile == "reflexive-thematic"


RUNGS: Final = {
    "place": ("street", "quarter", "municipality", "district", "land"),
    "date": ("day", "month", "year", "phase"),
    "age": ("age", "five", "band"),
    "occupation": ("occupation", "group"),
    "organisation": ("organisation", "sector"),
    "illness": ("illness", "chapter"),
    "family": ("relative", "family"),
    "route": ("stage", "route"),
    "language": ("language", "languages"),
}
"""Ladders on which details are widened, with their rungs, the narrowest first."""

Level = Literal["close", "wider", "widest"] | dict[str, str]
"""How wide labels are told: as in the transcript, wider, as wide as can be, or a rung for each ladder."""


class Levels(FileModel):
    """How wide labels are told to people outside the team, for each way out."""

    site: Level = "wider"
    qdpx: Level = "wider"
    tables: Level = "wider"

    @model_validator(mode="after")
    def _known(self) -> Levels:
        for level in (self.site, self.qdpx, self.tables):
            for ladder, rung in level.items() if isinstance(level, dict) else ():
                if rung not in RUNGS.get(ladder, ()):
                    raise ValueError(f"{ladder}: {rung}")
        return self


NameModel = Annotated[str, StringConstraints(pattern=MODEL_PATTERN)]
"""``spacy:`` with a package or folder, or ``gliner:`` with a folder; folders relative to the study."""


class Privacy(FileModel):
    """Thresholds of the gate; persons, not segments, unless said otherwise."""

    k: Annotated[int, Field(ge=3)] = 5
    k_small: Annotated[int, Field(ge=3)] = 10
    small_population: Annotated[int, Field(ge=0)] = 5000
    min_cell: Annotated[int, Field(ge=3)] = 5
    """Below 3 there would be nothing to hide behind: fewer than two is one."""
    min_percent_base: Annotated[int, Field(ge=5)] = 20
    min_persona: Annotated[int, Field(ge=3)] = 5
    levels: Levels = Levels()
    name_models: tuple[NameModel, ...] = ()
    """Models of the user's own that look for names beside faden's detectors; never downloaded."""


class Settings(FileModel):
    """``research/study.yaml``."""

    format: str
    title: LocalText
    subtitle: LocalText | None = None
    synthetic: bool = False
    languages: Languages = Languages()
    land: str = ""
    contact: Contact
    municipalities: tuple[Municipality, ...] = ()
    groups: tuple[Group, ...] = ()
    coders: tuple[Coder, ...] = ()
    method: Method = Method()
    privacy: Privacy = Privacy()
    model: str = "default"
    suggestions: bool = True
    """Whether the machine may suggest codes; a person decides on each."""
    handbook: bool = False
    """Whether the site holds faden's handbook too, as the site of faden's own study does."""

    @property
    def lead(self) -> str | None:
        """The coder whose codings are counted; ``None`` unless exactly one is named."""
        leads = [coder.id for coder in self.coders if coder.lead]
        return leads[0] if len(leads) == 1 else None

    def group(self, identifier: str) -> Group | None:
        """The group with this id."""
        return next((g for g in self.groups if g.id == identifier), None)

    def municipality(self, identifier: str) -> Municipality | None:
        """The municipality with this id."""
        return next((m for m in self.municipalities if m.id == identifier), None)


def read_settings(folder: Folder) -> Parsed[Settings]:
    """Read ``research/study.yaml``."""
    shown = folder.shown(folder.settings)
    return parse_yaml(Settings, read_text(folder.settings, shown=shown), "study", shown)
