"""Finding many phrases at once in folded text.

Decides where a phrase stands (whole tokens only). Doesn't decide which of overlapping ones counts, nor what one means: a phrase is a
number into the caller's table, and what holds there depends on the text's language.

The phrases are a tree of their words, walked from every token: most texts leave it at the first word, so it costs no more than an automaton
of the same phrases, and it is plain data, which can be kept between starts where an automaton must be built anew.
"""

from collections.abc import Iterable

Tree = dict[str, "Tree | int"]
"""Phrases by their first word, their second, and so on, down to a phrase's number; it stands under ``""`` where others go on."""

_PASSED = frozenset({"the", "its", "their"})
"""Words that may stand inside a phrase that is listed without them: "bolts the door" beside "bolts door"."""
_UNPASSED = frozenset({"back", "off", "out", "up", "in", "on", "over", "down", "first", "other", "same", "of", "to"})
"""Before these they begin something else: "hits the back of the net"."""

Found = tuple[int, int, int]
"""Phrase number, first token, and the token after the last."""


def plant(phrases: Iterable[str], first: int = 0) -> Tree:
    """The tree of these phrases, each folded, its tokens separated by one blank; they are numbered in their order, from ``first`` on."""
    tree: Tree = {}
    for number, phrase in enumerate(phrases, first):
        *before, last = phrase.split(" ")
        here = tree
        for word in before:
            here = _branch(here, word)
        known = here.get(last)
        if isinstance(known, dict):
            known[""] = number
        else:
            here[last] = number
    return tree


def _branch(tree: Tree, word: str) -> Tree:
    """What goes on behind a word; a phrase that ends there steps down under ``""``."""
    known = tree.get(word)
    if isinstance(known, dict):
        return known
    made: Tree = {} if known is None else {"": known}
    tree[word] = made
    return made


def match(tree: Tree, tokens: tuple[str, ...]) -> list[Found]:
    """Every occurrence, overlapping ones too, by first token and then longest first."""
    found: list[Found] = []
    size = len(tokens)
    for first, token in enumerate(tokens):
        here = tree.get(token)
        if here is None:
            continue
        after = first + 1
        if isinstance(here, int):
            found.append((here, first, after))
        elif after < size and (tokens[after] in here or tokens[after] in _PASSED):
            found += reversed(_walk(here, tokens, first))
        elif isinstance(own := here.get(""), int):  # most words that begin a phrase begin none here
            found.append((own, first, after))
    return found


def _walk(here: Tree, tokens: tuple[str, ...], first: int) -> list[Found]:
    """The phrases that begin at a token, shortest first; ``here`` is what goes on behind it."""
    found: list[Found] = []
    last, size = first + 1, len(tokens)
    while True:
        own = here.get("")
        if isinstance(own, int):
            found.append((own, first, last))
        if last == size:
            return found
        further = here.get(tokens[last])
        if tokens[last] in _PASSED and (further is None or not _leads_on(further, tokens, last + 1)):
            last, further = _past(here, tokens, last)
        if further is None:
            return found
        last += 1
        if isinstance(further, int):
            found.append((further, first, last))
            return found
        here = further


def _past(here: Tree, tokens: tuple[str, ...], last: int) -> tuple[int, "Tree | int | None"]:
    """The token behind an article, and what goes on there."""
    behind = last + 1
    if behind == len(tokens) or tokens[behind] in _UNPASSED:
        return last, None
    return behind, here.get(tokens[behind])


def _leads_on(further: "Tree | int", tokens: tuple[str, ...], last: int) -> bool:
    """Whether a phrase that has the article itself may go on: "shuts the door on", but of "shuts the bridge" only "shuts bridge" is known."""
    return isinstance(further, int) or "" in further or (last < len(tokens) and tokens[last] in further)
