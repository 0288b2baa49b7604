"""The review of names in a browser: a real server, a real vault, an invented conversation with Arabic."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import httpx
import pytest
import uvicorn

from faden.app import create_app, start_address
from faden.app.door import Door
from faden.interviews.files import read_transcript
from faden.interviews.transcript import Transcript
from faden.protection import vault as vaults
from faden.protection.importing import import_files
from faden.protection.places import write_vault
from faden.protection.pseudonyms.candidates import Candidate
from faden.protection.pseudonyms.decisions import Answer, Choice, State, decide
from faden.protection.pseudonyms.detect import detect_transcripts
from faden.protection.pseudonyms.keeping import LOG, keep_step, read_state
from faden.protection.pseudonyms.rules import RuleDetector
from faden.protection.pseudonyms.searching import Known, search, whole_words, without_labels
from faden.protection.vault import Vault
from faden.study.folder import Folder

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("axe_ready")]

SETTINGS: Final = """\
format: faden.study/1
title: {de: Wohnen, en: Housing}
synthetic: true
contact: {organisation: Beispiel}
languages: {site: [de, en], content: [de, ar]}
coders: [{id: mira, lead: true}]
"""
TALK: Final = """\
I: Guten Tag, Frau Sayedzadeh. Wie wohnen Sie jetzt?

B1: Bei meinem Bruder Karim in der Lindenstraße 12, zu viert. Meine Nummer ist 0151 23456789.

I: Und wer hilft Ihnen?

B1: أسكن مع أخي كريم منذ سنتين، وجارتنا السيدة فاطمة تساعدنا في كتابة الرسائل إلى المكتب.

I: Wann sind Sie angekommen?

