"""What participants must be told before they consent (GDPR Art. 13): ``research/information.yaml``.

One text source for information sheets and consent forms in all languages. Sentences that are the same
in every study stand in faden's own catalogue (`forms`); what only the study knows stands here. Every
field may be missing, so that the check can name all gaps at once; a gap stops a release (FIELD DP-2).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field, RootModel

from faden.core.dates import PartialDate
from faden.core.documents import FileModel, parse_yaml
from faden.core.files import read_text
from faden.core.ids import Slug
from faden.core.languages import NAMES
from faden.core.problems import Place, Problem, Severity
from faden.core.yaml import Parsed
from faden.study.consent import Purpose
from faden.study.settings import Settings, read_settings

if TYPE_CHECKING:
    from faden.study.folder import Folder

PATH: Final = "research/information.yaml"
PLAIN: Final = "de-plain"
"""German in plain language; where a study has no text of its own for it, its German one stands there."""

_EMPTY: Final = re.compile(r"[\s.…\-–_?]*|(?:TODO|XXX)\b.*", re.DOTALL)
"""What says nothing: blanks, dots, a reminder."""


def _form_language(code: str) -> str:
    if code != PLAIN and code not in NAMES:
        raise ValueError("language-unknown")
    return code


FormLanguage = Annotated[str, AfterValidator(_form_language)]
"""A language code that faden knows, or ``de-plain``."""


class FormText(RootModel[dict[FormLanguage, str]]):
    """A text of the study in the languages of its forms."""

    model_config = ConfigDict(frozen=True)

    def text(self, language: str) -> str:
        """The text in this very language; plain German falls back on German, others on nothing."""
        found = self.root.get(language, "")
        return self.root.get("de", "") if language == PLAIN and not found.strip() else found


class Body(FileModel):
    """Somebody who can be written to and called."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""


class Recipient(FileModel):
    """Somebody outside the study who receives data, such as a translation service."""

    who: FormText
    what: FormText | None = None
    contract: bool = False
    """Whether there is a contract on processing (GDPR Art. 28)."""


class Transfer(FileModel):
    """That data go outside the European Union: where to, and what protects them there (Art. 44 ff.)."""

    where: FormText
    safeguard: FormText | None = None


class Keeping(FileModel):
    """How long something is kept: a date, or words where no date can be told."""

    what: Literal["audio", "raw", "key", "contact", "consent", "material"]
    until: PartialDate | None = None
    text: FormText | None = None


class Information(FileModel):
    """``research/information.yaml``."""

    format: str
    version: Annotated[int, Field(ge=1)] = 1
    former: tuple[str, ...] = ()
    """Versions of forms that people agreed to before, as ``research/consent.csv`` names them."""
    synthetic: bool = False
    land: Slug | Literal[""] = ""
    controller: Body | None = None
    officer: Body | None = None
    contact: Body | None = None
    aim: FormText | None = None
    procedure: FormText | None = None
    risks: FormText | None = None
    compensation: FormText | None = None
    purposes: tuple[Purpose, ...] = ()
    basis: tuple[Literal["consent", "public-task", "research"], ...] = ()
    law: FormText | None = None
    recipients: tuple[Recipient, ...] | None = None
    transfers: tuple[Transfer, ...] | None = None
    retention: tuple[Keeping, ...] = ()
    withdrawal: FormText | None = None
    authority: Body | None = None
    expires: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """A supervisory authority.

    Attributes:
        body: Name, address and website.
        as_of: Month to which the packaged table goes back; empty where the study names the authority.
        checked: When somebody looked it up at the authority's own website; empty where nobody has.
    """

    body: Body
    as_of: str = ""
    checked: str = ""


@cache
def _authorities() -> Mapping[str, Mapping[str, str] | str]:
    file = resources.files("faden.study") / "authorities.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def find_authority(land: str) -> Authority | None:
    """The authority for data protection of a Land (``schleswig-holstein``) or of the ``bund``.

    Public bodies and others share one authority, but in Bavaria: ``bayern`` and ``bayern-private``.
    """
    table = _authorities()
    entry = table.get(land)
    if not isinstance(entry, Mapping):
        return None
    return Authority(Body.model_validate(entry), str(table["as_of"]), str(table["checked"]))


