"""Adjectives, people and capitals of states in French, Spanish, Italian and German, and first halves of compounds, as tables for ``make_countries.py``.

One line a state; fields are cut at the bars. An adjective is given in its masculine singular and inflected by ``agreeing``; what stands
behind a plus sign is taken as it is written.
"""

from collections.abc import Mapping

# iso | French adjective | Spanish | Italian | German | capitals in French | in Spanish | in Italian | in German
ADJECTIVES = """
IR|iranien|iraní|iraniano|iranisch+Iraner|Téhéran|Teherán|Teheran|Teheran
PK|pakistanais|paquistaní, pakistaní|pakistano, pachistano|pakistanisch+Pakistaner, Pakistani|Islamabad|Islamabad|Islamabad|Islamabad
AF|afghan|afgano|afghano|afghanisch+Afghanen, Afghane|Kaboul|Kabul|Kabul|Kabul
IN|indien|indio|indiano|indisch+Inder|New Delhi, Delhi|Nueva Delhi, Delhi|Nuova Delhi, Delhi|Neu-Delhi, Delhi
CN|chinois|chino|cinese|chinesisch+Chinesen|Pékin|Pekín, Beijing|Pechino|Peking
US|américain, états-unien|estadounidense, norteamericano|statunitense, americano|amerikanisch, US-amerikanisch+Amerikaner|Washington|Washington|Washington|Washington
RU|russe|ruso|russo|russisch+Russen|Moscou|Moscú|Mosca|Moskau
IL|israélien|israelí|israeliano|israelisch+Israelis|Tel-Aviv|Tel Aviv|Tel Aviv|Tel Aviv
PS|palestinien|palestino|palestinese|palästinensisch+Palästinenser|Ramallah|Ramala|Ramallah|Ramallah
IQ|irakien|iraquí, irakí|iracheno|irakisch+Iraker|Bagdad|Bagdad|Baghdad|Bagdad
SY|syrien|sirio|siriano|syrisch+Syrer|Damas|Damasco|Damasco|Damaskus
LB|libanais|libanés|libanese|libanesisch+Libanesen|Beyrouth|Beirut|Beirut|Beirut
JO|jordanien|jordano|giordano|jordanisch+Jordanier|Amman|Amán|Amman|Amman
EG|égyptien|egipcio|egiziano|ägyptisch+Ägypter|Le Caire|El Cairo|Il Cairo|Kairo
SA|saoudien|saudí|saudita|saudisch, saudi-arabisch+Saudis|Riyad|Riad|Riad|Riad
AE|émirati, émirien|emiratí|emiratino|emiratisch|Abou Dhabi|Abu Dabi|Abu Dhabi|Abu Dhabi
QA|qatari, qatarien|catarí, qatarí|qatariota|katarisch|Doha|Doha|Doha|Doha
KW|koweïtien|kuwaití|kuwaitiano|kuwaitisch|Koweït City|Ciudad de Kuwait|Kuwait City|Kuwait-Stadt
BH|bahreïni, bahreïnien|bareiní|bahreinita|bahrainisch|Manama|Manama|Manama|Manama
OM|omanais|omaní|omanita|omanisch|Mascate|Mascate|Mascate|Maskat
YE|yéménite|yemení|yemenita|jemenitisch+Jemeniten|Sanaa|Saná|Sana'a|Sanaa
TR|+turc, turque, turcs, turques|turco|+turco, turca, turchi, turche|türkisch+Türken|Ankara|Ankara|Ankara|Ankara
AZ|azerbaïdjanais, azéri|azerbaiyano, azerí|azero, azerbaigiano|aserbaidschanisch+Aserbaidschaner|Bakou|Bakú|Baku|Baku
AM|arménien|armenio|armeno|armenisch+Armenier|Erevan|Ereván|Erevan|Eriwan, Jerewan
GE|géorgien|georgiano|georgiano|georgisch+Georgier|Tbilissi|Tiflis|Tbilisi|Tiflis
TM|turkmène|turkmeno|turkmeno|turkmenisch|Achgabat|Asjabad|Ashgabat|Aschgabat
TJ|tadjik, tadjike|tayiko|tagiko, tagico|tadschikisch+Tadschiken|Douchanbé|Dusambé|Dushanbe|Duschanbe
UZ|ouzbek, ouzbèke|uzbeko|uzbeko, uzbeco|usbekisch+Usbeken|Tachkent|Taskent|Tashkent|Taschkent
KZ|kazakh|kazajo|kazako, kazaco|kasachisch+Kasachen|Astana|Astaná|Astana|Astana
KG|kirghize+Kirghiz, kirghiz|kirguís, kirguiso|kirghiso|kirgisisch+Kirgisen|Bichkek|Biskek|Bishkek|Bischkek
GB|britannique|británico|+britannico, britannica, britannici, britanniche|britisch+Briten|Londres|Londres|Londra|London
FR|français|francés|francese|französisch+Franzosen|Paris|París|Parigi|Paris
DE|allemand|alemán|+tedesco, tedesca, tedeschi, tedesche|deutsch+Deutsche|Berlin|Berlín|Berlino|Berlin
IT|italien|italiano|italiano|italienisch+Italiener|Rome|Roma|Roma|Rom
ES|espagnol|español|spagnolo|spanisch+Spanier|Madrid|Madrid|Madrid|Madrid
PT|portugais|portugués|portoghese|portugiesisch+Portugiesen|Lisbonne|Lisboa|Lisbona|Lissabon
CH|suisse|suizo|svizzero|+Schweizer, schweizerisch, schweizerische, schweizerischen, schweizerischer|Berne|Berna|Berna|Bern
AT|autrichien|+austriaco, austriaca, austriacos, austriacas|+austriaco, austriaca, austriaci, austriache|österreichisch+Österreicher|Vienne|Viena|Vienna|Wien
BE|belge|belga|+belga, belgi, belghe|belgisch+Belgier|Bruxelles|Bruselas|Bruxelles|Brüssel
NL|néerlandais|neerlandés, holandés|olandese|niederländisch+Niederländer|La Haye|La Haya|L'Aia|Den Haag
IE|irlandais|irlandés|irlandese|irisch+Iren|Dublin|Dublín|Dublino|Dublin
DK|danois|danés|danese|dänisch+Dänen|Copenhague|Copenhague|Copenaghen|Kopenhagen
SE|suédois|sueco|svedese|schwedisch+Schweden|Stockholm|Estocolmo|Stoccolma|Stockholm
NO|norvégien|noruego|norvegese|norwegisch+Norweger|Oslo|Oslo|Oslo|Oslo
FI|finlandais|finlandés|finlandese|finnisch+Finnen|Helsinki|Helsinki|Helsinki|Helsinki
UA|ukrainien|ucraniano|ucraino|ukrainisch+Ukrainer|Kiev, Kyiv|Kiev, Kyiv|Kiev, Kyiv|Kiew, Kyjiw
BY|biélorusse, bélarusse|bielorruso|bielorusso|belarussisch, weißrussisch+Belarussen|Minsk|Minsk|Minsk|Minsk
PL|polonais|polaco|+polacco, polacca, polacchi, polacche|polnisch+Polen|Varsovie|Varsovia|Varsavia|Warschau
LT|lituanien|lituano|lituano|litauisch+Litauer|Vilnius|Vilna|Vilnius|Vilnius
LV|letton|letón|lettone|lettisch+Letten|Riga|Riga|Riga|Riga
EE|estonien|estonio|estone|estnisch+Esten|Tallinn|Tallin|Tallinn|Tallinn
CZ|tchèque|checo|+ceco, ceca, cechi, ceche|tschechisch+Tschechen|Prague|Praga|Praga|Prag
SK|slovaque|eslovaco|+slovacco, slovacca, slovacchi, slovacche|slowakisch+Slowaken|Bratislava|Bratislava|Bratislava|Bratislava
SI|slovène|esloveno|sloveno|slowenisch+Slowenen|Ljubljana|Liubliana|Lubiana|Ljubljana
HU|hongrois|húngaro|ungherese|ungarisch+Ungarn|Budapest|Budapest|Budapest|Budapest
RO|roumain|rumano|rumeno, romeno|rumänisch+Rumänen|Bucarest|Bucarest|Bucarest|Bukarest
MD|moldave|moldavo|moldavo|moldauisch, moldawisch|Chisinau|Chisináu|Chisinau|Chisinau
BG|bulgare|búlgaro|bulgaro|bulgarisch+Bulgaren|Sofia|Sofía|Sofia|Sofia
RS|serbe|serbio|serbo|serbisch+Serben|Belgrade|Belgrado|Belgrado|Belgrad
XK|kosovar|kosovar|kosovaro|kosovarisch+Kosovaren|Pristina|Pristina|Pristina|Pristina
BA|bosnien, bosniaque|bosnio|+bosniaco, bosniaca, bosniaci, bosniache|bosnisch|Sarajevo|Sarajevo|Sarajevo|Sarajevo
HR|croate|croata|+croato, croata, croati, croate|kroatisch+Kroaten|Zagreb|Zagreb|Zagabria|Zagreb
ME|monténégrin|montenegrino|montenegrino|montenegrinisch|Podgorica|Podgorica|Podgorica|Podgorica
MK|macédonien|macedonio|macedone|nordmazedonisch|Skopje|Skopie|Skopje|Skopje
AL|albanais|albanés|albanese|albanisch+Albaner|Tirana|Tirana|Tirana|Tirana
GR|+grec, grecque, grecs, grecques|griego|+greco, greca, greci, greche|griechisch+Griechen|Athènes|Atenas|Atene|Athen
CY|chypriote|chipriota|cipriota|zyprisch+Zyprer|Nicosie|Nicosia|Nicosia|Nikosia
JP|japonais|japonés|giapponese|japanisch+Japaner|Tokyo|Tokio|Tokyo|Tokio
KR|sud-coréen|surcoreano|sudcoreano|südkoreanisch+Südkoreaner|Séoul|Seúl|Seul|Seoul
KP|nord-coréen|norcoreano|nordcoreano|nordkoreanisch+Nordkoreaner|Pyongyang|Pionyang|Pyongyang|Pjöngjang
TW|taïwanais|taiwanés|taiwanese|taiwanisch, taiwanesisch|Taipei|Taipéi|Taipei|Taipeh
MN|mongol|mongol|mongolo|mongolisch|Oulan-Bator|Ulán Bator|Ulan Bator|Ulan Bator
BD|bangladais|bangladesí|bangladese, bengalese|bangladeschisch|Dacca|Daca|Dacca|Dhaka
NP|népalais|nepalí, nepalés|nepalese|nepalesisch+Nepalesen|Katmandou|Katmandú|Kathmandu|Kathmandu
LK|sri-lankais, srilankais|esrilanqués|srilankese|sri-lankisch|Colombo|Colombo|Colombo|Colombo
BT|bhoutanais|butanés|bhutanese|bhutanisch|Thimphou|Timbu|Thimphu|Thimphu
MM|birman|birmano|birmano|myanmarisch, birmanisch|Naypyidaw|Naipyidó|Naypyidaw|Naypyidaw
TH|thaïlandais, thaï|tailandés|thailandese|thailändisch+Thailänder|Bangkok|Bangkok|Bangkok|Bangkok
KH|cambodgien|camboyano|cambogiano|kambodschanisch+Kambodschaner|Phnom Penh|Phnom Penh|Phnom Penh|Phnom Penh
LA|laotien|laosiano|laotiano|laotisch|Vientiane|Vientián|Vientiane|Vientiane
VN|vietnamien|vietnamita|vietnamita|vietnamesisch+Vietnamesen|Hanoï|Hanói|Hanoi|Hanoi
PH|philippin|filipino|filippino|philippinisch+Philippiner|Manille|Manila|Manila|Manila
ID|indonésien|indonesio|indonesiano|indonesisch|Jakarta|Yakarta|Giacarta|Jakarta
MY|malaisien|malasio|malese|malaysisch|Kuala Lumpur|Kuala Lumpur|Kuala Lumpur|Kuala Lumpur
AU|australien|australiano|australiano|australisch+Australier|Canberra|Camberra|Canberra|Canberra
CA|canadien|canadiense|canadese|kanadisch+Kanadier|Ottawa|Ottawa|Ottawa|Ottawa
MX|mexicain|mexicano|messicano|mexikanisch+Mexikaner|Mexico|Ciudad de México|Città del Messico|Mexiko-Stadt
GT|guatémaltèque|+guatemalteco, guatemalteca, guatemaltecos, guatemaltecas|+guatemalteco, guatemalteca|guatemaltekisch|Guatemala Ciudad|Ciudad de Guatemala|Città del Guatemala|Guatemala-Stadt
VE|vénézuélien|venezolano|venezuelano|venezolanisch+Venezolaner|Caracas|Caracas|Caracas|Caracas
GY|guyanien|guyanés|guyanese|guyanisch|Georgetown|Georgetown|Georgetown|Georgetown
CO|colombien|colombiano|colombiano|kolumbianisch+Kolumbianer|Bogota|Bogotá|Bogotà|Bogotá
EC|équatorien|ecuatoriano|ecuadoriano|ecuadorianisch|Quito|Quito|Quito|Quito
PE|péruvien|peruano|peruviano|peruanisch+Peruaner|Lima|Lima|Lima|Lima
BO|bolivien|boliviano|boliviano|bolivianisch|La Paz|La Paz|La Paz|La Paz
CL|chilien|chileno|cileno|chilenisch+Chilenen|Santiago du Chili|Santiago de Chile|Santiago del Cile|Santiago de Chile
AR|argentin|argentino|argentino|argentinisch+Argentinier|Buenos Aires|Buenos Aires|Buenos Aires|Buenos Aires
BR|brésilien|brasileño|brasiliano|brasilianisch+Brasilianer|Brasilia|Brasilia|Brasilia|Brasília
CU|cubain|cubano|cubano|kubanisch+Kubaner|La Havane|La Habana|L'Avana|Havanna
HT|haïtien|haitiano|haitiano|haitianisch+Haitianer|Port-au-Prince|Puerto Príncipe|Port-au-Prince|Port-au-Prince
DO|dominicain|dominicano|dominicano|dominikanisch|Saint-Domingue|Santo Domingo|Santo Domingo|Santo Domingo
NI|nicaraguayen|nicaragüense|nicaraguense|nicaraguanisch|Managua|Managua|Managua|Managua
HN|hondurien|hondureño|honduregno|honduranisch|Tegucigalpa|Tegucigalpa|Tegucigalpa|Tegucigalpa
SV|salvadorien|salvadoreño|salvadoregno|salvadorianisch|San Salvador|San Salvador|San Salvador|San Salvador
LY|libyen|libio|+libico, libica, libici, libiche|libysch+Libyer|Tripoli|Trípoli|Tripoli|Tripolis
TN|tunisien|tunecino|tunisino|tunesisch+Tunesier|Tunis|Túnez capital|Tunisi|Tunis
DZ|algérien|argelino|algerino|algerisch+Algerier|Alger|Argel|Algeri|Algier
MA|marocain|marroquí|marocchino|marokkanisch+Marokkaner|Rabat|Rabat|Rabat|Rabat
MR|mauritanien|mauritano|mauritano|mauretanisch|Nouakchott|Nuakchot|Nouakchott|Nouakchott
ML|malien|maliense|maliano|malisch|Bamako|Bamako|Bamako|Bamako
NE|nigérien|nigerino|nigerino|nigrisch|Niamey|Niamey|Niamey|Niamey
BF|burkinabè|burkinés|burkinabé|burkinisch|Ouagadougou|Uagadugú|Ouagadougou|Ouagadougou
NG|nigérian|nigeriano|nigeriano|nigerianisch|Abuja|Abuya|Abuja|Abuja
TD|tchadien|chadiano|ciadiano|tschadisch|N'Djamena, Ndjamena|Yamena|N'Djamena|N'Djamena
SD|soudanais|sudanés|sudanese|sudanesisch+Sudanesen|Khartoum|Jartum|Khartum|Khartum
SS|sud-soudanais|sursudanés|sudsudanese|südsudanesisch|Djouba, Juba|Yuba|Giuba|Juba
ET|éthiopien|etíope|+etiope, etiopi, etiopico, etiopica, etiopici, etiopiche|äthiopisch+Äthiopier|Addis-Abeba|Adís Abeba|Addis Abeba|Addis Abeba
ER|érythréen|eritreo|eritreo|eritreisch+Eritreer|Asmara|Asmara|Asmara|Asmara
SO|somalien, somali|somalí|somalo|somalisch|Mogadiscio|Mogadiscio|Mogadiscio|Mogadischu
DJ|djiboutien|yibutiano|gibutiano|dschibutisch|Djibouti-Ville|Ciudad de Yibuti|Città di Gibuti|Dschibuti-Stadt
KE|kényan|keniano, keniata|keniano, keniota|kenianisch+Kenianer|Nairobi|Nairobi|Nairobi|Nairobi
UG|ougandais|ugandés|ugandese|ugandisch|Kampala|Kampala|Kampala|Kampala
RW|rwandais|ruandés|ruandese|ruandisch+Ruander|Kigali|Kigali|Kigali|Kigali
BI|burundais|burundés|burundese|burundisch|Bujumbura, Gitega|Buyumbura|Bujumbura|Bujumbura
CD|congolais|congoleño, congolés|congolese|kongolesisch+Kongolesen|Kinshasa|Kinsasa|Kinshasa|Kinshasa
CF|centrafricain|centroafricano|centrafricano|zentralafrikanisch|Bangui|Bangui|Bangui|Bangui
CM|camerounais|camerunés|camerunense|kamerunisch|Yaoundé|Yaundé|Yaoundé|Jaunde
GA|gabonais|gabonés|gabonese|gabunisch|Libreville|Libreville|Libreville|Libreville
SN|sénégalais|senegalés|senegalese|senegalesisch|Dakar|Dakar|Dakar|Dakar
CI|ivoirien|marfileño|ivoriano|ivorisch|Abidjan|Abiyán|Abidjan|Abidjan
GN|guinéen|guineano|guineano|guineisch|Conakry|Conakri|Conakry|Conakry
GH|ghanéen|ghanés|ghanese|ghanaisch|Accra|Acra|Accra|Accra
TG|togolais|togolés|togolese|togoisch|Lomé|Lomé|Lomé|Lomé
BJ|béninois|beninés|beninese|beninisch|Porto-Novo|Porto Novo|Porto-Novo|Porto-Novo
TZ|tanzanien|tanzano|tanzaniano|tansanisch|Dodoma|Dodoma|Dodoma|Dodoma
ZM|zambien|zambiano|zambiano|sambisch|Lusaka|Lusaka|Lusaka|Lusaka
ZW|zimbabwéen|zimbabuense|zimbabwese|simbabwisch|Harare|Harare|Harare|Harare
MZ|mozambicain|mozambiqueño|mozambicano|mosambikanisch|Maputo|Maputo|Maputo|Maputo
AO|angolais|angoleño|angolano|angolanisch|Luanda|Luanda|Luanda|Luanda
ZA|sud-africain|sudafricano|sudafricano|südafrikanisch+Südafrikaner|Pretoria|Pretoria|Pretoria|Pretoria
BW|botswanais|botsuano|botswano|botswanisch|Gaborone|Gaborone|Gaborone|Gaborone
CG|brazzavillois|congoleño de Brazzaville||kongo-brazzavillisch|Brazzaville|Brazzaville|Brazzaville|Brazzaville
CR|costaricien|costarricense|costaricano|costa-ricanisch|San José|San José||
GM|gambien|gambiano|gambiano|gambisch|Banjul|Banjul|Banjul|Banjul
GW|bissau-guinéen, bissaoguinéen|||guinea-bissauisch|Bissau|Bisáu|Bissau|Bissau
LR|libérien|liberiano|liberiano|liberianisch|Monrovia|Monrovia|Monrovia|Monrovia
MW|malawien, malawite|malauí|malawiano|malawisch|Lilongwe|Lilongüe|Lilongwe|Lilongwe
NA|namibien|namibio|namibiano|namibisch|Windhoek|Windhoek|Windhoek|Windhuk
PA|panaméen|panameño|panamense|panamaisch||||
PY|paraguayen|paraguayo|paraguaiano|paraguayisch|Asunción|Asunción|Asunción|Asunción
SL|sierra-léonais, sierra-leonais|sierraleonés|sierraleonese|sierra-leonisch|Freetown|Freetown|Freetown|Freetown
SR|surinamais, surinamien|surinamés|surinamese|surinamisch|Paramaribo|Paramaribo|Paramaribo|Paramaribo
TL|est-timorais|timorense|timorese|osttimoresisch|Dili|Dili|Dili|Dili
UY|uruguayen|uruguayo|uruguayano|uruguayisch|Montevideo|Montevideo|Montevideo|Montevideo
"""

