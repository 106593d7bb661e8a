"""How the weights of `kg/extract/weights/` are made; nothing here is needed to run the product."""
