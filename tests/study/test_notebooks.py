"""The notebooks of the study run, and hold no words of participants."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "analysis/notebooks").glob("*.ipynb"))
NO_NETWORK = """
import socket as _socket

def _refuse(self, address):
    if self.family in (_socket.AF_INET, _socket.AF_INET6) and not str(address[0]).startswith(("127.", "::1")):
        raise OSError(f"a notebook may not reach {address}")
    return _connect(self, address)

_connect, _socket.socket.connect = _socket.socket.connect, _refuse
"""


def test_there_is_a_notebook() -> None:
    """Otherwise the other tests would test nothing."""
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_committed(path: Path) -> None:
    """Outputs hold words and ids of participants; the gate does not look into notebooks."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]

    assert [] == [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_first_cell_says_that_all_is_invented(path: Path) -> None:
    """In both languages."""
    first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])

    assert "Synthetisch" in first
    assert "synthetic" in first


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning:(jupyter|zmq|nb|trait).*")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_in_a_fresh_kernel_without_a_network(path: Path, tmp_path: Path) -> None:
    """A researcher opens it next year and it works; what it would write goes elsewhere."""
    import nbformat
    from nbclient import NotebookClient

    book = nbformat.read(path, as_version=4)
    book.cells.insert(0, nbformat.v4.new_code_cell(NO_NETWORK))
    environment = os.environ | {"IPYTHONDIR": str(tmp_path), "HF_HUB_OFFLINE": "1"}

    NotebookClient(book, timeout=900, kernel_name="python3", resources=at(path)).execute(env=environment)

    assert all(cell.get("execution_count") for cell in book.cells if cell.cell_type == "code")


def at(path: Path) -> dict[str, dict[str, str]]:
    """The notebook runs where it lies."""
    return {"metadata": {"path": str(path.parent)}}
