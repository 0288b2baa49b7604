"""Models of the user's own that look for names: named in ``study.yaml``, opened before anything is searched.

A search without a model that the study names would find less than the person expects, and its texts would
count as searched all the same; so a model that does not open stops the search. Nothing is downloaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from faden.core.documents import wanted
from faden.core.problems import Place
from faden.language.embedding import ModelError
from faden.protection.pseudonyms.detectors import named_detector
from faden.study.settings import read_settings

if TYPE_CHECKING:
    from faden.protection.pseudonyms.identifiers import Detector
    from faden.study.folder import Folder

_CODES = {"model-package-missing": "name-model-package-missing"}


def own_detectors(folder: Folder) -> tuple[Detector, ...]:
    """The study's own models, in the order of ``privacy: name_models:``, opened.

    Args:
        folder: The study; paths of models are relative to it.

    Raises:
        ModelError: A model or its library is not on this computer; names the line in ``study.yaml``.
        StudyError: The settings cannot be read, so that it cannot be said which models are meant.
    """
    parsed = read_settings(folder)
    detectors: list[Detector] = []
    for at, model in enumerate(wanted(parsed).privacy.name_models):
        place = Place(folder.shown(folder.settings), parsed.line("privacy", "name_models", at))
        detectors.append(_opened(folder, model, place))
    return tuple(detectors)


def _opened(folder: Folder, model: str, place: Place) -> Detector:
    door, _, name = model.partition(":")
    path = folder.root / name
    detector = named_detector(f"{door}:{path}" if path.is_dir() else model)
    try:
        detector.open()
    except ModelError as error:
        code = _CODES.get(error.problem.code, "name-model-not-here")
        raise ModelError(code, place, value=model, package=door) from error
    return detector
