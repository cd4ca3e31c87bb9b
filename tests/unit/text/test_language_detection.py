"""Which language a text is in."""

import pytest

from monitor.text import language


@pytest.mark.parametrize(
    ("text", "declared", "wanted"),
    [
        ("Iran strikes", None, "en"),
        ("Frappes en Iran", "fr", "fr"),
        ("Iran strikes", "fa-IR", "en"),
        ("پنجگور میں ایرانی حملہ", None, "ur"),
        ("سپاه مواضع گروهک را هدف قرار داد", None, "fa"),
        ("الحرس الثوري يقصف مقرات", None, "ar"),
        ("الحرس الثوري يقصف مقرات", "fa", "fa"),
        ("د پاکستان پوځ پر خوست برید وکړ", None, "ps"),
        ("د سپین بولدک دروازه بیا خلاصه شوه", None, "ps"),
        ("هێزەکانی ئێران هێرشیان کرد", None, "ckb"),
        ("पाकिस्तान में हमला", None, "hi"),
        ("Иран атаковал", None, "ru"),
        ("", None, "en"),
        ("İran Pakistan'daki hedefleri vurdu", None, "tr"),
        ("Cinq soldats tués dans une attaque à la frontière du Niger", None, "fr"),
        ("Cinco soldados mueren en un ataque en la frontera con Venezuela", None, "es"),
        ("Cinque soldati uccisi in un attacco al confine con il Niger", None, "it"),
        ("Fünf Tote bei Angriff an der Grenze zu Niger", None, "de"),
        ("Cinco mortos em ataque na fronteira do Brasil com a Venezuela", None, "pt"),
        ("Tentara Thailand tewas dalam bentrokan di perbatasan dengan Kamboja", None, "id"),
        ("Польща закрила кордон із Білоруссю", None, "uk"),
        ("Қазақстан шекараны жапты", None, "ru"),
        ("Shelling in La Paz and Los Rios kills five, says minister", None, "en"),
        ("Iran hits Jaish ul-Adl sites in Panjgur", None, "en"),
    ],
)
def test_the_feeds_word_is_checked_against_the_script(text: str, declared: str | None, wanted: str) -> None:
    """A declaration holds where the script allows it; else letters decide."""
    assert language.detect(text, declared=declared) == wanted
