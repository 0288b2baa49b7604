"""The needs board: cards with words, groups, and what waits in the tray."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from faden.app.views.board_figures import figures, told_apart
from faden.app.views.board_news import NewsView, show_news
from faden.app.views.called import called
from faden.app.views.coding import said_by_browser
from faden.app.views.interpreted import interpreted
from faden.app.views.quotes import quote
from faden.build.boarding import NoteCard, cards, interpreter_codings
from faden.build.clusters import translated, words_of
from faden.coding.blind import blindness
from faden.coding.editing.journal import own_codings
from faden.core.catalogue import catalogue, text
from faden.core.files import digest
from faden.findings.board.agreement import agreement
from faden.findings.board.tray import Offer, Why, offers
from faden.findings.need import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.analysis.cluster import Extract
    from faden.app.boards import Sight
    from faden.app.views.interpreted import Interpreted
    from faden.coding.blind import Blindness
    from faden.findings.board.board import Board, Group
    from faden.findings.board.deck import Candidate
    from faden.findings.evidence import Evidence

Values = dict[str, Any]
"""Plain values that become JSON."""

SAID = "app.board.say."

LONGEST = 400
"""Characters of the translation of a whole turn that a card shows."""


@dataclass(frozen=True, slots=True)
class CardView:
    """A card.

    Attributes:
        id: Its id.
        kind: ``coding``, ``note`` or ``paper``.
        words: The words as they were said or written.
        language: Their language.
        direction: ``ltr`` or ``rtl``; ``auto`` where the language is not known.
        translation: The same in the language of the page; may be empty.
        whole: Whether the translation is that of the whole turn.
        role: Who said so, by role; may be empty.
        place: Where it stands, such as ``I07, t14``.
        path: The page with it; empty for cards of paper.
        code: Name of the code; may be empty.
        part: ``original``, ``interpretation`` or ``translation``.
        untranslated: Whether nobody has translated the words into the language of the page.
        fresh: Whether the machine's groups were last kept without it.
    """

    id: str
    kind: str
    words: str
    language: str
    direction: str
    translation: str = ""
    whole: bool = False
    role: str = ""
    place: str = ""
    path: str = ""
    code: str = ""
    part: str = "original"
    untranslated: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class BoardView:
    """The page.

    Attributes:
        cards: All cards by id.
        state: Where they stand, as the page is told after every step.
        texts: What the browser says by itself, as JSON.
        blind: Whether this person is told that cards may be covered; not whether there are any.
        uncoded: Whether passages that nobody coded are proposed to this person.
        interpreted: Codings in turns of interpreters, which are no cards; ``None`` where there are none.
        adoptable: Needs that are no group yet.
        levels: Numbers of groups in which proposals can be read; none for who codes blindly.
        level: That in which they are read.
        fresh: Whether they were computed for the study as it is now, or nothing of that may be said.
        news: What of it is new since it was last kept; ``None`` where nothing was computed or may be said.
    """

    cards: Mapping[str, CardView]
    state: Values
    texts: str
    blind: bool
    uncoded: bool
    interpreted: Interpreted | None
    adoptable: int
    levels: tuple[int, ...]
    level: int
    fresh: bool
    news: NewsView | None


def show_board(sight: Sight, by: str, language: str) -> BoardView:
    """The whole page."""
    board = sight.state.board
    closed = hidden_cards(sight, by)
    silent = is_blind(sight, by)
    told = None if silent else show_news(sight, closed, language)
    shown = {name: _card(sight, name, card, language) for name, card in cards(sight.case, board).items()}
    shown |= {each.id: CardView(each.id, "paper", each.text, each.language, "auto") for each in board.paper}
    grouped = {group.need for group in board.groups}
    return BoardView(
        cards={
            name: replace(card, fresh=told is not None and name in told.fresh)
            for name, card in shown.items()
            if name not in closed
        },
        state=board_values(sight, by, language),
        texts=json.dumps(texts(language), ensure_ascii=False, sort_keys=True),
        blind=_sees(sight, by).covers(sight.case.corpus.transcripts),
        uncoded=not silent,
        interpreted=_interpreted(sight, by),
        adoptable=sum(need.id not in grouped for need in standing(sight.state.needs)),
        levels=() if silent else sight.levels,
        level=0 if silent else sight.level,
        fresh=silent or sight.fresh,
        news=told,
    )


def texts(language: str) -> dict[str, str]:
    """What the scripts of the page say, those of saving included."""
    own = {key.removeprefix(SAID): told for key, told in catalogue().items() if key.startswith(SAID)}
    return dict(said_by_browser(language)) | {
        key: told.get(language) or told["de"] for key, told in own.items()
    }


def hidden_cards(sight: Sight, by: str) -> frozenset[str]:
    """Cards from codings that a coder must not see before having coded the conversation alone."""
    blind = _sees(sight, by)
    return frozenset(
        name
        for name, card in cards(sight.case, sight.state.board).items()
        if not isinstance(card, NoteCard) and not blind.shows(card.coder, card.transcript)
    )


def _interpreted(sight: Sight, by: str) -> Interpreted | None:
    blind = _sees(sight, by)
    found = interpreter_codings(sight.case)
    return interpreted(each for each in found if blind.shows(each.coder, each.transcript))


def is_blind(sight: Sight, by: str) -> bool:
    """Whether the lead coder's codings may be hidden: then the machine, which learnt them, is silent."""
    corpus = sight.case.corpus
    return by != corpus.settings.lead and _sees(sight, by).covers(corpus.transcripts)


