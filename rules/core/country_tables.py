"""What the Unicode CLDR doesn't tell of states, as tables for ``make_countries.py``. One line a state; fields are cut at the bars."""

# Names that are everyday words once case and marks are folded: iso -> languages.
LEFT_OUT = {
    "CG": ("es",),  # Congo alone is its larger neighbour
    "CL": ("ur",),  # went off, of a shot
    "CZ": ("fa",),  # cheque; village
    "DM": ("fr",),  # a first name
    "GD": ("es", "fr"),  # grenade
    "IS": ("de",),  # island
    "ML": ("ar", "fa", "hi", "it", "ps", "tr", "ur"),  # financial, gardener, ills
    "MU": ("fa", "fr"),  # a first name
    "PE": ("ps", "ur"),  # follower
    "PW": ("ps", "ur"),  # a dish of rice
    "SY": ("ur",),  # evening
    "TG": ("ru",),  # of that
}

# iso | English adjectives and people | English capitals | land neighbours | further English names
STATES = """
AF|Afghan, Afghans|Kabul|CN IR PK TJ TM UZ|Islamic Emirate of Afghanistan, Islamic Republic of Afghanistan
AL|Albanian, Albanians|Tirana|GR ME MK XK|
DZ|Algerian, Algerians|Algiers|LY MA ML MR NE TN|
AD|Andorran, Andorrans|Andorra la Vella|ES FR|
AO|Angolan, Angolans|Luanda|CD CG NA ZM|
AG|Antiguan, Antiguans, Barbudan|St John's Antigua||Antigua and Barbuda
AR|Argentine, Argentinian, Argentines, Argentinians|Buenos Aires|BO BR CL PY UY|
AM|Armenian, Armenians|Yerevan|AZ GE IR TR|
AU|Australian, Australians, Aussie|Canberra||
AT|Austrian, Austrians|Vienna|CH CZ DE HU IT LI SI SK|
AZ|Azerbaijani, Azerbaijanis, Azeri|Baku|AM GE IR RU TR|
BS|Bahamian, Bahamians|Nassau||The Bahamas
BH|Bahraini, Bahrainis|Manama||
BD|Bangladeshi, Bangladeshis|Dhaka|IN MM|
BB|Barbadian, Barbadians, Bajan|Bridgetown||
BY|Belarusian, Belarusians, Belarussian|Minsk|LT LV PL RU UA|Byelorussia
BE|Belgian, Belgians|Brussels|DE FR LU NL|
BZ|Belizean, Belizeans|Belmopan|GT MX|
BJ|Beninese|Porto-Novo|BF NE NG TG|
BT|Bhutanese|Thimphu|CN IN|
BO|Bolivian, Bolivians|La Paz|AR BR CL PE PY|
BA|Bosnian, Bosnians, Herzegovinian|Sarajevo|HR ME RS|Bosnia and Herzegovina, Bosnia, Bosnia-Herzegovina
BW|Botswanan, Batswana|Gaborone|NA ZA ZM ZW|
BR|Brazilian, Brazilians|Brasília, Brasilia|AR BO CO GY PE PY SR UY VE|
BN|Bruneian, Bruneians|Bandar Seri Begawan|MY|Brunei Darussalam
BG|Bulgarian, Bulgarians|Sofia|GR MK RO RS TR|
BF|Burkinabe, Burkinabè|Ouagadougou|BJ CI GH ML NE TG|
BI|Burundian, Burundians|Gitega, Bujumbura|CD RW TZ|
CV|Cape Verdean, Cape Verdeans|Praia||Cabo Verde
KH|Cambodian, Cambodians|Phnom Penh|LA TH VN|
CM|Cameroonian, Cameroonians|Yaoundé, Yaounde|CF CG GA GQ NG TD|
CA|Canadian, Canadians|Ottawa|US|
CF|Central African, Central Africans|Bangui|CD CG CM SD SS TD|
TD|Chadian, Chadians|N'Djamena, Ndjamena|CF CM LY NE NG SD|
CL|Chilean, Chileans|Santiago de Chile|AR BO PE|
CN|Chinese|Beijing, Peking|AF BT IN KG KP KZ LA MM MN NP PK RU TJ VN|PRC, People's Republic of China, mainland China
CO|Colombian, Colombians|Bogotá, Bogota|BR EC PA PE VE|
KM|Comoran, Comorian, Comorans|Moroni||
CG|Congo-Brazzaville, Brazzaville Congolese|Brazzaville|AO CD CF CM GA|Republic of the Congo
CD|Congolese|Kinshasa|AO BI CF CG RW SS TZ UG ZM|DRC, DR Congo, Congo, Democratic Republic of Congo, Democratic Republic of the Congo
CR|Costa Rican, Costa Ricans|San José Costa Rica|NI PA|
CI|Ivorian, Ivorians, Ivoirian|Yamoussoukro, Abidjan|BF GH GN LR ML|Ivory Coast, Cote d'Ivoire
HR|Croatian, Croatians, Croat, Croats|Zagreb|BA HU ME RS SI|
CU|Cuban, Cubans|Havana||
CY|Cypriot, Cypriots|Nicosia||
CZ|Czech, Czechs|Prague|AT DE PL SK|Czech Republic
DK|Danish, Danes|Copenhagen|DE|
DJ|Djiboutian, Djiboutians|Djibouti City|ER ET SO|
DM|Dominica's, Dominica Islander|Roseau||Commonwealth of Dominica
DO|Dominican, Dominicans|Santo Domingo|HT|
EC|Ecuadorian, Ecuadorians, Ecuadorean|Quito|CO PE|
EG|Egyptian, Egyptians|Cairo|IL LY PS SD|
SV|Salvadoran, Salvadorans, Salvadorean|San Salvador|GT HN|
GQ|Equatorial Guinean, Equatorial Guineans|Malabo|CM GA|
ER|Eritrean, Eritreans|Asmara|DJ ET SD|
EE|Estonian, Estonians|Tallinn|LV RU|
SZ|Swazi, Swazis|Mbabane|MZ ZA|Swaziland
ET|Ethiopian, Ethiopians|Addis Ababa|DJ ER KE SD SO SS|
FJ|Fijian, Fijians|Suva||
FI|Finnish, Finns|Helsinki|NO RU SE|
FR|French, Frenchmen|Paris|AD BE CH DE ES IT LU MC|
GA|Gabonese|Libreville|CG CM GQ|
GM|Gambian, Gambians|Banjul|SN|The Gambia
GE|Georgian, Georgians|Tbilisi|AM AZ RU TR|Republic of Georgia
DE|German, Germans|Berlin|AT BE CH CZ DK FR LU NL PL|Federal Republic of Germany
GH|Ghanaian, Ghanaians|Accra|BF CI TG|
GR|Greek, Greeks|Athens|AL BG MK TR|
GD|Grenadian, Grenadians|St George's Grenada||
GT|Guatemalan, Guatemalans|Guatemala City|BZ HN MX SV|
GN|Guinean, Guineans|Conakry|CI GW LR ML SL SN|Guinea-Conakry
GW|Bissau-Guinean, Bissau-Guineans|Bissau|GN SN|
GY|Guyanese|Georgetown Guyana|BR SR VE|
HT|Haitian, Haitians|Port-au-Prince|DO|
HN|Honduran, Hondurans|Tegucigalpa|GT NI SV|
HU|Hungarian, Hungarians|Budapest|AT HR RO RS SI SK UA|
IS|Icelandic, Icelanders|Reykjavík, Reykjavik||
IN|Indian, Indians|New Delhi, Delhi|BD BT CN MM NP PK|Bharat, Republic of India
ID|Indonesian, Indonesians|Jakarta|MY PG TL|
IR|Iranian, Iranians|Tehran, Teheran|AF AM AZ IQ PK TM TR|Islamic Republic of Iran
IQ|Iraqi, Iraqis|Baghdad|IR JO KW SA SY TR|
IE|Irish, Irishmen|Dublin|GB|Republic of Ireland
IL|Israeli, Israelis|Tel Aviv|EG JO LB PS SY|Zionist regime, Zionist entity
IT|Italian, Italians|Rome|AT CH FR SI SM VA|
JM|Jamaican, Jamaicans|Kingston Jamaica||
JP|Japanese|Tokyo||
JO|Jordanian, Jordanians|Amman|IL IQ PS SA SY|Hashemite Kingdom of Jordan
KZ|Kazakh, Kazakhs, Kazakhstani|Astana, Nur-Sultan|CN KG RU TM UZ|Kazakstan
KE|Kenyan, Kenyans|Nairobi|ET SO SS TZ UG|
KI|I-Kiribati, Kiribatian|Tarawa||
KP|North Korean, North Koreans, N. Korean, N. Koreans, N Korean, N Koreans|Pyongyang|CN KR RU|DPRK, N. Korea, N Korea
KR|South Korean, South Koreans, S. Korean, S. Koreans, S Korean, S Koreans|Seoul|KP|Republic of Korea, S. Korea, S Korea, ROK
KW|Kuwaiti, Kuwaitis|Kuwait City|IQ SA|
KG|Kyrgyz, Kyrgyzstani|Bishkek|CN KZ TJ UZ|Kyrgyz Republic, Kirghizia
LA|Laotian, Laotians|Vientiane|CN KH MM TH VN|Lao PDR
LV|Latvian, Latvians|Riga|BY EE LT RU|
LB|Lebanese|Beirut|IL SY|
LS|Basotho, Lesothan|Maseru|ZA|
LR|Liberian, Liberians|Monrovia|CI GN SL|
LY|Libyan, Libyans|Tripoli|DZ EG NE SD TD TN|
LI|Liechtensteiner, Liechtensteiners|Vaduz|AT CH|
LT|Lithuanian, Lithuanians|Vilnius|BY LV PL RU|
LU|Luxembourgish, Luxembourgers, Luxembourger|Luxembourg City|BE DE FR|
MG|Malagasy, Madagascan|Antananarivo||
MW|Malawian, Malawians|Lilongwe|MZ TZ ZM|
MY|Malaysian, Malaysians|Kuala Lumpur, Putrajaya|BN ID TH|
MV|Maldivian, Maldivians|Malé Maldives||The Maldives
ML|Malian, Malians|Bamako|BF CI DZ GN MR NE SN|
MT|Maltese|Valletta||
MH|Marshallese|Majuro||
MR|Mauritanian, Mauritanians|Nouakchott|DZ MA ML SN|
MU|Mauritian, Mauritians|Port Louis||
MX|Mexican, Mexicans|Mexico City|BZ GT US|
FM|Micronesian, Micronesians|Palikir||Federated States of Micronesia
MD|Moldovan, Moldovans|Chișinău, Chisinau|RO UA|
MC|Monegasque, Monégasque|Monte Carlo|FR|
MN|Mongolian, Mongolians|Ulaanbaatar, Ulan Bator|CN RU|
ME|Montenegrin, Montenegrins|Podgorica|AL BA HR RS XK|
MA|Moroccan, Moroccans|Rabat|DZ ES MR|
MZ|Mozambican, Mozambicans|Maputo|MW SZ TZ ZA ZM ZW|
MM|Burmese|Naypyidaw, Nay Pyi Taw, Yangon|BD CN IN LA TH|
NA|Namibian, Namibians|Windhoek|AO BW ZA ZM|
NR|Nauruan, Nauruans|Yaren||
NP|Nepali, Nepalis, Nepalese|Kathmandu|CN IN|
NL|Dutch, Dutchmen|The Hague, Amsterdam|BE DE|Holland, The Netherlands
NZ|New Zealander, New Zealanders|Wellington||Aotearoa
NI|Nicaraguan, Nicaraguans|Managua|CR HN|
NE|Nigerien, Nigeriens|Niamey|BF BJ DZ LY ML NG TD|
NG|Nigerian, Nigerians|Abuja|BJ CM NE TD|
MK|Macedonian, Macedonians, North Macedonian|Skopje|AL BG GR RS XK|Macedonia
NO|Norwegian, Norwegians|Oslo|FI RU SE|
OM|Omani, Omanis|Muscat|AE SA YE|Sultanate of Oman
PK|Pakistani, Pakistanis|Islamabad, Rawalpindi|AF CN IN IR|Islamic Republic of Pakistan
PW|Palauan, Palauans|Ngerulmud||
PA|Panamanian, Panamanians|Panama City|CO CR|
PG|Papua New Guinean, Papua New Guineans|Port Moresby|ID|
PY|Paraguayan, Paraguayans|Asunción, Asuncion|AR BO BR|
PE|Peruvian, Peruvians|Lima|BO BR CL CO EC|
PH|Filipino, Filipinos, Philippine|Manila||The Philippines
PL|Polish|Warsaw|BY CZ DE LT RU SK UA|
PT|Portuguese|Lisbon|ES|
QA|Qatari, Qataris|Doha|SA|
RO|Romanian, Romanians|Bucharest|BG HU MD RS UA|
RU|Russian, Russians|Moscow|AZ BY CN EE FI GE KP KZ LT LV MN NO PL UA|Russian Federation
RW|Rwandan, Rwandans|Kigali|BI CD TZ UG|
KN|Kittitian, Nevisian, Kittitians|Basseterre||Saint Kitts and Nevis, St Kitts and Nevis
LC|Saint Lucian, St Lucian|Castries||Saint Lucia, St Lucia
VC|Vincentian, Vincentians|Kingstown||Saint Vincent and the Grenadines, St Vincent
WS|Samoan, Samoans|Apia||
SM|Sammarinese|City of San Marino|IT|
ST|São Toméan, Sao Tomean|São Tomé, Sao Tome||São Tomé and Príncipe, Sao Tome and Principe
SA|Saudi, Saudis, Saudi Arabian|Riyadh|AE IQ JO KW OM QA YE|KSA, Kingdom of Saudi Arabia
SN|Senegalese|Dakar|GM GN GW ML MR|
RS|Serbian, Serbians, Serb, Serbs|Belgrade|BA BG HR HU ME MK RO XK|
SC|Seychellois|Victoria Seychelles||The Seychelles
SL|Sierra Leonean, Sierra Leoneans|Freetown|GN LR|
SG|Singaporean, Singaporeans|Singapore City||
SK|Slovak, Slovaks|Bratislava|AT CZ HU PL UA|Slovak Republic
SI|Slovenian, Slovenians, Slovene|Ljubljana|AT HR HU IT|
SB|Solomon Islander, Solomon Islanders|Honiara||
SO|Somali, Somalis|Mogadishu|DJ ET KE|
ZA|South African, South Africans|Pretoria|BW LS MZ NA SZ ZW|
SS|South Sudanese, S. Sudanese, S Sudanese|Juba|CD CF ET KE SD UG|S. Sudan, S Sudan
ES|Spanish, Spaniards|Madrid|AD FR MA PT|
LK|Sri Lankan, Sri Lankans|Colombo||
SD|Sudanese|Khartoum|CF EG ER ET LY SS TD|
SR|Surinamese|Paramaribo|BR GY|
SE|Swedish, Swedes|Stockholm|FI NO|
CH|Swiss|Bern|AT DE FR IT LI|
SY|Syrian, Syrians|Damascus|IL IQ JO LB TR|Syrian Arab Republic
TW|Taiwanese|Taipei||Republic of China, Chinese Taipei
TJ|Tajik, Tajiks, Tajikistani|Dushanbe|AF CN KG UZ|
TZ|Tanzanian, Tanzanians|Dodoma, Dar es Salaam|BI CD KE MW MZ RW UG ZM|
TH|Thai, Thais|Bangkok|KH LA MM MY|
TL|Timorese, East Timorese|Dili|ID|East Timor
TG|Togolese|Lomé, Lome|BF BJ GH|
TO|Tongan, Tongans|Nuku'alofa||
TT|Trinidadian, Trinidadians, Tobagonian|Port of Spain||Trinidad and Tobago, Trinidad
TN|Tunisian, Tunisians|Tunis|DZ LY|
TR|Turkish, Turks|Ankara|AM AZ BG GE GR IQ IR SY|Turkey, Turkiye
TM|Turkmen, Turkmens|Ashgabat|AF IR KZ UZ|
TV|Tuvaluan, Tuvaluans|Funafuti||
UG|Ugandan, Ugandans|Kampala|CD KE RW SS TZ|
UA|Ukrainian, Ukrainians|Kyiv, Kiev|BY HU MD PL RO RU SK|
AE|Emirati, Emiratis|Abu Dhabi|OM SA|UAE, U.A.E., the Emirates
GB|British, Britons, Brits|London|IE|UK, U.K., Britain, Great Britain
US|American, Americans|Washington, Washington DC|CA MX|US, USA, U.S., U.S.A., United States of America, America
UY|Uruguayan, Uruguayans|Montevideo|AR BR|
UZ|Uzbek, Uzbeks, Uzbekistani|Tashkent|AF KG KZ TJ TM|
VU|Ni-Vanuatu, Vanuatuan|Port Vila||
VE|Venezuelan, Venezuelans|Caracas|BR CO GY|
VN|Vietnamese|Hanoi|CN KH LA|Viet Nam
YE|Yemeni, Yemenis|Sanaa, Sana'a|OM SA|
ZM|Zambian, Zambians|Lusaka|AO BW CD MW MZ NA TZ ZW|
ZW|Zimbabwean, Zimbabweans|Harare|BW MZ ZA ZM|
VA|Vatican, Holy See's|Holy See|IT|Vatican, The Vatican
PS|Palestinian, Palestinians|Ramallah|EG IL JO|Palestine, State of Palestine
XK|Kosovar, Kosovars, Kosovan, Kosovar Albanian, Kosovo Albanian, Kosovar Albanians, Kosovo Albanians|Pristina, Prishtina|AL ME MK RS|
"""

