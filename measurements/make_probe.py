"""Train the probe for names and write its weights to ``src/faden/protection/assets/probe.npz``.

Learnt from, each credited in NOTICE: GermEval 2014, development part (CC BY 4.0); court decisions, LER,
development part (CC BY 4.0); phrases of the Refugee Phrasebook, which name nobody (CC0); and sentences
written for faden (``probe_sentences.txt``). Left out, so that they can judge: plenar_ner_de, whose author is
not known and could not be credited, and uner_pud_de, whose licence (CC BY-SA 3.0) would bind the weights.

Needs torch. ``python measurements/make_probe.py`` trains and writes; with ``judge`` it trains on all corpora
but one and shows what is found in the one left out. The same input gives the same bytes on the same machine.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from faden.language._e5 import PackagedE5
from faden.language.tokens import word_vectors
from faden.protection.pseudonyms.features import VERSION, looks
from faden.protection.pseudonyms.matching import split_words
from faden.protection.pseudonyms.probe import CLASSES, WEIGHTS

ROOT: Final = Path(__file__).resolve().parent.parent
CORPORA: Final = ROOT.parent / "shared" / "data" / "corpora"
SENTENCES: Final = Path(__file__).with_name("probe_sentences.txt")
KEPT: Final = Path(os.environ.get("PROBE_CACHE", ROOT / "build" / "cache" / "probe"))
IGNORED: Final = -1
HIDDEN: Final = 64
EPOCHS: Final = 8
SEED: Final = 7

Tagged = list[tuple[str, int]]
"""The words and signs of a sentence with the class of each."""

_O, _PER, _LOC, _ORG, _STR, _DER = range(6)
_GERMEVAL = {
    "PER": _PER,
    "LOC": _LOC,
    "ORG": _ORG,
    "OTH": _O,
    "PERpart": _PER,
    "LOCpart": _LOC,
    "ORGpart": _ORG,
    "LOCderiv": _DER,
}
_LER = {
    "PER": _PER,
    "RR": _PER,
    "AN": _PER,
    "LD": _LOC,
    "ST": _LOC,
    "LDS": _LOC,
    "STR": _STR,
    "ORG": _ORG,
    "UN": _ORG,
    "INN": _ORG,
}
_LER |= {"GRT": _ORG, "GS": _O, "VO": _O, "EUN": _O, "VS": _O, "VT": _O}
_PLENAR = {"PER": _PER, "LOC": _LOC, "ORG": _ORG}


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from.

    Attributes:
        text: The text.
        spans: Start, end and class of each name; `IGNORED` where the corpus does not say what we ask.
        source: Corpus it came from.
    """

    text: str
    spans: tuple[tuple[int, int, int], ...]
    source: str


def read(path: str, word: int, tag: int, classes: dict[str, int], gap: str = "\t") -> list[Tagged]:
    """The sentences of a corpus with one word a line."""
    sentences: list[Tagged] = [[]]
    for line in (CORPORA / path).read_text(encoding="utf-8").splitlines():
        cells = line.rstrip("\n").split(gap)
        if len(cells) <= tag or line.startswith("#\t"):
            if sentences[-1]:
                sentences.append([])
            continue
        label = cells[tag]
        known = _O if label in {"O", "_"} else classes.get(label[2:], IGNORED)
        sentences[-1].append((cells[word], known))
    return [s for s in sentences if s]


def germeval() -> list[Tagged]:
    """GermEval 2014, development part."""
    return read("germeval2014_ner_de/NER-de-dev.tsv", 1, 2, _GERMEVAL)


def ler() -> list[Tagged]:
    """Court decisions: all sentences with names of persons, places or streets, and every sixth other one."""
    own = read("ler_de/ler_dev.conll", 0, 1, _LER, " ")
    telling = {_PER, _LOC, _STR, _ORG}
    return [s for at, s in enumerate(own) if at % 6 == 0 or telling & {tag for _, tag in s}]


def plenar() -> list[Tagged]:
    """A Bundestag minute."""
    return read("plenar_ner_de/gold_18181.conll", 1, 4, _PLENAR)


