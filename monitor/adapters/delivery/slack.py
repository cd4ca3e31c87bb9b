"""Slack behind Apprise, with what Apprise doesn't do: conversations as threads, no unfurling, Slack's own word on why it refused.

Apprise reads the address, cuts the text and makes the payload; here it is posted. With a bot's token a conversation is a thread below its first
message, and what is urgent is shown in the channel too. A webhook's answer doesn't name the message, so there the title says which conversation
it is of, and the how manieth of it.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import requests
from apprise.plugins.slack import NotifySlack, SlackMode

from monitor.adapters.delivery import results
from monitor.alerts import retry
from monitor.model.alerts import Deferred, Delivered, DeliveryOutcome, Message, Rejected
from monitor.text import printable

_LONGEST_TITLE = 150
_HTTP_OK = 200
_ERROR = re.compile(r"[a-z_]{1,60}")
_PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "service_unavailable", "team_added_to_org", "request_timeout"}
)
_MAYBE_POSTED = frozenset({"fatal_error", "request_timeout"})
"""What Slack says may have been done in part all the same."""

_SIGNS = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_THREAD_GONE = frozenset({"thread_not_found", "invalid_thread_ts", "cannot_reply_to_message"})


@dataclass(slots=True)
class Posting:
    """One message on its way: the thread that it belongs to, and what came of each post."""

    root: str = ""
    loud: bool = False
    outcomes: list[DeliveryOutcome] = field(default_factory=list)

    def outcome(self) -> DeliveryOutcome | None:
        """The worst, or that it arrived; None when nothing was posted."""
        failed = [outcome for outcome in self.outcomes if not isinstance(outcome, Delivered)]
        return next(iter((*failed, *self.outcomes)), None)


class Slack(NotifySlack):  # type: ignore[misc]
    """Apprise's Slack, which posts by itself. One message at a time."""

    def __init__(self, **described: Any) -> None:
        super().__init__(**described)
        self._posting = Posting()

    def begin(self, message: Message) -> tuple[Posting, str]:
        """The posting that the next ``notify`` is, and the title for it."""
        self._posting = Posting(root=message.root, loud=message.urgent)
        if self.mode is SlackMode.BOT or not message.thread:
            return self._posting, message.title
        count = f" #{message.revision}" if message.revision else ""
        return self._posting, printable.one_line(f"[{message.thread}{count}] {message.title}", longest=_LONGEST_TITLE)

    def _send(self, url: str, payload: Any, *rest: Any, **how: Any) -> Any:
        """Apprise's own way out. Workflows take fields of their own, so they are left to it."""
        if self.mode not in (SlackMode.BOT, SlackMode.WEBHOOK, SlackMode.WEBHOOK_GOV):
            return super()._send(url, payload, *rest, **how)
        outcome = self._post(url, {**payload, **self._manners(payload)})
        self._posting.outcomes.append(outcome)
        return {"ok": True} if isinstance(outcome, Delivered) else False

    def _manners(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Nothing unfolds; notifications show the title; a thread is gone on with, unless the address names another."""
        attachments = [_safe(each) for each in payload.get("attachments", ())]
        said: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "attachments": attachments}
        if self._threads and self._posting.root and "thread_ts" not in payload:
            said |= {"thread_ts": self._posting.root, "reply_broadcast": self._posting.loud}
        return said

    @property
    def _threads(self) -> bool:
        """Whether what Slack answers names the one message that there is."""
        return self.mode is SlackMode.BOT and len(self.channels) == 1

    def _post(self, url: str, payload: dict[str, Any]) -> DeliveryOutcome:
        self.throttle()
        headers = {"User-Agent": self.app_id, "Content-Type": "application/json; charset=utf-8"}
        if self.mode is SlackMode.BOT:
            headers["Authorization"] = f"Bearer {self.access_token}"
        try:
            answer = requests.post(
                url,
                data=json.dumps(payload),
                headers=headers,
                verify=self.verify_certificate,
                timeout=self.request_timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return results.outcome_of(False, [str(error)])
        error_said = _error(answer)
        if error_said in _THREAD_GONE and "thread_ts" in payload:
            gone = ("thread_ts", "reply_broadcast")
            return self._post(url, {name: value for name, value in payload.items() if name not in gone})
        return self._outcome(answer, error_said, opens=self._threads and "thread_ts" not in payload)

    def _outcome(self, answer: requests.Response, error: str, *, opens: bool) -> DeliveryOutcome:
        if answer.status_code != _HTTP_OK:
            return results.by_http(answer.status_code, retry_after=_retry_after(answer))
        if self.mode is not SlackMode.BOT:
            return Delivered()
        said = _json(answer)
        if said.get("ok") is True:
            return Delivered(root=str(said.get("ts", ""))[:40] if opens else "")
        reason = f"Slack says {error or 'nothing that we know'}"
        if error in _PASSING | _MAYBE_POSTED or not error:
            return Deferred(reason=reason, retry_after=_retry_after(answer), ambiguous=error in _MAYBE_POSTED)
        return Rejected(reason=reason)


def of(plugin: object) -> Slack | None:
    """Our Slack in place of Apprise's; None for any other service."""
    if not isinstance(plugin, NotifySlack):
        return None
    described = NotifySlack.parse_url(plugin.url())
    return Slack(**{**described, "asset": plugin.asset})


def _safe(attachment: dict[str, Any]) -> dict[str, Any]:
    title, text = (_escaped(str(attachment.get(name, ""))) for name in ("title", "text"))
    return {**attachment, "title": title, "text": text, "fallback": title}


def _escaped(text: str) -> str:
    """With the signs that Slack acts on escaped once: 2.x of Apprise has done it already, 1.x has not."""
    for sign, entity in reversed(_SIGNS):
        text = text.replace(entity, sign)
    for sign, entity in _SIGNS:
        text = text.replace(sign, entity)
    return text


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _error(answer: requests.Response) -> str:
    """Slack's own word for what is wrong; nothing that isn't one of its words is passed on."""
    found = _ERROR.fullmatch(str(_json(answer).get("error", "")))
    return found[0] if found else ""


def _retry_after(answer: requests.Response) -> timedelta | None:
    asked = answer.headers.get("Retry-After", "")
    return min(timedelta(seconds=int(asked)), retry.LONGEST_PAUSE) if asked.isdecimal() and len(asked) < 7 else None
