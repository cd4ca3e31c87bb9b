"""The January 2024 crisis as a demonstration: a local web server plays the outlets, the real daemon reads them on a fast clock."""
