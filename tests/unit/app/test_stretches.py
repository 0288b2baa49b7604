"""Words cut where codings begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from faden.app.views.stretches import Stretch, runs

STRETCHES = st.lists(
    st.builds(
        Stretch,
        coding=st.sampled_from(["c-22222222", "c-33333333", "c-44444444"]),
        code=st.just("amt"),
        start=st.integers(0, 40),
        end=st.integers(0, 40),
    ),
    max_size=5,
    unique_by=lambda s: s.coding,
)


@given(st.text(max_size=40), STRETCHES)
def test_nothing_of_a_text_is_lost_or_doubled(text: str, stretches: list[Stretch]) -> None:
    """All runs joined are the text, in code points, in any script."""
    assert text == "".join(run.text for run in runs(text, stretches))


@given(st.text(max_size=40), STRETCHES)
def test_the_runs_of_a_coding_are_exactly_its_words(text: str, stretches: list[Stretch]) -> None:
    """Overlaps cut words into pieces, but never move an end."""
    for stretch in stretches:
        mine = (run.text for run in runs(text, stretches) if stretch in run.over)

        assert text[stretch.start : stretch.end] == "".join(mine)


def test_overlapping_codings_share_a_run() -> None:
    """Where two codings overlap, both lie over the words between."""
    first, second = Stretch("c-22222222", "a", 0, 4), Stretch("c-33333333", "b", 2, 6)

    found = [(run.text, run.over) for run in runs("abcdefg", [second, first])]

    assert [("ab", (first,)), ("cd", (first, second)), ("ef", (second,)), ("g", ())] == found
