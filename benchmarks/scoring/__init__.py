"""What counts as right: one small module for names, entities, edges and numbers each, and the statistics over them."""