# iso | first halves of compound adjectives where they aren't the adjective itself ("sino-indien", "colombo-venezolano") | the same in Russian
COMBINING = """
IR|irano|ирано
PK|pakistano|пакистано
AF|afghano, afgano|афгано
IN|indo|индо
CN|sino|
US|américano, americano|американо
RU|russo|
IL|israélo|израило
PS|palestino|
IQ|irako, iraqo|ирако
SY|syro, siro|сиро
LB|libano|ливано
JO|jordano, giordano|
EG|égypto, egipto|
SA|saoudo|саудо
TR|turco|турко
AZ|azerbaïdjano, azéro|азербайджано
AM|arméno|армяно
GE|géorgo|грузино
KG|kirghizo, kirguizo|
TJ|tadjiko|
UZ|ouzbéko|
RS|serbo|сербо
TH|thaïlando, tailando, thaïo|
KH|cambodgo, khméro|
MM|birmano|
UA|ukraino, ucraino|украино
BY|biélorusso|
PL|polono|польско
LT|lituano|
GR|gréco|греко
AL|albano|албано
BA|bosno|
RO|roumano|
HU|hungaro|
DE|germano|германо
FR|franco|франко
ES|hispano|
IT|italo|итало
PT|luso|
GB|anglo|англо
CO|colombo|колумбо
VE|vénézuélo|венесуэло
EC|équatoro, ecuato|
PE|péruano|
BO|bolivo|
BR|brésilo|
GY|guyano|
MX|mexicano, méxico|мексикано
GT|guatémalo|
HN|honduro|
NI|nicaraguo|
HT|haïtiano|
DO|dominico|
MA|maroco|марокко
DZ|algéro|
TN|tuniso|
LY|libyo|
TD|tchado|чадо
SD|soudano|судано
SS|sud-soudano|
ET|éthio, éthiopo, etio|эфиопо
ER|érythréo|
SO|somalo|
KE|kényo, kenyano|
UG|ougando, ugando|
RW|rwando, ruando|руандо
BI|burundo|
CD|congolo|
CM|camerouno|
NG|nigério|
NE|nigéro|
ML|malo|
BF|burkinabo|
SN|sénégalo|
MR|mauritano|
GN|guinéo|
CI|ivoiro|
JP|nippo|японо
"""

