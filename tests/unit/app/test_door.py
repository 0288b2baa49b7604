"""The door to the vault: open until somebody locks it or nobody is there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from faden.app.door import Closed, Door
from faden.protection.vault import Vault

VAULT = Vault(Path("vault"), "v-1", b"key")


class Clocks:
    """A clock that stands still in sleep, and one on the wall."""

    def __init__(self) -> None:
        self.steady, self.wall = 1000.0, 5000.0

    def __call__(self) -> tuple[float, float]:
        """The time."""
        return self.steady, self.wall


def test_without_a_vault_the_door_is_closed_from_the_start() -> None:
    """The page says how to open it."""
    door = Door(None)

    assert door.enter() is None
    assert Closed.NEVER is door.closed


def test_who_comes_often_enough_finds_it_open() -> None:
    """Each visit counts from anew."""
    clocks = Clocks()
    door = Door(VAULT, idle=60, now=clocks)
    for _ in range(5):
        clocks.steady += 59
        clocks.wall += 59

        assert door.enter() is VAULT


@pytest.mark.parametrize(("steady", "wall"), [(60.0, 0.0), (0.0, 60.0), (60.0, -500.0)])
def test_after_some_time_it_is_locked_for_good(steady: float, wall: float) -> None:
    """Also if the machine slept meanwhile, or somebody set the clock back."""
    clocks = Clocks()
    door = Door(VAULT, idle=60, now=clocks)
    clocks.steady += steady
    clocks.wall += wall

    assert door.enter() is None
    clocks.steady, clocks.wall = Clocks()()
    assert door.enter() is None
    assert Closed.IDLE is door.closed


def test_it_locks_without_being_asked() -> None:
    """The key does not stay in memory because no page asks any more."""
    door = Door(VAULT, idle=0.05)
    end = time.monotonic() + 5
    while door.closed is None and time.monotonic() < end:
        time.sleep(0.02)

    assert Closed.IDLE is door.closed


def test_who_locks_it_has_locked_it() -> None:
    """At once, and a later timer changes nothing."""
    door = Door(VAULT)
    door.lock()
    door.lock()

    assert door.enter() is None
    assert Closed.LOCKED is door.closed
