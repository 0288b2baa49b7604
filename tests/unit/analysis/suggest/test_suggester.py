"""Suggestions with reasons, learnt at once from what a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
import pytest
from numpy.typing import NDArray

from faden.analysis.suggest.suggester import Suggester
from faden.analysis.suggest.values import CodeNote, Decision, Passage
from faden.core.text import words

WAITING = ("Brief", "Antwort", "warten", "Wochen", "niemand", "schreibt", "zurück")
CROWDED = ("Zimmer", "Küche", "eng", "Bett", "teilen", "Stockwerk", "laut")
MONEY = ("Miete", "Jobcenter", "Euro", "zahlen", "Konto", "Grenze", "teuer")
THEMES = {"warten": WAITING, "enge": CROWDED, "geld": MONEY}

NOTES = (
    CodeNote("warten", ("Keine Antwort", "Jemand muss warten, niemand schreibt zurück."), "de"),
    CodeNote("enge", ("Enge", "Das Zimmer ist eng, Küche und Bett muss man teilen."), "de"),
    CodeNote("geld", ("Geld", "Die Miete ist zu teuer, das Jobcenter will nicht zahlen."), "de"),
)


class WordEmbedder:
    """A small model: texts with the same words lie close together."""

    name = "words"
    dimension = 64

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One direction a word."""
        rows = []
        for text in texts:
            seeds = [int(sha256(word.lower().encode()).hexdigest()[:8], 16) for word in words(text)] or [0]
            row = sum(np.random.default_rng(seed).normal(size=self.dimension) for seed in seeds)
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, np.float32).reshape(-1, self.dimension)


def _passages(count: int) -> tuple[list[Passage], dict[str, set[str]]]:
    lot = np.random.default_rng(5)
    passages, examples = [], {}
    for at in range(count):
        code = list(THEMES)[at % 3]
        others = lot.permutation(WAITING + CROWDED + MONEY)[:3]  # whoever speaks of one also names another
        text = "Und dann " + " ".join([*lot.permutation(THEMES[code])[:3], *others])
        passages.append(Passage(f"I01:t{at + 1}:original:de:0-{len(text)}", text, "de", "I01", f"t{at + 1}"))
        examples[passages[-1].id] = {code}
    return passages, examples


def _fitted(learnt: int = 45, **more: object) -> tuple[Suggester, list[Passage], dict[str, set[str]]]:
    passages, examples = _passages(90)
    known = dict(list(examples.items())[:learnt])
    made = Suggester.fit(passages, known, NOTES, WordEmbedder(), **more)  # type: ignore[arg-type]  # only `rejected`
    return made, passages, examples


def test_the_codebook_is_enough_to_begin_with() -> None:
    """Without any coding, words of name and definition decide, and are named."""
    made, passages, _ = _fitted(0)
    best = made.suggest("In dem Zimmer ist es eng, die Küche muss man teilen", "de")[0]

    assert "enge" == best.code
    assert "Zimmer" in best.reason.words
    assert () == best.reason.near
    assert passages


def test_it_learns_from_codings() -> None:
    """Most passages it has not seen get the code of their like first; by chance it would be a third."""
    made, passages, examples = _fitted()
    found = [(made.suggest(passage)[0], examples[passage.id]) for passage in passages[45:]]

    assert 0.6 <= np.mean([best.code in codes for best, codes in found])


def test_taking_a_cited_example_away_lowers_the_score() -> None:
    """By what the reason says, before the scaling is learnt anew."""
    made, passages, _ = _fitted()
    asked = passages[60]
    before = made.suggest(asked)[0]
    cited = before.reason.near[0]
    made.learn(cited.passage, before.code, Decision.WITHDRAWN)
    after = next(each for each in made.suggest(asked) if each.code == before.code)

    assert cited.effect > 0
    assert before.score - cited.effect == pytest.approx(after.score, abs=1e-4)


def test_every_cited_example_carries_its_code() -> None:
    """A reason names no passage that a person coded otherwise."""
    made, passages, examples = _fitted()
    best = made.suggest(passages[50])[0]

    assert best.reason.near
    assert all(best.code in examples[near.passage.id] for near in best.reason.near)


def test_the_same_input_gives_the_same_suggestions() -> None:
    """To the bit."""
    one, passages, _ = _fitted()
    other, _, _ = _fitted()

    assert one.suggest(passages[70]) == other.suggest(passages[70])


def test_steps_give_what_a_fit_from_scratch_gives() -> None:
    """Once the scaling, too, is learnt anew."""
    made, passages, examples = _fitted(45)
    for passage in passages[45:80]:
        made.learn(passage, next(iter(examples[passage.id])), Decision.ACCEPTED)
    fresh, _, _ = _fitted(80)
    made.settle()
    first = [made.suggest(p)[0].code == fresh.suggest(p)[0].code for p in passages[80:]]

    assert all(first)
    assert np.allclose(fresh.scores(passages[80:]), made.scores(passages[80:]), atol=0.02)


