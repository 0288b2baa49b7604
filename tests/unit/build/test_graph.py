"""Steps keyed by the content of what goes into them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.build.graph import Step, run_steps
from faden.core.problems import StudyError


class Kitchen:
    """Makes steps that remember how often they were run."""

    def __init__(self) -> None:
        """Begin with nothing done."""
        self.done: list[str] = []

    def step(self, name: str, inputs: str, *needs: str) -> Step:
        """A step that writes its name, its input and what it was given."""
        return Step(name, inputs, self._make(name, inputs, needs), needs)

    def _make(self, name: str, inputs: str, needs: tuple[str, ...]) -> Callable[[Mapping[str, bytes]], bytes]:
        def make(before: Mapping[str, bytes]) -> bytes:
            self.done.append(name)
            return "+".join([inputs, *(before[need].decode() for need in needs)]).encode()

        return make


def _bake(store: Path, flour: str = "Mehl", water: str = "Wasser") -> tuple[list[str], bytes]:
    kitchen = Kitchen()
    steps = [
        kitchen.step("bread", "backen", "dough"),
        kitchen.step("dough", "kneten", "flour", "water"),
        kitchen.step("flour", flour),
        kitchen.step("water", water),
    ]
    outcome = run_steps(steps, store)
    return kitchen.done, outcome["bread"].result


def test_steps_run_in_the_order_of_their_needs(tmp_path: Path) -> None:
    """Whatever the order in which they are named."""
    done, result = _bake(tmp_path)

    assert {"flour", "water"} == set(done[:2])
    assert ["dough", "bread"] == done[2:]
    assert b"backen+kneten+Mehl+Wasser" == result


def test_what_is_known_is_not_made_again(tmp_path: Path) -> None:
    """The second run reads."""
    first = _bake(tmp_path)

    assert ([], first[1]) == _bake(tmp_path)


def test_a_change_runs_only_what_hangs_on_it(tmp_path: Path) -> None:
    """Other flour: the water stays."""
    _bake(tmp_path)

    assert ["flour", "dough", "bread"] == _bake(tmp_path, flour="Roggen")[0]


def test_a_result_that_stays_the_same_stops_the_change(tmp_path: Path) -> None:
    """Reading a file anew that says the same makes nothing else anew."""
    run_steps([Step("a", "1", lambda _: b"same"), Step("b", "", lambda r: r["a"], ("a",))], tmp_path)

    outcome = run_steps(
        [Step("a", "2", lambda _: b"same"), Step("b", "", lambda r: r["a"], ("a",))], tmp_path
    )

    assert (False, True) == (outcome["a"].reused, outcome["b"].reused)


def test_the_store_can_be_deleted_at_any_time(tmp_path: Path) -> None:
    """With the same bytes as result."""
    _, first = _bake(tmp_path / "store")
    shutil.rmtree(tmp_path / "store")

    assert first == _bake(tmp_path / "store")[1]


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"x" * 100])
def test_a_damaged_result_is_made_again(tmp_path: Path, damage: bytes) -> None:
    """A full disk or a broken copy must not reach the site."""
    _, first = _bake(tmp_path)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(damage)

    done, second = _bake(tmp_path)

    assert (4, first) == (len(done), second)


@pytest.mark.parametrize("needs", [("b",), ("gone",), ("a",)])
def test_steps_that_wait_for_each_other_are_told(tmp_path: Path, needs: tuple[str, ...]) -> None:
    """A circle, a step that is not there, a step that needs itself."""
    steps = [Step("a", "", lambda _: b"", needs), Step("b", "", lambda _: b"", ("a",))]

    with pytest.raises(StudyError) as caught:
        run_steps(steps, tmp_path)

    assert "build-circle" == caught.value.problem.code


def test_names_of_two_steps_that_look_alike_are_two_results(tmp_path: Path) -> None:
    """Their folders in the store are one, their keys are not."""
    outcome = run_steps([Step("a:b", "", lambda _: b"1"), Step("a-b", "", lambda _: b"2")], tmp_path)

    assert (b"1", b"2") == (outcome["a:b"].result, outcome["a-b"].result)


def test_progress_is_told_step_by_step(tmp_path: Path) -> None:
    """With whether the result was known."""
    told: list[tuple[str, bool]] = []
    step = Step("a", "", lambda _: b"")

    run_steps([step], tmp_path, progress=lambda name, reused: told.append((name, reused)))
    run_steps([step], tmp_path, progress=lambda name, reused: told.append((name, reused)))

    assert [("a", False), ("a", True)] == told


@given(result=st.binary(max_size=200))
def test_any_bytes_are_a_result(tmp_path_factory: pytest.TempPathFactory, result: bytes) -> None:
    """Kept and read again as they were."""
    store = tmp_path_factory.mktemp("store")
    run_steps([Step("a", "", lambda _: result)], store)

    outcome = run_steps([Step("a", "", lambda _: b"other")], store)

    assert result == outcome["a"].result