B1: Am 14.03.2019. Karim kam später, mit Frau Sayedzadeh.
"""
CLEAR: Final = ("Sayedzadeh", "Karim", "كريم", "فاطمة", "Lindenstra", "23456789")
PASSPHRASE: Final = "vier Wörter die nicht passen"  # noqa: S105 - opens nothing but this test
READY: Final = (
    "() => document.activeElement?.matches('[data-begin]') || !document.querySelector('[data-review]')"
)
"""The page of a candidate listens to keys once its heading has the focus."""


def find_by_rules(texts: Sequence[Transcript], known: Known) -> Iterable[Candidate]:
    """The real search with the rules alone, which load no model."""
    found = detect_transcripts(
        texts,
        names=known.names,
        detectors=[RuleDetector()],
        dismissed=known.dismissals,
        salt=known.salt,
    )
    return without_labels(whole_words(found, texts), texts, known.labels)


@dataclass
class Running:
    """A study with its vault, and ``faden app`` beside it.

    Attributes:
        folder: The study.
        vault: Its open vault.
        environment: Where vaults are, and the passphrase.
        asked: Every address that the browser asked for.
    """

    folder: Folder
    vault: Vault
    environment: dict[str, str]
    asked: list[str] = field(default_factory=list)
    _process: subprocess.Popen[str] | None = None
    _said: str = ""
    base: str = ""

    def start(self, *more: str) -> str:
        """Start ``faden app``; gives the start address."""
        command = [sys.executable, "-m", "faden", "app", "--no-browser", "-C", str(self.folder.root), *more]
        self._process = subprocess.Popen(
            command, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert self._process.stdout is not None
        while "/enter" not in (line := self._process.stdout.readline()):
            assert line, "the app has ended"
            self._said += line
        self.base = line.partition("/enter")[0]
        return line.strip()

    def end(self, how: signal.Signals = signal.SIGKILL) -> str:
        """End it; gives all that it ever said."""
        if self._process is not None:
            self._process.send_signal(how)
            self._said += self._process.communicate(timeout=10)[0]
            self._process = None
        return self._said

    def state(self) -> State:
        """What the vault holds now."""
        return read_state(self.vault)

    def waiting(self, form: str) -> Candidate:
        """The candidate with a spelling."""
        return next(c for c in self.state().open if form in c.forms)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A study with one raw conversation, searched."""
    (tmp_path / "study/research").mkdir(parents=True)
    (tmp_path / "study/research/study.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    folder = Folder(tmp_path / "study")
    own = {"FADEN_VAULTS": str(tmp_path / "vaults"), "FADEN_PASSPHRASE": PASSPHRASE, "FADEN_LANG": "de"}
    vault = write_vault(folder, vaults.from_passphrase(PASSPHRASE), own, cost=4)
    import_files(folder, [tmp_path / "talk.txt"], vault, on="2025-03-14")
    search(folder, vault, find_by_rules)
    made = Running(folder, vault, {**os.environ, **own})
    yield made
    made.end()


@pytest.fixture
def enter(running: Running, window: Callable[..., Any]) -> Callable[..., Any]:
    """A function that starts the app, and comes in by the start address."""

    def entering(*more: str, **options: Any) -> Any:
        opened = window(**options)
        opened.page.on("request", lambda request: running.asked.append(request.url))
        opened.page.goto(running.start("--vault", *more))
        return opened

    return entering


def went_on(page: Any, press: str) -> None:
    """Press a key and wait for the next page to be ready for keys."""
    with page.expect_navigation():
        page.keyboard.press(press)
    page.wait_for_function(READY)


def test_all_is_decided_by_key_and_every_answer_stands_in_the_vault(
    enter: Callable[..., Any], running: Running
) -> None:
    """Accept, own label, same person, keep everywhere, keep here, later, take back: no pointer needed."""
    page = enter().page
    page.goto(f"{running.base}/names")
    page.get_by_role("link", name="Prüfung beginnen").focus()
    went_on(page, "Enter")
    first = page.url.rpartition("/")[2]
    went_on(page, "s")  # later
    assert (first,) == running.state().later
    page.goto(f"{running.base}/names/{running.waiting('Karim').id}")
    page.wait_for_function(READY)
    page.keyboard.press("p")
    page.keyboard.type("Bruder")  # letters in a field are letters
    went_on(page, "Enter")
    assert "[Bruder]" in {name.label for name in running.state().names}
    page.goto(f"{running.base}/names/{running.waiting('فاطمة').id}")
    page.wait_for_function(READY)
    page.keyboard.press("g")
    page.locator("dialog[open]").wait_for()
    page.keyboard.type("karim")
    went_on(page, "Enter")  # the only one left in the list
    assert {"[Bruder]"} == {name.label for name in running.state().names if "فاطمة" in name.forms}
    went_on(page, "z")  # no, she is somebody else
    assert page.url.endswith(running.waiting("فاطمة").id)
    went_on(page, "a")
    assert "[Person A]" in {name.label for name in running.state().names}
    page.goto(f"{running.base}/names/{running.waiting('Sayedzadeh').id}")
    page.wait_for_function(READY)
    went_on(page, "h")  # only in this place
    while running.state().open:
        page.goto(f"{running.base}/names/next")
        went_on(page, "n" if page.locator("h1").inner_text().endswith("14.03.2019") else "a")

    state = running.state()
    assert {"I01/t1"} == {d.scope for d in state.dismissals if d.form.endswith("Sayedzadeh")}
    assert {"everywhere"} == {d.scope for d in state.dismissals if d.form == "14.03.2019"}
    assert {"mira"} == {row.by for row in state.log}
    log = (running.folder.root / LOG).read_text(encoding="utf-8")
    assert "taken-back" in log
    assert [] == [name for name in CLEAR if name in log]


def test_from_raw_to_cleared(enter: Callable[..., Any], running: Running) -> None:
    """Preview, replace, clear in somebody's name; before all is decided it is refused."""
    opened = enter()
    page = opened.page
    page.goto(f"{running.base}/names/texts")
    assert 0 == page.get_by_role("link", name="Freigeben I01").count()
    for candidate in running.state().open:
        page.goto(f"{running.base}/names/{candidate.id}")
        went_on(page, "a")
    page.goto(f"{running.base}/names/apply?transcript=I01")
    assert page.locator("ins").count() > 5
    assert not running.folder.transcript("I01").exists()
    with page.expect_navigation(url="**/names/texts"):
        page.get_by_role("button", name="So ersetzen").press("Enter")
    page.get_by_text("Ersetzt. Geänderte Dateien").wait_for()
    page.get_by_role("link", name="Freigeben I01").press("Enter")
    page.wait_for_url("**/names/texts/I01")  # and until its script listens
    page.get_by_label("Ihr Name").fill("Rosa Beispiel")
    with page.expect_navigation(url="**/names/texts"):
        page.keyboard.press("Enter")
    page.get_by_text("Freigegeben von Rosa Beispiel").wait_for()

    cleared = read_transcript(running.folder, "I01").value
    assert cleared is not None
    assert ("cleared", "Rosa Beispiel") == (cleared.head.state, cleared.head.cleared.by)  # type: ignore[union-attr]  # it is cleared
    text = running.folder.transcript("I01").read_text(encoding="utf-8")
    assert [] == [name for name in CLEAR if name in text]


def test_no_clear_name_reaches_an_address_a_title_the_storage_or_the_output(
    enter: Callable[..., Any], running: Running
) -> None:
    """Addresses stand in histories, output in logs."""
    page = enter().page
    titles = []
    for path in (
        "names",
        "names/next",
        "names?transcript=I01&kind=person",
        "names/texts",
        "names/apply",
        "names/log",
    ):
        page.goto(f"{running.base}/{path}")
        titles.append(page.title())
    page.goto(f"{running.base}/names/{running.waiting('Karim').id}")
    went_on(page, "a")
    page.goto(f"{running.base}/names/{running.waiting('Sayedzadeh').id}")
    page.wait_for_function(READY)
    page.keyboard.press("g")
    page.locator("dialog[open]").wait_for()
    page.keyboard.type("Karim")
    went_on(page, "Enter")
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, history.state, document.cookie])")
    output = running.end()

    assert len(running.asked) > 20
    told = "\n".join([*map(unquote, running.asked), *titles, kept, output])
    assert [] == [name for name in (*CLEAR, "[Person", PASSPHRASE) if name in told]


