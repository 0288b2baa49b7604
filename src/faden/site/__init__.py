"""The published site: pages as data become staged Markdown, and staged Markdown a folder of plain files."""
