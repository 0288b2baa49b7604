"""What reads like a proposal, learnt from other people's texts; the weights that travel with faden."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from faden.analysis.stated.learnt import LAYERS, LINE, SEEDS, WEIGHTS, Told, log_odds, meaning_odds
from faden.analysis.stated.network import Read, scores, signs
from faden.language._e5 import TokenVectors
from faden.language.embedding import default_embedder, early_embedder
from faden.language.vectors import CachedEmbedder


class Lengths:
    """Stands in for a model: the pieces of a text are made from its letters."""

    name = "lengths"
    dimension = 384

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self._vector(text) for text in texts])

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        return [self._pieces(text) for text in texts]

    def _pieces(self, text: str) -> TokenVectors:
        found = list(re.finditer(r"\S+", text))
        vectors = [self._vector(word.group()) for word in found]
        return TokenVectors(
            np.array([word.span() for word in found], np.int64).reshape(-1, 2),
            np.array(vectors, np.float32).reshape(-1, self.dimension),
            truncated=False,
        )

    def _vector(self, text: str) -> np.ndarray:
        draw = np.random.default_rng(sum(map(ord, text)))
        return draw.normal(size=self.dimension).astype(np.float32)


def test_the_weights_stay_small() -> None:
    """They travel with the package: below 500 kB."""
    assert WEIGHTS.stat().st_size < 500_000


def test_the_weights_hold_no_text_but_common_words() -> None:
    """No sentence of the corpus can be read from them."""
    with np.load(WEIGHTS) as content:
        words = [name for name in content.files if content[name].dtype.kind in "US"]
        common = content["common"]

    assert {"common", "model"} == set(words)
    assert all(" " not in str(word) for word in common)
    assert 3 == SEEDS


def test_a_text_is_judged_by_itself() -> None:
    """Not by what else is asked about in the same call."""
    one, other = ["Man sollte eine Anlaufstelle schaffen.", "Bald."], ["Wir wohnen zu viert."]

    assert np.allclose(log_odds([other, one], Lengths())[1], log_odds([one], Lengths())[0], atol=1e-4)


def test_a_sentence_is_read_with_its_neighbours() -> None:
    """What stands beside it may change what it says."""
    alone, beside = log_odds([["So geht das."], ["So geht das.", "Man sollte es ändern."]], Lengths())

    assert alone[0] != pytest.approx(beside[0], abs=1e-4)


def test_words_that_ask_count() -> None:
    """With the same pieces of the network the words alone lift a proposal above an account."""
    asks, tells = log_odds(
        [["Könnte man nicht eine Ampel bauen?"], ["Gestern wurde hier gebaut."]], Lengths()
    )

    assert asks[0] > tells[0]


def test_silence_breaks_nothing() -> None:
    """It is noted in transcripts, too; and a text may have no sentence."""
    silent, none = log_odds([[""], []], Lengths())

    assert np.isfinite(silent).all()
    assert (0,) == none.shape


def test_the_network_reads_any_number_of_pieces() -> None:
    """A share for each piece; one piece alone takes all."""
    draw = np.random.default_rng(0)
    with np.load(WEIGHTS) as content:
        kept = {n[2:]: content[n].astype(np.float32) for n in content.files if n.startswith("0_")}
    many = [
        Read(draw.normal(size=(n, 384)).astype(np.float32), (None, None, None), signs("x")) for n in (1, 7)
    ]

    assert (2,) == scores(many, kept).shape


@pytest.mark.slow
def test_proposals_are_told_from_accounts() -> None:
    """With the packaged model, on sentences that nobody learnt from."""
    told = [
        "Es sollte eine gemeinsame Anlaufstelle für Wohnungsfragen geben.",
        "Bitte die Formulare in mehreren Sprachen anbieten!",
        "Wir wohnen seit zwei Jahren zu viert in einem Zimmer.",
        "Auf achtzig Anfragen kamen drei Antworten.",
    ]

    found = log_odds([[text] for text in told], early_embedder(LAYERS))

    assert [True, True, False, False] == [bool(odds[0] >= LINE) for odds in found]


@pytest.mark.slow
def test_meaning_speaks_in_other_languages(tmp_path: Path) -> None:
    """Indicative: an English and an Arabic proposal lie above accounts in the same language."""
    pairs = [
        (
            "There should be one office for all housing questions.",
            "I have lived in one room for two years.",
            "en",
        ),
        ("يجب أن يكون هناك مكتب واحد لكل أسئلة السكن.", "أعيش في غرفة واحدة منذ سنتين.", "ar"),
    ]
    model = CachedEmbedder(default_embedder(), tmp_path)

    found = [meaning_odds([Told(a, code), Told(b, code)], model) for a, b, code in pairs]

    assert all(one > other for one, other in found)
