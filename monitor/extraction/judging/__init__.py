"""Which kind of event, at which border, and whether it is news of ours at all."""
