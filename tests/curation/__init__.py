"""What curators write in ``ontology/`` holds: its examples are found, its files belong together, it stays out of code."""
