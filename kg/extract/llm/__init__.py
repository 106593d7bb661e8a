"""A language model behind an address: prompt, client, kept replies, and the check of each reply against the text."""
