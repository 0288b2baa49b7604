"""Information sheets and consent forms of a study, written as pages and as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faden.build.printing import find_browser, print_pages
from faden.core.documents import wanted
from faden.core.problems import Place, Problem, Severity, StudyError
from faden.study.forms import Form, render_form, write_forms
from faden.study.information import PATH, check_information, form_languages, read_information
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from faden.study.folder import Folder


@dataclass(frozen=True, slots=True)
class FormsReport:
    """What was written.

    Attributes:
        forms: The forms, in the order of their languages.
        pages: Their HTML files.
        prints: Their PDF files; none where no browser is there.
        problems: What is missing in them.
    """

    forms: tuple[Form, ...]
    pages: tuple[Path, ...]
    prints: tuple[Path, ...]
    problems: tuple[Problem, ...]


def make_forms(
    folder: Folder, target: Path | None = None, languages: Sequence[str] = (), *, pdf: bool = True
) -> FormsReport:
    """Write the forms of a study; gaps are shown in them and told as problems.

    Args:
        folder: The study.
        target: Where to; by default ``build/forms``, which git does not see.
        languages: Languages; by default all of the study.
        pdf: Whether to print them as PDF too.

    Raises:
        StudyError: There is no information, or no fixed sentences in a language that was asked for.
    """
    if not (folder.root / PATH).is_file():
        raise StudyError("information-missing", PATH)
    information = wanted(read_information(folder))
    settings = wanted(read_settings(folder))
    known = form_languages(settings)
    chosen = tuple(languages) or known
    try:
        forms = tuple(render_form(information, settings, language) for language in chosen)
    except KeyError as error:
        raise StudyError("form-language-unknown", PATH, value=error.args[0]) from None
    place = target or folder.build / "forms"
    pages = write_forms(forms, place)
    problems = list(check_information(folder))
    prints: tuple[Path, ...] = ()
    if pdf and find_browser() is None:
        problems.append(Problem("browser-missing", Place(), {}, Severity.WARNING))
    elif pdf:
        prints = print_pages(pages)
    return FormsReport(forms, pages, prints, tuple(problems))