# iso | language | further names that CLDR has not
EUROPEAN_VARIANTS = """
US|es|EE UU, EEUU
CD|fr|RDC, RD Congo, République démocratique du Congo
CD|es|RDC, RD del Congo, RD Congo
CD|it|RDC, RD Congo, Congo, Repubblica Democratica del Congo
CD|de|DR Kongo, Demokratische Republik Kongo, Ostkongo, Kongo
KG|fr|Kirghizie, Kirghizistan, Kirghizstan
KG|es|Kirguizistán, Kirguistán
KG|it|Kirghizstan, Kirghizistan
KG|de|Kirgistan, Kirgisien
TJ|de|Tadschikistan
BY|fr|Bélarus, Biélorussie
BY|es|Belarús, Bielorrusia
BY|de|Weißrussland, Belarus
MM|fr|Birmanie, Myanmar
MM|es|Birmania
MM|it|Birmania
MM|de|Birma
MD|fr|Moldavie
MD|es|Moldavia
MD|de|Moldau, Moldawien
CI|de|Elfenbeinküste
TH|es|Tailandia
TD|de|Tschad
TR|es|Turquía
US|it|Stati Uniti, Usa
US|es|Estados Unidos
US|de|USA
KP|fr|Corée du Nord
KP|es|Corea del Norte
KP|it|Corea del Nord
KP|de|Nordkorea
KR|fr|Corée du Sud
KR|es|Corea del Sur
KR|it|Corea del Sud
KR|de|Südkorea
AE|fr|Émirats
AE|es|Emiratos
AE|it|Emirati
AE|de|Emirate
IL|fr|État hébreu
SA|fr|Arabie saoudite
SA|it|Arabia Saudita
SS|fr|Soudan du Sud
SS|es|Sudán del Sur
SS|it|Sud Sudan
SS|de|Südsudan
LB|de|Südlibanon, Nordlibanon
IQ|de|Nordirak
SY|de|Nordsyrien, Nordostsyrien, Südsyrien
UA|de|Ostukraine, Westukraine
IL|de|Nordisrael
PS|de|Westjordanland
"""

