"""``research/labels.yaml``: what the labels in transcripts may be widened to, and for whom.

A label such as ``[Straße 1]`` has a ladder: street, quarter, municipality, district, Land. How far up
an export goes is set in ``study.yaml``. The file holds labels and no clear names (FIELD DP-6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field, StringConstraints, model_validator

from faden.core.catalogue import INTERFACE_LANGUAGES, catalogue
from faden.core.catalogue import text as say
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.formats import label as format_of
from faden.core.problems import Place, Problem
from faden.core.yaml import Parsed
from faden.study.settings import RUNGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from faden.study.folder import Folder
    from faden.study.settings import Level

PATH: Final = "research/labels.yaml"


class Ladder(StrEnum):
    """What kind of detail a label stands for, as far as it can be widened."""

    PLACE = "place"
    DATE = "date"
    AGE = "age"
    OCCUPATION = "occupation"
    ORGANISATION = "organisation"
    ILLNESS = "illness"
    FAMILY = "family"
    ROUTE = "route"
    LANGUAGE = "language"


WIDER: Final[Mapping[Ladder, str]] = {
    Ladder.PLACE: "municipality",
    Ladder.DATE: "year",
    Ladder.AGE: "band",
    Ladder.OCCUPATION: "group",
    Ladder.ORGANISATION: "sector",
    Ladder.ILLNESS: "chapter",
    Ladder.FAMILY: "relative",
    Ladder.ROUTE: "route",
    Ladder.LANGUAGE: "language",
}
"""The level ``wider``; our choice: what neighbours and offices could not tell a person by."""

_CODED: Final = {Ladder.OCCUPATION: "group", Ladder.ORGANISATION: "sector", Ladder.ILLNESS: "chapter"}
"""Ladders with a published list of codes, and the rung that the list names.