def join(tagged: Tagged, source: str, *, bare: bool = False) -> Example:
    """A sentence as running text; ``bare`` leaves out the signs, as speech recognition does."""
    text, spans = "", []
    for word, tag in tagged:
        if bare and not any(ch.isalnum() for ch in word):
            continue
        tight = not text or word in {".", ",", ";", ":", "?", "!", ")", "“", "]"} or text[-1:] in "(„["
        text += word if tight else f" {word}"
        if tag != _O:
            spans.append((len(text) - len(word), len(text), tag))
    return Example(text, tuple(spans), source)


class Names:
    """Names drawn by lot from the packaged lists."""

    def __init__(self, draw: random.Random) -> None:
        """Sort the lists by script."""
        self.draw = draw
        assets = ROOT / "src" / "faden" / "protection" / "assets"
        scripts = {
            "latin": "[A-Za-z]",
            "arabic": "[\u0600-\u06ff]",
            "cyrillic": "[\u0400-\u052f]",
            "ethiopic": "[\u1200-\u137f]",
        }
        self.lists: dict[tuple[str, str], list[str]] = {}
        for name in ("first_names", "surnames", "places"):
            forms = (assets / f"{name}.txt").read_text(encoding="utf-8").splitlines()
            for script, letters in scripts.items():
                self.lists[name, script] = [f for f in forms if re.match(letters, f)]
        own = (assets / "first_names_own.txt").read_text(encoding="utf-8").splitlines()
        self.foreign = [f for line in own if line[0] != "#" for f in line.split()[1:] if re.match("[A-Z]", f)]

    def first(self, script: str) -> str:
        """A first name; in Latin letters half of them foreign."""
        if script == "latin" and self.draw.random() < 0.5:
            return self.draw.choice(self.foreign)
        return self.draw.choice(self.lists["first_names", script])

    def last(self, script: str) -> str:
        """A surname; where there are none, or now and then, another first name."""
        forms = self.lists["surnames", script]
        if not forms or self.draw.random() < 0.15:
            return self.first(script)
        name = self.draw.choice(forms)
        return (
            f"{name}-{self.draw.choice(forms)}" if script == "latin" and self.draw.random() < 0.06 else name
        )

    def place(self, script: str) -> str:
        """A place."""
        forms = self.lists["places", script]
        if script == "latin" and self.draw.random() < 0.6:
            forms = self.german
        return self.draw.choice(forms)

    @property
    def german(self) -> list[str]:
        """Places as German texts name them."""
        own = (ROOT / "src/faden/protection/assets/places_own.txt").read_text(encoding="utf-8").splitlines()
        return [p for line in own if line[0] != "#" for p in line.split(", ")]

    def made(self, slot: str, script: str) -> tuple[str, int]:
        """What stands for a slot of a sentence, and its class."""
        draw = self.draw
        if slot in "FSI":
            return {"F": self.first, "S": self.last, "I": lambda _: draw.choice("ABCDEFGHIJKLMNOPRSTUVWZ")}[
                slot
            ](script), _PER
        if slot == "P":
            return self.place(script), _LOC
        if slot == "D":
            stem = draw.choice([p for p in self.german if p.isalpha()])
            return (
                stem[:-2] + "er" if stem.endswith("en") else stem + ("r" if stem.endswith("e") else "er")
            ), _DER
        if slot == "T":
            stem = draw.choice(
                (
                    self.last("latin"),
                    self.place("latin"),
                    draw.choice(("Berg", "Linden", "Bahnhof", "Schul", "Mühlen", "Kirch")),
                )
            )
            kind = draw.choice(("straße", "weg", "str.", "allee", "platz", "-Straße", " Straße", "gasse"))
            return f"{stem}{kind} {draw.randint(1, 190)}{draw.choice(('', '', '', 'a', 'b'))}", _STR
        if slot == "O":
            body = draw.choice(
                (
                    "Caritas {}",
                    "Diakonie {}",
                    "AWO {}",
                    "Klinikum {}",
                    "Universitätsklinik {}",
                    "Jobcenter {}",
                    "{}er Wohnungsbau GmbH",
                    "Verein Neue Heimat {} e.V.",
                    "Wohnungsgenossenschaft {}",
                    "Sankt-Josef-Krankenhaus {}",
                )
            )
            return body.format(self.place("latin")), _ORG
        return "".join(draw.choice("0123456789") for _ in range(draw.choice((3, 5, 5, 8)))), _O


SCRIPT: Final = {"ar": "arabic", "fa": "arabic", "uk": "cyrillic", "ti": "ethiopic"}


