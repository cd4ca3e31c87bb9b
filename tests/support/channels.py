"""The other side of delivery, on loopback: a stand-in for hooks.slack.com behind TLS and a CONNECT proxy, an SMTP server, an outbox in memory."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme
from aiosmtpd.controller import Controller

from monitor.model.alerts import Attempt, Delivery, DeliveryOutcome, DeliveryState, GroupStanding, Message, ThreadRoot

SLACK_HOSTS = ("hooks.slack.com", "slack.com")
TOKENS = ("T0SECRETAA", "B0SECRETBB", "c0SecretCCCCCCCCCCCCCCCCC")
BOT_TOKEN = "xoxb-1234-5678-s0SecretBot"


@dataclass
class SlackStandIn:
    """What the stand-in answers next, and the payloads that it got. ``hold`` makes it wait until it is released.

    ``hangs_up`` makes it accept a message and close the connection without a word; while ``down`` nobody reaches it. ``accepted`` are
    the payloads that it took, whatever it answered. ``bodies`` are answered first, one after another.
    """

    status: int = 200
    body: bytes = b"ok"
    bodies: list[bytes] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    payloads: list[dict[str, object]] = field(default_factory=list)
    accepted: list[dict[str, object]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    hold: threading.Event | None = None
    hangs_up: bool = False
    down: bool = False

    @property
    def url(self) -> str:
        """The channel's address, with secrets in it."""
        return "slack://" + "/".join(TOKENS) + "/#desk"

    @property
    def bot_url(self) -> str:
        """The address of a bot."""
        return f"slack://{BOT_TOKEN}/#desk"


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is part of the tests."""


@contextmanager
def slack_stand_in(folder: Path) -> Iterator[tuple[SlackStandIn, dict[str, str]]]:
    """The stand-in and the environment by which requests find it: a proxy, and the authority that vouches for its name."""
    authority = trustme.CA()
    bundle = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    state = SlackStandIn()
    server = _QuietServer(("127.0.0.1", 0), _slack_handler(state))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*SLACK_HOSTS).configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    proxy = _QuietServer(("127.0.0.1", 0), _proxy_handler(server.server_port, state))
    with _serving(server), _serving(proxy):
        try:
            yield (
                state,
                {
                    "HTTPS_PROXY": f"http://127.0.0.1:{proxy.server_port}",
                    "REQUESTS_CA_BUNDLE": str(bundle),
                    "NO_PROXY": "",
                },
            )
        finally:
            if state.hold is not None:
                state.hold.set()


@contextmanager
def _serving(server: ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _slack_handler(state: SlackStandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            state.payloads.append(json.loads(raw))
            state.paths.append(self.path)
            status = state.status
            if status == 200:
                state.accepted.append(state.payloads[-1])
            if state.hangs_up:
                self.close_connection = True
                return
            if state.hold is not None:
                state.hold.wait(10)
            body = state.bodies.pop(0) if state.bodies else state.body
            with suppress(OSError):
                self.send_response(status)
                for name, value in {**state.headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nothing on the test's terminal."""

    return Handler


