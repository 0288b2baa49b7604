"""Word sequences that two transcripts share, longest first: written by template, or said by people?

People who do not know each other do not use the same seven words in a row. A reader must not be able to
sort the conversations of the demonstration study by a pattern; this report shows where it could.

    python tests/study/repeated_sequences.py [--words 6] [--folder .]

Left out are the notice that all is invented (it stands before the first turn) and the line that
stands for what a person who has withdrawn had said.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from faden.core.text import words
from faden.interviews.files import read_transcript
from faden.interviews.transcript import Transcript
from faden.study.folder import Folder, find_folder

LEAST = 6
"""Words in a row from which a sequence is told; shorter ones everybody says."""

WITHDRAWN = ("[Beitrag nach Widerruf der Einwilligung entfernt]",)
"""Beginnings of passages that stand for removed words, the same wherever somebody has withdrawn."""


@dataclass(frozen=True, slots=True, order=True)
class Repeated:
    """Words that stand in more than one transcript.

    Attributes:
        words: The sequence, lower case; as long as it is shared.
        places: Transcript and turn of each place.
    """

    words: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


Passages = dict[tuple[str, str, int], list[str]]
"""Transcript, turn and number of the part → its words."""


def passages(transcripts: Iterable[Transcript]) -> Passages:
    """The words of every part of every turn, lower case, without removed passages."""
    return {
        (transcript.head.id, turn.id, number): [word.casefold() for word in words(part.text)]
        for transcript in transcripts
        for turn in transcript.turns
        for number, part in enumerate(turn.parts)
        if not any(text in part.text for text in WITHDRAWN)
    }


def repeated(said: Mapping[tuple[str, str, int], list[str]], least: int = LEAST) -> list[Repeated]:
    """Sequences of at least `least` words that two transcripts share, longest first."""
    where: dict[tuple[str, ...], set[tuple[tuple[str, str, int], int]]] = defaultdict(set)
    for place, spoken in said.items():
        for at in range(len(spoken) - least + 1):
            where[tuple(spoken[at : at + least])].add((place, at))
    shared = {key: at for key, at in where.items() if len({place[0] for place, _ in at}) > 1}
    found: set[Repeated] = set()
    for starts in shared.values():
        # A sequence whose places all have the same word before is the middle of a longer one.
        before = {said[place][at - 1] if at else f"|{place}" for place, at in starts}
        if len(before) > 1:
            found.add(_longest(said, starts, least))
    return sorted(found, key=lambda r: (-len(r.words), r))


def _longest(
    said: Mapping[tuple[str, str, int], list[str]],
    starts: Iterable[tuple[tuple[str, str, int], int]],
    least: int,
) -> Repeated:
    """The sequence that begins at these places, as long as all of them agree."""
    places = sorted(starts)
    size = least
    while len({tuple(said[place][at + size : at + size + 1]) for place, at in places}) == 1:
        if not said[places[0][0]][places[0][1] + size :]:
            break
        size += 1
    place, at = places[0]
    return Repeated(tuple(said[place][at : at + size]), tuple(sorted({(p[0], p[1]) for p, _ in places})))


def study_passages(folder: Folder) -> Passages:
    """The passages of all transcripts of a study that can be read."""
    read = [read_transcript(folder, path.stem).value for path in folder.transcripts()]
    return passages(transcript for transcript in read if transcript is not None)


def main() -> int:
    """Report; 1 where something is repeated."""
    parser = argparse.ArgumentParser(description="Word sequences that two transcripts share.")
    parser.add_argument("--words", type=int, default=LEAST, help="words in a row from which one is told")
    parser.add_argument("--folder", default=str(Path(__file__).parent), help="folder of the study")
    arguments = parser.parse_args()
    found = repeated(study_passages(find_folder(arguments.folder)), arguments.words)
    for one in found:
        places = ", ".join(f"{transcript} {turn}" for transcript, turn in one.places)
        sys.stdout.write(f"{len(one.words):3d}  {' '.join(one.words)}  ({places})\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
