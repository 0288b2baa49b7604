"""Drawings of a study: shapes and words pass, what runs, loads or grows does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faden.core.files import write_atomic
from faden.core.yaml import Parsed
from faden.prototypes.pictures import plain, read_pictures, unsafe
from faden.prototypes.spec import Prototype

HEAD: Final = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def _svg(inner: str) -> bytes:
    return f"{HEAD}{inner}</svg>".encode()


@pytest.mark.parametrize(
    "inner",
    [
        "",
        '<title>Table</title><rect width="4" height="2" fill="#fff"/><text x="1">Lindhafen</text>',
        '<defs><linearGradient id="g"/><path id="p" d="M0 0"/></defs><use href="#p" fill="url(#g)"/>',
        "<!-- a comment with <script> -->",
    ],
)
def test_shapes_and_words_pass(inner: str) -> None:
    """Gradients, copies of shapes and comments too."""
    assert unsafe(_svg(inner)) is None


@pytest.mark.parametrize(
    ("inner", "fault"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<rect onload="alert(1)"/>', "onload"),
        ('<rect ONCLICK="alert(1)"/>', "onclick"),
        ('<image href="https://evil.example/x.png"/>', "image"),
        ('<a href="https://evil.example/"><text>x</text></a>', "a"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>', "foreignObject"),
        ("<style>@import url(//evil.example/x.css);</style>", "style"),
        ('<use href="https://evil.example/x.svg#a"/>', "href"),
        ('<use xlink:href="other.svg#a"/>', "href"),
        ('<rect fill="url(https://evil.example/x)"/>', "fill"),
        ('<rect fill="URL( //evil.example/x)"/>', "fill"),
        (r'<rect style="fill:u\72l(https:x)"/>', "style"),
        ("<rect style=\"mask:image-set('x.png' 1x)\"/>", "style"),
        ('<g xml:base="https://evil.example/"/>', "base"),
        ('<set attributeName="href" to="javascript:alert(1)"/>', "set"),
        ('<animate attributeName="x"/>', "animate"),
    ],
)
def test_what_runs_or_loads_is_refused_by_name(inner: str, fault: str) -> None:
    """The message names the element or attribute that is in the way."""
    assert fault == unsafe(_svg(inner))


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml-stylesheet href="https://evil.example/x.css"?>' + _svg(""),
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _svg("<text>&x;</text>"),
        b'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>' + _svg(""),
        b'<?xml version="1.0" encoding="utf-16"?>' + _svg(""),
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + _svg("<text>\u00e4</text>"),
        b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
        b"GIF89a",
        b"\xff\xfe<\x00s\x00v\x00g\x00",
        _svg("<g>" * 3),
        _svg("<desc>" + "x" * 200_000 + "</desc>"),
    ],
)
def test_what_is_no_plain_drawing_is_refused(content: bytes) -> None:
    """Style sheets, grammars, other encodings, other formats, and what is too large."""
    assert unsafe(content)


def test_copies_of_copies_are_refused() -> None:
    """Ten copies of ten copies of …: nine lines would draw a thousand million shapes."""
    layers = [f'<g id="l{n + 1}">' + f'<use href="#l{n}"/>' * 10 + "</g>" for n in range(9)]

    assert "use" == unsafe(_svg('<path id="l0" d="M0 0"/>' + "".join(layers)))


@given(st.binary(max_size=300))
def test_no_file_makes_it_fall_over(content: bytes) -> None:
    """Whatever is called .svg is read or refused."""
    assert unsafe(content) is None or unsafe(content)
    assert unsafe(_svg("")[:-6] + content) is None or unsafe(_svg("")[:-6] + content)


@pytest.mark.parametrize("name", ["../../secret.svg", "missing.svg", "pictures"])
def test_only_files_beside_the_specification_are_read(
    name: str, tmp_path: Path, good: str, parsed: Callable[[str], Parsed[Prototype]]
) -> None:
    """A path that leads elsewhere is as good as none."""
    write_atomic(tmp_path / "secret.svg", _svg(""))
    place = tmp_path / "prototypes/probe"
    (place / "pictures").mkdir(parents=True)
    prototype = parsed(good).value
    assert prototype is not None
    picture = prototype.screens[0].components[0].model_copy(update={"file": name})
    screen = prototype.screens[0].model_copy(update={"components": (picture,)})
    shown = prototype.model_copy(update={"screens": (screen,)})

    assert ({}, {name: "missing"}) == read_pictures(place / "prototype.yaml", shown)


def test_what_only_its_maker_sees_is_left_out_of_a_drawing() -> None:
    """Comments and notes of a drawing program hold names of people and folders; all that is drawn stays."""
    own = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
    note = 'inkscape:export-filename="../anna/Brandt.png" inkscape:label="Brandts Balkon"'
    drawn = '<g {}><use xlink:href="#p" xml:space="preserve"/><text x="1">Tür</text></g>'
    made = f"<!-- Anna --><svg {own} {HEAD[5:]}{drawn.format(note)}</svg>".encode()

    shown = plain(made)

    assert unsafe(made) is None
    assert not any(word in shown for word in ("Anna", "anna", "Brandt", "inkscape"))
    assert f"{HEAD}{drawn.format('').replace(' >', '>').replace('/>', ' />')}</svg>\n" == shown


def test_a_drawing_without_notes_stays_to_the_letter() -> None:
    """However it is written."""
    made = _svg("<path  d='M0 0'/>")

    assert made.decode() == plain(made)
