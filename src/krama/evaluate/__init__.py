"""How good an extraction is: annotations written, gold read, the two compared."""
