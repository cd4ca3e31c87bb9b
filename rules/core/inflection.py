"""Case forms of names in languages where a name changes with its role, for ``make_countries.py``.

Regular endings of Russian names and adjectives only. Irregular forms stand in the tables; Turkish endings are told apart by their apostrophe.
"""

_RUSSIAN_ENDINGS = (
    ("ия", ("ии", "ии", "ию", "ией")),
    ("ея", ("еи", "ее", "ею", "еей")),
    ("ья", ("ьи", "ье", "ью", "ьей")),
    ("а", ("ы", "е", "у", "ой")),
    ("ай", ("ая", "аю", "аем", "ае")),
    ("ец", ("ца", "цу", "цем", "це", "цы", "цев", "цам", "цами", "цах")),
    ("анин", ("анина", "анину", "анином", "ане", "ан", "анам", "анами")),
    ("ская", ("ской", "скую")),
    ("ная", ("ной", "ную")),
    ("ский", ("ского", "скому", "ским", "ском", "ская", "ской", "скую", "ское", "ские", "ских", "скими", "ско")),
    ("цкий", ("цкого", "цкому", "цким", "цком", "цкая", "цкой", "цкую", "цкое", "цкие", "цких", "цкими", "цко")),
)
_MASCULINE = ("а", "у", "ом", "е")
_FEMININE_SOFT = ("Беларусь", "Астрахань", "Казань", "Рязань", "Тверь", "Пермь")
_HUSHING, _VELAR = "жшчщц", "гкх"
_UNCHANGED = frozenset("оеуиюэыы")


def _russian_word(word: str) -> list[str]:
    """The oblique forms of one word in a fixed order; none when it doesn't change or isn't known to."""
    if word.isupper() or not word.isalpha() or word[-1] in _UNCHANGED or len(word) < 3:
        return []
    if word.endswith("ь"):
        return [word[:-1] + end for end in (("и", "ью") if word in _FEMININE_SOFT else ("я", "ю", "ем", "е"))]
    found = max(
        (pair for pair in _RUSSIAN_ENDINGS if word.endswith(pair[0])), key=lambda pair: len(pair[0]), default=None
    )
    if found is None:
        return [word + end for end in _MASCULINE] if word[-1] not in "айя" else []
    stem = word.removesuffix(found[0])
    return [_spelled(stem, end) for end in found[1]]


def _spelled(stem: str, ending: str) -> str:
    """Russian spelling: no ``ы`` behind velars and hushing letters, no unstressed ``о`` behind the latter."""
    if ending == "ы" and stem[-1:] in _VELAR + _HUSHING:
        return f"{stem}и"
    return f"{stem}ей" if ending == "ой" and stem[-1:] in _HUSHING else stem + ending


def _russian(name: str) -> list[str]:
    """A name of one word in all cases; of two, an adjective and a noun, in those where both are regular."""
    first, _, last = name.rpartition(" ")
    if not first:
        return [name, *_russian_word(name)]
    if " " in first or not first.endswith(("ая", "ий", "ый")):
        return [name]
    if first.endswith("ая"):
        stem = first.removesuffix("ая")
        endings = ("ой", "ой", "ую", "ой")
    else:
        stem = first[:-2]
        endings = ("ого", "ому", "им" if first.endswith("ий") else "ым", "ом")
    return [name, *(f"{stem}{one} {other}" for one, other in zip(endings, _russian_word(last), strict=False))]


def inflected(name: str, language: str) -> list[str]:
    """The forms in which texts of this language write a name; the name alone where names don't change."""
    return _russian(name) if language == "ru" else [name]