Source: ISCO-08 major groups (ILO 2012); WZ 2008 sections (Destatis); ICD-10 chapters (WHO).
"""

_LABEL: Final = re.compile(r"\[[^\[\]\n]{1,60}\]")
_AGE: Final = re.compile(r"\[(?P<word>Alter|Age) (?P<from>\d{1,3})–\d{1,3}\]")
_DAY: Final = re.compile(r"\[(?P<word>Datum|Date) (?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?\]")
"""Labels as faden proposes them, in the words of the catalogue."""

_BANDS: Final = ((0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64))
"""Bands of ages, as in ``participants.csv``; above them stands ``65+``."""

LabelText = Annotated[str, StringConstraints(pattern=r"^\[[^\[\]\n·]{1,58}\]$")]


class Label(FileModel):
    """One label of the transcripts with its ladder.

    ``at`` is the rung the label itself stands on. ``wider`` gives the wider forms by rung; ``code``
    names one in a published list: ISCO-08 major group (``5``), WZ 2008 section (``Q``), ICD-10
    chapter (``V``).
    """

    label: LabelText
    ladder: Ladder
    at: str = ""
    wider: dict[str, Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]] = Field(
        default_factory=dict
    )
    code: str = ""

    @model_validator(mode="after")
    def _known(self) -> Label:
        rungs = RUNGS[self.ladder]
        for rung in (*((self.at,) if self.at else ()), *self.wider):
            if rung not in rungs:
                raise ValueError(f"{rung}: {', '.join(rungs)}")
        if self.code and (self.ladder not in _CODED or _code_key(self) not in catalogue()):
            raise ValueError(f"code {self.code}")
        return self


class LabelsFile(FileModel):
    """``research/labels.yaml``."""

    format: str
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Ladders:
    """The ladders of all labels of a study."""

    labels: tuple[Label, ...] = ()

    @cached_property
    def by_label(self) -> Mapping[str, Label]:
        """Label → its ladder."""
        return {label.label: label for label in self.labels}


def generalise(text: str, ladders: Ladders, level: Level, language: str = "de") -> str:
    """A text with its labels in the form that a level asks for; all other words stay.

    Where a ladder has no form on the rung asked for, the next wider one is taken; where there is none
    either, the label stays. Labels for ages and dates that faden has proposed need no ladder.

    Args:
        text: Words of a transcript.
        ladders: The study's ladders.
        level: How wide.
        language: Language of the text, for the names of codes; German where faden has none.
    """
    pieces: list[str] = []
    at = 0
    for start, end, wider in widened(text, ladders, level, language):
        pieces += [text[at:start], wider]
        at = end
    return "".join([*pieces, text[at:]])


def widened(
    text: str, ladders: Ladders, level: Level, language: str = "de"
) -> Iterator[tuple[int, int, str]]:
    """Start, end and wider form of each label that `generalise` replaces, in order."""
    for match in _LABEL.finditer(text) if level != "close" else ():
        wider = _wider(match[0], ladders, level, language)
        if wider != match[0]:
            yield match.start(), match.end(), wider


def is_generalised(words: str, quoted: str, ladders: Ladders, level: Level, language: str = "de") -> bool:
    """Whether a quotation is word for word what a transcript says, but for widened labels."""
    return quoted in {words, generalise(words, ladders, level, language)}


def is_computed(label: str) -> bool:
    """Whether faden can widen a label by itself, such as ``[Alter 30–34]`` or ``[Datum 2024-03]``."""
    return _AGE.fullmatch(label) is not None or _DAY.fullmatch(label) is not None


def with_labels(text: str, new: Iterable[Label], language: str = "de") -> str:
    """The file with further labels at its end; what stands in it stays, comments too.

    Args:
        text: The file as it is; empty where there is none.
        new: Labels to add, in their order.
        language: Language of the comment in a new file.
    """
    from io import StringIO

    from ruamel.yaml import YAML

    if not text.strip():
        comment = "".join(f"# {line}\n" for line in say("labels.comment", language).splitlines())
        text = f"{comment}format: {format_of('labels')}\nlabels:\n"
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    entries = [label.model_dump(mode="json", exclude_defaults=True) for label in new]
    if data.get("labels"):
        data["labels"].extend(entries)  # in place: its comments stay
    else:
        data["labels"] = entries
    stream = StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _wider(label: str, ladders: Ladders, level: Level, language: str) -> str:
    known = ladders.by_label.get(label)
    if known is None:
        return _computed(label, level)
    rungs = RUNGS[known.ladder]
    wanted = _rung(level, known.ladder)
    at = known.at or rungs[0]
    if rungs.index(wanted) <= rungs.index(at):
        return label
    for rung in rungs[rungs.index(wanted) :]:
        if rung in known.wider:
            return _bracketed(known.wider[rung])
        if known.code and rung == _CODED.get(known.ladder):
            spoken = language if language in INTERFACE_LANGUAGES else INTERFACE_LANGUAGES[0]
            return _bracketed(say(_code_key(known), spoken))
    return _computed(label, level)


def _rung(level: Level, ladder: Ladder) -> str:
    """The rung that a level means on a ladder."""
    if level == "close":
        return RUNGS[ladder][0]
    if level == "widest":
        return RUNGS[ladder][-1]
    if level == "wider":
        return WIDER[ladder]
    return level.get(ladder.value, WIDER[ladder])


def _computed(label: str, level: Level) -> str:
    """A wider form of ``[Alter 30–34]`` or ``[Datum 2024-03-14]``."""
    date = _DAY.fullmatch(label)
    if date is not None:
        keep = {"day": 3, "month": 2, "year": 1, "phase": 0}[_rung(level, Ladder.DATE)]
        parts = [p for p in (date["year"], date["month"], date["day"]) if p][:keep]
        return f"[{date['word']} {'-'.join(parts)}]" if parts else f"[{date['word']}]"
    age = _AGE.fullmatch(label)
    if age is None:
        return label
    rung, years = _rung(level, Ladder.AGE), int(age["from"])
    if rung == "age":
        return label
    if rung == "five":
        first = years - years % 5
        return f"[{age['word']} {first}–{first + 4}]"
    band = next((f"{a}–{b}" for a, b in _BANDS if a <= years <= b), "65+")
    return f"[{age['word']} {band}]"


def _bracketed(text: str) -> str:
    return text if text.startswith("[") else f"[{text}]"


def _code_key(label: Label) -> str:
    return f"code.{label.ladder.value}.{label.code}"


def read_labels(folder: Folder) -> Parsed[Ladders]:
    """Read ``research/labels.yaml``; no ladders where there is no such file."""
    path = folder.root / PATH
    if not path.is_file():
        return Parsed(Ladders())
    parsed = parse_yaml(LabelsFile, read_text(path, shown=PATH), "labels", PATH)
    if parsed.value is None:
        return Parsed(None, parsed.problems, parsed.lines)
    problems = []
    seen: set[str] = set()
    for at, label in enumerate(parsed.value.labels):
        if label.label in seen:
            problems.append(
                Problem("label-twice", Place(PATH, parsed.line("labels", at)), {"value": label.label})
            )
        seen.add(label.label)
    return Parsed(None if problems else Ladders(parsed.value.labels), tuple(problems), parsed.lines)
