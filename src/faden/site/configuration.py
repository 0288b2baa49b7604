"""What mkdocs is told for one language: everything it needs, and nothing that asks another machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from faden.core.catalogue import text as say
from faden.core.languages import direction
from faden.publish.pages import Quotation

if TYPE_CHECKING:
    from faden.publish.pages import Publication

_THEME: Final = frozenset(
    {"ar", "bg", "de", "en", "es", "fa", "fr", "he", "it", "pl", "pt", "ro", "ru", "sq", "tr", "uk", "ur"}
)
"""Languages in which the theme itself speaks; for others it speaks English."""

_STEMS: Final = {c: c for c in ("ar", "de", "en", "es", "fr", "it", "pt", "ro", "ru", "tr")} | {"uk": "ru"}
"""Languages whose words the search can reduce to their stems; Ukrainian borrows the Russian letters."""

_SEPARATOR: Final = r"[\s\-–—\u200c\u00a0.,:;!?…()\[\]„“”«»‹›‚‘’\"'/·،؛؟]+"
"""Between words; ``\\u200c`` joins parts of words in Farsi, which people search for one by one."""

_STYLES: Final = ("colours", "frame", "page", "evidence", "weight", "narrow", "print")

_TEXTS: Final = (
    *("menu", "main-navigation", "languages", "up", "search", "placeholder", "reset", "banners", "contents"),
    *("missing-title", "missing-text", "missing-home"),
)


def configuration(publication: Publication, language: str) -> dict[str, Any]:
    """The configuration of mkdocs for one language, as data; paths are relative to ``build/src``."""
    first = language == publication.languages[0]
    return {
        "site_name": publication.title[language],
        "site_url": "",
        "docs_dir": language,
        "site_dir": "../site" if first else f"../site/{language}",
        "strict": True,
        "use_directory_urls": False,
        "theme": _theme(language),
        "extra": {"generator": False, "homepage": "index.html", "faden": _extra(publication, language)},
        "extra_css": [f"assets/faden/{name}.css" for name in _STYLES],
        "markdown_extensions": [
            "attr_list",
            {
                "toc": {
                    "permalink": "#",
                    "permalink_title": say("site.permalink", language),
                    "toc_depth": "1-3",
                }
            },
        ],
        "plugins": [{"search": {"lang": _search(publication, language), "separator": _SEPARATOR}}],
        "nav": [{section.title: f"{section.path}.md"} for section in publication.sections[language]],
        "validation": {"nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"}},
    }


def _theme(language: str) -> dict[str, Any]:
    def palette(scheme: str, icon: str) -> dict[str, Any]:
        media = "light" if scheme == "default" else "dark"
        toggle = {"icon": f"material/{icon}", "name": say(f"site.palette.from-{media}", language)}
        return {
            "media": f"(prefers-color-scheme: {media})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": toggle,
        }

    return {
        "name": "material",
        "language": language if language in _THEME else "en",
        "direction": direction(language),
        "custom_dir": "theme",
        "font": False,
        "favicon": "assets/faden/favicon.svg",
        "features": ["search.highlight", "toc.follow"],
        "palette": [palette("default", "weather-night"), palette("slate", "weather-sunny")],
    }


def _extra(publication: Publication, language: str) -> dict[str, Any]:
    """What the templates of faden show; raw texts, escaped where they are shown."""
    sections = [
        {"id": s.id, "title": s.title, "url": f"{s.path}.html"} for s in publication.sections[language]
    ]
    return {
        "language": language,
        "direction": direction(language),
        "sections": sections,
        "banners": [
            {"kind": b.kind, "title": b.title, "text": b.text} for b in publication.banners[language]
        ],
        "footer": publication.footer[language],
        "texts": {key.replace("-", "_"): say(f"site.{key}", language) for key in _TEXTS},
    }


def _search(publication: Publication, language: str) -> list[str]:
    """Languages of the search: the site's, and those in which people are quoted."""
    spoken = {
        b.language for page in publication.pages[language] for b in page.blocks if isinstance(b, Quotation)
    }
    stems = [_STEMS[code] for code in (language, *sorted(spoken)) if code in _STEMS]
    return list(dict.fromkeys(stems)) or ["en"]
