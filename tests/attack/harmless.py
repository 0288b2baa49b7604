"""Output files without any of the names, but with everything that looks like them: to count false alarms."""

from __future__ import annotations

import base64
import hashlib
import random
import uuid
from collections.abc import Iterator
from typing import Final

from tests.attack.carrying import CARRIERS, fits, put
from tests.attack.encodings import ENCODINGS
from tests.attack.sentences import NEAR_MISSES, SENTENCES
from tests.attack.textfiles import TEXT_CARRIERS, Slot, ending

_WORDS: Final = tuple(word.strip(".,;:") for sentence in NEAR_MISSES for word in sentence.split())
_EACH_CARRIER: Final = 3
_BLOBS: Final = 60
_PNG: Final = b"\x89PNG\r\n\x1a\n"


def harmless(seed: int) -> list[tuple[str, bytes]]:
    """At least 300 files as paths and bytes; a scanner that reports any of them is wrong."""
    made = [*_near_misses(seed), *_encoded(seed), *_blobs(seed)]
    return [(f"H{number:04}/{path}", data) for number, (path, data) in enumerate(made, 1)]


def _lot(*of: object) -> random.Random:
    return random.Random(":".join(map(str, of)))  # noqa: S311 - a lot for tests, no secret


def _near_misses(seed: int) -> Iterator[tuple[str, bytes]]:
    """Each carrier with a few of the sentences; places for single words get one word."""
    for carrier in CARRIERS:
        lot = _lot(seed, carrier)
        fitting = [text for text in NEAR_MISSES if fits(carrier, text)]
        if len(fitting) < _EACH_CARRIER:
            fitting = [text for text in _WORDS if fits(carrier, text)]
        for text in lot.sample(fitting, _EACH_CARRIER):
            before, after = lot.sample(SENTENCES, 2)
            yield put(carrier, Slot(before, text, after))


def _encoded(seed: int) -> Iterator[tuple[str, bytes]]:
    """The sentences in the encodings, so that decoding finds something, but no name."""
    for form, (group, _, encode) in ENCODINGS.items():
        lot = _lot(seed, form)
        carrier = {
            "text": "json-value",
            "json": "json-value",
            "css": "css-content",
            "js": "javascript-string",
        }.get(group, "html-text" if group != "svg" else "svg-text")
        before, after = lot.sample(SENTENCES, 2)
        yield put(
            carrier, Slot(before, encode(lot.choice(NEAR_MISSES)).replace("\n", ""), after, group != "text")
        )


def _blobs(seed: int) -> Iterator[tuple[str, bytes]]:
    """Pictures in Base64, checksums, ids and long numbers, as built sites are full of."""
    for number in range(_BLOBS):
        lot = _lot(seed, "blob", number)
        data = lot.randbytes(lot.randrange(200, 1500))
        blob = lot.choice((
            f"data:image/png;base64,{base64.b64encode(_PNG + data).decode()}",
            hashlib.sha256(data).hexdigest(),
            f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}",
            str(uuid.UUID(bytes=data[:16], version=4)),
            data.hex(),
            " ".join(str(lot.randrange(10**9)) for _ in range(40)),
            base64.urlsafe_b64encode(data).decode().rstrip("="),
        ))  # fmt: skip
        carrier = lot.choice(tuple(TEXT_CARRIERS))
        yield (
            f"site/{carrier}{ending(carrier)}",
            TEXT_CARRIERS[carrier](Slot(SENTENCES[0], blob, SENTENCES[1])).encode(),
        )