def authority(information: Information, land: str) -> Authority | None:
    """Where people may complain: what the study names, else the authority of its Land."""
    if information.authority is not None:
        return Authority(information.authority)
    return find_authority(information.land or land)


def read_information(folder: Folder) -> Parsed[Information]:
    """Read ``research/information.yaml``."""
    path = folder.root / PATH
    return parse_yaml(Information, read_text(path, shown=PATH), "information", PATH)


def form_languages(settings: Settings) -> tuple[str, ...]:
    """Languages in which forms are due: German, plain German, and all languages of site and material."""
    from faden.study.form_texts import LANGUAGES

    wanted = ("de", PLAIN, *settings.languages.site, *settings.languages.content)
    return tuple(code for code in dict.fromkeys(wanted) if code in LANGUAGES)


def check_information(folder: Folder) -> Iterator[Problem]:
    """Yield what is missing in the information for participants."""
    if not (folder.root / PATH).is_file():
        yield Problem("information-missing", Place(PATH))
        return
    parsed = read_information(folder)
    yield from parsed.problems
    settings = read_settings(folder).value
    if parsed.value is None or settings is None:
        return
    known = parsed.value
    for field in _gaps(known, settings.land):
        params = {"field": field}
        yield Problem("information-incomplete", Place(PATH, parsed.line(field.split(".")[0]) or 1), params)
    languages = form_languages(settings)
    for field, told in _texts(known):
        for language in languages:
            if _says_nothing(told.text(language)):
                params = {"field": field, "language": language}
                line = parsed.line(*_path(field)) or 1
                yield Problem("information-untranslated", Place(PATH, line), params)
    missing = [c for c in settings.languages.content if c not in languages and c != "und"]
    for code in missing:
        params = {"language": NAMES[code]}
        yield Problem("information-language-unknown", Place(PATH, 1), params, Severity.WARNING)


def _says_nothing(text: str) -> bool:
    return _EMPTY.fullmatch(text.strip()) is not None


def _path(field: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in field.split("."))


def _gaps(known: Information, land: str) -> Iterator[str]:
    """Fields that GDPR Art. 13 asks for and nobody has filled in."""
    for name, body in (("controller", known.controller), ("officer", known.officer)):
        yield from _body_gaps(name, body)
    if known.contact is None or _says_nothing(known.contact.phone + known.contact.email):
        yield "contact"
    if Purpose.TAKE_PART not in known.purposes:
        yield "purposes"
    # An empty list of recipients or countries is an answer; of bases and dates it is a gap.
    for name in ("aim", "procedure", "withdrawal", "recipients", "transfers"):
        if getattr(known, name) is None:
            yield name
    for name in ("basis", "retention"):
        if not getattr(known, name):
            yield name
    yield from _gaps_within(known)
    found = authority(known, land)
    if found is None or _says_nothing(found.body.name):
        yield "authority"


def _gaps_within(known: Information) -> Iterator[str]:
    """What an answer needs beside it: a law, a safeguard, a date."""
    if set(known.basis) - {"consent"} and known.law is None:
        yield "law"
    for at, transfer in enumerate(known.transfers or ()):
        if transfer.safeguard is None:
            yield f"transfers.{at}.safeguard"
    for at, kept in enumerate(known.retention):
        if kept.until is None and kept.text is None:
            yield f"retention.{at}.until"


def _body_gaps(name: str, body: Body | None) -> Iterator[str]:
    if body is None:
        yield name
        return
    for field in ("name", "address"):
        if _says_nothing(getattr(body, field)):
            yield f"{name}.{field}"
    if _says_nothing(body.phone + body.email):
        yield f"{name}.email"


def _texts(known: Information) -> Iterator[tuple[str, FormText]]:
    """All texts of the study by their place in the file."""
    for name in ("aim", "procedure", "risks", "compensation", "law", "withdrawal"):
        told = getattr(known, name)
        if told is not None:
            yield name, told
    for at, recipient in enumerate(known.recipients or ()):
        yield f"recipients.{at}.who", recipient.who
        if recipient.what is not None:
            yield f"recipients.{at}.what", recipient.what
    for at, transfer in enumerate(known.transfers or ()):
        yield f"transfers.{at}.where", transfer.where
        if transfer.safeguard is not None:
            yield f"transfers.{at}.safeguard", transfer.safeguard
    for at, kept in enumerate(known.retention):
        if kept.text is not None:
            yield f"retention.{at}.text", kept.text
