"""From a specification to pages: static files, one a screen, row and language."""

from faden.prototypes.render.flow import flow_svg
from faden.prototypes.render.pages import render_prototype, start_path
from faden.prototypes.render.single import render_single, single_name

__all__ = ["flow_svg", "render_prototype", "render_single", "single_name", "start_path"]
