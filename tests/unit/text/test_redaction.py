"""Secrets are taken out of whatever text they got into."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.bootstrap import secrecy
from monitor.model.outlets import Feed
from monitor.model.secret import Secret
from monitor.text.redaction import MASK, Redactor

TOKENS = st.text("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789_-", min_size=6, max_size=30).filter(
    lambda token: token.lower() != "border-monitor"  # the one ordinary word as long as a token
)


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlaz/#desk-room", "POST https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlaz"),
        ("tgram://123456789:AAfEx4mple/-100200300", "https://api.telegram.org/bot123456789:AAfEx4mple/sendMessage chat -100200300"),
        ("mailtos://desk:p%40ss-w0rd@mail.test?from=desk@mail.test", "login desk with p@ss-w0rd (p%40ss-w0rd) as desk@mail.test failed"),
        ("postgresql+psycopg://bm:hunter2@db.test/monitor", "FATAL: password authentication failed: hunter2"),
        ("json://h.test/x?token=abc123def", "GET /x?token=abc123def"),
        ("Bearer eyJhbGciOi", "headers [(b'X-Key', b'Bearer eyJhbGciOi')]"),
    ],
)  # fmt: skip
def test_no_part_of_an_address_that_may_be_secret_is_left(secret: str, text: str) -> None:
    """Tokens in the host, the path and the query, users, passwords, also as an address writes them."""
    told = Redactor([secret])(text)
    assert MASK in told
    for part in ("T1JJ3T3L2", "TIiajkdnlaz", "AAfEx4mple", "p@ss-w0rd", "p%40ss", "hunter2", "abc123def", "eyJhbGciOi"):
        assert part not in told


def test_what_was_never_learned_is_known_by_its_form() -> None:
    """A user in any address; credentials in any header."""
    told = Redactor()("asked https://alice:wonder@news.test/feed; b'Authorization', b'Basic YWxpY2U6d29uZGVy'")
    assert told == f"asked https://{MASK}@news.test/feed; b'Authorization', b'{MASK}'"


def test_ordinary_words_stay() -> None:
    """A database's name and host, words of addresses, and words that hold a short secret by chance."""
    redact = Redactor(["postgresql+psycopg://bm:pass1@db.test/monitor", "json://hooks.test/services/desk1"])
    text = "monitor.pipeline: db.test, services, hooks.test, desk12 and bypass12 are fine"
    assert redact(text) == text


@given(
    st.lists(TOKENS, min_size=1, max_size=4, unique=True), st.text(max_size=40), st.sampled_from(["/", " ", "'", ":"])
)
def test_no_token_is_ever_left(tokens: list[str], around: str, between: str) -> None:
    """Wherever the tokens of an address stand, alone or between any other text."""
    redact = Redactor([f"slack://{'/'.join(tokens)}"])
    told = redact(f"{around} {between.join(tokens)} {around}")
    assert not [token for token in tokens if len(token) >= 10 and token in told and token not in around]


def test_every_secret_of_a_configuration_is_found() -> None:
    """Headers, users with passwords, also as the header says both; the path of a database file is no secret."""
    feed = Feed(
        id="f",
        outlet="o",
        url="https://news.test/f",
        headers=(("X-Key", Secret("k3y-value")),),
        basic_auth=(Secret("alice"), Secret("wonder")),
        proxy=Secret("http://u:pw123@proxy.test:3128"),
    )
    found = set(secrecy.secrets_in({"database": Secret("sqlite:////var/x.db"), "feeds": [feed]}))
    header = base64.b64encode(b"alice:wonder").decode()
    assert found == {"k3y-value", "alice", "wonder", header, "http://u:pw123@proxy.test:3128"}


def test_a_token_of_digits_where_a_host_would_stand_is_no_port() -> None:
    """Only a few digits behind a colon are."""
    told = Redactor(["slack://0000000000/AAfEx4mple", "smtps://mail.test:46500"])("0000000000, mail.test:46500")
    assert told == f"{MASK}, mail.test:46500"