def _sees(sight: Sight, by: str) -> Blindness:
    corpus = sight.case.corpus
    known = [coder.id for coder in corpus.settings.coders]
    return blindness(by, known, corpus.coding_files, corpus.done)


def board_values(sight: Sight, by: str, language: str) -> Values:
    """Where all cards stand, what can be undone, and how far people and machine agree."""
    state, board = sight.state, sight.state.board
    closed = hidden_cards(sight, by)
    there = {*sight.deck.codes, *(paper.id for paper in board.paper)}
    names = {group.id: group_name(group, language) for group in board.groups}
    waiting = [_offer(sight, offer, names, closed, language) for offer in offers(board, sight.deck)]
    told_apart(waiting, sight.case)
    blind = is_blind(sight, by)  # who codes blind must not learn that others took codings back
    gone = [card for card in board.homes() if card not in there]
    if blind and any(card.startswith("c-") for card in gone):
        mine = own_codings(sight.case.corpus.folder, by)
        gone = [card for card in gone if card in mine or not card.startswith("c-")]
    return {
        "seen": state.fingerprints,
        "codings": [],
        "codes": [
            _group(group, there - closed, language)
            | _suggested(sight, group, closed, language)
            | {"persons": _persons(sight, group, closed, language)}
            for group in board.groups
        ],
        "aside": [card for card in board.aside if card in there - closed],
        "offers": [offer for offer in waiting if offer["cards"]],
        "gone": gone,
        "kept": "" if blind else _kept_mark(sight),
        "agreement": _agreement(sight, names, language, closed),
        "undo": state.undo.text(language) if state.undo else "",
        "redo": state.redo.text(language) if state.redo else "",
        "mended": [said.text(language) for said in state.mended],
        "doubtful": [],
    }


def _kept_mark(sight: Sight) -> str:
    """By what a page tells that proposals were kept, or that this was undone, since it was drawn."""
    path = sight.case.corpus.folder.clusters
    return digest(path.read_bytes()) if path.is_file() else ""


def group_name(group: Group, language: str) -> str:
    """What a group is called on the page."""
    return (group.name.text(language) if group.name else "") or text(
        "app.board.unnamed", language, id=group.id
    )


def _group(group: Group, shown: set[str], language: str) -> Values:
    mark = group.mark.value if group.mark else ""
    return {
        "id": group.id,
        "name": group_name(group, language),
        "named": group.name.root.get(language, "") if group.name else "",
        "statement": group.statement.text(language) if group.statement else "",
        "stated": group.statement.root.get(language, "") if group.statement else "",
        "mark": mark,
        "marked": text(f"app.board.mark.{mark or 'open'}", language),
        "need": group.need or "",
        "cards": [card for card in group.cards if card in shown],
    }


def _persons(sight: Sight, group: Group, closed: frozenset[str], language: str) -> str:
    """In how many persons the cards of a group were said; empty where no card is anybody's words."""
    reach = sight.case.index.backed({*group.cards} - closed)
    return text("app.reach", language, n=reach.n, of=reach.of) if reach.n else ""


def _suggested(sight: Sight, group: Group, closed: frozenset[str], language: str) -> Values:
    """Words of a participant that may say what a group is about, where the machine has found some."""
    told = (each.statement for each in sight.deck.candidates if each.id in group.proposal)
    cards = {*group.cards} - closed if group.statement is None else set[str]()
    found = next((each for each in told if _sentence(sight, each, cards)), None)
    return {
        "suggested": _sentence(sight, found, cards),
        "rendered": _rendered(sight, found, cards, language),
    }


def _sentence(sight: Sight, statement: Extract | None, cards: set[str]) -> str:
    """The proposed sentence, where its card is among these."""
    if statement is None or statement.member not in cards:
        return ""
    return " ".join(words_of(sight.case, statement).split())


def _rendered(sight: Sight, statement: Extract | None, cards: set[str], language: str) -> str:
    """The passage of the proposed sentence in the page's language, where a person has put it so."""
    if statement is None or not _sentence(sight, statement, cards):
        return ""
    told = " ".join((translated(sight.case, statement.member, language) or "").split())
    return told if len(told) <= LONGEST else told[:LONGEST].rsplit(" ", 1)[0] + " …"


