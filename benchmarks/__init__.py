"""Measurements, each a program that prints its figures; none of them is part of the product."""
