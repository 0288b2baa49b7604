"""The workbench in the browser: local, for one person, closed to every other page and machine."""

from faden.app.server import create_app, run, start_address

__all__ = ["create_app", "run", "start_address"]
