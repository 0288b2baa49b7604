"""Take the picture of the built site for the README: ``python tools/make_picture.py`` after ``make site``."""

import os
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from faden.site.serve import make_server

ROOT = Path(__file__).parent.parent
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")


def main() -> None:
    """Write docs/site.png."""
    server = make_server(ROOT / "build/site", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = os.environ.get("FADEN_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=[*FLAGS])
        page = browser.new_page(viewport={"width": 1280, "height": 1180}, color_scheme="light")
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        page.wait_for_timeout(500)
        page.screenshot(path=str(ROOT / "docs/site.png"))
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
