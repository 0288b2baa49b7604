"""What all pages are made from: the study, what the gate lets through, and one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from faden.core.catalogue import text as say
from faden.publish.attribution import attribution_text
from faden.publish.candidates import Candidates
from faden.publish.consented import translatable
from faden.publish.numbers import basis, site_numbers
from faden.publish.pages import Bar, BarChart, Quotation
from faden.study.labels import generalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.comparables.projects import Comparable, CriteriaFile
    from faden.core.languages import LocalText
    from faden.findings.corpus import Corpus
    from faden.findings.finding import Finding
    from faden.findings.need import Need
    from faden.findings.persona import Persona
    from faden.prototypes.sessions.files import Stored
    from faden.prototypes.sessions.telling import Report
    from faden.prototypes.spec import Prototype
    from faden.publish.counts import Told
    from faden.publish.numbers import Numbers
    from faden.publish.verdict import Case, Verdict


@dataclass(frozen=True, slots=True)
class ScreenView:
    """What the site says of a screen of a prototype beyond its title and needs.

    Attributes:
        title: Its title.
        needs: Ids of the needs that it answers.
        hypotheses: What the team expects of it.
        components: How many it holds.
        states: ``empty``, ``loading``, ``error``: those that it can be seen in.
    """

    title: LocalText
    needs: tuple[str, ...]
    hypotheses: tuple[LocalText, ...] = ()
    components: int = 0
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A version of a prototype: what changed and why; never who.

    Attributes:
        version: Its number.
        on: When, as precise as it is written.
        change: What is different.
        why: What asked for it.
        needs: Ids of the needs that it is about.
        findings: Ids of the findings that asked for it.
        tests: In how many test sessions it was seen; their ids stay inside.
    """

    version: str
    on: str
    change: LocalText
    why: LocalText | None = None
    needs: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    tests: int = 0


@dataclass(frozen=True, slots=True)
class Trials:
    """How a prototype fared with people.

    Attributes:
        spec: Its specification, for screens, tasks and history.
        report: What may be told of its tests.
        stored: Its sessions, for pictures of those versions that the report tells.
    """

    spec: Prototype
    report: Report
    stored: tuple[Stored, ...] = ()


@dataclass(frozen=True, slots=True)
class PrototypeView:
    """What the site says of a prototype.

    Attributes:
        id: ``PT01``.
        title: Its title.
        languages: Languages it can be clicked through in.
        start: Language → path of its start page among the files of the site.
        screens: Title of each screen, with the needs it answers.
        flow: Language → SVG of its screens and links.
        synthetic: Whether it says that what it shows is made up.
        summary: What it is for.
        unchecked: Languages whose texts no native reader has checked.
        single: Path of the file that holds all of it, among the files of the site.
        inventory: Its screens in full.
        history: Its versions, the newest first.
        tasks: What people try with it.
        tests: How it fared with people, with its specification; ``None`` where nothing of it is shown.
    """

    id: str
    title: LocalText
    languages: tuple[str, ...]
    start: Mapping[str, str]
    screens: tuple[tuple[LocalText, tuple[str, ...]], ...]
    flow: Mapping[str, str]
    synthetic: bool = False
    summary: LocalText | None = None
    unchecked: tuple[str, ...] = ()
    single: str = ""
    inventory: tuple[ScreenView, ...] = ()
    history: tuple[ChangeView, ...] = ()
    tasks: tuple[LocalText, ...] = ()
    tests: Trials | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """What stands beside the study: comparables, prototypes, and what the machine proposed."""

    comparables: tuple[Comparable, ...] = ()
    criteria: CriteriaFile | None = None
    prototypes: tuple[PrototypeView, ...] = ()
    candidates: Candidates = field(default_factory=Candidates)


def invented(corpus: Corpus, material: Material) -> bool:
    """Whether the study, or any one part of it, says that it is made up; prototypes are parts too."""
    said = [corpus.settings.synthetic, *(prototype.synthetic for prototype in material.prototypes)]
    said += [p.tests.report.synthetic for p in material.prototypes if p.tests is not None]
    said += [transcript.head.synthetic for transcript in corpus.transcripts.values()]
    said += [finding.head.synthetic for finding in corpus.findings]
    said += [page.head.synthetic for page in corpus.pages]
    said += [persona.synthetic for persona in corpus.personas]
    return any(said)


def view_in(case: Case, verdict: Verdict, material: Material, language: str) -> View:
    """A look in one language, for whoever needs no other."""
    return View(case, verdict, material, language, site_numbers(case, verdict, material.candidates))


