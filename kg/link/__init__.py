"""From what each paper says in its own terms to facts over shared nodes.

Each paper is observed by itself (`observe`): how it spells its names, which short form it gives for which long one.
All observations together are the registry, which says what a name means (`resolve`); with that, each paper's facts
follow (`paper_facts`), and the shared nodes from what the papers call them (`node`). All steps are pure functions, so
that the order of papers never matters, and a store need look again only at papers that mention a name whose meaning
has changed.
"""