def test_the_kind_is_changed_by_key_and_every_key_says_what_it_did(
    enter: Callable[..., Any], running: Running
) -> None:
    """Later and taking back are told too; a label of the new kind is proposed."""
    page = enter().page
    page.goto(f"{running.base}/names/{running.waiting('Karim').id}")
    page.wait_for_function(READY)
    page.keyboard.press("t")
    page.keyboard.press("ArrowDown")  # from person to place
    went_on(page, "Enter")
    page.get_by_text("von Ihnen geändert").wait_for()
    assert "[Ort A]" == page.get_by_label("Pseudonym", exact=True).input_value()
    went_on(page, "a")
    page.get_by_text("ersetzt durch [Ort A]").first.wait_for()
    went_on(page, "s")
    page.locator("[data-status]").get_by_text("zurückgestellt; kommt nach allen anderen wieder").wait_for()
    went_on(page, "z")
    page.locator("[data-status]").get_by_text("Zurückgenommen.").wait_for()

    assert page.url.endswith(running.waiting("Karim").id)


def test_what_was_saved_survives_the_end_of_the_server(enter: Callable[..., Any], running: Running) -> None:
    """Killed after an answer, the answer stands; an answer to a dead server is told not to be saved."""
    opened = enter()
    opened.expected = ("net::ERR_",)  # refused, or cut off in the middle of an answer
    page = opened.page
    page.goto(f"{running.base}/names/{running.waiting('Karim').id}")
    went_on(page, "a")
    running.end(signal.SIGKILL)
    page.keyboard.press("a")
    page.get_by_text("Das ist nicht gespeichert").wait_for()

    assert ["[Person A]"] == [name.label for name in running.state().names]
    assert 1 == len(running.state().log)


def test_what_somebody_else_decided_meanwhile_is_told_and_stays(
    enter: Callable[..., Any], running: Running
) -> None:
    """Neither decision is lost when the terminal is open beside the browser."""
    opened = enter()
    opened.expected = ("status of 409",)
    page = opened.page
    karim = running.waiting("Karim")
    page.goto(f"{running.base}/names/{karim.id}")
    answer = Answer(Choice.REPLACE, "Onkel")
    keep_step(
        running.folder, running.vault, lambda s: decide(s, karim.id, answer, by="jonte", on="2025-06-01")
    )
    page.keyboard.press("a")
    page.get_by_text("wartet nicht mehr auf eine Entscheidung").wait_for()

    assert ["[Onkel]"] == [name.label for name in running.state().names]
    page.reload()
    page.wait_for_function("() => document.activeElement?.matches('[data-begin]')")
    assert karim.id not in page.url


def test_the_page_locks_on_request_and_nothing_is_left_of_it(
    enter: Callable[..., Any], running: Running
) -> None:
    """Not by going back either, and not in another window."""
    opened = enter()
    page, other = opened.page, opened.page.context.new_page()
    page.goto(f"{running.base}/names")
    other.goto(f"{running.base}/names/{running.waiting('Karim').id}")
    page.get_by_role("button", name="Sperren").press("Enter")
    page.get_by_text("Der Tresor ist gesperrt.").wait_for()
    other.get_by_text("Der Tresor ist gesperrt.").wait_for()
    seen = page.content() + other.content()
    page.go_back()
    seen += page.content()

    assert [] == [name for name in CLEAR if name in seen]


def test_other_origins_get_and_change_nothing(enter: Callable[..., Any], running: Running) -> None:
    """Even with the cookie: neither a page of another origin nor a form without our header."""
    opened = enter()
    cookie = "; ".join(f"{c['name']}={c['value']}" for c in opened.page.context.cookies())
    path = f"{running.base}/names/{running.waiting('Karim').id}"
    save = opened.page.goto(path) and opened.page.get_attribute("meta[name=faden-save]", "content")
    body = json.dumps({"choice": "keep", "stamp": opened.page.get_attribute("[data-review]", "data-stamp")})

    def ask(data: str | None, **headers: str) -> tuple[int, bytes]:
        method = "GET" if data is None else "POST"
        answer = httpx.request(method, path, content=data, headers={"cookie": cookie, **headers})
        return answer.status_code, answer.content

    evil, own = {"origin": "http://evil.example"}, {"origin": running.base}
    answers = [
        ask(None, **evil),
        ask(body, **evil, **{"x-faden-save": save}),
        ask(body, **{"x-faden-save": save}),
        ask(body, **own),
    ]

    assert [403] * 4 == [status for status, _ in answers]
    assert [b""] * 3 == [content for _, content in answers[:3]]
    assert not running.state().log
    assert 200 == ask(body, **own, **{"x-faden-save": save})[0]
    assert ["keep"] == [row.decision for row in running.state().log]