def _proxy_handler(port: int, state: SlackStandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            if self.path not in {f"{host}:443" for host in SLACK_HOSTS} or state.down:
                self.send_error(403)
                return
            with socket.create_connection(("127.0.0.1", port)) as upstream:
                self.send_response(200)
                self.end_headers()
                back = threading.Thread(target=_pump, args=(upstream, self.connection), daemon=True)
                back.start()
                _pump(self.connection, upstream)
                back.join()
            self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Nothing on the test's terminal."""

    return Handler


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(65536):
            sink.sendall(chunk)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


class Mailbox:
    """What an SMTP server was handed; ``refuse`` makes it answer every recipient with that line, ``hangs_up`` take a message and go."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refuse: str | None = None
        self.hangs_up = False

    async def handle_RCPT(
        self, server: object, session: object, envelope: object, address: str, options: object
    ) -> str:
        """Accepts or refuses a recipient."""
        if self.refuse is not None:
            return self.refuse
        envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        """Keeps a message."""
        parsed = message_from_bytes(envelope.content, policy=policy.default)  # type: ignore[attr-defined]
        assert isinstance(parsed, EmailMessage)
        self.messages.append(parsed)
        if self.hangs_up:
            server.transport.abort()  # type: ignore[attr-defined]
        return "250 OK"


@contextmanager
def mail_server(mode: str = "insecure", *, authority: trustme.CA | None = None) -> Iterator[tuple[Mailbox, str]]:
    """A mailbox and the address of the channel that leads to it: in the clear, or ``ssl`` or ``starttls`` vouched for by the authority."""
    mailbox = Mailbox()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if authority else None
    if authority and context:
        authority.issue_cert("127.0.0.1").configure_cert(context)
    how = {"ssl": {"ssl_context": context}, "starttls": {"tls_context": context, "require_starttls": True}}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **how.get(mode, {}))
    controller.start()
    scheme = "mailto" if mode == "insecure" else "mailtos"
    try:
        yield mailbox, f"{scheme}://127.0.0.1:{port}?from=monitor@desk.example&to=duty@desk.example&mode={mode}"
    finally:
        controller.stop()


class MemoryOutbox:
    """A deliver store in memory: enough of the contract for the deliver cycle."""

    def __init__(self, *deliveries: Delivery) -> None:
        self.rows = {d.key: d for d in deliveries}
        self.attempts: list[Attempt] = []
        self.leases: dict[str, datetime] = {}
        self.roots: dict[tuple[str, str], ThreadRoot] = {}

    def post(self, *deliveries: Delivery) -> None:
        """Adds them; what only waits in front of one that is due sooner, in its conversation, becomes due with it."""
        for new in deliveries:
            self.rows[new.key] = new
            for row in tuple(self.rows.values()):
                same = (row.channel, row.conversation) == (new.channel, new.conversation)
                waits = row.state is DeliveryState.PENDING and not row.attempts and row.key != new.key
                if same and waits and row.next_try_at and new.next_try_at and row.next_try_at > new.next_try_at:
                    self.rows[row.key] = replace(row, next_try_at=new.next_try_at)

    def groups(self) -> tuple[GroupStanding, ...]:
        """What waits in each group, and when it last had a message."""
        found: dict[tuple[str, str], GroupStanding] = {}
        for row in self.rows.values():
            if row.group:
                key = (row.channel, row.group)
                known = found.get(key, GroupStanding(channel=row.channel, group=row.group))
                done = row.state is DeliveryState.DELIVERED
                sent = [a.finished_at for a in self.attempts if a.delivery == row.key and done]
                dues = [at for at in (known.due_at, row.next_try_at if not done else None) if at]
                known = replace(known, due_at=min(dues, default=None))
                found[key] = replace(
                    known, sent_at=max((*sent, *([known.sent_at] if known.sent_at else [])), default=None)
                )
        return tuple(found.values())

    def claim_deliveries(self, channel: str, *, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """Due ones in order, only the first open one of each conversation."""
        claimed: list[Delivery] = []
        seen: set[str] = set()
        for row in sorted(self.rows.values(), key=lambda d: (d.created_at, d.sequence)):
            open_ = row.channel == channel and row.state in (DeliveryState.PENDING, DeliveryState.CLAIMED)
            if not open_ or row.conversation in seen:
                continue
            seen.add(row.conversation)
            free = self.leases.get(row.key, now) <= now
            due = row.next_try_at is None or row.next_try_at <= now
            if free and due and len(claimed) < limit:
                self.leases[row.key] = now + lease
                claimed.append(replace(row, state=DeliveryState.CLAIMED))
        return claimed

    def claim_rest(
        self, of: Delivery, *, now: datetime, lease: timedelta, limit: int, everything: bool = False
    ) -> list[Delivery]:
        """What is due of its group, or of everything; what isn't claimed holds up those behind it in its conversation."""
        claimed: list[Delivery] = []
        held_up: set[str] = set()
        for row in sorted(self.rows.values(), key=lambda d: (d.created_at, d.sequence)):
            open_ = row.state in (DeliveryState.PENDING, DeliveryState.CLAIMED)
            if row.channel != of.channel or row.key == of.key or not open_ or row.conversation in held_up:
                continue
            due = row.next_try_at is None or row.next_try_at <= now
            wanted = everything or row.group == of.group
            if not (due and wanted) or self.leases.get(row.key, now) > now or len(claimed) == limit:
                held_up.add(row.conversation)
                continue
            self.leases[row.key] = now + lease
            claimed.append(replace(row, state=DeliveryState.CLAIMED))
        return claimed

    def put_off(self, channel: str, *, now: datetime, until: datetime, because: str) -> None:
        """What is due there is due then."""
        for row in tuple(self.rows.values()):
            due = row.state is DeliveryState.PENDING and (row.next_try_at is None or row.next_try_at <= now)
            if row.channel == channel and due and self.leases.get(row.key, now) <= now:
                self.rows[row.key] = replace(row, next_try_at=until, last_reason=because)

    def sent_since(self, channel: str, since: datetime) -> list[datetime]:
        """When messages arrived there."""
        done = {
            each.finished_at
            for each in self.attempts
            if self.rows[each.delivery].channel == channel and each.outcome == "delivered" and each.finished_at > since
        }
        return sorted(done)

    def thread_root(self, channel: str, thread: str, *, since: datetime) -> str:
        """The latest."""
        known = self.roots.get((channel, thread))
        return known.root if known and known.at > since else ""

    def record_attempt(
        self, *attempts: Attempt, state: DeliveryState, next_try_at: datetime | None, root: ThreadRoot | None = None
    ) -> None:
        """Keeps the attempts and moves their deliveries."""
        if root is not None:
            self.roots[root.channel, root.thread] = root
        for attempt in attempts:
            self.attempts.append(attempt)
            self.leases.pop(attempt.delivery, None)
            row = self.rows[attempt.delivery]
            self.rows[attempt.delivery] = replace(
                row, state=state, next_try_at=next_try_at, attempts=attempt.number, last_reason=attempt.reason
            )


class ScriptedSender:
    """Answers with what it was told to for each channel, and remembers what it was handed. An exception is raised."""

    def __init__(self, **answers: DeliveryOutcome | Exception) -> None:
        self.answers = answers
        self.sent: list[tuple[str, Message]] = []

    async def send(self, channel: str, message: Message) -> DeliveryOutcome:
        """The scripted answer."""
        self.sent.append((channel, message))
        answer = self.answers[channel]
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class HandClock:
    """A clock that stands until it is set."""

    at: datetime

    def now(self) -> datetime:
        """The time that it was set to."""
        return self.at
