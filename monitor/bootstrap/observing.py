"""Who takes note of the work: the log always, metrics where they are asked for; and the place where Prometheus asks."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from monitor import __version__
from monitor.errors import ConfigError, Problem, UnavailableError
from monitor.model.standing import CycleBeat
from monitor.model.work import Tell, Work
from monitor.pipeline import journal

if TYPE_CHECKING:
    from monitor.adapters.metrics import Metrics
    from monitor.bootstrap import App

_MOST_BYTES = 1024
"""Who asks for metrics sends no body worth speaking of."""


class Observers:
    """Passes each unit of work on to whoever takes note of it: first of all the log."""

    def __init__(self) -> None:
        self._told: list[Tell] = [journal.note]

    def __call__(self, work: Work) -> None:
        """Tells everybody."""
        for tell in self._told:
            tell(work)

    def add(self, tell: Tell) -> None:
        """From now on."""
        self._told.append(tell)


def check(app: "App") -> None:
    """Raises ConfigError when metrics are asked for that can't be had."""
    if app.settings.metrics is None:
        return
    try:
        from monitor.adapters.metrics import Metrics  # noqa: F401 - whether it is there
    except ModuleNotFoundError as missing:
        said = f"metrics need {missing.name}; install border-monitor[metrics], or take metrics.listen out"
        raise ConfigError((Problem(str(app.settings.path), 0, 0, said, "missing-extra"),)) from missing


def metrics_of(app: "App", beats: Callable[[], Mapping[str, CycleBeat]]) -> "Metrics | None":
    """Counts the application's work from now on; None when nobody asks for it."""
    if app.settings.metrics is None:
        return None
    from monitor.adapters.metrics import Metrics

    made = Metrics(
        version=__version__,
        languages={*app.loaded.rulebook.lexicon, "unknown"},
        channels=[channel.id for channel in app.settings.channels],
        beats=beats,
    )
    app.observers.add(made.count)
    return made


@asynccontextmanager
async def exposed(
    app: "App", metrics: "Metrics | None", troubles: Callable[[], Awaitable[list[str]]]
) -> AsyncIterator[int | None]:
    """Answers who asks for metrics, or whether all is well; gives the port. Raises UnavailableError when the place is taken."""
    place = app.settings.metrics
    if metrics is None or place is None:
        yield None
        return
    from monitor.adapters.metrics import MEDIA_TYPE
    from monitor.adapters.web import watching_calls
    from monitor.adapters.web.listener import Listener

    handle = watching_calls.handler(metrics.exposition, MEDIA_TYPE, troubles)
    listener = Listener(handle=handle, most_bytes=_MOST_BYTES)
    async with AsyncExitStack() as opened:
        try:
            port = await opened.enter_async_context(listener.listening(place.host, place.port))
        except UnavailableError as taken:
            raise UnavailableError(f"metrics: {taken}; choose another metrics.listen in {app.settings.path}") from taken
        yield port
