"""Which language a text is in."""

import pytest

from tests.support.reading import shipped_languages

KNOWN = shipped_languages()


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
        ("Сьогодні вранці з території Росії обстріляли прикордонне село", None, "uk"),
        ("На мяжы з Польшчай загінуў памежнік, паведаміў камітэт. Ён быў паранены", None, "be"),
        ("Двама войници са убити при нападение на границата от неизвестни мъже", None, "bg"),
        ("এবার ইরানে পাল্টা হামলা পাকিস্তানের, নিহত শিশু ও মহিলা।", None, "bn"),
        ("সীমান্তত গুলীচালনা, অসমৰ দুজনৰ মৃত্যু", None, "as"),
        ("Cinco soldados mortos nun ataque na fronteira coa Venezuela, unha muller ferida", None, "gl"),
        ("Cinc soldats morts en un atac a la frontera amb Veneçuela", None, "ca"),
        ("Vijf soldaten gedood bij een aanval aan de grens met Niger", None, "nl"),
        ("Dvaja vojaci zahynuli pri útoku na hranici, ďalších päť je zranených a štvrtý sa stratil", None, "sk"),
        ("Ukrajinský útok dronom zabil dve ženy v Belgorodskej oblasti Ruska", None, "sk"),
        ("Turecko provedlo nálety na severu Iráku", None, "cs"),
        ("Lövöldöztek az azeri határon", None, "hu"),
        ("Lima anggota tentera maut dalam serangan di sempadan", None, "id"),
        ("Tentera Thailand lepaskan tembakan", "ms-MY", "id"),
        ("Lima tentara tewas dalam serangan di perbatasan dengan Venezuela", None, "id"),
        ("Shelling in La Paz and Los Rios kills five, says minister", None, "en"),
        ("Iran hits Jaish ul-Adl sites in Panjgur", None, "en"),
    ],
)
def test_the_feeds_word_is_checked_against_the_script(text: str, declared: str | None, wanted: str) -> None:
    """A declaration holds where the script allows it; else letters decide."""
    assert KNOWN.detect(text, declared=declared) == wanted
