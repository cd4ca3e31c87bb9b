"""A real server on this machine for every story of collecting that asks for one."""

from collections.abc import AsyncIterator

import pytest

from tests.support.servers import FeedServer, feed_server


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    """Reached by whatever name leads here."""
    async with feed_server() as running:
        yield running