_ENDINGS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "fr": (
        ("en", ("en", "enne", "ens", "ennes")),
        ("s", ("s", "se", "ses")),
        ("e", ("e", "es")),
        ("on", ("on", "onne", "ons", "onnes")),
        ("", ("", "e", "s", "es")),
    ),
    "es": (
        ("o", ("o", "a", "os", "as")),
        ("és", ("és", "esa", "eses", "esas")),
        ("án", ("án", "ana", "anes", "anas")),
        ("ón", ("ón", "ona", "ones", "onas")),
        ("í", ("í", "íes", "ís")),
        ("l", ("l", "la", "les", "las")),
        ("r", ("r", "res")),
        ("s", ("s", "ses")),
        ("", ("", "s")),
    ),
    "it": (
        ("o", ("o", "a", "i", "e")),
        ("ita", ("ita", "iti", "ite")),
        ("ota", ("ota", "oti", "ote")),
        ("e", ("e", "i")),
        ("", ("",)),
    ),
    "de": (("", ("", "e", "en", "er", "es", "em")),),
}
"""Endings of the masculine singular with the forms they make; the first that fits holds."""


def agreeing(cell: str, language: str) -> list[str]:
    """Every form of the adjectives in a cell, then those behind the plus sign as they stand."""
    regular, _, given = cell.partition("+")
    forms: list[str] = []
    for word in filter(None, (part.strip() for part in regular.split(","))):
        ending, endings = next((end, ends) for end, ends in _ENDINGS[language] if word.endswith(end))
        forms += [word.removesuffix(ending) + one for one in endings]
    return [*forms, *filter(None, (part.strip() for part in given.split(",")))]


def german_genitive(names: list[str]) -> list[str]:
    """ "Irans" of "Iran": with a German possessive the owner stands before the noun, like an adjective."""
    return [f"{name}s" for name in names if name.isalpha() and name[-1] not in "sxz"]
