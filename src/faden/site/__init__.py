"""The published site: staged Markdown per language, built with mkdocs-material."""
