"""Fetching feeds from servers that may be slow, broken or hostile. The only place that knows httpx."""
