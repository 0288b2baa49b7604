"""The packaged model as sentence-transformers knows models: the same weights, for baselines.

``python -m measurements.torch_model FOLDER``
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from faden.language._tokenizer import tokenizer_json
from faden.language._weights import Weights, read_weights, weights_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ZERO: Final = 8.0  # of the numbers 0–15 in 4 bits
_LINEAR: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS: Final = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def write_model(folder: Path) -> None:
    """Write the packaged weights as a sentence-transformers model in full precision."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    weights = read_weights(weights_file())
    with tempfile.TemporaryDirectory() as part:
        _write_network(weights, part)
        _write_tokenizer(weights, part)
        words = Transformer(part, max_seq_length=weights.shape.positions)
        modules = [words, Pooling(weights.shape.width, pooling_mode="mean"), Normalize()]
        prompts = {"query": "query: "}
        model = SentenceTransformer(
            modules=modules, device="cpu", prompts=prompts, default_prompt_name="query"
        )
        model.save(str(folder))


def _write_network(weights: Weights, folder: str) -> None:
    import torch
    from transformers import BertConfig, BertModel

    shape = weights.shape
    tensors = {name: torch.from_numpy(np.ascontiguousarray(own)) for name, own in _tensors(weights).items()}
    configuration = BertConfig(
        vocab_size=len(tensors["embeddings.word_embeddings.weight"]),
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=len(tensors["embeddings.token_type_embeddings.weight"]),
        layer_norm_eps=shape.epsilon,
        pad_token_id=weights.vocabulary.padding,
    )
    network = BertModel(configuration, add_pooling_layer=False)
    network.load_state_dict(tensors, strict=True)
    network.save_pretrained(folder)


def _tensors(weights: Weights) -> dict[str, NDArray[np.float32]]:
    """The tensors under the names that transformers gives them."""
    width = weights.shape.width
    made = {
        "embeddings.word_embeddings.weight": _full(weights, "emb.word", width),
        "embeddings.position_embeddings.weight": weights.floats("emb.pos").reshape(-1, width),
        "embeddings.token_type_embeddings.weight": weights.floats("emb.type").reshape(-1, width),
        "embeddings.LayerNorm.weight": weights.floats("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.floats("emb.ln.b"),
    }
    for layer in range(weights.shape.layers):
        for short, name in _LINEAR.items():
            columns = weights.shape.inner if short == "fo" else width
            made[f"encoder.layer.{layer}.{name}.weight"] = _full(weights, f"l{layer}.{short}.w", columns)
            made[f"encoder.layer.{layer}.{name}.bias"] = weights.floats(f"l{layer}.{short}.b")
        for short, name in _NORMS.items():
            made[f"encoder.layer.{layer}.{name}.weight"] = weights.floats(f"l{layer}.{short}.w")
            made[f"encoder.layer.{layer}.{name}.bias"] = weights.floats(f"l{layer}.{short}.b")
    return made


def _full(weights: Weights, name: str, columns: int) -> NDArray[np.float32]:
    """A tensor of 4 bits in full precision."""
    numbers, scales = weights.quantised(name, columns)
    blocks = (numbers.astype(np.float32) - np.float32(_ZERO)).reshape(*scales.shape, -1)
    full: NDArray[np.float32] = (blocks * scales[:, :, None]).reshape(-1, columns)
    return full


def _write_tokenizer(weights: Weights, folder: str) -> None:
    from tokenizers import Tokenizer
    from transformers import PreTrainedTokenizerFast

    words = weights.vocabulary
    begin, end = words.pieces[words.begin], words.pieces[words.end]
    special: dict[str, Any] = {"bos_token": begin, "cls_token": begin, "eos_token": end, "sep_token": end}
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # the library has no types
        tokenizer_object=Tokenizer.from_str(tokenizer_json(weights)),
        unk_token=words.pieces[words.unknown],
        pad_token=words.pieces[words.padding],
        model_max_length=weights.shape.positions,
        **special,
    )
    tokenizer.save_pretrained(folder)


if __name__ == "__main__":
    write_model(Path(sys.argv[1]))
