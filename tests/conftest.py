"""What every test shares: property tests draw the same examples each time; ``--hypothesis-profile=explore`` looks further."""

import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

from monitor.daemon import logs

settings.register_profile("steady", derandomize=True)
settings.register_profile("explore", max_examples=1000)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Logging is the process's own, and what it goes to is closed when a test ends: whoever configures it does so for that test alone."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    if structlog.is_configured():
        structlog.reset_defaults()
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.captureWarnings(capture=False)
        for name in logs.LIBRARIES:
            logging.getLogger(name).setLevel(logging.NOTSET)
