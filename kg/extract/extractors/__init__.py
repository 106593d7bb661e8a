"""One module an extractor, found by walking this folder; see `kg.extract`."""
