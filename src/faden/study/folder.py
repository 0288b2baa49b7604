"""Where the files of a study stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from faden.core.problems import StudyError

SETTINGS: Final = "research/study.yaml"
"""The file by which a folder is known to be a study."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a study, and the names of its files.

    Attributes:
        root: The folder, absolute.
    """

    root: Path

    @property
    def settings(self) -> Path:
        """``research/study.yaml``."""
        return self.root / SETTINGS

    @property
    def participants(self) -> Path:
        """``research/participants.csv``."""
        return self.root / "research/participants.csv"

    @property
    def consent(self) -> Path:
        """``research/consent.csv``."""
        return self.root / "research/consent.csv"

    @property
    def context(self) -> Path:
        """``research/context.yaml``."""
        return self.root / "research/context.yaml"

    @property
    def questions(self) -> Path:
        """``research/questions.md``."""
        return self.root / "research/questions.md"

    @property
    def guide(self) -> Path:
        """``research/guide.md``."""
        return self.root / "research/guide.md"

    @property
    def codebook(self) -> Path:
        """``analysis/codebook.yaml``."""
        return self.root / "analysis/codebook.yaml"

    @property
    def needs(self) -> Path:
        """``analysis/needs.yaml``."""
        return self.root / "analysis/needs.yaml"

    @property
    def framework(self) -> Path:
        """``analysis/framework.yaml``: summaries of cases under codes."""
        return self.root / "analysis/framework.yaml"

    @property
    def clusters(self) -> Path:
        """``analysis/proposals/clusters.json``: the candidate clusters that were kept."""
        return self.root / "analysis/proposals/clusters.json"

    @property
    def translations(self) -> Path:
        """``analysis/translations.yaml``."""
        return self.root / "analysis/translations.yaml"

    @property
    def build(self) -> Path:
        """``build``: results, deletable at any time."""
        return self.root / "build"

    @property
    def cache(self) -> Path:
        """``build/cache``."""
        return self.build / "cache"

    def transcript(self, identifier: str) -> Path:
        """The transcript of a conversation, ``interviews/<id>.md``."""
        return self.root / "interviews" / f"{identifier}.md"

    def transcripts(self) -> list[Path]:
        """All transcripts, by name."""
        return self._sorted("interviews", "*.md")

    def codings(self) -> list[Path]:
        """All files of codings, by coder and transcript."""
        return self._sorted("analysis/codings", "*/*.jsonl")

    def coding_file(self, coder: str, transcript: str) -> Path:
        """``analysis/codings/<coder>/<transcript>.jsonl``."""
        return self.root / "analysis/codings" / coder / f"{transcript}.jsonl"

    def done_marks(self) -> list[Path]:
        """What coders say they have done, by coder."""
        return self._sorted("analysis/codings", "*/done.yaml")

    def settled(self) -> list[Path]:
        """Decisions of coders on what holds, ``analysis/codings/consensus/<conversation>.yaml``."""
        found = self._sorted("analysis/codings", "consensus/*.yaml")
        return [path for path in found if path.name != "done.yaml"]

    def proposals(self, machine: str) -> list[Path]:
        """What a machine has proposed as codings, ``analysis/proposals/<machine>/<conversation>.jsonl``."""
        named = self._sorted("analysis/proposals", "*/*.jsonl")
        return [path for path in named if path.parent.name == machine]

    def machines(self) -> list[str]:
        """Names of machines that have proposed codings."""
        return sorted({path.parent.name for path in self._sorted("analysis/proposals", "*/*.jsonl")})

    def memos(self) -> list[Path]:
        """All memos, by name."""
        return self._sorted("analysis/memos", "*.md")

    def findings(self) -> list[Path]:
        """All findings, by name."""
        return self._sorted("analysis/findings", "*.md")

    def personas(self) -> list[Path]:
        """All personas, by name."""
        return self._sorted("analysis/personas", "*.yaml")

    def persona(self, identifier: str) -> Path:
        """The file of a persona, ``analysis/personas/<id>.yaml``."""
        return self.root / "analysis/personas" / f"{identifier}.yaml"

    def journeys(self) -> list[Path]:
        """All journeys, by name."""
        return self._sorted("analysis/journeys", "*.yaml")

    def journey(self, identifier: str) -> Path:
        """The file of a journey, ``analysis/journeys/<id>.yaml``."""
        return self.root / "analysis/journeys" / f"{identifier}.yaml"

    def workshops(self) -> list[Path]:
        """All workshop protocols, by name."""
        return self._sorted("research/workshops", "*.yaml")

    def workshop(self, identifier: str) -> Path:
        """Where a workshop's protocol stands."""
        return self.root / "research" / "workshops" / f"{identifier}.yaml"

    def board(self, identifier: str) -> Path:
        """Where the sticky notes of a workshop stand."""
        return self.root / "interviews" / "notes" / f"{identifier}.csv"

    def boards(self) -> list[Path]:
        """Sticky notes of workshops, by name."""
        return self._sorted("interviews/notes", "*.csv")

    def comparables(self) -> list[Path]:
        """All comparable projects, by name; not the criteria."""
        found = self._sorted("research/comparables", "*.yaml")
        return [path for path in found if path.name != "criteria.yaml"]

    def pages(self) -> list[Path]:
        """The study's own pages, by name."""
        return self._sorted("site", "*.md")

    def prototypes(self) -> list[Path]:
        """All prototype specifications, by name."""
        return self._sorted("prototypes", "*/prototype.yaml")

    def shown(self, path: Path) -> str:
        """A path as messages name it: relative to the study, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def _sorted(self, folder: str, pattern: str) -> list[Path]:
        return sorted(p for p in (self.root / folder).glob(pattern) if p.is_file() and self._own(p))

    def _own(self, path: Path) -> bool:
        """Whether a file belongs to the study: no dot name, not in a linked folder, no link outwards.

        What is left out here is never read; all that is read is in the digest that a review names.
        """
        parts = path.relative_to(self.root).parts
        if any(part.startswith(".") for part in parts):
            return False
        folders = (self.root.joinpath(*parts[:n]) for n in range(1, len(parts)))
        return not any(f.is_symlink() for f in folders) and path.resolve().is_relative_to(self.root.resolve())


def find_folder(start: str | Path = ".") -> Folder:
    """The study in a folder, or in the nearest one above it.

    Raises:
        StudyError: There is none.
    """
    here = Path(start).resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return Folder(folder)
    raise StudyError("study-missing", folder=here.as_posix())


def around(folder: Path) -> Folder | None:
    """The study that a folder lies in, itself left out; ``None`` where it lies in none."""
    return next((Folder(one) for one in folder.resolve().parents if (one / SETTINGS).is_file()), None)