@dataclass(frozen=True, slots=True)
class View:
    """One language's look at what may be published."""

    case: Case
    verdict: Verdict
    material: Material
    language: str
    numbers: Numbers

    @property
    def corpus(self) -> Corpus:
        """The study."""
        return self.case.corpus

    @property
    def invented(self) -> bool:
        """Whether any part of the study says that it is made up."""
        return invented(self.corpus, self.material)

    def say(self, key: str, **params: object) -> str:
        """A text of the catalogue in this language."""
        return say(key, self.language, **params)

    def findings(self) -> list[Finding]:
        """Findings that may be shown, by id."""
        return [f for f in self.corpus.findings if f.head.id in self.verdict.findings]

    def needs(self) -> list[Need]:
        """Needs that may be shown, in the order of the file."""
        return [n for n in self.corpus.needs if n.id in self.verdict.needs]

    def personas(self) -> list[Persona]:
        """Personas that may be shown, by id."""
        return [p for p in self.corpus.personas if p.id in self.verdict.personas]

    def counted_by(self, need: Need) -> tuple[str, ...]:
        """By what a need is counted: the codes, or the key of its cards on the board; see `basis`."""
        return basis(self.case, need)

    def counted(self, codes: Iterable[str]) -> str:
        """“23 of 61 persons” for whom there is evidence under the codes."""
        return self.numbers.text(codes, self.language)

    def quotation(self, coding: str, *, target: str = "", note: str = "") -> Quotation | None:
        """A quotation that may be shown, word for word but for labels; ``None`` where the gate withholds it.

        Where the original would single somebody out by its language, only its translation is shown; words
        in the page's own language stand there like a translation, so that they tell no language either, nor
        whether they were interpreted.
        """
        key = self.verdict.quotations.get(coding)
        if key is None:
            return None
        evidence = self.case.index.found[coding]
        language = evidence.coding.language
        hidden = coding in self.verdict.original_hidden
        made = self.corpus.translations.get(coding)
        fits = made is not None and made.words == evidence.words and language != self.language
        fits = fits and translatable(self.case, evidence.participant)
        translation = made.text.root.get(self.language, "") if made is not None and fits else ""
        words = self.widened(evidence.words, language)
        translation = self.widened(translation, self.language)
        if hidden and language == self.language:
            translation = words
        if hidden and not translation:
            return None
        part = str(evidence.coding.part)
        return Quotation(
            id=coding,
            words="" if hidden else words,
            language=self.language if hidden else language,
            attribution=attribution_text(self.case, key, self.language),
            translation=translation,
            by=self._by(language, translated=bool(translation), hidden=hidden),
            part="" if hidden or part == "original" else self.say(f"page.quotation.{part}"),
            target=target,
            note=note,
        )

    def widened(self, words: str, language: str) -> str:
        """Words of a transcript with its labels as wide as the site tells them; else word for word."""
        level = self.corpus.settings.privacy.levels.site
        return generalise(words, self.corpus.ladders, level, language)

    def _by(self, language: str, *, translated: bool, hidden: bool) -> str:
        """What is said of the translation; empty where none is needed."""
        if hidden:
            return self.say("page.quotation.original-hidden")
        if translated:
            return self.say("page.quotation.translated")
        return "" if language == self.language else self.say("page.quotation.untranslated")

    def _asked(self, name: str, number: Told) -> str:
        """A group with the number of persons asked, where that may be told."""
        return name if number.of is None else self.say("page.chart.group", name=name, of=number.of)

    @property
    def few(self) -> bool:
        """Whether so few took part that no number of them may be told, by whatever they are told apart."""
        return len(self.case.index.persons) < self.corpus.settings.privacy.min_cell

    def charts(
        self, title: str, codes: Iterable[str], by: Literal["group", "municipality"] = "group"
    ) -> tuple[BarChart, ...]:
        """The chart of persons by group or place; none where it could tell no number at all."""
        return () if self.few else (self.chart(title, codes, by),)

    def chart(
        self, title: str, codes: Iterable[str], by: Literal["group", "municipality"] = "group"
    ) -> BarChart:
        """Persons by group or place for whom there is evidence under the codes, small numbers hidden."""
        settings = self.corpus.settings
        wanted = tuple(codes)
        told = {key: number for key, number in self.numbers.reached(wanted, by).items() if number.of != 0}
        names = {g.id: g.name.text(self.language) for g in settings.groups}
        if by == "municipality":
            names = {place.id: place.name for place in settings.municipalities}
        bars = tuple(Bar(self._asked(names[key], number), number.n) for key, number in told.items())
        return BarChart(
            title=title,
            description=self.say(f"page.chart.description-{by}", total=self.counted(wanted)),
            unit=self.say("page.chart.unit"),
            bars=bars,
            most=max([number.n or 0 for number in told.values()] + [settings.privacy.min_cell]),
            hidden=self.say("page.chart.hidden", least=settings.privacy.min_cell),
        )
