"""Which language a text is in: the feed's word, checked against script and letters.

Decides among languages that can be told apart by their letters; undeclared ones of Latin script by letters that one language alone writes
and by the short words of their sentences, else English. A feed that is wrong about French and English is believed.
"""

import re
from collections.abc import Mapping

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_BENGALI = re.compile(r"[\u0980-\u09ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

# Letters that one language of the script writes and the others don't, tried in order: a headline often holds only a few of them.
_SORANI = re.compile(r"[ۆێڵڕ]")
_SINDHI = re.compile(r"[ڄڃٻڀٺٽڦڻ]")
_PASHTO = re.compile(r"[ټډړږښڼېۍګ]|(?:^|\s)(?:د|چې|شول|شوه|کړل|ووژل)(?=\s|$)")
_URDU = re.compile(r"[ٹڈڑےۓںھہ]")
_PERSIAN = re.compile(r"[پچژگ]|\u06cc|\u06a9|\u200c")
_ARABIC_ONLY = re.compile(r"[ةيكىأإ]|\bال")

_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_NOT_UKRAINIAN = re.compile("[ўәғқңөұүһҳҷӣӯ]", re.IGNORECASE)
"""Letters of other languages that write an i like the Ukrainian one."""

_SCRIPTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (_ARABIC, frozenset({"ar", "fa", "ur", "ps", "sd", "ku", "ckb", "bal", "ug"})),
    (_DEVANAGARI, frozenset({"hi", "mr", "ne"})),
    (_BENGALI, frozenset({"bn", "as"})),
    (_CYRILLIC, frozenset({"ru", "uk", "be", "bg", "sr", "tg", "kk", "ky", "mk"})),
    (_IDEOGRAPH, frozenset({"zh", "ja"})),
)
_NOT_LATIN = frozenset[str]().union(*(languages for _, languages in _SCRIPTS))
_FIRST_OF_SCRIPT = ("ar", "hi", "bn", "ru", "zh")
_OTHER_SCRIPT = re.compile("|".join(script.pattern for script, _ in _SCRIPTS))


_OWN_LETTERS = (
    ("tr", re.compile(r"[ğıİ]|ş.*ş", re.DOTALL)),
    ("pt", re.compile("[ãõ]")),
    ("es", re.compile("[ñ¿¡]")),
    ("de", re.compile("ß")),
)
"""Letters of the Latin script that one of the languages below alone writes."""

_SHORT_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to after as is are by with from over says at for on in a its border soldiers killed attack strike strikes army raid hits",
        "fr": "le la les des du de et en dans un une aux ses sur pour selon après avec est ont par au "
        "frontière frontières soldats morts tués attaque frappe frappes deux trois armée gouvernement accord ambassadeur",
        "de": "der die das und in im bei nach mit auf von zu den dem ein eine für aus ist sind wird wurde gegen an "
        "grenze soldaten tote toten angriff angriffe greift getötet zwei drei vier fünf raketen regierung beziehungen mindestens feuert militär "
        "polizei grenzübergang botschafter armee droht schließt nahe",
        "es": "el la los las de del y en un una por tras con para su se al a fue que "
        "frontera fronteras soldados muertos mueren ataque ataques bombardeo dos tres ejército gobierno acuerdo embajador militares misiles",
        "it": "il la gli di del e in nel nella un una dopo della dei delle dal con per sono che al "
        "confine soldati morti uccisi attacco raid due tre esercito governo accordo ambasciatore militari missili scontri",
        "tr": "ve bir ile için bu olarak sonra kadar en az olan göre "
        "asker askeri sınır hava ordusu hedef vurdu öldü füze geri büyükelçisini",
        "pt": "o os as de do da dos das no na em um uma após com por ao que e não são foi pelo pela seu sua à "
        "fronteira fronteiras soldados mortos ataque ataques bombardeio dois três exército governo acordo embaixador militares mísseis feridos",
        "nl": "de het een van op en met voor bij na door aan in",
        "pl": "w z na i do się nie po od przez przy za",
        "cs": "v na se a po od při za do ve k že",
        "ro": "și în la din cu pe de un o după a fost",
        "id": "di yang dan dari untuk dengan pada ini akan ke oleh itu tidak dalam "
        "tentara perbatasan serangan tewas pasukan militer rudal duta besar warga menteri pemerintah",
    }.items()
}
"""The commonest short words and, of languages that we read, some that news of borders can't do without: two more of one language than of
English make an undeclared text that language's."""
_MARGIN = 2
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile("[a-z]+")
"""The same in a text without other letters, and found in half the time."""
_LANGUAGES_OF = {
    word: tuple(language for language, short in _SHORT_WORDS.items() if word in short)
    for word in frozenset[str]().union(*_SHORT_WORDS.values())
}
"""Whose short word each of them is: a text holds few, and there are many languages to ask."""


def _latin_script(text: str) -> str:
    votes = dict.fromkeys(_SHORT_WORDS, 0)
    plain = text.isascii()
    for word in _LANGUAGES_OF.keys() & (_ASCII_WORD if plain else _LATIN_WORD).findall(text.lower()):
        for language in _LANGUAGES_OF[word]:
            votes[language] += 1
    for language, letters in () if plain else _OWN_LETTERS:
        votes[language] += _MARGIN * bool(letters.search(text))
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] - votes["en"] >= _MARGIN else "en"


def _arabic_script(text: str) -> str:
    if _SORANI.search(text):
        return "ckb"
    if _SINDHI.search(text):
        return "sd"
    if _PASHTO.search(text):
        return "ps"
    if _URDU.search(text):
        return "ur"
    return "fa" if len(_PERSIAN.findall(text)) > len(_ARABIC_ONLY.findall(text)) else "ar"


def _cyrillic_script(text: str) -> str:
    return "uk" if _UKRAINIAN.search(text) and not _NOT_UKRAINIAN.search(text) else "ru"


_UNDECLARED = {"ar": _arabic_script, "ru": _cyrillic_script}
"""Scripts that write several of the languages that we read, by the first of them."""


def detect(text: str, *, declared: str | None = None) -> str:
    """A two-letter code. ``declared`` (``en``, ``fa-IR``) wins unless the text is in a script that it can't be written in."""
    code = (declared or "").partition("-")[0].partition("_")[0].lower()
    if text.isascii() or not _OTHER_SCRIPT.search(text):
        return _latin_script(text) if not code or code in _NOT_LATIN else code
    latin = len(_LATIN.findall(text))
    for (script, languages), first in zip(_SCRIPTS, _FIRST_OF_SCRIPT, strict=True):
        if len(script.findall(text)) > latin:
            if code in languages:
                return code
            return _UNDECLARED[first](text) if first in _UNDECLARED else first
    return _latin_script(text) if not code or code in _NOT_LATIN else code
