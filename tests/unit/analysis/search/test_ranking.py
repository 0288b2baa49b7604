"""What is found, in which order, and whether there is anything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from faden.analysis.search.meaning import Meaning
from faden.analysis.search.question import parse_question
from faden.analysis.search.ranking import CLOSEST, Searching
from faden.analysis.search.values import Answer, Passage, Reason

TOPICS = {"amt": 0, "behörde": 0, "مكتب": 0, "brief": 1, "küche": 2, "zug": 3}


class TopicEmbedder:
    """A small model that knows a few topics and no languages."""

    name = "topics"
    dimension = 8

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One direction a topic; texts without one share a direction of their own."""
        rows = np.full((len(texts), self.dimension), 0.01, np.float32)
        for row, text in enumerate(texts):
            known = [at for word, at in TOPICS.items() if word in text.lower()]
            rows[row, known or [7]] = 1
        made: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return made


def _searching(texts: Sequence[str], *, closed: Sequence[int] = (), meaning: bool = True) -> Searching:
    passages = [
        Passage(text, text, "ar" if text > "\u0600" else "de", at not in closed)
        for at, text in enumerate(texts)
    ]
    made = Searching(passages, range(len(texts)))
    if meaning:
        made.meaning = Meaning(passages, TopicEmbedder())
    return made


def _rows(answer: Answer) -> list[int]:
    return [hit.row for hit in answer.hits]


OTHER = [f"Der Zug kam um {hour} Uhr." for hour in range(20)]


def test_rare_words_count_more_than_frequent_ones() -> None:
    """BM25: who asks for two words means the one that tells."""
    texts = ["Der Zug kam.", "Der Brief kam.", *OTHER]

    assert 1 == _rows(_searching(texts, meaning=False).ask(parse_question("Zug Brief", "de")))[0]


def test_meaning_finds_other_words_in_other_languages() -> None:
    """A German question finds what was said in Arabic."""
    found = _searching(["ذهبت إلى مكتب", *OTHER]).ask(parse_question("Behörde", "de"))

    assert (0, Reason.MEANING, ()) == (found.hits[0].row, found.hits[0].reason, found.hits[0].marks)
    assert not found.doubtful


def test_what_no_model_may_read_is_found_by_its_words_only() -> None:
    """Who has not agreed to analysis by machine can still be read."""
    searching = _searching(["Ich war beim Amt.", "Die Behörde schwieg.", *OTHER], closed=[0, 1])

    assert not {0, 1} & set(_rows(searching.ask(parse_question("مكتب", "ar"))))
    assert [(0, Reason.WORDS)] == [(h.row, h.reason) for h in searching.ask(parse_question("Amt", "de")).hits]


def test_only_passages_with_the_phrase_are_found() -> None:
    """Quotation marks are a condition, not a wish."""
    searching = _searching(["Kein Brief vom Amt.", "Vom Amt kein Brief.", *OTHER])

    assert [1] == _rows(searching.ask(parse_question('"amt kein"', "de")))


def test_filters_leave_the_rest_out() -> None:
    """What is not allowed is neither found nor counted as something on this."""
    searching = _searching(["Ich war beim Amt.", *OTHER])
    allowed = np.array([False, *[True] * len(OTHER)])

    found = searching.ask(parse_question("Amt", "de"), allowed)

    assert 0 not in _rows(found)
    assert found.doubtful


def test_words_that_nobody_said_and_nothing_like_them_is_doubtful() -> None:
    """“There is probably nothing on this” is said where words and meaning both fail."""
    searching = _searching(["Ich war beim Amt.", *OTHER])

    assert searching.ask(parse_question("Küche", "de")).doubtful
    assert not searching.ask(parse_question("Behörde", "de")).doubtful


def test_where_nothing_stands_out_the_closest_are_shown() -> None:
    """A doubt is better judged with something to look at; there are only a few of them."""
    found = _searching(["Ich war beim Amt.", *OTHER]).ask(parse_question("Küche", "de"))

    assert CLOSEST == len(found.hits)


def test_a_passage_hands_on_to_the_next_of_its_own_turn_only() -> None:
    """Answers follow what they answer; another turn is another matter."""
    passages = [Passage(text, text, "de") for text in ("Das Amt.", "Nie.", "Nie.", "Zug.")]
    searching = Searching(passages, [0, 0, 1, 1])

    scores = searching.scores(searching.evidence(parse_question("Amt", "de")))

    assert scores[0] > scores[1] > scores[2] == scores[3]


@given(
    st.lists(st.text(alphabet="aäbß 🙂\u0301اب\u200f.", min_size=1, max_size=20), min_size=1, max_size=5),
    st.text(alphabet='aäbß 🙂اب"', max_size=8),
)
def test_marks_are_code_points_of_the_passage(texts: list[str], typed: str) -> None:
    """Emoji, combining characters and right-to-left text: every mark lies in its passage, in order."""
    for hit in _searching(texts, meaning=False).ask(parse_question(typed, "de")).hits:
        at = 0
        for start, end in hit.marks:
            assert at <= start < end <= len(texts[hit.row])
            assert texts[hit.row][start:end].strip()
            at = end


def test_nothing_can_be_searched_in() -> None:
    """A study without conversations has no hits."""
    assert () == _searching([]).ask(parse_question("Amt", "de")).hits
