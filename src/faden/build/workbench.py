"""The study as tables, for notebooks: ``study = faden.open(".")``.

Texts of transcripts stand in the tables as they stand in the files. The tables name participants by
their random id: they are for analysis, not for publication, which has its own gate.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from faden.analysis.saturation import BASE, RUN, THRESHOLD, Rule
from faden.build._columns import (
    AGREEMENT,
    CODINGS,
    COUNTS,
    HITS,
    NEEDS,
    PARTICIPANTS,
    SATURATION,
    SEGMENTS,
    TOGETHER,
)
from faden.build._rows import hit_rows, need_rows, saturation_rows
from faden.build._tables import FIGURE, NUMBER, SWITCH, TEXT, table
from faden.build.clock import today
from faden.core.problems import Place, Problem, Severity
from faden.findings.board.counting import Counting
from faden.findings.corpus import read_corpus
from faden.findings.evidence import Index
from faden.interviews.segments import segments
from faden.publish.verdict import Case
from faden.study.consent import Purpose
from faden.study.folder import find_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from faden.analysis.cluster import Clusters
    from faden.findings.corpus import Corpus
    from faden.interviews.transcript import Transcript


class Workbench:
    """A study as tables; each is made when it is first asked for. Changing one changes no file.

    Text columns are of the type ``string``, counts ``Int64``, shares ``Float64``, switches
    ``boolean``; a gap is ``<NA>``. Lists are tuples in ``object`` columns.

    Args:
        corpus: The study, read.
        language: In which names of codes, groups and needs are given; those without it in another.
    """

    def __init__(self, corpus: Corpus, *, language: str = "de") -> None:
        self.corpus = corpus
        self.language = language
        self._case = Case(corpus, Index(corpus), today())

    def __repr__(self) -> str:
        """The study's title and how much it holds."""
        title = self.corpus.settings.title.text(self.language)
        count = len(self.corpus.transcripts)
        return f"<Workbench “{title}”: {count} transcripts, {len(self.problems)} unreadable places>"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and whose words are in no table for want of consent."""
        return (*self.corpus.problems, *self._left_out())

    def _left_out(self) -> Iterator[Problem]:
        folder = self.corpus.folder
        path = folder.shown(folder.consent)
        for person in sorted(self._case.index.persons):
            if not self._told(person):
                place = Place(path, self.corpus.line(path, person))
                yield Problem("tables-without-consent", place, {"participant": person}, Severity.WARNING)

    def _told(self, participant: str | None) -> bool:
        """Whether words may stand in a table: nobody's in particular, or of somebody who takes part today."""
        ledger = self.corpus.ledger
        return participant is None or ledger.allows_output(participant, "tables", self._case.on)

    @cached_property
    def segments(self) -> pd.DataFrame:
        """What participants said, one row per segment, in the order of the conversations.

        Columns:
            id (string): See `interviews.segments.Segment`; unique.
            transcript, turn (string): Where it stands.
            part (string): ``original``, ``interpretation`` or ``translation``.
            language (string): Language of the part.
            start, end (Int64): Code points in the part, end excluded.
            text (string): The words, unchanged.
            participant, group (string): Who said it.
            municipality (string): The participant's, else that of the conversation.
            analyse (boolean): Whether the person allows analysis by machine today.
        """
        rows = (row for one in self.corpus.transcripts.values() for row in self._segment_rows(one))
        return table(rows, SEGMENTS)

    def _segment_rows(self, transcript: Transcript) -> Iterator[dict[str, object]]:
        for segment in segments(transcript):
            if not self._told(segment.participant):
                continue
            person = self.corpus.participants.get(segment.participant or "")
            yield {name: getattr(segment, name, None) for name in SEGMENTS} | {
                "part": str(segment.part),
                "group": person.group if person else None,
                "municipality": (person.municipality if person else None) or transcript.head.municipality,
                "analyse": self._allows(segment.participant, Purpose.ANALYSE),
            }

    @cached_property
    def codings(self) -> pd.DataFrame:
        """Codings of all coders whose words stand in the transcript, one row per coding.

        Columns:
            id, coder (string): The coding and who made it.
            counted (boolean): Whether it counts: made by the lead coder, said by one participant.
            code, name, kind (string): The code, its name and what it states (``need``, ``pain``, …);
                a merged code appears as the one it went into.
            transcript, start_turn, end_turn (string), start, end (Int64): Where the words stand now,
                code points, end excluded.
            part, language (string): In which part of the turns.
            text (string): The words, unchanged.
            participant, group, municipality (string): Who said it; a gap where it was no participant.
            on (string): Date of the coding.
            memo (string): The coder's note; a gap where there is none.
        """
        return table(self._coding_rows(), CODINGS)

    def _coding_rows(self) -> Iterator[dict[str, object]]:
        index = self._case.index
        counted = {evidence.coding.id for evidence in index.counted}
        for evidence in index.found.values():
            if not self._told(evidence.participant):
                continue
            coding, anchor = evidence.coding, evidence.anchor
            code = self.corpus.codebook.find(coding.code)
            yield {
                "id": coding.id,
                "coder": evidence.coder,
                "counted": coding.id in counted,
                "code": code.id if code else coding.code,
                "name": code.name.text(self.language) if code else None,
                "kind": str(code.kind) if code else None,
                "transcript": evidence.transcript,
                "start_turn": anchor.start.turn,
                "start": anchor.start.offset,
                "end_turn": anchor.end.turn,
                "end": anchor.end.offset,
                "part": str(anchor.part),
                "language": anchor.language,
                "text": evidence.words,
                "participant": evidence.participant,
                "group": evidence.group,
                "municipality": evidence.municipality,
                "on": str(coding.on),
                "memo": coding.memo or None,
            }

    @cached_property
    def participants(self) -> pd.DataFrame:
        """Participants, one row per person, in the order of the file.

        Columns:
            id (string): Random id.
            group, group_name, municipality (string): Where the person stands.
            age_band, gender, language, arrived, household (string): Attributes; gaps where not told.
            conversations (object): Tuple of ids of conversations.
            asked (boolean): Whether the person speaks in a transcript and has not withdrawn: the base of
                every count of persons.
            analyse, quote (boolean): Whether the person allows this today.
        """
        return table(self._participant_rows(), PARTICIPANTS)

    def _participant_rows(self) -> Iterator[dict[str, object]]:
        for person in self.corpus.participants.values():
            group = self.corpus.settings.group(person.group or "")
            told = {name: getattr(person, name, None) or None for name in PARTICIPANTS}
            yield told | {
                "id": person.participant,
                "group_name": group.name.text(self.language) if group else None,
                "conversations": person.conversations,
                "asked": person.participant in self._case.index.persons,
                "analyse": self._allows(person.participant, Purpose.ANALYSE),
                "quote": self._allows(person.participant, Purpose.QUOTE),
            }

    @cached_property
    def needs(self) -> pd.DataFrame:
        """Needs and pain points that people named, one row per need, in the order of the file.

        Columns:
            id, kind, name, statement (string): The need; ``kind`` is ``need`` or ``pain``.
            codes (object): Tuple of codes whose codings are its evidence.
            counted_by (string): ``cards`` where people put them together on the board, else ``codes``.
            persons, asked (Int64): In how many persons there is evidence, of how many asked.
            share (Float64): ``persons / asked``; a gap where nobody was asked.
            municipalities (Int64): Municipalities with evidence.
            codings (Int64): Codings so counted; no measure of weight, persons are.
            by, on (string): Who named it, and when.
        """
        return table(need_rows(self._case, self.language), NEEDS)

    def reach(self, need: str, *, by: Literal["group", "municipality"] = "group") -> pd.DataFrame:
        """Persons behind a need, one row per group or municipality of the study.

        Args:
            need: Id of the need.
            by: ``group`` or ``municipality``.

        Returns:
            Indexed by id; columns ``persons`` and ``asked`` (Int64), ``share`` (Float64, a gap where
            nobody was asked).

        Raises:
            KeyError: There is no such need.
        """
        wanted = {one.id: one for one in self.corpus.needs}[need]
        counting = Counting(self._case.index, self.corpus.needs_board)
        settings = self.corpus.settings
        places: Any = settings.groups if by == "group" else settings.municipalities
        rows: list[dict[str, object]] = []
        for place in places:
            found = counting.reach(wanted, **{by: place.id})
            share = found.n / found.of if found.of else None
            rows.append({by: place.id, "persons": found.n, "asked": found.of, "share": share})
        columns = {by: TEXT, "persons": NUMBER, "asked": NUMBER, "share": FIGURE}
        return table(rows, columns).set_index(by)

    def agreement(self, **asked: Any) -> pd.DataFrame:
        """How far coders agree, one row per code and measure; see the handbook on coding in pairs.

        Args:
            asked: Fields of `build.agreement.Asked`, such as ``coders=("mira", "jonte")``.

        Columns:
            coders, unit, uncoded (string), machine (boolean): What was compared, and how.
            code, measure (string): The code, a gap for all together; the measure.
            value, low, high (Float64): The figure and its 95 % interval; gaps where undefined.
            undefined, verdict (string): Why there is no figure; what Krippendorff's thresholds say.
            n, with_code (Int64), prevalence (Float64), few (boolean): What the figure rests on.

        Raises:
            StudyError: Fewer than two people have coded.
        """
        from faden.build.agreement import COLUMNS, Asked, agreement_rows, compare_study

        compared = compare_study(self.corpus, Asked(**asked))
        rows = agreement_rows(compared, self.corpus.settings.method)
        records = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
        return table(map(_read, records), AGREEMENT)

    def matrix(self, *, by: tuple[str, ...] = ("group",), codes: tuple[str, ...] = ()) -> pd.DataFrame:
        """Codes against groups, municipalities or roles, one row per code and column.

        Args:
            by: Of ``group``, ``municipality`` and ``role``.
            codes: Only these and those below them.

        Columns:
            code, name (string), and one for each of ``by``; ``*`` is all together.
            codings, persons, persons_of, conversations, conversations_of (Int64): Counts, and of how many.

        Raises:
            StudyError: A code is unknown.
            ValueError: ``by`` names something else.
        """
        from faden.analysis.matrix import By
        from faden.build.matrix_tables import codes_sheet

        sheet = codes_sheet(self._case, tuple(By(each) for each in by), codes)
        kinds = {name: NUMBER if name in COUNTS else TEXT for name in sheet.columns}
        return table((dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows), kinds)

    def together(
        self, *, near: Literal["turn", "words"] = "turn", codes: tuple[str, ...] = ()
    ) -> pd.DataFrame:
        """Pairs of codes that occur together, one row per pair, the most frequent first.

        Args:
            near: Where they must meet: in a turn, or over the same words.
            codes: Only pairs with one of these or those below them.

        Columns:
            first, second (string): The codes.
            pairs, turns, persons, conversations (Int64): Pairs of codings that meet, and where.

        Raises:
            StudyError: A code is unknown.
            ValueError: ``near`` is something else.
        """
        from faden.analysis.matrix import Near
        from faden.build.matrix_tables import together_sheet

        sheet = together_sheet(self._case, Near(near), codes)
        return table((dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows), TOGETHER)

    def saturation(self, *, base: int = BASE, run: int = RUN, threshold: float = THRESHOLD) -> pd.DataFrame:
        """How codes accumulate, one row per conversation in the order held.

        Args:
            base: Conversations whose codes are the base.
            run: Conversations in a run.
            threshold: Share of new codes of a run, from 0 to 1, up to which saturation is reached.

        Columns:
            number, new, codes (Int64), transcript (string): Which conversation, and what it adds.
            mean, low, median, high (Float64): Codes of so many conversations in any order.
            new_codes (object): Tuple of the codes that it adds.
            reached (boolean): Whether the rule holds by then, in the order held.

        Source:
            Guest, G., Namey, E., Chen, M. (2020); see `analysis.saturation`.
        """
        return table(saturation_rows(self._case, Rule(base, run, threshold)), SATURATION)

    def search(self, wanted: str, *, meaning: bool = True, limit: int = 20, **filters: Any) -> pd.DataFrame:
        """What was said on something, one row per turn, the best first; see the handbook on search.

        Args:
            wanted: Words, a question, or words in quotation marks.
            meaning: Whether to search by meaning, too; the first time a model reads all conversations.
            limit: Rows at most.
            filters: Fields of `build.searching.Filters`, such as ``groups=("refugees",)``.

        Columns:
            transcript, turn, speaker, participant, group, municipality (string): Where, and whose words.
            part, language (string), start, end (Int64), text (string): The words and their place.
            version (string): The same in the language of the workbench, where there is such a part.
            reason (string): ``words``, ``meaning`` or ``both``.
            score (Float64): How well it fits; compares rows of one table.
            doubtful (boolean): Whether there is probably nothing on this.

        Raises:
            ModelError: The study's model is not on this computer.
        """
        from faden.build.searching import Filters, Finder

        finder = Finder(self._case)
        if meaning:
            finder.warm()
        found = finder.find(wanted, Filters(**filters), limit=limit, language=self.language)
        return table(hit_rows(found, self._told), HITS)

    def clusters(self) -> Clusters:
        """Candidate clusters of words coded as a need or a pain point; see `analysis.clusters`.

        Only words of participants who allow analysis by machine today. Candidates, never needs: a
        person decides. The first call takes seconds to a minute; vectors are kept in ``build/cache``.

        Raises:
            ModelError: The study's model is not on this computer.
        """
        from faden.build.clusters import compute_clusters

        return compute_clusters(self._case)

    def _allows(self, participant: str | None, purpose: Purpose) -> bool:
        return participant is not None and self.corpus.ledger.allows(participant, purpose, self._case.on)


def _read(record: dict[str, Any]) -> dict[str, Any]:
    """A row of the table of agreement with its figures as numbers."""
    figures = {
        n: None if record[n] is None else float(record[n]) for n, k in AGREEMENT.items() if k == FIGURE
    }
    switches = {n: record[n] and record[n] == "yes" for n, k in AGREEMENT.items() if k == SWITCH}
    return record | figures | switches | {"code": record["code"] or None}


def open_workbench(folder: str | Path = ".", *, language: str = "de") -> Workbench:
    """Open the study in a folder, or in the nearest one above it.

    Raises:
        StudyError: There is no study, or its settings cannot be read. Files that cannot be read are
            left out and listed in `Workbench.problems`.
    """
    return Workbench(read_corpus(find_folder(folder)), language=language)
