"""The tokenizer of the packaged model: from a text to the ids of its pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from faden.language._weights import Weights

# What SentencePiece's rule set nmt_nfkc turns into a blank beyond NFKC; compared with the table in
# the packaged file, code point by code point. ZWNJ parts the pieces of a Persian word there.
_BLANKS: Final = r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"
_NOTHING: Final = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"


def tokenizer_json(weights: Weights) -> str:
    """The tokenizer in the format of the library tokenizers: SentencePiece unigram."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    words = weights.vocabulary
    model = models.Unigram(
        list(zip(words.pieces, words.scores, strict=True)), unk_id=words.unknown, byte_fallback=False
    )
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(Regex(_NOTHING), ""),
            normalizers.Replace(Regex(_BLANKS), " "),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    begin, end = words.pieces[words.begin], words.pieces[words.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}", special_tokens=[(begin, words.begin), (end, words.end)]
    )
    tokenizer.enable_truncation(weights.shape.positions)
    return tokenizer.to_str()
