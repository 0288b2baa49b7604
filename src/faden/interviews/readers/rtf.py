"""RTF, as f4, MAXQDA and older Word write it.

Our own, because striprtf keeps text whose deletion is tracked, loses footnotes, comments and
characters beyond the basic plane, and says nothing of it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from typing import Final

from faden.core.problems import ImportRefusedError
from faden.interviews.readers.paragraphs import Paragraph, read_conversation
from faden.interviews.readers.reading import Found, Reading
from faden.interviews.readers.tables import read_table

_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<odd>\\)",
    re.DOTALL,
)
_CHARSETS: Final = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
"""Code page of each ``\\fcharset``; RTF Specification 1.9.1, page 18."""

_SAYING: Final = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d",
    "zwnj": "\u200c", "rtlmark": "\u200f", "ltrmark": "\u200e",
}  # fmt: skip
_SIGNS: Final = {"~": "\xa0", "_": "\u2011", "-": "", "{": "{", "}": "}", "\\": "\\"}
_ASIDES: Final = {
    "footnote": "import-footnote", "annotation": "import-comment", "header": "import-page-header",
    "headerl": "import-page-header", "headerr": "import-page-header", "headerf": "import-page-header",
    "footer": "import-page-header", "footerl": "import-page-header", "footerr": "import-page-header",
    "footerf": "import-page-header", "shptxt": "import-text-box", "pict": "import-image",
}  # fmt: skip
_IGNORED: Final = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "generator",
        "themedata",
        "colorschememapping",
        "datastore",
        "latentstyles",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "xmlnstbl",
        "fldinst",
        "bkmkstart",
        "bkmkend",
        "nonshppict",
        "pntext",
        "pntxta",
        "pntxtb",
        "atnid",
        "atnauthor",
        "atnref",
        "atntime",
        "atndate",
        "atrfstart",
        "atrfend",
        "atnparent",
        "objdata",
        "object",
        "revtbl",
        "filetbl",
        "mmathPr",
        "panose",
        "falt",
        "shpinst",
        "sp",
        "sn",
        "sv",
        "xe",
        "tc",
    ]
)
_MAX_DEPTH: Final = 2000


@dataclass(frozen=True, slots=True)
class _State:
    r"""What holds within a group.

    Attributes:
        sink: Kind of the aside that words go to; empty for speech; ``None`` for no words at all.
        skip: Characters that stand after each ``\u`` for old programs.
        page: Code page of the present font.
        dropped: Aside for words hidden or deleted; empty for neither.
        fonts: Whether this is the table of fonts.
        table: Whether this paragraph is in a table.
    """

    sink: str | None = ""
    skip: int = 1
    page: str = "cp1252"
    dropped: str = ""
    fonts: bool = False
    table: bool = False


def parse(data: bytes) -> Reading:
    """The conversation in an RTF file.

    Raises:
        ImportRefusedError: It is damaged, or holds no words.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ImportRefusedError("import-damaged")
    found = Found()
    walk = _Walk(found)
    walk.run(data.decode("latin-1"))
    return read_conversation(walk.paragraphs, found, numbered=True)


