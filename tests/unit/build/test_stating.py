"""What nobody coded and may be a statement: proposed from the study's own codings, never decided."""

from __future__ import annotations

import pytest
from ministudy import WORDS, MiniStudy

from faden.analysis.stated.values import Basis
from faden.build.stating import find_stated, kept_stated
from faden.coding.codebook import Kind
from faden.core.problems import StudyError

pytestmark = pytest.mark.slow  # needs the packaged model


def _files(study: MiniStudy) -> dict[str, bytes]:
    """All files of the study but what was computed."""
    files = (path for path in study.folder.root.rglob("*") if path.is_file())
    root = study.folder.root
    shown = {path.relative_to(root).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in shown.items() if not name.startswith("build/")}


def test_only_uncoded_words_are_proposed_and_nothing_is_written(study: MiniStudy) -> None:
    """What people coded is decided; the study stays as it was to the last byte."""
    study.code(*WORDS)
    before = _files(study)

    found = find_stated(study.case())

    coded = {evidence.anchor.start.turn for evidence in study.case().index.counted}
    assert not coded & {one.turn for one in found.stated}
    assert all(one.kind is not Kind.CONTEXT and 0 <= one.score <= 1 for one in found.stated)
    assert all(one.code or one.basis is Basis.LEARNT for one in found.stated)
    assert before == _files(study)


def test_what_was_struck_and_single_words_state_nothing(study: MiniStudy) -> None:
    """Marks of whoever wrote are not a person's words, and one word alone is none to decide on."""
    study.code(*WORDS)
    before = find_stated(study.case()).passages
    last = "Ich warte seit Mai auf einen Brief."
    more = "## t{n} · P5\n\n{words}\n"
    told = [
        "[gestrichen auf Wunsch der Gesprächsperson, etwa fünfzig Sekunden]",
        "Bus.",
        "(lacht) Ja, [Amt]!",
    ]
    turns = "\n".join(
        more.format(n=20 + n, words=words) for n, words in enumerate([*told, "Der Bus fährt nie."])
    )
    study.edit("interviews/W01.md", last, f"{last}\n\n{turns}")

    assert before + 1 == find_stated(study.case()).passages


def test_what_was_found_is_kept_until_the_study_changes(study: MiniStudy) -> None:
    """The app shows only what has been computed for this very study."""
    study.code(*WORDS)
    assert kept_stated(study.case()) is None

    found = find_stated(study.case())

    assert found == kept_stated(study.case())
    study.code(*WORDS[:2])
    assert kept_stated(study.case()) is None


def test_nobody_is_read_who_does_not_allow_it(study: MiniStudy) -> None:
    """Without any consent to analysis by machine there is nothing to read."""
    study.consents(dict.fromkeys(("p-222222", "p-333333"), "take-part quote publish"))

    with pytest.raises(StudyError):
        find_stated(study.case())
