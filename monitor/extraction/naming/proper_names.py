"""Names that no rulebook holds, told by their capitals: the group in "Red Dawn rebels", whoever stands before "kills".

Decides where such a name begins. Doesn't decide what it names; a headline that capitalises every word tells nothing.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.text.fold import Folded

MISS = "miss"
_LONGEST = 4
_PARTICLES = frozenset({"al", "el", "ul", "de", "e", "i", "of", "and"})
_OF_PERSONS = frozenset({"agent", "object"})
"""What stands behind names of those who act and are acted on, and behind no town's."""
_LONG_WORD = 4
"""Letters from which on a word in small letters shows that capitals mean something: shorter ones stay small in any headline."""


def begins_at(scene: Scene, token: int) -> int:
    """The first token of the capitalised run that ends before ``token``; ``token`` itself when there is none."""
    first = token
    while first > scene.first and token - first < _LONGEST and first not in scene.hard and _is_free(scene, first):
        first -= 1
    while first < token and not _is_capital(scene, first):
        first += 1
    if first == token or (first == scene.first and token - first == 1 and not _is_odd(scene, first)):
        return token
    return first if _capitals_tell(scene) else token


def begins_with(scene: Scene, token: int) -> bool:
    """Whether an unknown name begins there: a capital, also behind "al-", where capitals tell anything."""
    if scene.passage.folded.tokens[token] in _PARTICLES and token + 1 < scene.last:
        token += 1
    return _is_capital(scene, token) and scene.mark_at(token) is None and _capitals_tell(scene)


def _is_free(scene: Scene, end: int) -> bool:
    """Whether the token before ``end`` is nobody's mark, and capitalised or a particle within a name."""
    if scene.mark_before(end) is not None:
        return False
    return _is_capital(scene, end - 1) or scene.passage.folded.tokens[end - 1] in _PARTICLES


def _is_capital(scene: Scene, token: int) -> bool:
    return scene.passage.folded.written(token, token + 1)[:1].isupper()


def _is_odd(scene: Scene, token: int) -> bool:
    """Capitals or digits inside a word: no word is written so for standing first."""
    written = scene.passage.folded.written(token, token + 1)
    return any(letter.isupper() or letter.isdecimal() for letter in written[1:])


def _capitals_tell(scene: Scene) -> bool:
    folded = scene.passage.folded
    return any(
        folded.ends[token] - folded.starts[token] >= _LONG_WORD and folded.text[folded.starts[token]].islower()
        for token in range(scene.first, scene.last)
    )


def without_persons(marks: list[Mark]) -> list[Mark]:
    """ "Soldier M S fell", where relations stand behind their nouns: S, a town elsewhere, is his name, if no such word follows it."""
    return [mark for n, mark in enumerate(marks) if not (n and mark.names and _names_person(marks, n))]


def without_queens(marks: list[Mark], text: Folded) -> list[Mark]:
    """ "Miss A and Miss B" name no states, at the head of a text or behind "and"; in headlines rockets "Miss A", too."""
    return [
        mark for n, mark in enumerate(marks) if not (mark.names and _is_title(marks[n - 1 : n], text, mark.first - 1))
    ]


def _is_title(before: list[Mark], text: Folded, token: int) -> bool:
    if token < 0 or text.tokens[token] != MISS or text.written(token, token + 1) != MISS.capitalize():
        return False
    return not token or (bool(before) and before[0].last == token and before[0].has("role", "and"))


def _names_person(marks: list[Mark], n: int) -> bool:
    mark, before = marks[n], marks[n - 1]
    if not 1 <= mark.first - before.last < _LONGEST or ("count", "person") not in before.senses:
        return False
    if any(name.what != "place" for name in mark.names):
        return False
    follower = marks[n + 1] if n + 1 < len(marks) else None
    related = follower is not None and follower.first == mark.last and follower.has("role")
    return not related or (follower is not None and follower.word.post in _OF_PERSONS)