def written(names: Names, rounds: int) -> Iterator[Example]:
    """The sentences written for faden, with names drawn by lot; alone and several in a row."""
    rows = [
        line.split(": ", 1) for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line[0] != "#"
    ]
    by_language: dict[str, list[Example]] = {}
    for _ in range(rounds):
        for language, sentence in rows:
            if "{" in sentence or names.draw.random() < 0.5:
                by_language.setdefault(language, []).append(
                    filled(sentence, names, SCRIPT.get(language, "latin"))
                )
    for own in by_language.values():
        names.draw.shuffle(own)
        at = 0
        while at < len(own):
            count = names.draw.choice((1, 1, 2, 3, 5))
            yield chained(own[at : at + count], names.draw.choice((" ", " ", "\n")))
            at += count


def filled(sentence: str, names: Names, script: str) -> Example:
    """A sentence with its slots filled."""
    text, spans = "", []
    for piece in re.split(r"(\{[A-Z]\})", sentence):
        if re.fullmatch(r"\{[A-Z]\}", piece):
            other = "latin" if script == "ethiopic" and piece in "{S}{P}" else script
            word, tag = names.made(
                piece[1], script if names.lists.get(("surnames", script)) or piece == "{F}" else other
            )
            spans += [(len(text), len(text) + len(word), tag)] if tag != _O else []
            text += word
        else:
            text += piece
    return Example(text, tuple(spans), "written")


def chained(examples: list[Example], gap: str) -> Example:
    """Several texts as one."""
    text, spans = "", []
    for example in examples:
        text += gap if text else ""
        spans += [(a + len(text), b + len(text), tag) for a, b, tag in example.spans]
        text += example.text
    return Example(text, tuple(spans), examples[0].source)


def swapped(tagged: Tagged, names: Names) -> Tagged:
    """A sentence with other persons and places in it."""
    done: Tagged = []
    before = _O
    for word, tag in tagged:
        if tag == _PER and word.isalpha() and len(word) > 2:
            done.append((names.last("latin") if before == _PER else names.first("latin"), tag))
        elif tag == _LOC and before != _LOC and word.isalpha() and len(word) > 3:
            done.append((names.place("latin"), tag))
        else:
            done.append((word, tag))
        before = tag
    return done


def phrases() -> Iterator[Example]:
    """Phrases of the Refugee Phrasebook that name nobody; they show what is no name."""
    path = next((CORPORA / "refugee_phrasebook").glob("*.jsonl"))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for language in ("de", "en", "ar", "fa", "uk", "ti", "ru", "tr"):
        own = [row[language] for row in rows if row.get(language)]
        wanted = [text for text in own if language in {"de", "en", "tr"} or not re.search("[A-Za-z]", text)]
        for text in wanted[:: 2 if language in {"de", "en", "tr"} else 1]:
            yield Example(text, (), "phrases")


def varied(corpus: list[Tagged], source: str, names: Names) -> Iterator[Example]:
    """A corpus as it is, with other names, in small letters, in capitals, without signs, in passages."""
    draw = names.draw
    plain = [join(tagged, source) for tagged in corpus]
    yield from plain
    for tagged in corpus:
        telling = any(tag in {_PER, _LOC} for _, tag in tagged)
        if telling:
            yield join(swapped(tagged, names), source)
        if draw.random() < (0.4 if telling else 0.15):
            bare = join(
                swapped(tagged, names) if draw.random() < 0.5 else tagged, source, bare=draw.random() < 0.7
            )
            yield (
                Example(bare.text.lower(), bare.spans, source)
                if len(bare.text.lower()) == len(bare.text)
                else bare
            )
        if draw.random() < 0.04:
            loud = join(tagged, source)
            yield (
                Example(loud.text.upper(), loud.spans, source)
                if len(loud.text.upper()) == len(loud.text)
                else loud
            )
    for at in range(0, len(plain) - 4, 9):
        yield chained(plain[at : at + draw.choice((2, 3, 4))], draw.choice((" ", "\n")))


def examples() -> list[Example]:
    """Everything to learn from, in a fixed order."""
    names = Names(random.Random(SEED))  # noqa: S311 - a fixed draw, nothing secret
    made: list[Example] = []
    for source, corpus in (("germeval", germeval), ("ler", ler)):
        made += varied(corpus(), source, names)
    return [*made, *spoken(written(names, 20), names.draw), *phrases()]