# iso | adjective in Persian | in Urdu | in Arabic (masculine) | capital in Persian | in Urdu | in Arabic. The forms are derived.
NEARBY = """
IR|ایرانی|ایرانی|إيراني|تهران|تہران|طهران
PK|پاکستانی|پاکستانی|باكستاني|اسلام‌آباد, اسلام آباد, راولپندی|اسلام آباد, راولپنڈی|إسلام آباد, إسلام أباد, روالبندي
AF|افغانستانی, افغان, افغانی|افغان, افغانی, افغانستانی|أفغاني, أفغان|کابل|کابل|كابل, كابول
IN|هندی, هندوستانی|بھارتی, ہندوستانی|هندي, هنود|دهلی نو, دهلی‌نو|نئی دہلی, دہلی|نيودلهي, نيو دلهي
CN|چینی|چینی|صيني|پکن|بیجنگ|بكين
US|آمریکایی, امریکایی|امریکی|أمريكي, أميركي|واشنگتن|واشنگٹن|واشنطن
RU|روسی|روسی|روسي, روس|مسکو|ماسکو|موسكو
IL|اسرائیلی, صهیونیستی, صهیونیست|اسرائیلی, صیہونی|إسرائيلي, صهيوني|تل‌آویو, تل آویو|تل ابیب|تل أبيب
PS|فلسطینی|فلسطینی|فلسطيني|رام‌الله|رام اللہ|رام الله
IQ|عراقی|عراقی|عراقي|بغداد|بغداد|بغداد
SY|سوری, سوریه‌ای|شامی|سوري|دمشق|دمشق|دمشق
LB|لبنانی|لبنانی|لبناني|بیروت|بیروت|بيروت
YE|یمنی|یمنی|يمني|صنعا|صنعاء|صنعاء
JO|اردنی|اردنی|أردني||عمان اردن|العاصمة الأردنية
EG|مصری|مصری|مصري|قاهره|قاہرہ|القاهرة
SA|سعودی, عربستانی|سعودی|سعودي|ریاض|ریاض|الرياض
AE|اماراتی|اماراتی|إماراتي|ابوظبی|ابوظہبی, ابوظبی|أبوظبي, أبو ظبي
QA|قطری|قطری|قطري|دوحه|دوحہ|الدوحة
KW|کویتی|کویتی|كويتي|کویت سیتی|کویت سٹی|مدينة الكويت
BH|بحرینی|بحرینی|بحريني|منامه|منامہ|المنامة
OM|عمانی|عمانی|عماني|مسقط|مسقط|مسقط
TR|ترکیه‌ای|ترکیائی|تركي, أتراك|آنکارا|انقرہ|أنقرة
AZ|آذربایجانی, آذری|آذربائیجانی|أذربيجاني, أذري|باکو|باکو|باكو
AM|ارمنستانی, ارمنی|آرمینیائی|أرميني, أرمني, أرمن|ایروان|یریوان|يريفان
GE|گرجی, گرجستانی|جارجیائی|جورجي|تفلیس|تبلیسی|تبليسي
TM|ترکمن, ترکمنستانی|ترکمانستانی|تركماني|عشق‌آباد, عشق آباد|اشک آباد|عشق آباد
TJ|تاجیک, تاجیکستانی|تاجک, تاجکستانی|طاجيكي, طاجيك|||
UZ|ازبک, ازبکستانی|ازبک|أوزبكي|تاشکند|تاشقند|طشقند
KZ|قزاق, قزاقستانی|قازق|كازاخستاني|||أستانا
KG|قرقیز, قرقیزستانی|کرغیز, کرغز|قرغيزي, قرغيزستاني, قيرغيزي|بیشکک|بشکیک|بيشكيك
GB|بریتانیایی, انگلیسی|برطانوی|بريطاني|لندن|لندن|لندن
FR|فرانسوی|فرانسیسی|فرنسي|پاریس|پیرس|باريس
DE|آلمانی|جرمن|ألماني|برلین|برلن|برلين
IT|ایتالیایی|اطالوی|إيطالي|||روما
ES|اسپانیایی|ہسپانوی|إسباني|مادرید|میڈرڈ|مدريد
CH|سوئیسی|سوئس|سويسري|برن|برن|برن
UA|اوکراینی|یوکرینی|أوكراني|کی‌یف|کیئف|كييف
JP|ژاپنی|جاپانی|ياباني|توکیو|ٹوکیو|طوكيو
KR|کره‌ای|جنوبی کوریائی|كوري جنوبي|سئول|سیئول|
KP|کره شمالی‌ای|شمالی کوریائی|كوري شمالي|پیونگ‌یانگ|پیانگ یانگ|بيونغ يانغ
BD|بنگلادشی|بنگلہ دیشی|بنغلاديشي, بنغالي|داکا|ڈھاکہ|دكا
NP|نپالی|نیپالی|نيبالي|کاتماندو|کھٹمنڈو, کٹھمنڈو|كاتماندو
LK|سریلانکایی|سری لنکن|سريلانكي|کلمبو|کولمبو|كولومبو
ID|اندونزیایی|انڈونیشی, انڈونیشیائی|إندونيسي|جاکارتا|جکارتہ|جاكرتا
MY|مالزیایی|ملائیشین, ملائیشیائی|ماليزي|کوالالامپور|کوالالمپور|كوالالمبور
CA|کانادایی|کینیڈین|كندي|اتاوا|اوٹاوا|أوتاوا
AU|استرالیایی|آسٹریلوی|أسترالي|کانبرا|کینبرا|كانبرا
LY|لیبیایی|لیبیائی|ليبي|طرابلس|طرابلس|طرابلس
SD|سودانی|سوڈانی|سوداني|خارطوم|خرطوم|الخرطوم
TH|تایلندی|تھائی|تايلاندي, تايلندي|بانکوک|بینکاک, بنکاک|بانكوك
KH|کامبوجی, کامبوجیایی|کمبوڈیائی, کمبوڈین|كمبودي|پنوم‌پن, پنوم پن|نوم پنہ, پنوم پن|بنوم بنه
VN|ویتنامی|ویتنامی|فيتنامي|هانوی|ہنوئی|هانوي
MM|میانماری|میانماری|ميانماري|نایپیداو||نايبيداو
RW|رواندایی|روانڈا کی, روانڈن|رواندي|کیگالی|کیگالی|كيغالي
CD|کنگویی||كونغولي, كونجولي|کینشاسا|کنشاسا|كينشاسا
UG|اوگاندایی||أوغندي|کامپالا|کمپالا|كمبالا
VE|ونزوئلایی||فنزويلي|کاراکاس|کراکس|كاراكاس
GY|گویانی||غياني, غوياني|||جورج تاون
CO|کلمبیایی|کولمبین|كولومبي|بوگوتا|بوگوٹا|بوغوتا
TD|چادی||تشادي|انجامنا|انجامینا|إنجمينا, نجامينا
SS|||جنوب سوداني|جوبا|جوبا|جوبا
ET|اتیوپیایی|ایتھوپیائی|إثيوبي|آدیس آبابا|ادیس ابابا|أديس أبابا
ER|اریتره‌ای|اریٹیریائی|إريتري|اسمره|اسمارا|أسمرة
SO|سومالیایی|صومالی|صومالي|موگادیشو|موغادیشو|مقديشو
PL|لهستانی|پولش|بولندي|ورشو|وارسا|وارسو
BY|بلاروسی|بیلاروسی|بيلاروسي|مینسک|منسک|مينسك
RS|صرب, صربستانی|سرب, سربیائی|صربي, صرب|بلگراد|بلغراد|بلغراد
XK|کوزوویی||كوسوفي|پریشتینا|پرسٹینا|بريشتينا
GR|یونانی|یونانی|يوناني|آتن|ایتھنز|أثينا
LT|لیتوانیایی|لتھوینین|ليتواني|ویلنیوس|ولنیئس|فيلنيوس
DZ|الجزایری|الجزائری|جزائري|||
MA|مراکشی|مراکشی|مغربي|رباط|رباط|الرباط
TN|تونسی|تونسی|تونسي|||
ML|مالیایی|مالیائی||باماکو|باماکو|باماكو
NE|نیجری|نائجری|نيجري|نیامی|نیامے|نيامي
MR|موریتانیایی|موریطانی|موريتاني|نواکشوت|نواکشوط|نواكشوط
NG|نیجریه‌ای|نائجیرین|نيجيري|ابوجا|ابوجا|أبوجا
CM|کامرونی|کیمرونی|كاميروني|یائونده||ياوندي
CF||||بانگی|بانگوئی|بانغي
BF|بورکینافاسویی||بوركيني|واگادوگو||واغادوغو
BI|بوروندیایی|برونڈین|بوروندي|||
KE|کنیایی|کینیائی|كيني|نایروبی|نیروبی|نيروبي
TZ|تانزانیایی|تنزانیائی|تنزاني|||
DJ|||جيبوتي|||
BA|بوسنیایی|بوسنیائی|بوسني|سارایوو|سرائیوو|سراييفو
HR|کرواتی|کروشین|كرواتي|زاگرب|زغرب|زغرب
AL|آلبانیایی|البانوی|ألباني|تیرانا|تیرانہ|تيرانا
BG|بلغاری|بلغارین|بلغاري|صوفیه|صوفیہ|صوفيا
HU|مجارستانی, مجار|ہنگرین|مجري, هنغاري|بوداپست|بوڈاپسٹ|بودابست
RO|رومانیایی|رومانین|روماني|بخارست|بخارسٹ|بوخارست
MD|مولداویایی|مالدووین|مولدوفي|کیشیناو||كيشيناو
EE|استونیایی|اسٹونین|إستوني|تالین||تالين
LV|لتونیایی|لیٹوین|لاتفي|ریگا||ريغا
FI|فنلاندی|فن لینڈی|فنلندي|هلسینکی|ہیلسنکی|هلسنكي
SK|اسلواکی|سلوواک|سلوفاكي|||
CZ|چکی||تشيكي|||
EC|اکوادوری|ایکواڈوری|إكوادوري|||كيتو
PE|پرویی|پیرووی|بيروفي|||
BO|بولیویایی||بوليفي|||
BR|برزیلی|برازیلی|برازيلي|||برازيليا
MX|مکزیکی|میکسیکن|مكسيكي|مکزیکوسیتی|میکسیکو سٹی|
LA|لائوسی|لاؤسی|لاوسي|||
MN|مغولستانی|منگولین|منغولي|||
BT|بوتانی|بھوٹانی|بوتاني|||
SE|سوئدی|سویڈش|سويدي|||
NO|نروژی|نارویجین|نرويجي|||
AT|اتریشی|آسٹرین|نمساوي|وین|ویانا|
NL|هلندی|ڈچ|هولندي|||
ZM|زامبیایی||زامبي|||
AO|آنگولایی||أنغولي|||
"""

