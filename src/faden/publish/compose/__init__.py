"""From the study to pages as data: one module a section of the site."""
