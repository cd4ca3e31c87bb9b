"""The world: network, database, processes, channels, clock. Everything that can fail because of the world is here or in ``config``."""