# iso | language | further names that CLDR has not
VARIANTS = """
US|fa|آمریکا, امریکا, ایالات متحده آمریکا
US|ur|امریکہ, امریکا
US|ar|أمريكا, أميركا, الولايات المتحدة الأمريكية
US|fr|Etats-Unis
US|de|Vereinigte Staaten von Amerika
US|es|EEUU, EE. UU.
GB|fa|انگلیس, انگلستان
GB|ur|برطانیہ
GB|ar|بريطانيا
GB|fr|Grande-Bretagne
GB|de|Großbritannien
GB|es|Gran Bretaña
GB|it|Gran Bretagna
IN|fa|هندوستان
IN|ur|ہندوستان, انڈیا, بھارت
IR|fa|جمهوری اسلامی ایران, جمهوری اسلامی
IR|ur|اسلامی جمہوریہ ایران
IR|ar|ايران, الجمهورية الإسلامية الإيرانية
PK|fa|جمهوری اسلامی پاکستان
PK|ur|اسلامی جمہوریہ پاکستان, پاک
SA|fa|عربستان
SA|ur|سعودی عرب
SA|ar|السعودية
AE|fa|امارات
AE|ur|امارات, یو اے ای
AE|ar|الإمارات
RU|fa|روسیه
SY|ur|ملک شام, شام میں, شام پر, شام کے شہر, شام کے علاقے, شام کے صوبے, شام کا, شام نے, شام سے, شام کے تاریخی, شام کے دارالحکومت, شام کے شمالی, شام کے جنوبی, شام کے ساحلی, شام کے فوجی, شام کی سرحد, شام کی فوج, شام اور لبنان, شام اور عراق, شام اور اسرائیل
IL|fa|رژیم صهیونیستی, رژیم اسرائیل, رژیم اشغالگر, رژیم صهیونی, فلسطین اشغالی, اراضی اشغالی, سرزمین‌های اشغالی, اشغالگران
IL|ar|الكيان الصهيوني, الاحتلال, دولة الاحتلال, الاحتلال الإسرائيلي, كيان الاحتلال, فلسطين المحتلة
PS|fa|فلسطین
PS|ur|فلسطین
PS|ar|فلسطين
PS|fr|Palestine
PS|de|Palästina
PS|es|Palestina
PS|it|Palestina
TR|ur|ترکی, ترکیہ
TR|ar|تركية
CZ|fa|جمهوری چک
KP|fa|کره شمالی
KR|fa|کره جنوبی
CD|fa|کنگو, جمهوری دموکراتیک کنگو
CD|ur|کانگو, جمہوریہ کانگو
CD|ar|الكونغو, الكونغو الديمقراطية, جمهورية الكونغو الديمقراطية, الكونجو, الكونجو الديمقراطية, جمهورية الكونجو الديمقراطية
KG|fa|قرقیزستان
KG|ur|کرغزستان, کرغیزستان
KG|ar|قرغيزستان, قيرغيزستان
BY|fa|بلاروس
BY|ur|بیلاروس
BY|ar|بيلاروسيا, روسيا البيضاء
TH|ur|تھائی لینڈ
TH|ar|تايلند, تايلاند
KH|ur|کمبوڈیا
KH|ar|كمبوديا
AZ|fa|جمهوری آذربایجان, آذربایجان
AZ|ar|أذربيجان, اذربيجان
TJ|ar|طاجيكستان
XK|fa|کوزوو
XK|ur|کوسوو
XK|ar|كوسوفو
VE|fa|ونزوئلا
VE|ur|وینزویلا
VE|ar|فنزويلا
GY|fa|گویان
GY|ur|گیانا, گویانا
GY|ar|غيانا, غويانا
TD|ar|تشاد
RS|ur|سربیا, صربیا
DZ|ur|الجزائر
TD|ur|چاڈ
MM|ur|میانمار, برما
IQ|ur|عراق
MR|ur|موریتانیہ
"""

# iso | language | adjectives | capitals: other languages, for the states that turn up most
FURTHER = """
"""
