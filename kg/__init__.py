"""paperkg: a knowledge graph from paper abstracts, every edge with its quote."""
