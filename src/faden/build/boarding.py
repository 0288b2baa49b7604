"""The needs board of a study: its cards, what the machine proposes for them, and boards as tables.

The machine only ever sees words of people who allow it (see `build.clusters`); people see all that was
coded as need, pain point or proposal. What was computed once is kept in ``build/cache``, so that a page
never waits for a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from faden.build.board_outside import common_languages, why_held
from faden.build.clusters import cluster_step
from faden.build.exporting import outside_terms
from faden.build.graph import kept_result, latest, run_steps
from faden.build.remembering import allowing
from faden.build.suggesting import may_read
from faden.coding.anchor import per_turn
from faden.coding.codebook import Kind
from faden.core.problems import Problem, StudyError
from faden.findings.board.board import PATH, check_board, read_board_file
from faden.findings.board.deck import Candidate, Deck
from faden.findings.board.doing import Scene
from faden.findings.board.table import imported, parse_rows, refuse_moves, rows_of
from faden.findings.board.tray import offers
from faden.interviews.transcript import Role
from faden.study.labels import generalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.analysis.cluster import Clusters
    from faden.analysis.stated.values import Stated
    from faden.findings.board.bench import BoardBench, BoardOutcome
    from faden.findings.board.board import Board
    from faden.findings.board.table import Import, Row
    from faden.findings.evidence import Evidence
    from faden.interviews.transcript import Transcript
    from faden.publish.verdict import Case
    from faden.study.notes import Note

_KINDS: Final = (Kind.NEED, Kind.PAIN, Kind.PROPOSAL)


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A sticky note as a card.

    Attributes:
        workshop: Id of the workshop.
        note: The note.
    """

    workshop: str
    note: Note


def cards(case: Case, board: Board) -> dict[str, Evidence | NoteCard]:
    """All cards: words coded as need, pain point or proposal, then sticky notes; by id.

    Words that stand under two codes are one card, that which is on the board already. Nobody's words are
    shown who has withdrawn.
    """
    there = board.homes()
    stated = {Kind.NEED, Kind.PAIN}
    kinds = {placed.code.id: placed.code.kind for placed in case.corpus.codebook.codes()}
    found = case.index.of_kind(*_KINDS)
    order = {evidence.coding.id: at for at, evidence in enumerate(found)}
    chosen: dict[Any, Evidence] = {}
    for evidence in sorted(
        found,
        key=lambda e: (e.coding.id not in there, kinds.get(e.coding.code) not in stated, e.coding.id),
    ):
        anchor = evidence.anchor
        place = (evidence.transcript, anchor.part, anchor.language, anchor.start, anchor.end)
        if evidence.coding.id in there or not case.corpus.ledger.withdrawn(evidence.participant or ""):
            chosen.setdefault(place, evidence)
    coded = sorted(chosen.values(), key=lambda e: order[e.coding.id])
    notes = {
        f"{wall.workshop}-{note.note}": NoteCard(wall.workshop, note)
        for wall in case.corpus.boards
        for note in wall.notes
    }
    return {evidence.coding.id: evidence for evidence in coded} | notes


def interpreter_codings(case: Case) -> tuple[Evidence, ...]:
    """What the lead coder coded as need, pain point or proposal in turns of interpreters: no cards.

    Nobody knows of whom these words are, or whether they are the interpreter's own.
    """
    corpus = case.corpus
    kinds = {placed.code.id: placed.code.kind for placed in corpus.codebook.codes()}
    return tuple(
        evidence
        for evidence in case.index.found.values()
        if evidence.coder == corpus.settings.lead
        and evidence.participant is None
        and kinds.get(evidence.coding.code) in _KINDS
        and _by_interpreter(corpus.transcripts[evidence.transcript], evidence)
    )


def _by_interpreter(transcript: Transcript, evidence: Evidence) -> bool:
    """Whether an interpreter speaks in one of the turns."""
    turns = (transcript.turn(each) for each, *_ in per_turn(evidence.anchor, transcript))
    voices = (transcript.head.speakers.get(turn.speaker) for turn in turns if turn)
    return any(voice is not None and voice.role is Role.INTERPRETER for voice in voices)


def deck(case: Case, board: Board, clusters: Clusters | None = None, count: int = 0) -> Deck:
    """What can be put on the board, and what is proposed.

    Args:
        case: The study.
        board: The board.
        clusters: What the machine found; ``None`` where nothing was computed.
        count: Groups in which the proposals are read; 0 for as many as the machine found.
    """
    listed = cards(case, board)
    codes = {
        name: card.coding.code if not isinstance(card, NoteCard) else "" for name, card in listed.items()
    }
    book = case.corpus.codebook
    return Deck(
        codes=codes,
        candidates=(*_machine(clusters, count), *_walls(case)),
        nowhere={one.id: one.nearest or "" for one in clusters.unassigned} if clusters else {},
        below={placed.code.id: frozenset(book.below(placed.code.id)) for placed in book.codes()},
    )


