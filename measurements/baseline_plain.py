"""The yardstick of `faden build`: what a researcher would write in an evening, and nothing more.

It reads the transcripts as plain text, one document a turn, gives them vectors with
sentence-transformers (the same model as faden's, in torch), groups them with BERTopic as it comes out
of the box, and writes the table of documents. It checks nothing, keeps nothing, publishes nothing.

``python baseline_plain.py TRANSCRIPTS MODEL OUTPUT.csv``
"""

from __future__ import annotations

import re
import sys
from pathlib import Path


def read_turns(folder: Path) -> list[str]:
    """The words of each turn of each transcript."""
    turns = []
    for path in sorted(folder.glob("*.md")):
        for turn in re.split(r"^## .*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            words = re.sub(r"^:::.*$", "", turn, flags=re.MULTILINE).strip()
            if words:
                turns.append(words)
    return turns


def main(transcripts: str, model: str, output: str) -> None:
    """Read, give vectors, group, write."""
    from bertopic import BERTopic
    from sentence_transformers import SentenceTransformer

    turns = read_turns(Path(transcripts))
    embedder = SentenceTransformer(model, device="cpu")
    topics = BERTopic(embedding_model=embedder)
    topics.fit_transform(turns, embedder.encode(turns))
    topics.get_document_info(turns).to_csv(output, index=False)
    print(len(turns), "turns,", len(topics.get_topic_info()) - 1, "topics")


if __name__ == "__main__":
    main(*sys.argv[1:])
