"""Which language a text is in: the feed's word, checked against the script; without one, letters and short words.

Decides between languages that the rulebook tells apart. An undeclared text is in the first language of its script unless another has more of its
own in it. A feed that is wrong about two languages of one script is believed.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from monitor.model.lexicon import SCRIPTS, Language

_ASIDE = "latin"
"""The script in which names stand in texts of every other, and the most frequent."""
_LETTERS = {name: re.compile(f"[{letters}]") for name, letters in SCRIPTS.items()}
_OTHER_SCRIPT = re.compile("[" + "".join(letters for name, letters in SCRIPTS.items() if name != _ASIDE) + "]")
_UNKNOWN = "en"
_MARGIN = 2
"""Two more short words of one language than of its script's first make an undeclared text that language's; a letter of its own counts as much."""
_WORD = re.compile(r"[^\s\d_.,;:!?\"'’()«»“”،؛؟।|/-]+")
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)}
"""What leaves nothing but words in small letters and blanks of a text without other letters, in half the time."""


class _Script:
    """The languages of one script, in the order of the rulebook."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self.first = languages[0].code
        self._votes = dict.fromkeys([language.code for language in languages], 0)
        self._letters = [(one.code, re.compile(f"[{one.letters}]")) for one in languages if one.letters]
        self._of_word: dict[str, list[str]] = defaultdict(list)
        for language in languages:
            for word in language.words:
                self._of_word[word].append(language.code)

    def of(self, text: str) -> str:
        votes = self._votes.copy()
        plain = text.isascii()
        words = text.translate(_ASCII_WORDS).split() if plain else _WORD.findall(text.lower())
        for word in self._of_word.keys() & words:
            for code in self._of_word[word]:
                votes[code] += 1
        for code, letters in () if plain else self._letters:
            votes[code] += _MARGIN * bool(letters.search(text))
        best = max(votes, key=votes.__getitem__)
        return best if votes[best] - votes[self.first] >= _MARGIN else self.first


class Languages:
    """Those that a rulebook tells apart."""

    def __init__(self, languages: Sequence[Language]) -> None:
        by_script: dict[str, list[Language]] = defaultdict(list)
        for language in languages:
            by_script[language.script].append(language)
        self._script_of = {language.code: language.script for language in languages}
        self._read_as = {language.code: language.read_as for language in languages}
        self._scripts = {name: _Script(found) for name, found in by_script.items()}

    def detect(self, text: str, *, declared: str | None = None) -> str:
        """The language to read it as: two letters (three where there are none of two). ``declared`` (``en``, ``fa-IR``) wins unless it is known to be written otherwise."""
        code = (declared or "").partition("-")[0].partition("_")[0].lower()
        script = _ASIDE if text.isascii() or not _OTHER_SCRIPT.search(text) else _script(text)
        if code and self._script_of.get(code, script) == script:
            return self._read_as.get(code, code)
        known = self._scripts.get(script)
        return self._read_as[known.of(text)] if known else _UNKNOWN


def _script(text: str) -> str:
    return max(_LETTERS, key=lambda name: len(_LETTERS[name].findall(text)))
