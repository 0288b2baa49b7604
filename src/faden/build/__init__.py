"""Building: steps keyed by the content of their inputs, from study to site."""
