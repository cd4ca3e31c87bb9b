"""Crises of many borders, day after day, in several outlets and languages: what is one occurrence, and what never is.

Each line carries the name of the occurrence that its headline is about. The news is in our own words; days and tolls are those of the
crises, or invented where a trap is wanted.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from tests.support.scenarios import item, stage

TOLD: Mapping[str, tuple[tuple[str, str, str, str], ...]] = {
    # Thailand and Cambodia: fire day after day along one line, then a truce
    "emerald-triangle": (
        (
            "2025-05-28",
            "bbc",
            "Cambodian soldier killed in brief clash with Thai troops",
            "Both armies say that the other fired first.",
        ),
        (
            "2025-05-28",
            "reuters",
            "Soldier dies as Thai and Cambodian forces trade fire at Emerald Triangle",
            "Phnom Penh says Thai troops opened fire on a trench in Preah Vihear province.",
        ),
        ("2025-05-28", "france24", "Un soldat cambodgien tué lors d'un échange de tirs avec l'armée thaïlandaise", ""),
    ),
    "first-day": (
        (
            "2025-07-24",
            "bbc",
            "At least 12 dead as Thai and Cambodian troops exchange fire",
            "Thailand says 11 civilians and a soldier were killed.",
        ),
        (
            "2025-07-24",
            "dw",
            "Tote bei Gefechten zwischen Thailand und Kambodscha",
            "Mindestens zwölf Menschen sind getötet worden.",
        ),
        (
            "2025-07-24",
            "france24",
            "Thaïlande-Cambodge : au moins douze morts dans des affrontements à la frontière",
            "Les deux armées ont échangé des tirs jeudi près du temple de Ta Muen Thom.",
        ),
    ),
    "second-day": (
        (
            "2025-07-25",
            "bbc",
            "Second day of fighting between Thailand and Cambodia",
            "Heavy artillery was used on Friday in Ubon Ratchathani and Surin; the death toll has risen to 16.",
        ),
        ("2025-07-25", "al-jazeera", "Thailand, Cambodia clash for second day as toll reaches 16", ""),
    ),
    "third-day": (
        (
            "2025-07-26",
            "reuters",
            "Thai, Cambodian troops clash for third day, 33 dead in all",
            "Fighting spread on Saturday to Trat.",
        ),
    ),
    "truce": (
        (
            "2025-07-28",
            "reuters",
            "Thailand and Cambodia agree ceasefire from midnight",
            "The deal was announced in Malaysia.",
        ),
        ("2025-07-28", "dw", "Thailand und Kambodscha vereinbaren Waffenruhe", "Sie gilt ab Mitternacht."),
        (
            "2025-07-29",
            "dawn",
            "Truce between Thailand and Cambodia begins",
            "The ceasefire agreed in Malaysia took effect at midnight on Monday.",
        ),
    ),
    # Armenia and Azerbaijan: one night, its other side's losses, the next day
    "the-night": (
        (
            "2022-09-13",
            "reuters",
            "Azerbaijani forces shell Armenian territory, 49 soldiers killed",
            "Armenia says artillery and drones hit Goris, Jermuk and Vardenis overnight.",
        ),
        (
            "2022-09-13",
            "tass",
            "Армения сообщила о гибели 49 военных в результате обстрелов со стороны Азербайджана",
            "",
        ),
        (
            "2022-09-13",
            "dw",
            "Aserbaidschan greift Ziele in Armenien an: 49 Tote",
            "Beschossen wurden laut Eriwan Goris und Dschermuk.",
        ),
    ),
    "the-next-day": (
        (
            "2022-09-14",
            "reuters",
            "Armenia reports new Azerbaijani shelling, toll of soldiers now 105",
            "Fire resumed on Wednesday near Jermuk.",
        ),
    ),
    # Israel and Lebanon: strikes every day, rockets in between
    "baalbek": (
        (
            "2024-11-06",
            "reuters",
            "Israeli strikes on Baalbek kill 40 in eastern Lebanon",
            "53 people were injured on Wednesday.",
        ),
        (
            "2024-11-07",
            "bbc",
            "Forty killed in Israeli air strikes on Baalbek",
            "The raids hit the city and nearby villages on Wednesday.",
        ),
        ("2024-11-07", "france24", "Liban : quarante morts dans des frappes israéliennes sur Baalbek", ""),
        (
            "2024-11-07",
            "al-arabiya",
            "40 قتيلا في غارات إسرائيلية على بعلبك",
            "قالت وزارة الصحة اللبنانية إن 53 شخصا أصيبوا.",
        ),
    ),
    "rockets": (
        (
            "2024-11-07",
            "reuters",
            "Hezbollah fires rockets at Haifa, one man killed",
            "Sirens sounded in the city on Thursday.",
        ),
    ),
    "tyre": (
        ("2024-11-09", "reuters", "Israeli strike kills seven in Tyre", "The coastal city was hit late on Friday."),
        (
            "2024-11-09",
            "france24",
            "Sept morts dans une frappe israélienne à Tyr",
            "La ville a été touchée vendredi soir.",
        ),
    ),
    "almat": (
        (
            "2024-11-10",
            "reuters",
            "Israeli strike on Almat village north of Beirut kills 23",
            "Seven children are among the dead of Sunday's raid.",
        ),
        (
            "2024-11-10",
            "el-pais",
            "Un ataque israelí mata a 23 personas en Almat, al norte de Beirut",
            "Siete niños figuran entre los muertos.",
        ),
    ),
    # Kyrgyzstan and Tajikistan: two exchanges two days apart; one of them told as fighting, as shelling, in two languages
    "bulak-bashy": (
        (
            "2022-09-14",
            "rferl",
            "Tajik border guard killed in shoot-out with Kyrgyz guards",
            "The incident took place in Batken region.",
        ),
        (
            "2022-09-14",
            "tass",
            "На границе Киргизии и Таджикистана произошла перестрелка, погиб пограничник",
            "Инцидент случился в Баткенской области.",
        ),
    ),
    "batken": (
        (
            "2022-09-16",
            "reuters",
            "Heavy fighting between Kyrgyzstan and Tajikistan, 24 dead",
            "Tanks and rocket artillery were used; Tajik forces shelled Batken airport, Bishkek said.",
        ),
        (
            "2022-09-17",
            "tass",
            "В Киргизии сообщили о 24 погибших при столкновениях на границе с Таджикистаном",
            "Бои шли в пятницу в Баткенской области.",
        ),
        (
            "2022-09-17",
            "bbc",
            "Kyrgyzstan says 24 killed in border clashes with Tajikistan",
            "Mortars and rocket launchers were used on Friday in Batken.",
        ),
    ),
    # India and China: one night told as an attack here and as a clash there
    "galwan": (
        ("2020-06-16", "bbc", "At least 20 Indian soldiers die in clash with Chinese forces in Ladakh", ""),
        (
            "2020-06-17",
            "le-monde",
            "Vingt soldats indiens tués dans un affrontement avec l'armée chinoise",
            "Le heurt a eu lieu dans la vallée de Galwan.",
        ),
    ),
    # Venezuela and Colombia: soldiers fight a group, and are attacked by it
    "apure": (
        (
            "2021-03-21",
            "el-pais",
            "Ejército venezolano combate a disidentes de las FARC en Apure, dos soldados muertos",
            "Los enfrentamientos ocurrieron el domingo en La Victoria, junto a la frontera con Colombia.",
        ),
        (
            "2021-03-22",
            "reuters",
            "Two Venezuelan soldiers killed in clashes with Colombian rebels",
            "Fighting broke out in Apure state on Sunday.",
        ),
    ),
    # Chad and Sudan: its victims name the state next door, others the group
    "tine": (
        (
            "2025-12-26",
            "bbc",
            "RSF drone kills two Chadian soldiers in Tine",
            "The army post near the Sudan border was hit on Friday.",
        ),
        (
            "2025-12-27",
            "france24",
            "Deux soldats tchadiens tués par un drone des FSR à Tiné",
            "N'Djamena dénonce une violation de son territoire.",
        ),
    ),
    # Kosovo and Serbia: a policeman, the police, Kosovo: one target
    "banjska": (
        (
            "2023-09-24",
            "reuters",
            "Kosovo policeman killed in ambush near Serbian border",
            "Gunmen then barricaded themselves in a monastery in Banjska.",
        ),
        (
            "2023-09-24",
            "bbc",
            "Serb gunmen storm Kosovo monastery after police officer shot dead",
            "Three of the attackers were killed in Banjska.",
        ),
        (
            "2023-09-25",
            "france24",
            "Kosovo : un policier tué dans une embuscade à Banjska, trois assaillants abattus",
            "Pristina accuse Belgrade.",
        ),
    ),
    # Guyana and Venezuela: nobody died, but as many were wounded
    "cuyuni": (
        (
            "2025-02-17",
            "reuters",
            "Six Guyana soldiers wounded in ambush near Venezuelan border",
            "The attackers are believed to be members of the Sindicato gang.",
        ),
        (
            "2025-02-18",
            "el-pais",
            "Seis soldados de Guyana heridos en una emboscada cerca de la frontera con Venezuela",
            "",
        ),
    ),
    # India and Pakistan: strike and counter-strike on one morning
    "udhampur": (
        (
            "2025-05-10",
            "dawn",
            "Pakistan launches Operation Bunyanum Marsoos, hits Indian airbases",
            "Missiles struck Udhampur and Pathankot on Saturday morning.",
        ),
        (
            "2025-05-10",
            "the-hindu",
            "Pakistan fires missiles and drones at Indian air bases",
            "Udhampur and Pathankot were targeted on Saturday.",
        ),
    ),
    "nur-khan": (
        (
            "2025-05-10",
            "al-jazeera",
            "Pakistan says India fired missiles at three air bases",
            "Nur Khan was hit before dawn on Saturday.",
        ),
    ),
}

LANGUAGES = {"dw": "de", "france24": "fr", "le-monde": "fr", "tass": "ru", "el-pais": "es", "al-arabiya": "ar"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[str]]]:
    """For each occurrence the incidents that its headlines came to, item by item."""
    lines = sorted((line, name) for name, lines in TOLD.items() for line in lines)
    items = [
        item(at, outlet, title, summary, language=LANGUAGES.get(outlet, "en"), grade="B")
        for (at, outlet, title, summary), _ in lines
    ]
    with stage(items, tmp_path_factory.mktemp("crises")) as playing:
        playing.replay.run(playing.loaded.items)
        first = {one["id"]: next(iter(one["incidents"]), "") for one in playing.result()["items"]}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for number, (_, name) in enumerate(lines, 1):
            found[name].append(first[f"n{number:02}"])
        yield dict(found)


@pytest.mark.parametrize("name", TOLD)
def test_one_occurrence_is_one_incident(told: dict[str, list[str]], name: str) -> None:
    """Whatever the language, the class of act and the words for who did it."""
    assert len(set(told[name])) == 1
    assert "" not in told[name]


def test_no_two_occurrences_are_one_incident(told: dict[str, list[str]]) -> None:
    """Not the next day's fire, not the answer, not the next town."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name, incidents in told.items():
        for incident in filter(None, incidents):
            owners[incident].add(name)
    assert [names for names in owners.values() if len(names) > 1] == []
