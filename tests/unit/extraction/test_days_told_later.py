"""The day of an act that only a later sentence tells. All items are published at noon on Thursday, 18 January 2024."""

from datetime import UTC, datetime

import pytest

from tests.support.reading import NOON, item, primary, shipped_reader

RAID = {
    "en": "Kenyan soldiers kill two Somali herders",
    "fr": "Des soldats kényans tuent deux bergers somaliens",
    "de": "Kenianische Soldaten töten zwei somalische Hirten",
    "es": "Soldados kenianos matan a dos pastores somalíes",
    "pt": "Soldados quenianos matam dois pastores somalis",
    "it": "Soldati kenioti uccidono due pastori somali",
    "ca": "Soldats kenyans maten dos pastors somalis",
    "nl": "Keniaanse soldaten doden twee Somalische herders",
    "ru": "Кенийские солдаты убили двух сомалийских пастухов",
    "uk": "Кенійські солдати вбили двох сомалійських пастухів",
    "pl": "Kenijscy żołnierze zabili dwóch somalijskich pasterzy",
    "cs": "Keňští vojáci zabili dva somálské pastevce",
    "hu": "Kenyai katonák megöltek két szomáliai pásztort",
    "tr": "Kenya askerleri iki Somalili çobanı öldürdü",
    "id": "Tentara Kenya tewaskan dua penggembala Somalia",
    "ar": "جنود كينيون يقتلون راعيين صوماليين",
    "hi": "केन्या के सैनिकों ने दो सोमाली चरवाहों को मार डाला",
    "ur": "کینیا کے فوجیوں نے دو صومالی چرواہے ہلاک کر دیے",
    "bn": "কেনিয়ার সেনারা দুই সোমালি রাখালকে হত্যা করেছে",
}


def _when(title: str, summary: str, language: str = "en") -> datetime | None:
    return primary(shipped_reader().read(item(title, summary, language=language))).happened_at


@pytest.mark.parametrize(
    ("language", "summary", "hour"),
    [
        ("en", "The incident took place on Tuesday evening near a well.", 20),
        ("en", "It happened at dawn on 16 January, an elder said.", 6),
        ("fr", "Les faits se sont produits mardi soir.", 20),
        ("de", "Der Vorfall ereignete sich am Dienstagabend.", 20),
        ("es", "El hecho ocurrió el martes por la noche.", 20),
        ("pt", "O incidente ocorreu na terça-feira à noite.", 20),
        ("it", "L'incidente è avvenuto martedì sera.", 20),
        ("ca", "L'incident va passar dimarts al vespre.", 20),
        ("nl", "Het incident vond dinsdagavond plaats.", 20),
        ("ru", "Инцидент произошёл во вторник вечером.", 20),
        ("uk", "Інцидент стався у вівторок увечері.", 20),
        ("pl", "Do incydentu doszło we wtorek wieczorem.", 20),
        ("cs", "K incidentu došlo v úterý večer.", 20),
        ("hu", "Az incidens kedden este történt.", 20),
        ("tr", "Olay salı gecesi meydana geldi.", 22),
        ("id", "Insiden itu terjadi pada Selasa malam.", 20),
        ("ar", "وقع الحادث مساء الثلاثاء.", 20),
        ("hi", "घटना मंगलवार रात की है।", 22),
        ("ur", "واقعہ منگل کی رات پیش آیا۔", 20),
        ("bn", "মঙ্গলবার রাতে এ ঘটনা ঘটে।", 22),
    ],
)
def test_a_word_for_what_happened_takes_the_headline_up(language: str, summary: str, hour: int) -> None:
    """ "The incident took place on Tuesday evening"."""
    assert _when(RAID[language], summary, language) == datetime(2024, 1, 16, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "summary"),
    [
        ("en", "The two died on Tuesday near a well."),
        ("es", "Los dos fallecieron el martes."),
        ("ru", "Двое погибли во вторник."),
    ],
)
def test_the_day_on_which_the_headlines_dead_fell_is_the_acts(language: str, summary: str) -> None:
    assert _when(RAID[language], summary, language) == datetime(2024, 1, 16, 12, tzinfo=UTC)


def test_where_the_headlines_dead_fell_is_where_it_was() -> None:
    read = primary(shipped_reader().read(item(RAID["en"], "The two were killed near Garissa.")))
    assert [place.name for place in read.places] == ["Garissa"]