def _offer(
    sight: Sight, offer: Offer, names: Mapping[str, str], closed: frozenset[str], language: str
) -> Values:
    """An offer with what it is called and why."""
    candidate = offer.candidate
    cards = [card for card in offer.cards if card not in closed]
    title = _called(sight, candidate, closed, language) if candidate else ""
    told = text(f"app.board.why.{offer.why}", language, wall=candidate.id.split(".")[0] if candidate else "")
    return {
        "key": candidate.id
        if candidate
        else f"{offer.why}-{offer.group}"
        if offer.group
        else offer.why.value,
        "proposal": candidate.id if candidate and offer.why is Why.MACHINE else "",
        "title": title or told,
        "why": told if title else "",
        "name": candidate.wall if candidate else "",
        "group": offer.group or "",
        "into": names.get(offer.group or "", ""),
        "together": candidate is not None,
        "sentence": _sentence(sight, candidate.statement, {*cards}) if candidate else "",
        "rendered": _rendered(sight, candidate.statement, {*cards}, language) if candidate else "",
        "figures": _told(sight, offer, names, closed, language),
        "cards": cards,
    }


def _told(sight: Sight, offer: Offer, names: Mapping[str, str], closed: frozenset[str], language: str) -> str:
    """What an offer rests on; of cards that fit nowhere, which group is nearest."""
    if offer.why is Why.NOWHERE and offer.group:
        return text("app.board.figures.nearest", language, name=names[offer.group])
    return figures(sight, offer.candidate, closed, language) if offer.why is Why.MACHINE else ""


def _called(sight: Sight, candidate: Candidate, closed: frozenset[str], language: str) -> str:
    """What a proposal is called; empty where the viewer may not see all its cards."""
    if candidate.wall or not closed.isdisjoint(candidate.cards):
        return candidate.wall
    return called(sight.case, candidate.words, candidate.cards, candidate.statement, language)


def _seen(board: Board, closed: frozenset[str]) -> Board:
    """The board without cards that are hidden."""
    groups = tuple(
        group.model_copy(update={"cards": tuple(card for card in group.cards if card not in closed)})
        for group in board.groups
    )
    aside = tuple(card for card in board.aside if card not in closed)
    return board.model_copy(update={"groups": groups, "aside": aside})


def _agreement(sight: Sight, names: Mapping[str, str], language: str, closed: frozenset[str]) -> Values:
    """How far people and machine agree, in plain words, with a row for each group; hidden cards left out."""
    found = agreement(_seen(sight.state.board, closed))
    if not found.cards:
        return {"lead": text("app.board.agreement.none", language), "rows": []}
    lead = text("app.board.agreement.lead", language, same=found.same, cards=found.cards)
    if found.pairs is not None:
        lead += " " + text("app.board.agreement.pairs", language, percent=round(100 * found.pairs))
    if found.beyond_chance is not None:
        beyond = f"{found.beyond_chance:.2f}".replace(".", "," if language == "de" else ".")
        lead += " " + text("app.board.agreement.beyond", language, value=beyond)
    known = {each.id: each for each in sight.deck.candidates}
    rows = []
    for match in found.matches:
        candidate = known.get(match.proposal or "")
        former = text("app.board.agreement.former", language) if match.proposal else "–"
        proposal = (_called(sight, candidate, closed, language) if candidate else "") or former
        rows.append([names[match.group], proposal, match.shared, match.cards, match.proposed])
    return {"lead": lead, "rows": rows}


def _card(sight: Sight, name: str, card: Evidence | NoteCard, language: str) -> CardView:
    if isinstance(card, NoteCard):
        return _note(sight, name, card, language)
    told = quote(sight.case, name, language)
    translation, whole = told.translation, False
    if not translation and told.language != language:
        translation, whole = _around(sight, card, language), True
    return CardView(
        id=name,
        kind="coding",
        words=told.words,
        language=told.language,
        direction=told.direction,
        translation=translation,
        whole=whole,
        role=told.role,
        place=f"{told.transcript}, {told.turn}",
        path=f"coding/{told.transcript}#{told.turn}",
        code=told.code,
        part=told.part,
        untranslated=told.language != language and not translation,
    )


def _note(sight: Sight, name: str, card: NoteCard, language: str) -> CardView:
    group = sight.case.corpus.settings.group(card.note.group or "")
    return CardView(
        id=name,
        kind="note",
        words=card.note.text,
        language="und",
        direction="auto",
        role=group.role.text(language) if group else "",
        place=f"{card.workshop}, {card.note.note}",
        path=f"transcripts/{card.workshop}" if card.workshop in sight.case.corpus.transcripts else "",
    )


def _around(sight: Sight, card: Evidence, language: str) -> str:
    """The turn of a card in the language of the page, where somebody has interpreted or translated it."""
    turn = sight.case.corpus.transcripts[card.transcript].turn(card.anchor.start.turn)
    parts: Iterable[Any] = turn.parts if turn else ()
    found = [p.text for p in parts if p.language == language and p.kind in {"translation", "interpretation"}]
    told = found[-1] if found else ""
    return told if len(told) <= LONGEST else told[:LONGEST].rsplit(" ", 1)[0] + " …"