class _Walk:
    """Goes through the tokens once."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.state = _State()
        self.stack: list[_State] = []
        self.paragraphs: list[Paragraph] = []
        self.number = 1
        self.words: dict[str, list[str]] = {"": []}
        self.row: list[str] = []
        self.rows: list[list[str]] = []
        self.raw = bytearray()
        self.pages: dict[str, str] = {}
        self.ansi = "cp1252"
        self.font = ""
        self.left = 0
        self.optional = False
        self.lost = 0

    def run(self, text: str) -> None:
        """All tokens, to the end of the outermost group."""
        at = 0
        while at < len(text) and (token := _TOKEN.match(text, at)) is not None:
            at = token.end() + self.token(token)
            if token["brace"] and not self.stack:
                break
        self.settle()
        self.paragraph()
        self.close_table()
        if self.stack:
            self.found.warn("import-cut-off", self.number)
        for kind, words in self.words.items():
            if kind:
                self.found.aside(kind, _joined(words), self.number)
        if self.lost:
            self.found.warn("import-characters-lost", count=self.lost)

    def token(self, token: re.Match[str]) -> int:
        """One token; gives how many characters of binary data follow it."""
        if token["hex"]:
            self.byte(int(token["hex"], 16))
            return 0
        if token["text"]:
            self.characters(token["text"])
            return 0
        self.settle()
        if token["brace"]:
            self.brace(token["brace"])
        elif token["sign"]:
            self.sign(token["sign"])
        elif token["word"]:
            number = int(token["number"]) if token["number"] else None
            if token["word"] == "bin":
                return max(number or 0, 0)
            self.word(token["word"], number)
        return 0

    def characters(self, text: str) -> None:
        """Plain characters; 8-bit ones are in the code page of the font."""
        skipped = min(self.left, len(text))
        self.left -= skipped
        self.raw += text[skipped:].encode("latin-1")

    def byte(self, value: int) -> None:
        """A character in hexadecimal."""
        if self.left:
            self.left -= 1
        else:
            self.raw.append(value)

    def settle(self) -> None:
        """Decode the bytes gathered so far; a double-byte character may have come in two tokens."""
        if not self.raw:
            return
        raw, self.raw = bytes(self.raw), bytearray()
        if self.state.fonts:
            return
        text = raw.decode(self.state.page, errors="replace")
        if self.state.sink == "" and not self.state.dropped:
            self.lost += text.count("\ufffd")
        self.say(text)

    def say(self, text: str) -> None:
        """Words, to where the present group sends them."""
        if self.state.sink is None:
            return
        kind = self.state.sink or self.state.dropped
        self.words.setdefault(kind, []).append(text)

    def brace(self, brace: str) -> None:
        """A group begins or ends; the words of an aside are kept when its group ends."""
        self.left = 0
        self.optional = False
        if brace == "{":
            if len(self.stack) > _MAX_DEPTH:
                raise ImportRefusedError("import-damaged")
            self.stack.append(self.state)
        elif self.stack:
            ended, self.state = self.state, self.stack.pop()
            if ended.sink and ended.sink != self.state.sink:
                self.keep(ended.sink)
            if ended.dropped and ended.dropped != self.state.dropped:
                self.keep(ended.dropped)

    def keep(self, kind: str) -> None:
        """An aside is complete."""
        text = _joined(self.words.pop(kind, []))
        if text.strip() or kind == "import-image":
            self.found.aside(kind, "" if kind == "import-image" else text, self.number)

    def sign(self, sign: str) -> None:
        """An escaped sign, or the mark of a destination that may be passed over."""
        self.left = 0
        if sign == "*":
            self.optional = True
        elif sign in "\r\n":
            self.paragraph()
        else:
            self.say(_SIGNS.get(sign, ""))

    def word(self, word: str, number: int | None) -> None:
        """A control word."""
        optional, self.optional = self.optional, False
        self.left = 0
        if word in _ASIDES and self.state.sink is not None:
            self.state = replace(self.state, sink=_ASIDES[word])
        elif word == "fonttbl":
            self.state = replace(self.state, sink=None, fonts=True)
        elif word in _IGNORED or (optional and word not in {"shppict", "ud", "pn"}):
            # Boxes stand within \shpinst, which is otherwise only numbers.
            self.state = replace(self.state, sink=self.state.sink if word == "shpinst" else None)
        elif word in {"u", "uc"}:
            self.unicode(word, number)
        elif word in _SAYING:
            self.say(_SAYING[word])
        elif not self.font_word(word, number):
            self.layout(word, number)

    def unicode(self, word: str, number: int | None) -> None:
        """A character by its number, and how many characters stand in for it."""
        if word == "uc":
            self.state = replace(self.state, skip=min(max(number or 0, 0), 20))
            return
        self.left = self.state.skip
        self.say(chr((number or 0) % 0x10000))

    def font_word(self, word: str, number: int | None) -> bool:
        """Words about fonts and their code pages; whether this was one."""
        if word == "f":
            self.font = str(number)
            if not self.state.fonts:
                self.state = replace(self.state, page=self.pages.get(self.font, self.ansi))
        elif word == "fcharset" and self.state.fonts:
            self.pages[self.font] = _CHARSETS.get(number or 0, self.ansi) if number else self.ansi
        elif word in {"ansicpg", "mac"}:
            self.ansi = _known(f"cp{number}") if word == "ansicpg" else "mac_roman"
            self.state = replace(self.state, page=self.ansi)
        else:
            return False
        return True

    def layout(self, word: str, number: int | None) -> None:
        """Paragraphs, cells, rows; words hidden or deleted."""
        if word in {"par", "sect", "page"}:
            if self.state.sink:
                self.say("\n")
            elif self.state.sink == "":
                self.paragraph()
        elif word in {"pard", "intbl"}:
            self.state = replace(self.state, table=word == "intbl")
        elif word == "cell":
            self.row.append(_joined(self.words[""]).strip())
            self.words[""] = []
        elif word == "row":
            self.rows.append(self.row)
            self.row = []
        elif word in {"v", "deleted"} and number != 0:
            kind = "import-hidden" if word == "v" else "import-deletion"
            self.state = replace(self.state, dropped=kind)
        elif word in {"v", "deleted", "plain"} and self.state.dropped:
            self.keep(self.state.dropped)
            self.state = replace(self.state, dropped="")

    def paragraph(self) -> None:
        """A paragraph ends; within a table it only breaks the line of its cell."""
        if self.state.table and not self.state.sink:
            self.words[""].append("\n")
            return
        text = _joined(self.words[""])
        self.words[""] = []
        if text.strip():
            self.close_table()
            self.paragraphs.append(Paragraph(text.strip(), self.number))
        self.number += 1

    def close_table(self) -> None:
        """A table ends where other words follow."""
        if self.row:
            self.rows.append(self.row)
        if self.rows:
            self.paragraphs += read_table(self.rows, self.number, self.found)
        self.row, self.rows = [], []


def _joined(words: list[str]) -> str:
    """Pieces as text; two halves of a character beyond the basic plane become one."""
    return "".join(words).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _known(encoding: str) -> str:
    """A code page that Python knows; Windows-1252 for any other."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