def levels(clusters: Clusters | None) -> tuple[int, ...]:
    """Numbers of groups in which the proposals can be read, each once, fewest first.

    Where passages are few, 12 and 30 groups may be the same ones.
    """
    if clusters is None or not clusters.clusters:
        return ()
    return tuple(sorted({level.count for level in clusters.levels})) or (len(clusters.clusters),)


def _machine(clusters: Clusters | None, count: int) -> Iterator[Candidate]:
    """The machine's groups; each is called by the words of the clusters with which it shares cards.

    There is one proposal of a sentence, that of the cluster (`Cluster.statement`): a group of several takes
    it from the one that most of its cards are in.
    """
    if clusters is None:
        return
    near = {m.id: m.nearness for cluster in clusters.clusters for m in cluster.members}
    home = {m.id: cluster for cluster in clusters.clusters for m in cluster.members}
    for name, members in _groups(clusters, count):
        cards = tuple(sorted(members, key=lambda card: -near.get(card, 0.0)))
        parts = list({home[card].id: home[card] for card in cards if card in home}.values())
        languages = dict.fromkeys(language for part in parts for language in part.words)
        largest = sorted(parts, key=lambda part: -len({m.id for m in part.members} & {*members}))
        told = (part.statement for part in largest if part.statement and part.statement.member in members)
        yield Candidate(
            id=name,
            cards=cards,
            words={tongue: _mixed([part.words.get(tongue, ()) for part in parts]) for tongue in languages},
            statement=next(told, None),
        )


