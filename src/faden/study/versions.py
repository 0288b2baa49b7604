"""Which words people agreed to: the form that a consent names must be one of the study's (GDPR Art. 7(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.problems import Place, Problem
from faden.study.consent import read_consent
from faden.study.forms import form_version
from faden.study.information import PATH, read_information
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faden.study.folder import Folder


def check_form_versions(folder: Folder) -> Iterator[Problem]:
    """Yield forms that consents name and that the study does not know, each once with its first row.

    Known are the forms as they are made now, each in its language, and those that ``former`` in
    ``research/information.yaml`` lists. Where that file is missing or broken, other checks say so.
    """
    if not (folder.root / PATH).is_file() or not folder.consent.is_file():
        return
    information, settings = read_information(folder).value, read_settings(folder).value
    ledger = read_consent(folder)
    if information is None or settings is None or ledger.value is None:
        return
    found: dict[tuple[str, str], list[str]] = {}
    for act in ledger.value.acts:
        if act.form in information.former:
            continue
        try:
            now = form_version(information, settings, act.language)
        except KeyError:  # faden has no form in this language; one of the study's own must be listed
            now = ""
        if act.form != now:
            found.setdefault((act.form, act.language), []).append(act.participant)
    shown = folder.shown(folder.consent)
    for (form, language), people in found.items():
        params = {"form": form or "–", "language": language, "n": len(people)}
        yield Problem("consent-form-unknown", Place(shown, ledger.line(people[0])), params)
