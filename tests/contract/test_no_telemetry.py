"""Nothing leaves the machine: a library that reports home is silenced before it is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_model_queues_no_events(tmp_path: Path) -> None:
    """ONNX Runtime was seen to write events of its own into the home folder, to be sent later."""
    code = (
        "import os\n"
        "from faden.language.embedding import default_embedder\n"
        "default_embedder().embed(['Guten Tag'])\n"
        "print(os.environ['ORT_DISABLE_TELEMETRY'])"
    )
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    environment.pop("FADEN_CACHE", None)

    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )

    assert "1" == run.stdout.strip()
    strangers = [
        p for p in tmp_path.rglob("*") if "onnxruntime" in p.name.casefold() or "Microsoft" in p.parts
    ]
    assert [] == strangers
