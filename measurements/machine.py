"""On what it was measured."""

from __future__ import annotations

import datetime as dt
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

_PACKAGES: Final = ("bertopic", "mkdocs-material", "numpy", "onnxruntime", "sentence-transformers", "torch")


def describe_machine() -> dict[str, Any]:
    """Processor, cores, memory, system, Python, packages, date and load; no name of the machine."""
    return {
        "cpu": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    """The processor's own name for itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
