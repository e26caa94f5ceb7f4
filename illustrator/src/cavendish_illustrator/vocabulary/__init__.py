"""Words: the lexicon of ten languages, its inflections, and what kinds of things its concepts are."""
