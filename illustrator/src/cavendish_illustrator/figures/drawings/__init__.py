"""Which drawing shows a word, how large it is and where it stands."""
