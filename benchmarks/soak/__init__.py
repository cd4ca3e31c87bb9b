"""A month in minutes: the real daemon reads made-up news over real HTTP on a clock that hurries, and must be as it was at the beginning.

``world`` is the news, the same for the same seed; ``stand`` serves it, with the troubles that servers have, from a process of its own;
``vitals`` are taken four times a day; ``proofs`` hold the outcome against the world and against a plain replay. ``__main__`` is what
``make soak`` runs.
"""