def spoken(texts: Iterator[Example], draw: random.Random) -> Iterator[Example]:
    """Texts as they are, and a third of those in Latin letters again in small letters, most without signs."""
    for example in texts:
        yield example
        lower = example.text.lower()
        if draw.random() < 0.35 and len(lower) == len(example.text) and lower != example.text:
            signs = re.compile(r"[.,;:?!](?=\s|$)") if draw.random() < 0.7 else re.compile("(?!)")
            yield Example(signs.sub(" ", lower), example.spans, example.source)


# --- what the probe sees of them ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """Rows of features for many texts; neighbours are looked up when they are needed.

    Attributes:
        first: ``(n, d)`` float16, first pieces.
        mean: ``(n, d)`` float16, means of pieces.
        looks: ``(n, f)`` float32.
        tags: ``(n,)`` classes.
        text: ``(n,)`` number of the text.
    """

    first: NDArray[np.float16]
    mean: NDArray[np.float16]
    looks: NDArray[np.float32]
    tags: NDArray[np.int64]
    text: NDArray[np.int64]

    def matrix(self) -> NDArray[np.float16]:
        """Features of all words, as `features.features` makes them."""
        parts = [self.first, self.mean, *(self._near(self.mean, by) for by in (-1, 1))]
        parts += [self.looks.astype(np.float16), *(self._near(self.looks, by) for by in (-1, 1))]
        return np.concatenate([part.astype(np.float16) for part in parts], axis=1)

    def _near(self, rows: NDArray[Any], by: int) -> NDArray[Any]:
        at = np.arange(len(rows))
        there = np.clip(at + by, 0, len(rows) - 1)
        same = (self.text[there] == self.text) & (there != at)
        return np.where(same[:, None], rows[there], rows.dtype.type(0))


def see(made: list[Example]) -> Seen:
    """The features of texts; vectors are kept by text, because making them takes minutes."""
    KEPT.mkdir(parents=True, exist_ok=True)
    embedder = PackagedE5(threads=1)
    first, mean, look, tags, number = [], [], [], [], []
    for block in range(0, len(made), 256):
        part = made[block : block + 256]
        split = [split_words(example.text) for example in part]
        spans = [[(w.start, w.end) for w in words] for words in split]
        name = sha256(f"{embedder.name}{[e.text for e in part]}".encode()).hexdigest()[:20]
        path = KEPT / f"{name}.npz"
        if path.exists():
            kept = np.load(path)
            f, m = kept["first"], kept["mean"]
        else:
            vectors = list(word_vectors([(e.text, s) for e, s in zip(part, spans, strict=True)], embedder))
            f, m = (
                np.concatenate([getattr(v, key) for v in vectors]).astype(np.float16)
                for key in ("first", "mean")
            )
            np.savez(path, first=f, mean=m)
        first.append(f)
        mean.append(m)
        for at, (example, words) in enumerate(zip(part, split, strict=True)):
            look.append(looks(example.text, words))
            tags += [tag_of(example, w.start, w.end) for w in words]
            number += [block + at] * len(words)
    return Seen(
        np.concatenate(first),
        np.concatenate(mean),
        np.concatenate([x for x in look if x.size]),
        np.array(tags),
        np.array(number),
    )


def tag_of(example: Example, start: int, end: int) -> int:
    """Class of a word."""
    return next((tag for a, b, tag in example.spans if a < end and b > start), _O)


# --- learning ------------------------------------------------------------------------------------


def train(seen: Seen, x_all: NDArray[np.float16], chosen: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Weights of a network with one hidden layer, learnt from some rows."""
    import torch

    torch.set_num_threads(int(os.environ.get("PROBE_THREADS", "1")))
    torch.manual_seed(SEED)
    chosen = chosen[seen.tags[chosen] != IGNORED]
    sample = x_all[chosen[:: max(len(chosen) // 20000, 1)]].astype(np.float32)
    centre, scale = sample.mean(axis=0), sample.std(axis=0) + 0.05
    width, count = sample.shape[1], len(CLASSES)
    net = torch.nn.Sequential(
        torch.nn.Dropout(0.1),
        torch.nn.Linear(width, HIDDEN),
        torch.nn.ReLU(),
        torch.nn.Dropout(0.3),
        torch.nn.Linear(HIDDEN, count),
    )
    epochs, batch = EPOCHS, 512
    steps = epochs * (len(chosen) // batch + 1)
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps)
    order = np.random.default_rng(SEED)
    for _ in range(epochs):
        mixed = order.permutation(chosen)
        for at in range(0, len(mixed), batch):
            rows = mixed[at : at + batch]
            x = torch.from_numpy((x_all[rows].astype(np.float32) - centre) / scale)
            loss = torch.nn.functional.cross_entropy(
                net(x), torch.from_numpy(seen.tags[rows]), label_smoothing=0.02
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    state = [p.detach().numpy() for p in net.parameters()]
    inner = state[0].T / scale[:, None]
    return {
        "version": np.array(VERSION),
        "inner": inner.astype(np.float16),
        "inner_bias": (state[1] - centre @ inner).astype(np.float32),
        "outer": state[2].T.astype(np.float32),
        "outer_bias": state[3].astype(np.float32),
    }


def probabilities(weights: dict[str, NDArray[Any]], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the probe says of rows, as `probe.Probe` computes it."""
    hidden = np.maximum(rows @ weights["inner"].astype(np.float32) + weights["inner_bias"], 0)
    scores = hidden @ weights["outer"] + weights["outer_bias"]
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    made: NDArray[np.float32] = scores / scores.sum(axis=1, keepdims=True)
    return made


def judge(seen: Seen, made: list[Example]) -> None:
    """Train on all corpora but one, and show recall and precision of words in that one as it stands."""
    source = np.array([made[number].source for number in seen.text])
    x_all = seen.matrix()
    plain = {"germeval": len(germeval()), "ler": len(ler())}
    minute = [join(tagged, "plenar") for tagged in plenar()]
    heard = see(minute)
    rows = np.flatnonzero(heard.tags != IGNORED)
    weights = train(seen, x_all, np.arange(len(seen.tags)))
    show("plenar", probabilities(weights, heard.matrix()[rows].astype(np.float32)), heard.tags[rows])
    for left, count in plain.items():
        weights = train(seen, x_all, np.flatnonzero(source != left))
        begin = next(at for at, e in enumerate(made) if e.source == left)
        rows = np.flatnonzero((seen.text >= begin) & (seen.text < begin + count) & (seen.tags != IGNORED))
        show(left, probabilities(weights, x_all[rows].astype(np.float32)), seen.tags[rows])
    number = seen.text - next(at for at, e in enumerate(made) if e.source == "germeval")
    fold_of = np.where(number < plain["germeval"], number * 3 // plain["germeval"], -1)
    p, t = [], []
    for fold in range(3):  # variants of the sentences left out are left out too
        keep = (source != "germeval") | ((fold_of >= 0) & (fold_of != fold))
        rows = np.flatnonzero((fold_of == fold) & (seen.tags != IGNORED) & (source == "germeval"))
        p.append(probabilities(train(seen, x_all, np.flatnonzero(keep)), x_all[rows].astype(np.float32)))
        t.append(seen.tags[rows])
    show("germeval, 3 folds", np.concatenate(p), np.concatenate(t))


def show(title: str, p: NDArray[np.float32], tags: NDArray[np.int64]) -> None:
    """Recall by class (proposed as any class) and precision of all proposals, for thresholds."""
    for threshold in (0.5, 0.3, 0.2, 0.15, 0.1, 0.05):
        own = p[:, 0] <= 1 - threshold
        print(f"{title:18} any ≥ {threshold} precision {((tags != _O) & own).sum() / own.sum():.3f}", end=" ")
        for kind in (_PER, _LOC, _ORG):
            print(CLASSES[kind], f"{(own & (tags == kind)).sum() / (tags == kind).sum():.3f}", end=" ")
        print(flush=True)


def main() -> None:
    """Train and write, or judge."""
    made = examples()
    print(len(made), "texts,", sum(len(e.text) for e in made), "letters")
    seen = see(made)
    print(
        len(seen.tags),
        "words",
        {CLASSES[k]: int((seen.tags == k).sum()) for k in range(len(CLASSES))},
        flush=True,
    )
    if sys.argv[1:] == ["judge"]:
        judge(seen, made)
        return
    weights = train(seen, seen.matrix(), np.arange(len(seen.tags)))
    np.savez(ROOT / "src" / "faden" / "protection" / "assets" / WEIGHTS, **weights)


if __name__ == "__main__":
    main()
