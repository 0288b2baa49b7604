"""General and public German texts that landmarks are learnt from, read from clones of their repositories.

Each is read at one commit, and its texts are compared with a digest: what is learnt does not change unseen.
Nothing of them is shipped but means of vectors.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

SHORTEST, LONGEST = 5, 40
"""Words of a sentence."""
TITLE: Final = 4
"""Words of a title, at least."""
ASKED: Final = 30
"""Words of a written question that are read."""
PART_ASKED: Final = 0.4
PAPERS: Final = (("Schriftliche Frage", 3000), ("Kleine Anfrage", 1000), ("Antrag", 800))
"""Kinds of papers of the 18th term, and how many are drawn of each."""
ORIGINAL: Final = re.compile(r"Originaltext der Frage\(n\):\s*(.*)", re.DOTALL)


class Clone(NamedTuple):
    """A repository at a commit.

    Attributes:
        name: Its folder among the clones, ``owner+name``.
        commit: The commit that is read.
        texts: How texts are taken from it.
        digest: SHA-256 of these texts, one a line.
        credit: Where they come from, with their licence.
    """

    name: str
    commit: str
    texts: Callable[[Path, str], list[str]]
    digest: str
    credit: str


def read_clone(clones: Path, clone: Clone) -> list[str]:
    """The texts of a repository.

    Args:
        clones: Folder of the clones.
        clone: Which, at which commit.

    Raises:
        ValueError: They are not those that the landmarks were learnt from.
    """
    found = clone.texts(clones / clone.name, clone.commit)
    digest = hashlib.sha256("\n".join(found).encode()).hexdigest()
    if digest != clone.digest:
        message = f"{clone.name} holds other texts: {digest}"
        raise ValueError(message)
    return found


def _klexikon(clone: Path, commit: str) -> list[str]:
    """Of each article the first sentence and one by lot."""
    chance, found = random.Random(1), []  # noqa: S311 -- a fixed draw, no secret
    for content in _blobs(
        clone, commit, lambda names: sorted(n for n in names if n.startswith("data/raw/klexikon/"))
    ):
        lines = [line.strip() for line in content.split("\n")]
        told = [
            line
            for line in lines
            if line and not line.startswith("=") and SHORTEST <= len(line.split()) <= LONGEST
        ]
        found += told[:1]
        if len(told) > 3:
            found.append(chance.choice(told[2:]))
    return found


def _gsd(clone: Path, commit: str) -> list[str]:
    """Sentences of the parts dev and test."""
    names = ("de_gsd-ud-dev.conllu", "de_gsd-ud-test.conllu")
    return [
        line.removeprefix("# text = ")
        for content in _blobs(clone, commit, lambda _: names)
        for line in content.split("\n")
        if line.startswith("# text = ") and SHORTEST <= len(line.split()) <= LONGEST
    ]


def _papers(clone: Path, commit: str) -> list[str]:
    """Titles of papers, and of part of the written questions their beginning."""
    chance, found = random.Random(0), []  # noqa: S311 -- a fixed draw, no secret
    for kind, count in PAPERS:

        def drawn(names: Sequence[str], kind: str = kind, count: int = count) -> list[str]:
            listed = sorted(n for n in names if n.startswith(f"18/{kind}/"))
            chance.shuffle(listed)
            return listed[:count]

        for content in _blobs(clone, commit, drawn):
            told = json.loads(content)["VORGANG"]
            for one in told if isinstance(told, list) else [told]:
                title = re.sub(r"\(Nachfrage.*", "", " ".join((one.get("TITEL") or "").split()))
                if TITLE <= len(title.split()) <= LONGEST:
                    found.append(title)
                asked = ORIGINAL.search(one.get("ABSTRAKT") or "")
                if asked and chance.random() < PART_ASKED:
                    found.append(" ".join(asked.group(1).split()[:ASKED]))
    return list(dict.fromkeys(found))


def _blobs(clone: Path, commit: str, chosen: Callable[[Sequence[str]], Sequence[str]]) -> Iterator[str]:
    listed = _git(clone, "ls-tree", "-r", "-z", commit).decode("utf-8").split("\0")
    at = {line.split("\t", 1)[1]: line.split()[2] for line in listed if line}
    names = chosen(list(at))
    data = _git(clone, "cat-file", "--batch", given="".join(f"{at[name]}\n" for name in names).encode())
    start = 0
    for _ in names:
        end = data.index(b"\n", start)
        size = int(data[start:end].split()[2])
        yield data[end + 1 : end + 1 + size].decode("utf-8")
        start = end + 2 + size


def _git(clone: Path, *words: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(clone), *words]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


CLONES: Final = {
    "klexikon": Clone(
        "dennlinger+klexikon",
        "c909f38794b244c2d55d5b0037755390c56c9610",
        _klexikon,
        "7664f075a347cc590344804e24ddbfc3f96054193d9e718aaafbf144f64fb5f0",
        "Klexikon (its authors; corpus of Aumiller & Gertz 2022), sentences, CC BY-SA",
    ),
    "ud_german_gsd": Clone(
        "UniversalDependencies+UD_German-GSD",
        "297fcf350481058d0737a27f0f8fd03b2eadd67a",
        _gsd,
        "b853e6a550d95901e52f52aa710338dfdb9cb92a49a77e7f0eeab85ffc352730",
        "UD German GSD (McDonald et al. 2013 and its contributors), parts dev and test, CC BY-SA 4.0",
    ),
    "bundestag": Clone(
        "bundestag+dip21-daten",
        "9ed9242ea97b5a83428aef9a4dc079384048e23d",
        _papers,
        "ccff2e45beacca1d110683d833465f33e6f957df95d5e17a545ad03591194fd5",
        "Deutscher Bundestag, papers of the 18th term, titles and questions, official works (Unlicense)",
    ),
}
