"""What the text says by itself: sentences, numbers, acronyms, clauses, polarity and known names."""
