"""What the build keeps of people's words goes once one of them no longer allows analysis by machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ministudy import ALL, OFFICE, PEOPLE, TODAY, MiniStudy

from faden.build.remembering import allowing, forget


@pytest.fixture
def filled(study: MiniStudy) -> MiniStudy:
    """A study whose store was filled while all allowed it."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    forget(study.case().corpus, TODAY)
    fill(study)
    return study


def fill(study: MiniStudy) -> None:
    """Put something into the store."""
    for name in ("vectors/vectors.sqlite", "vectors/vectors.sqlite-journal", "clusters/abc", "site/abc"):
        path = study.folder.cache / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"numbers")


def kept(study: MiniStudy) -> list[str]:
    """What is in the store."""
    cache = study.folder.cache
    return sorted(path.relative_to(cache).as_posix() for path in cache.rglob("*") if path.is_file())


def test_vectors_stay_while_everybody_allows_them(filled: MiniStudy) -> None:
    """Another run deletes nothing, and a further person deletes nothing either."""
    before = kept(filled)

    assert not forget(filled.case().corpus, TODAY)
    assert before == kept(filled)
    assert {"vectors/vectors.sqlite", "clusters/abc"} <= {*before}


def test_vectors_go_when_only_analysis_is_withdrawn(filled: MiniStudy) -> None:
    """Vectors and groups made of words; what is no word of anybody stays, and the others' come anew."""
    told = dict.fromkeys((*PEOPLE, OFFICE), ALL)
    filled.consents(told | {PEOPLE[0]: ALL.replace(" analyse", "")})
    corpus = filled.case().corpus

    assert PEOPLE[0] not in allowing(corpus, TODAY)
    assert forget(corpus, TODAY)
    assert ["site/abc", "vectors/people.txt"] == kept(filled)
    record = (filled.folder.cache / "vectors/people.txt").read_text(encoding="utf-8")
    assert PEOPLE[0] not in record
    assert PEOPLE[1] in record
    fill(filled)
    assert not forget(corpus, TODAY)


def test_a_store_of_which_nobody_knows_whose_words_it_holds_goes(study: MiniStudy) -> None:
    """It was filled by a faden that kept no record."""
    fill(study)

    assert forget(study.case().corpus, TODAY)
    assert "vectors/vectors.sqlite" not in kept(study)


def test_nothing_kept_is_nothing_to_forget(study: MiniStudy) -> None:
    """The first run of a study."""
    assert not forget(study.case().corpus, TODAY)
    assert ["vectors/people.txt"] == kept(study)


def test_a_record_that_cannot_be_read_counts_as_none(filled: MiniStudy) -> None:
    """Half a record, or one that another program has spoiled, stops no build."""
    (filled.folder.cache / "vectors/people.txt").write_bytes(b"\xff\xfe")

    assert forget(filled.case().corpus, TODAY)
    assert ["site/abc", "vectors/people.txt"] == kept(filled)


def test_vectors_of_an_older_version_go_too(filled: MiniStudy) -> None:
    """They once lay beside the folder in which they lie now."""
    (filled.folder.cache / "vectors.sqlite").write_bytes(b"numbers")
    filled.consents({PEOPLE[1]: ALL})

    assert forget(filled.case().corpus, TODAY)
    assert "vectors.sqlite" not in kept(filled)


def test_what_cannot_be_deleted_now_is_deleted_the_next_time(
    filled: MiniStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program holds it; until it is gone, the record names those whose words it is made of."""
    filled.consents({PEOPLE[1]: ALL})
    corpus, remove = filled.case().corpus, os.rmdir

    def held(path: str, *args: object, **kwargs: object) -> None:
        del path, args, kwargs
        raise PermissionError

    monkeypatch.setattr(os, "rmdir", held)
    first = forget(corpus, TODAY)
    record = (filled.folder.cache / "vectors/people.txt").read_text(encoding="utf-8")
    monkeypatch.setattr(os, "rmdir", remove)

    assert (False, True) == (first, PEOPLE[0] in record)
    assert forget(corpus, TODAY)
    assert ["site/abc", "vectors/people.txt"] == kept(filled)


AT_WORK = """
import sys
from faden.build.graph import Step, run_steps
from faden.build.remembering import keeper, study_model
from faden.findings.corpus import read_corpus
from faden.study.folder import Folder
from pathlib import Path
from datetime import date
from faden.language.vectors import CachedEmbedder
import numpy as np

class Ones:
    name, dimension = "ones", 3

    def embed(self, texts):
        return np.ones((len(texts), 3), np.float32)

folder, on = Folder(Path(sys.argv[1])), date.fromisoformat(sys.argv[2])
corpus = read_corpus(folder)
if sys.argv[3] == "own":
    model = study_model(corpus, on)
else:
    model = CachedEmbedder(Ones(), folder.cache / "vectors", keeper(corpus, on))
print("read", flush=True)
sys.stdin.readline()
model.embed(["words of somebody"])
run_steps([Step("clusters", "in", lambda _: b"groups", keep=keeper(corpus, on))], folder.cache)
"""


class AtWork:
    """Another process that has read the study, and writes what it makes of it when it is told to."""

    def __init__(self, study: MiniStudy, model: str = "small") -> None:
        forget(study.case().corpus, TODAY)
        command = [sys.executable, "-c", AT_WORK, str(study.folder.root), TODAY.isoformat(), model]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        assert "read\n" == self._process.stdout.readline()

    def go_on(self) -> None:
        """Let it write, and wait until it has ended."""
        self._process.communicate("go on\n")
        assert 0 == self._process.returncode


def _made_of_words(study: MiniStudy) -> list[str]:
    cache = Path(study.folder.cache)
    found = [*cache.glob("vectors/vectors.sqlite"), *cache.glob("clusters/*")]
    return sorted(path.relative_to(cache).parts[0] for path in found)


def test_another_process_keeps_what_it_makes_while_all_allow_it(study: MiniStudy) -> None:
    """Otherwise nothing would ever be kept."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    other = AtWork(study)

    other.go_on()

    assert ["clusters", "vectors"] == _made_of_words(study)


@pytest.mark.parametrize(("forgotten", "model"), [(True, "own"), (False, "small")])
def test_another_process_keeps_nothing_of_who_took_consent_back_meanwhile(
    study: MiniStudy, *, forgotten: bool, model: str
) -> None:
    """It had read the study before; whether or not their vectors are forgotten before it writes."""
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL))
    other = AtWork(study, model)
    study.consents(dict.fromkeys((*PEOPLE, OFFICE), ALL) | {PEOPLE[0]: ALL.replace(" analyse", "")})
    if forgotten:
        forget(study.case().corpus, TODAY)

    other.go_on()

    assert [] == _made_of_words(study)


def test_what_a_process_forgets_is_measured_by_the_consent_of_now(filled: MiniStudy) -> None:
    """A study read before somebody took consent back does not put them on the record again."""
    before = filled.case().corpus
    filled.consents({PEOPLE[1]: ALL})

    assert forget(before, TODAY)
    assert f"{PEOPLE[1]}\n" == (filled.folder.cache / "vectors/people.txt").read_text(encoding="utf-8")


def test_nothing_is_forgotten_or_written_while_another_process_writes_to_the_study(filled: MiniStudy) -> None:
    """Who withdraws holds the study; what waits too long keeps nothing."""
    filled.consents({PEOPLE[1]: ALL})
    (filled.folder.build / "import.lock").write_text(str(os.getppid()), encoding="utf-8")

    assert not forget(filled.case().corpus, TODAY, patience=0)
    assert "vectors/vectors.sqlite" in kept(filled)
