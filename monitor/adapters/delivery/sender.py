"""The sender over all configured channels. It holds the addresses; nobody else sees them."""

from collections.abc import Mapping
from typing import TextIO

from monitor.adapters.delivery import quiet
from monitor.adapters.delivery.printing import PrintChannel
from monitor.adapters.delivery.service import TOTAL_SECONDS, Service, check_url, load_services
from monitor.model.alerts import DeliveryOutcome, Message, Rejected
from monitor.model.secret import Secret

Target = TextIO | Secret

__all__ = ["ChannelSender", "Target", "check_url"]


class ChannelSender:
    """Sends through the channel of that name: a stream that is printed to, or a secret Apprise address."""

    def __init__(self, channels: Mapping[str, Target], *, total_seconds: float = TOTAL_SECONDS) -> None:
        quiet.clamp()
        if any(isinstance(target, Secret) for target in channels.values()):
            load_services()
        self._before: ChannelSender | None = None
        self._printing = {name: PrintChannel(t) for name, t in channels.items() if not isinstance(t, Secret)}
        self._services = {
            name: Service(name, t, total_seconds=total_seconds) for name, t in channels.items() if isinstance(t, Secret)
        }

    def go_on(self, before: "ChannelSender") -> None:
        """Channels whose address has not changed go on with what they know: their throttle, and a send that hangs.

        What was about to go through a channel that is gone still goes there.
        """
        self._services = {name: before.serving(name, service) for name, service in self._services.items()}
        self._before = before
        before.forget()

    def forget(self) -> None:
        """Lets go of the channels of the one before."""
        self._before = None

    def serving(self, name: str, wanted: Service) -> Service:
        """The channel of that name if its address is the ``wanted`` one's; else the wanted one."""
        known = self._services.get(name)
        return known if known and known.url == wanted.url else wanted

    async def send(self, channel: str, message: Message) -> DeliveryOutcome:
        """One try; never raises for what the other side does."""
        if channel in self._printing:
            return self._printing[channel].write(message)
        if channel in self._services:
            return await self._services[channel].send(message)
        if self._before is not None:
            return await self._before.send(channel, message)
        return Rejected(reason="no channel of that name is configured")