def _groups(clusters: Clusters, count: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Ids and cards of the machine's groups, read in so many; 0 for as many as it found."""
    level = next((level for level in clusters.levels if level.count == count), None)
    if level is None:
        yield from ((each.id, tuple(member.id for member in each.members)) for each in clusters.clusters)
    else:
        yield from ((group.id, group.members) for group in level.groups)


def _mixed(lists: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Words of several clusters by turns, each once, five at most."""
    turns = (word for words in zip_longest(*lists) for word in words if word is not None)
    return tuple(dict.fromkeys(turns))[:5]


def _walls(case: Case) -> Iterator[Candidate]:
    """Sticky notes as they hung together; notes that hung alone are proposed nowhere."""
    for wall in case.corpus.boards:
        hung: dict[str, list[str]] = {}
        for note in wall.notes:
            if note.cluster:
                hung.setdefault(note.cluster, []).append(f"{wall.workshop}-{note.note}")
        for number, (name, notes) in enumerate(hung.items(), 1):
            yield Candidate(id=f"{wall.workshop}.{number}", cards=tuple(notes), wall=name)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the machine proposes.

    Attributes:
        clusters: Its groups; ``None`` where nothing was computed yet.
        fresh: Whether they were computed for the study as it is now.
    """

    clusters: Clusters | None
    fresh: bool


def kept_proposals(case: Case) -> Proposals:
    """What was computed last; nothing is computed now, so that nobody waits."""
    from faden.analysis.cluster_file import parse_clusters

    store = case.corpus.folder.cache
    made = kept_result(cluster_step(case), store)
    if made is not None:
        return Proposals(parse_clusters(made.decode()), fresh=True)
    before = latest("clusters", store)
    try:
        clusters = parse_clusters(before.decode()) if before else None
    except (ValueError, KeyError, TypeError):  # of a faden before this one
        clusters = None
    return Proposals(clusters if clusters and _all_allow(case, clusters) else None, fresh=False)


def _all_allow(case: Case, clusters: Clusters) -> bool:
    """Whether all whose words were grouped then allow analysis by machine today."""
    people = allowing(case.corpus, case.on)
    grouped = (member.id for cluster in clusters.clusters for member in cluster.members)
    cards = (*grouped, *(each.id for each in clusters.unassigned))
    return all(case.index.found[card].participant in people for card in cards if card in case.index.found)


def make_proposals(case: Case) -> Proposals:
    """What the machine proposes for the study as it is now; takes seconds to minutes where it is not kept.

    Raises:
        ModelError: The study's model is not on this computer.
    """
    from faden.analysis.cluster_file import parse_clusters

    step = cluster_step(case)
    made = run_steps([step], case.corpus.folder.cache)
    return Proposals(parse_clusters(made[step.name].result.decode()), fresh=True)


def still_uncoded(case: Case, stated: Stated) -> bool:
    """Whether the words of a proposal stand where they stood, uncoded, and a machine may read them today."""
    transcript = case.corpus.transcripts.get(stated.transcript)
    turn = transcript.turn(stated.turn) if transcript else None
    part = turn.part(stated.part, stated.language) if turn else None
    if transcript is None or part is None or part.text[stated.start : stated.end] != stated.text:
        return False
    people = {p for p in transcript.participants() if case.corpus.ledger.allows_output(p, "machine", case.on)}
    if not may_read(transcript, stated.turn, stated.turn, people):
        return False
    place = (stated.transcript, stated.part, stated.language)
    near = (e.anchor for e in case.index.counted if (e.transcript, e.anchor.part, e.anchor.language) == place)
    return not any(
        anchor.start.turn == anchor.end.turn == stated.turn
        and anchor.start.offset < stated.end
        and stated.start < anchor.end.offset
        for anchor in near
    )


def board_problems(case: Case) -> list[Problem]:
    """What is not in order on the board; that it cannot be read at all says the corpus.

    Where the needs have a slip, none of their ids is called gone: what to mend is there.
    """
    corpus = case.corpus
    parsed = read_board_file(corpus.folder)
    if parsed.value is None:
        return []
    known = {*case.index.found, *(n for n, c in cards(case, parsed.value).items() if isinstance(c, NoteCard))}
    slipped = any(p.place.path == corpus.folder.shown(corpus.folder.needs) for p in corpus.problems)
    named = (group.need for group in parsed.value.groups if group.need)
    needs = {*(need.id for need in corpus.needs), *(named if slipped else ())}
    return list(check_board(parsed.value, known, needs, parsed.line))


def board_rows(case: Case, board: Board, language: str, *, outside: bool) -> list[Row]:
    """The board as rows of a table.

    Args:
        case: The study.
        board: The board.
        language: In which groups are named.
        outside: Whether people outside the team get it: then only cards with words that may be shown.
    """
    told = deck(case, board)
    open_cards = [card for offer in offers(board, told) for card in offer.cards]
    rows = rows_of(board, open_cards, words(case, board, outside=outside), language)
    typed = {paper.id for paper in board.paper}
    return [row for row in rows if row.words and row.card not in typed] if outside else rows


def words(case: Case, board: Board, *, outside: bool = False) -> dict[str, str]:
    """Card → its words. Outside the team only those of cleared conversations and people who agreed.

    There labels are told as wide as in other tables, and words of a language that few speak are left out:
    the language alone would name the person. What was typed off a wall nobody has cleared.
    """
    found: dict[str, str] = {}
    languages = common_languages(case) if outside else frozenset()
    terms = outside_terms(case.corpus.folder, "tables") if outside else None
    for name, card in cards(case, board).items():
        if isinstance(card, NoteCard):
            if not outside:
                found[name] = card.note.text
        elif terms is None:
            found[name] = card.words
        elif why_held(case, card, languages) is None:
            found[name] = generalise(card.words, terms.ladders, terms.level, card.anchor.language)
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """A table that somebody wants on the board.

    Attributes:
        data: Its bytes, csv or xlsx.
        name: How messages name it.
        language: Language in which new groups are named.
        hidden: Cards that are not known by their words, because whoever imports may not see them yet.
    """

    data: bytes
    name: str
    language: str
    hidden: frozenset[str] = frozenset()


def plan_import(case: Case, bench: BoardBench, table: Table) -> Import:
    """What an import would do; nothing is written.

    Raises:
        ImportRefusedError: The table cannot be understood.
        StudyError: The board is not in order.
    """
    state = bench.state()
    clusters = kept_proposals(case).clusters
    scene = Scene(state.board, deck(case, state.board, clusters), state.needs, bench.by, case.on.isoformat())
    reading = parse_rows(table.data, table.name)
    told = {card: said for card, said in words(case, state.board).items() if card not in table.hidden}
    return imported(reading, scene, told, language=table.language, name=table.name)


def import_table(
    case: Case, bench: BoardBench, table: Table, *, move: bool = False, agreed: str | None = None
) -> tuple[Import, BoardOutcome]:
    """Put a table on the board; it can be undone like any step.

    Args:
        case: The study.
        bench: Whose decision it is.
        table: The table.
        move: Whether cards that people have placed before may be moved.
        agreed: Fingerprint of the board for which somebody was told what the table would do.

    Raises:
        ImportRefusedError: The table cannot be understood.
        StudyError: It would move cards, and ``move`` is not given; or the board was edited meanwhile.
    """
    seen = bench.state().fingerprints
    if agreed is not None and agreed != seen[PATH]:
        raise StudyError("edited-elsewhere", PATH)
    plan = plan_import(case, bench, table)
    if not move:
        refuse_moves(plan, table.name)
    values = {"n": str(len(plan.placed) + len(plan.moved) + len(plan.paper))}
    return plan, bench.put(plan.board, {PATH: seen[PATH]}, "import", values)
