"""Which language a text is in: the feed's word, checked against script and letters.

Decides among languages that can be told apart by their letters, and falls back to English for Latin script. Doesn't guess between
languages of one script beyond that: a feed that is wrong about French and English is believed.
"""

import re

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

_SCRIPTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (_ARABIC, frozenset({"ar", "fa", "ur", "ps", "sd", "ku", "ckb", "bal", "ug"})),
    (_DEVANAGARI, frozenset({"hi", "mr", "ne"})),
    (_BENGALI, frozenset({"bn", "as"})),
    (_CYRILLIC, frozenset({"ru", "uk", "bg", "sr", "tg", "kk", "ky", "mk"})),
    (_IDEOGRAPH, frozenset({"zh", "ja"})),
)
_NOT_LATIN = frozenset[str]().union(*(languages for _, languages in _SCRIPTS))
_FIRST_OF_SCRIPT = ("ar", "hi", "bn", "ru", "zh")


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


def detect(text: str, *, declared: str | None = None) -> str:
    """A two-letter code. ``declared`` (``en``, ``fa-IR``) wins unless the text is in a script that it can't be written in."""
    code = (declared or "").partition("-")[0].partition("_")[0].lower()
    if text.isascii():
        return "en" if not code or code in _NOT_LATIN else code
    latin = len(_LATIN.findall(text))
    for (script, languages), first in zip(_SCRIPTS, _FIRST_OF_SCRIPT, strict=True):
        if len(script.findall(text)) > latin:
            if code in languages:
                return code
            return _arabic_script(text) if first == "ar" else first
    return "en" if not code or code in _NOT_LATIN else code
