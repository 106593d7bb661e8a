"""The distinct things that a paper names: mentions, names, types, salience, and which of them it contributes."""
