"""What stops a site from being built or served."""

from __future__ import annotations

from faden.core.problems import FadenError


class SiteError(FadenError):
    """The site cannot be built or served; the site that stood before is left as it was."""