def test_a_rejected_code_is_not_suggested_again() -> None:
    """Neither for the passage nor as surely for its like."""
    made, passages, _ = _fitted()
    asked, like = passages[60], Passage("x", passages[60].text + " heute", "de")
    best = made.suggest(asked)[0].code
    before = next(each.score for each in made.suggest(like) if each.code == best)
    made.learn(asked, best, Decision.REJECTED)

    assert best not in [each.code for each in made.suggest(asked)]
    assert before > next(each.score for each in made.suggest(like) if each.code == best)


def test_a_rejection_on_file_holds() -> None:
    """As if it had just been told."""
    passage = _passages(90)[0][60]
    made, _, examples = _fitted(rejected=[(passage.id, "warten")])

    assert {"warten"} == examples[passage.id]
    assert "warten" not in [each.code for each in made.suggest(passage)]


def test_a_decision_taken_back_is_forgotten() -> None:
    """As if it had never been said; what was never said can be taken back."""
    made, passages, _ = _fitted()
    before = made.suggest(passages[70])
    made.learn(passages[60], "geld", Decision.REJECTED)
    made.learn(passages[60], "geld", Decision.WITHDRAWN)
    made.learn(passages[61], "geld", Decision.WITHDRAWN)

    assert [each.code for each in before] == [each.code for each in made.suggest(passages[70])]
    assert before[0].score == pytest.approx(made.suggest(passages[70])[0].score, abs=1e-4)


def test_a_code_made_on_the_way_can_be_suggested() -> None:
    """Its first example is enough."""
    made, _, _ = _fitted()
    made.learn(Passage("n1", "Der Hausmeister repariert die Heizung", "de"), "reparatur", Decision.ACCEPTED)
    found = made.suggest("Die Heizung repariert der Hausmeister nie", "de", 2)

    assert "reparatur" in [each.code for each in found]


def test_passages_for_a_code_are_open_ones_that_fit() -> None:
    """Best first, and none of which it was decided already."""
    made, passages, examples = _fitted()
    found = made.passages_for("geld", 10)

    assert {"geld"} == examples[found[0].passage.id]
    assert {p.id for p in passages[:45]}.isdisjoint(each.passage.id for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_a_coding_that_stands_out_comes_first() -> None:
    """Words on crowding that were coded as waiting."""
    passages, examples = _passages(45)
    examples[passages[1].id] = {"warten"}
    made = Suggester.fit(passages, examples, NOTES, WordEmbedder())

    assert passages[1] == made.standing_out("warten", 3)[0].passage


def test_an_unknown_code_has_no_passages() -> None:
    """It is told, not guessed."""
    made, _, _ = _fitted()

    with pytest.raises(KeyError):
        made.passages_for("gibt-es-nicht")


def test_a_study_without_anything_gives_nothing() -> None:
    """No passage, no code: no suggestion."""
    assert () == Suggester.fit([], {}, [], WordEmbedder()).suggest("Hallo", "de")


def test_open_proposals_of_a_conversation_stand_on_the_line() -> None:
    """Nothing that carries a code, and less where most passages carry none."""
    made, passages, _ = _fitted()
    found = made.open_in("I01")
    made.share = 0.1
    made.look()

    assert found
    assert {p.id for p in passages[:45]}.isdisjoint(passage.id for passage, _, _ in found)
    assert all(score >= made.line for _, _, score in found)
    assert () == made.open_in("I02")
    assert len(found) > len(made.open_in("I01"))


def test_what_was_decided_counts_at_once_also_between_two_looks() -> None:
    """The other scores follow with the next look, and are then those of a fit from scratch."""
    made, passages, examples = _fitted()
    first = made.open_for("geld", 90)[0][0]
    made.learn(first, "geld", Decision.REJECTED)
    at_once = [passage for passage, _ in made.open_for("geld", 90)]
    known = dict(list(examples.items())[:45])
    fresh = Suggester.fit(passages, known, NOTES, WordEmbedder(), rejected=[(first.id, "geld")])
    made.settle()
    made.look()

    assert first not in at_once
    assert ("geld",) == made.rejected(first.id)
    assert [round(score, 3) for _, score in fresh.open_for("geld", 9)] == [
        round(score, 3) for _, score in made.open_for("geld", 9)
    ]


def test_scores_are_figures_only_once_they_were_learnt() -> None:
    """Before twenty examples they only tell what fits better."""
    assert (False, True) == (_fitted(10)[0].calibrated, _fitted()[0].calibrated)
