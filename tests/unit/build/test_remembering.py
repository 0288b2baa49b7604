"""What the build keeps of people's words goes once one of them no longer allows analysis by machine."""

from __future__ import annotations

import os

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