@pytest.mark.parametrize(
    "summary",
    [
        "Nine have died on the line since Tuesday.",
        "Two others died on Tuesday.",
        "A similar incident took place on Tuesday.",
        "An inquiry into the incident opened on Tuesday.",
        "The incident will be discussed by both armies on Tuesday.",
        "The incident came a day after elections on Tuesday.",
        "Elections took place on Tuesday in both countries.",
        "Officials on Tuesday said the incident was regrettable.",
    ],
)
def test_another_acts_day_is_not_the_headlines(summary: str) -> None:
    """Another incident, a step that came of it, something else that took place, a statement."""
    assert _when(RAID["en"], summary) == NOON


def test_what_took_place_may_lie_a_week_back() -> None:
    """A bare "on Friday", on a Thursday, may be tomorrow; what took place then is past."""
    assert _when(RAID["en"], "The incident took place on Friday.") == datetime(2024, 1, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "summary"),
    [
        ("en", "Mogadishu on Tuesday condemned the attack."),
        ("en", "On Tuesday Somalia protested over the killing."),
        ("fr", "Mogadiscio a condamné mardi l'attaque."),
        ("es", "Somalia condenó el martes el ataque."),
        ("ru", "Во вторник Могадишо осудил нападение."),
        ("tr", "Mogadişu salı günü saldırıyı kınadı."),
        ("ar", "وأدانت الصومال يوم الثلاثاء الهجوم."),
        ("hi", "सोमालिया ने मंगलवार को हमले की निंदा की।"),
    ],
)
def test_the_day_of_a_protest_is_not_the_attacks(language: str, summary: str) -> None:
    """A step about an act of force comes later than it."""
    assert _when(RAID[language], summary, language) == NOON


def test_the_day_that_stands_by_the_attack_is_its_own() -> None:
    """ "Condemned Tuesday's attack"."""
    for summary in ("Mogadishu condemned Tuesday's deadly attack.", "Mogadishu condemned the Tuesday attack."):
        assert _when(RAID["en"], summary) == datetime(2024, 1, 16, 12, tzinfo=UTC)


def test_talks_take_the_day_that_a_noun_for_them_has() -> None:
    """ "Host of Tuesday's talks"; not talks that failed before, nor those to come."""
    title = "Kenya, Somalia foreign ministers meet in Kampala"
    for summary in ("The host of Tuesday's talks praised both.", "The meeting on Tuesday lasted two hours."):
        assert _when(title, summary) == datetime(2024, 1, 16, 12, tzinfo=UTC)
    for summary in ("After Tuesday's talks failed, they came again.", "Both are to attend talks on Tuesday in Juba."):
        assert _when(title, summary) == NOON


@pytest.mark.parametrize(
    ("language", "title", "summary"),
    [
        ("en", "Kenyan soldiers kill two Somali herders", "They were shot on Tuesday, and calm was back by Wednesday."),
        ("es", "Soldados kenianos matan a dos pastores somalíes", "Ocurrió el martes junto a un pozo."),
        ("ar", "جنود كينيون يقتلون راعيين صوماليين", "وقع الحادث أول أمس."),
        ("ar", "جنود كينيون يقتلون راعيين صوماليين", "وقع الحادث يوم 16 كانون الثاني."),
        ("fa", "حمله موشکی ایران به پاکستان", "این حمله ۲۶ دی ماه رخ داد."),
        ("fa", "حمله موشکی ایران به پاکستان", "این حمله ۱۶ ژانویه رخ داد."),
        ("hi", "केन्या के सैनिकों ने दो सोमाली चरवाहों को मार डाला", "घटना 16 जनवरी की है।"),
    ],
)
def test_days_as_they_are_written_in_their_languages(language: str, title: str, summary: str) -> None:
    """Limits that are no days of the act, sentences without a subject, months of both calendars."""
    assert _when(title, summary, language) == datetime(2024, 1, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "summary"),
    [
        ("en", "Both died in Friday's shooting; hundreds came to their burial."),
        ("en", "The speaker refused a debate on the killing of January 12."),
        ("fr", "Les deux hommes sont morts dans les tirs de vendredi."),
        ("de", "Beide starben beim Beschuss am Freitag."),
        ("id", "Keduanya tewas dalam penembakan Jumat."),
    ],
)
def test_a_day_that_stands_by_the_force_is_past(language: str, summary: str) -> None:
    """A bare "on Friday", on a Thursday, may be tomorrow; nobody tells of the fire of a day to come."""
    assert _when(RAID[language], summary, language) == datetime(2024, 1, 12, 12, tzinfo=UTC)


def test_a_fight_that_it_came_after_dates_no_other() -> None:
    """ "The first since Tuesday's clash"."""
    title = "Kenyan, Somali troops clash again"
    assert _when(title, "It was the first since Tuesday's clash.") == NOON
    assert _when(title, "It came a day after Tuesday's clash.") == NOON
