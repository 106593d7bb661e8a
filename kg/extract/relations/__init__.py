"""The edges between a paper and the things that it names, each with the sentence that says it."""