def test_letters_can_be_switched_off_and_are_letters_in_fields(
    enter: Callable[..., Any], running: Running
) -> None:
    """WCAG 2.1.4: speech input must not decide by a word."""
    page = enter().page
    page.goto(f"{running.base}/names/{running.waiting('Karim').id}")
    page.get_by_label("Buchstaben als Tasten verwenden").uncheck()
    page.locator("h1").focus()
    for key in "anshgz":
        page.keyboard.press(key)
    page.get_by_label("Pseudonym", exact=True).focus()
    page.keyboard.type("nas")
    page.reload()

    assert not page.get_by_label("Buchstaben als Tasten verwenden").is_checked()
    assert not running.state().log
    assert not running.state().later


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("de", 1280, "light"), ("de", 375, "dark"), ("en", 1280, "dark"), ("en", 375, "light")],
)
def test_axe_finds_nothing(
    enter: Callable[..., Any], running: Running, language: str, width: int, scheme: str
) -> None:
    """WCAG 2.2 AA on every page of names, Arabic candidate and open dialog included."""
    opened = enter(width=width, scheme=scheme)
    page = opened.page
    page.goto(f"{running.base}/?lang={language}")
    page.goto(f"{running.base}/names/{running.waiting('Karim').id}")
    went_on(page, "a")
    keep_step(
        running.folder,
        running.vault,
        lambda s: decide(
            s, running.waiting("14.03.2019").id, Answer(Choice.KEEP), by="mira", on="2025-06-01"
        ),
    )
    arabic = f"names/{running.waiting('فاطمة').id}"
    found: dict[str, list[str]] = {}
    for path in ("names", arabic, "names/decided", "names/texts", "names/apply", "names/log"):
        page.goto(f"{running.base}/{path}")
        _picture(page, path.replace(arabic, "names/arabic"), language, width)
        found[path] = opened.axe() + (["overflows"] if opened.overflows() else [])
    page.goto(f"{running.base}/{arabic}")
    page.wait_for_function(READY)
    page.keyboard.press("g" if language == "de" else "s")
    page.locator("dialog[open]").wait_for()
    _picture(page, "names/dialog", language, width)
    found["dialog"] = opened.axe()

    assert {} == {path: faults for path, faults in found.items() if faults}
    assert "rtl" == page.locator(".place .words").first.get_attribute("dir")


def _picture(page: Any, path: str, language: str, width: int) -> None:
    if pictures := os.environ.get("FADEN_PICTURES"):
        page.screenshot(path=f"{pictures}/{path.replace('/', '-')}-{language}-{width}.png", full_page=True)


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Der Tresor ist geschlossen."), ("en", "The vault is closed.")]
)
def test_without_the_vault_the_page_says_how_to_open_it(
    running: Running, window: Callable[..., Any], language: str, words: str
) -> None:
    """In plain words, without a field for a passphrase."""
    opened = window(width=375)
    opened.page.goto(running.start())
    opened.page.goto(f"{running.base}/names?lang={language}")
    _picture(opened.page, "names/locked", language, 375)

    assert words in opened.page.inner_text("main")
    assert "faden app --vault" in opened.page.inner_text("main")
    assert 0 == opened.page.locator("input").count()
    assert [] == opened.axe()
    assert not opened.overflows()


def test_where_nobody_is_there_the_page_warns_locks_and_forgets(
    running: Running, window: Callable[..., Any]
) -> None:
    """By itself, even if the server is gone by then."""
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(running.folder, "token", door=Door(running.vault, idle=9), by="mira")
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    page = window().page
    page.goto(start_address(listening.getsockname()[1], "token"))
    page.goto(page.url + "names/next")
    page.keyboard.press("Shift")  # a sign of a person
    page.get_by_role("alert").get_by_text("sperrt sich der Tresor").wait_for()
    page.get_by_text("weil länger niemand da war").or_(page.get_by_text("Der Tresor ist gesperrt")).wait_for()
    content = page.content()
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()

    assert app.state.door.enter() is None
    assert [] == [name for name in CLEAR if name in content]
