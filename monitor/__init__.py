"""border-monitor: reads the news about borders and says when one is getting hotter or cooler."""

__version__ = "0.1.0"
