"""spaCy set-up: the pipelines, and where sentences end."""
