"""Who may see whose codings: nobody those of another before all have done the conversation.

Who has seen what another coded no longer codes independently. So whatever shows or counts codings of
others, page, table or figure, asks here first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.coding.done import CONSENSUS, Done, read_done

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from faden.coding.codings import CodingFile
    from faden.study.folder import Folder


@dataclass(frozen=True, slots=True)
class Blindness:
    """What one person may see of the others.

    Attributes:
        viewer: Who looks; empty where nobody has said so.
        coders: All people who code in the study.
        coded: Conversation → who has codings there; the consensus is nobody.
        done: Who has done what.
    """

    viewer: str
    coders: frozenset[str]
    coded: Mapping[str, frozenset[str]]
    done: Done

    def shows(self, owner: str, transcript: str) -> bool:
        """Whether codings of ``owner`` in a conversation may be shown, counted or told of.

        One's own always; those of others once all who coded it have done it, and the viewer, too. Who does
        not code in this study is not to be kept blind.
        """
        return self.viewer == owner or self.open(transcript)

    def open(self, transcript: str) -> bool:
        """Whether in a conversation anybody's codings may be shown."""
        if self.viewer and self.viewer not in self.coders:
            return True
        asked = self.coded.get(transcript, frozenset()) | ({self.viewer} if self.viewer else set())
        return self.done.by_all(asked, transcript)

    def covers(self, transcripts: Iterable[str]) -> bool:
        """Whether something of others may be covered in one of these conversations.

        This does not depend on what they did there, so that it may be said without telling that they did.
        """
        return bool(self.coders - {self.viewer}) and not all(self.open(each) for each in transcripts)


def blindness(viewer: str, named: Iterable[str], files: Iterable[CodingFile], done: Done) -> Blindness:
    """What somebody may see.

    Args:
        viewer: Who looks; empty where nobody has said so.
        named: Coders that the settings of the study name.
        files: All files of codings.
        done: Who has done what.
    """
    return _blindness(viewer, named, ((file.coder, file.transcript) for file in files), done)


def read_blindness(viewer: str, named: Iterable[str], folder: Folder) -> Blindness:
    """What somebody may see, told by the names of the files alone; quick, and never less strict.

    Args:
        viewer: Who looks; empty where nobody has said so.
        named: Coders that the settings of the study name.
        folder: The study.
    """
    pairs = ((path.parent.name, path.stem) for path in folder.codings())
    return _blindness(viewer, named, pairs, read_done(folder).value or Done({}))


def _blindness(viewer: str, named: Iterable[str], pairs: Iterable[tuple[str, str]], done: Done) -> Blindness:
    coded: dict[str, frozenset[str]] = {}
    for coder, transcript in pairs:
        if coder != CONSENSUS:
            coded[transcript] = coded.get(transcript, frozenset()) | {coder}
    people = frozenset(named).union(*coded.values()) - {CONSENSUS}
    return Blindness(viewer, people, coded, done)
