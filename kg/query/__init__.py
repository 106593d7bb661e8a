"""Questions to the graph: each module takes a store or a network and gives a plain result. Nothing here prints."""
