"""Adjectives, people, capitals and further names of states in Hindi, Pashto, Turkish and Russian, for ``make_countries.py``."""

# iso | language | adjectives and people | capitals, in Hindi, Pashto, Turkish and Russian. Russian cases are derived.
EASTERN = """
IR|hi|ईरानी|तेहरान
IR|ps|ایراني, ایرانی, ایرانیان|تهران
IR|tr|İranlı, İranlılar, Fars|Tahran
IR|ru|иранский, иранец|Тегеран
PK|hi|पाकिस्तानी, पाक|इस्लामाबाद, रावलपिंडी
PK|ps|پاکستاني, پاکستانی, پاکستانیان, پاکستانيان|اسلام اباد, اسلام اباده, اسلام آباد, اسلام‌آباد, راولپنډۍ
PK|tr|Pakistanlı, Pakistanlılar|İslamabad, Ravalpindi
PK|ru|пакистанский, пакистанец|Исламабад, Равалпинди
AF|hi|अफ़ग़ान, अफगान, अफ़गान, अफगानी, अफगानिस्तानी|काबुल
AF|ps|افغان, افغاني, افغانان, افغانانو, افغانستاني|کابل
AF|tr|Afgan, Afganlar, Afganistanlı|Kabil
AF|ru|афганский, афганец|Кабул
IN|hi|भारतीय, हिंदुस्तानी|नई दिल्ली, दिल्ली
IN|ps|هندي, هندی, هنديان|نوی ډیلي, نوي ډیلي, ډیلي, نوی ډهلي, نوي ډهلي
IN|tr|Hintli, Hint|Yeni Delhi
IN|ru|индийский, индиец|Нью-Дели, Дели
CN|hi|चीनी|बीजिंग
CN|ps|چینایي, چینايي, چینی|بیجینګ, بېجېنګ, پکینګ
CN|tr|Çinli|Pekin
CN|ru|китайский, китаец|Пекин
US|hi|अमेरिकी, अमरीकी|वाशिंगटन, वॉशिंगटन
US|ps|امریکايي, امریکایی, امریکایي|واشنګټن, واشنګتن
US|tr|Amerikan, Amerikalı|Washington, Vaşington
US|ru|американский, американец|Вашингтон
RU|hi|रूसी|मॉस्को, मास्को
RU|ps|روسي, روسی|مسکو, ماسکو
RU|tr|Rus, Ruslar|Moskova
RU|ru|российский, россиянин, россияне, россиян, россиянами, россиянам|Москва, Кремль
IL|hi|इज़रायली, इजरायली, इजराइली, इज़राइली, इस्राइली|तेल अवीव, यरुशलम
IL|ps|اسراییلي, اسرائیلي, اسرائيلي|تل ابیب
IL|tr|İsrailli|Tel Aviv
IL|ru|израильский, израильтяне, израильтян, израильтянами|Тель-Авив
LB|hi|लेबनानी|बेरूत
LB|ps|لبناني|بیروت
LB|tr|Lübnanlı|Beyrut
LB|ru|ливанский, ливанец|Бейрут
SY|hi|सीरियाई|दमिश्क
SY|ps|سوري, سوریايي|دمشق
SY|tr|Suriyeli|Şam
SY|ru|сирийский, сириец|Дамаск
IQ|hi|इराकी, इराक़ी|बगदाद, बग़दाद
IQ|ps|عراقي|بغداد
IQ|tr|Iraklı, Irak|Bağdat
IQ|ru|иракский, иракец|Багдад
PS|hi|फ़िलिस्तीनी, फिलिस्तीनी|रामल्लाह
PS|ps|فلسطیني, فلسطينی|
PS|tr|Filistinli|Ramallah
PS|ru|палестинский, палестинец|Рамалла
SA|hi|सऊदी|रियाद
SA|ps|سعودي|ریاض
SA|tr|Suudi|Riyad
SA|ru|саудовский|Эр-Рияд
QA|tr|Katarlı|Doha
QA|ru|катарский|Доха
QA|hi|क़तरी|दोहा
QA|ps|قطري|دوحه
AE|ps|اماراتي|ابوظبي
AE|ru|эмиратский|Абу-Даби
EG|tr|Mısırlı|Kahire
EG|ru|египетский|Каир
TR|hi|तुर्की|अंकारा
TR|ps|ترکي|انقره
TR|tr|Türk, Türkler|Ankara
TR|ru|турецкий, турки, турок, туркам, турками|Анкара
AZ|hi|अज़रबैजानी, अजरबैजानी|बाकू
AZ|ps|اذربایجاني, آذربایجاني|باکو
AZ|tr|Azerbaycanlı, Azeri, Azerbaycan Türkü|Bakü
AZ|ru|азербайджанский, азербайджанец|Баку
AM|hi|आर्मेनियाई, अर्मेनियाई|येरेवान
AM|ps|ارمنستاني, ارمني|ایروان
AM|tr|Ermeni, Ermenistanlı|Erivan
AM|ru|армянский, армяне, армян, армянам, армянин, армянами|Ереван
GE|tr|Gürcü|Tiflis
GE|ru|грузинский, грузины, грузин, грузинами|Тбилиси
KG|hi|किर्गिज़|बिश्केक
KG|ps|قرغزي, قرغیز, قرغز|بشکیک
KG|tr|Kırgız, Kırgızlar|Bişkek
KG|ru|киргизский, кыргызский, кыргызстанец, кыргызстанский, киргизы, киргизов, киргизами, кыргызы, кыргызов, кыргызами|Бишкек
TJ|hi|ताजिक|दुशांबे
TJ|ps|تاجکستاني|دوشنبې
TJ|tr|Tacik, Tacikler|Duşanbe
TJ|ru|таджикский, таджикистанский, таджики, таджиков, таджиками, таджикам|Душанбе
UZ|tr|Özbek|Taşkent
UZ|ru|узбекский, узбекистанский, узбеки, узбеков, узбеками, узбекам|Ташкент
UZ|ps|ازبکستاني|تاشکند
KZ|tr|Kazak|Astana
KZ|ru|казахстанский, казахский, казахстанец|Астана
TM|tr|Türkmen|Aşkabat
TM|ru|туркменский, туркменистанский|Ашхабад
TM|ps|ترکمنستاني|عشق اباد
TH|hi|थाई|बैंकॉक
TH|ps|تایلنډي, تايلنډي|بانکاک
TH|tr|Taylandlı, Tay|Bangkok
TH|ru|таиландский, тайский, таец|Бангкок
KH|hi|कंबोडियाई|नोम पेन्ह, फ्नोम पेन्ह
KH|ps|کمبوډیايي, کمبودیايي|پنوم پن
KH|tr|Kamboçyalı|Phnom Penh, Pnom Pen
KH|ru|камбоджийский, камбоджиец|Пномпень
VN|tr|Vietnamlı|Hanoi
VN|ru|вьетнамский, вьетнамец|Ханой
MM|hi|म्यांमारी|
MM|ru|мьянманский|Нейпьидо
BD|hi|बांग्लादेशी|ढाका
BD|ru|бангладешский|Дакка
NP|hi|नेपाली|काठमांडू
NP|ru|непальский|Катманду
RW|hi|रवांडाई|किगाली
RW|ps|روانډايي, رواندايي|کیګالي
RW|tr|Ruandalı|Kigali
RW|ru|руандийский, руандиец|Кигали
CD|hi|कांगोली|किंशासा, किन्शासा
CD|ps|کانګوي|کینشاسا
CD|tr|Kongolu|Kinşasa
CD|ru|конголезский, конголезец|Киншаса
UG|tr|Ugandalı|Kampala
UG|ru|угандийский, угандиец|Кампала
VE|hi|वेनेज़ुएलाई, वेनेजुएलाई|काराकास, कराकास
VE|ps|وینزویلايي|کاراکاس
VE|tr|Venezuelalı|Karakas
VE|ru|венесуэльский, венесуэлец|Каракас
GY|hi|गुयानाई|जॉर्जटाउन
GY|tr|Guyanalı|
GY|ru|гайанский, гайанец|Джорджтаун
CO|tr|Kolombiyalı|Bogota
CO|ru|колумбийский, колумбиец|Богота
SD|hi|सूडानी|खार्तूम
SD|ps|سوډاني|خرطوم
SD|tr|Sudanlı|Hartum
SD|ru|суданский, суданец|Хартум
TD|hi|चाडियाई|एन्जामेना, एनजामेना
TD|ps|چادي|انجامینا
TD|tr|Çadlı|Encemine, N'Djamena
TD|ru|чадский, чадец|Нджамена
SS|ru|южносуданский, южносуданец|Джуба
ET|tr|Etiyopyalı|Addis Ababa
ET|ru|эфиопский, эфиоп, эфиопы, эфиопов, эфиопами|Аддис-Абеба
ER|tr|Eritreli|Asmara
ER|ru|эритрейский, эритреец|Асмэра
SO|tr|Somalili|Mogadişu
SO|ru|сомалийский|Могадишо
PL|hi|पोलिश|वारसॉ, वारसा
PL|ps|پولنډي|وارسا
PL|tr|Polonyalı, Leh|Varşova
PL|ru|польский, поляк, поляки, поляков, поляками, полякам|Варшава
BY|hi|बेलारूसी|मिंस्क
BY|ps|بیلاروسي|مینسک
BY|tr|Belaruslu|Minsk
BY|ru|белорусский, белорус, белорусы, белорусов, белорусами|Минск
UA|hi|यूक्रेनी|कीव
UA|ps|اوکرایني|کیف
UA|tr|Ukraynalı|Kiev, Kıyiv
UA|ru|украинский, украинец|Киев
RS|hi|सर्बियाई, सर्ब|बेलग्रेड
RS|ps|سربي, صربي|بلګراد
RS|tr|Sırp, Sırplar|Belgrad
RS|ru|сербский, сербы, сербов, сербами, сербам|Белград
XK|hi|कोसोवन|प्रिस्टीना
XK|ps|کوسوویي|پرشتینا
XK|tr|Kosovalı|Priştine
XK|ru|косовский|Приштина
GR|tr|Yunan, Yunanlar|Atina
GR|ru|греческий|Афины, Афин, Афинами
GB|hi|ब्रिटिश|लंदन
GB|ps|بریتانوي, برتانوي|لندن
GB|tr|İngiliz, Britanyalı|Londra
GB|ru|британский|Лондон
FR|hi|फ्रांसीसी|पेरिस
FR|tr|Fransız|Paris
FR|ru|французский|Париж
DE|tr|Alman|Berlin
DE|ru|немецкий, германский|Берлин
KP|tr|Kuzey Koreli|Pyongyang
KP|ru|северокорейский, северокореец|Пхеньян
KR|tr|Güney Koreli|Seul
KR|ru|южнокорейский, южнокореец|Сеул
JP|ru|японский|Токио
LT|ru|литовский, литовец|Вильнюс
LV|ru|латвийский|Рига
FI|ru|финский, финляндский|Хельсинки
YE|tr|Yemenli|Sana
YE|ru|йеменский|Сана
JO|ru|иорданский|Амман
DZ|hi|अल्जीरियाई|अल्जीयर्स
DZ|ps|الجزایري|
MA|hi|मोरक्कन|रबात
MA|ps|مراکشي|
LY|hi|लीबियाई|त्रिपोली
LY|ps|لیبیایي|طرابلس
EG|hi|मिस्री|काहिरा
EG|ps|مصري|قاهره
YE|hi|यमनी|
YE|ps|یمني|صنعا
JO|hi|जॉर्डेनियाई|अम्मान
JO|ps|اردني|امان
VN|hi|वियतनामी|हनोई
UZ|hi|उज्बेक|ताशकंद
KZ|hi|कजाख|अस्ताना
TM|hi|तुर्कमेनिस्तानी|अश्गाबात
ER|hi|इरिट्रियाई|अस्मारा
ET|hi|इथियोपियाई|अदीस अबाबा
SO|hi|सोमाली|मोगादिशु
UG|hi|युगांडाई|कंपाला
GR|hi|यूनानी, ग्रीक|एथेंस
GE|hi|जॉर्जियाई|त्बिलिसी
DE|hi|जर्मन|बर्लिन
CA|hi|कनाडाई|ओटावा
KP|hi|उत्तर कोरियाई|प्योंगयांग
KR|hi|दक्षिण कोरियाई|सियोल
MY|hi|मलेशियाई|कुआलालंपुर
ID|hi|इंडोनेशियाई|जकार्ता
BT|hi|भूटानी|थिम्फू
CO|hi|कोलंबियाई|बोगोटा
NG|hi|नाइजीरियाई|अबुजा
KE|hi|केन्याई|नैरोबी
MN|hi|मंगोलियाई|
LT|hi|लिथुआनियाई|विल्नियस
FI|hi|फिनिश|हेलसिंकी
JP|hi|जापानी|टोक्यो
OM|hi|ओमानी|मस्कट
KW|hi|कुवैती|
AE|hi|अमीराती|अबू धाबी
BD|ps|بنګله دېشي|ډهاکه
NP|ps|نیپالي|کټمنډو
FR|ps|فرانسوي|پاریس
KZ|ps|قزاقستاني|استانه
AL|tr|Arnavut, Arnavutlar|Tiran
DZ|tr|Cezayirli|
AO|tr|Angolalı|Luanda
AR|tr|Arjantinli|
BD|tr|Bangladeşli|Dakka
BJ|tr|Beninli|
BO|tr|Bolivyalı|
BA|tr|Bosnalı, Boşnak|Saraybosna
BR|tr|Brezilyalı|
BG|tr|Bulgar|Sofya
BF|tr|Burkina Fasolu|Vagadugu
BI|tr|Burundili|Bujumbura
CM|tr|Kamerunlu|Yaunde
CF|tr|Orta Afrikalı|Bangui
CL|tr|Şilili|
CI|tr|Fildişili|
HR|tr|Hırvat|Zagreb
DJ|tr|Cibutili|
DO|tr|Dominikli|Santo Domingo
EC|tr|Ekvadorlu|
EE|tr|Eston, Estonyalı|Tallinn
FI|tr|Fin, Finlandiyalı|Helsinki
GH|tr|Ganalı|
GT|tr|Guatemalalı|
GN|tr|Gineli|
HT|tr|Haitili|
HN|tr|Honduraslı|
HU|tr|Macar|Budapeşte
ID|tr|Endonezyalı|Cakarta
JO|tr|Ürdünlü|Amman
KE|tr|Kenyalı|Nairobi
KW|tr|Kuveytli|
LA|tr|Laoslu|Vientiane
LV|tr|Leton, Letonyalı|Riga
LY|tr|Libyalı|Trablus
LT|tr|Litvanyalı, Litvan|Vilnius
MY|tr|Malezyalı|Kuala Lumpur
ML|tr|Malili|Bamako
MR|tr|Moritanyalı|
MX|tr|Meksikalı|
MD|tr|Moldovalı|Kişinev
MN|tr|Moğol|
ME|tr|Karadağlı|Podgorica
MA|tr|Faslı|Rabat
MZ|tr|Mozambikli|
MM|tr|Myanmarlı|Naypyidaw
NP|tr|Nepalli|Katmandu
NI|tr|Nikaragualı|
NE|tr|Nijerli|Niamey
NG|tr|Nijeryalı|Abuja
MK|tr|Kuzey Makedonyalı, Makedon|Üsküp
NO|tr|Norveçli|
OM|tr|Ummanlı|Maskat
PY|tr|Paraguaylı|
PE|tr|Perulu|
RO|tr|Romen, Rumen|Bükreş
SN|tr|Senegalli|Dakar
SK|tr|Slovak|
SI|tr|Sloven|
ZA|tr|Güney Afrikalı|Pretoria
SS|tr|Güney Sudanlı|Juba
ES|tr|İspanyol|Madrid
TZ|tr|Tanzanyalı|
TG|tr|Togolu|
TN|tr|Tunuslu|
AE|tr|Emirlikli|Abu Dabi
ZM|tr|Zambiyalı|
ZW|tr|Zimbabveli|Harare
AL|ru|албанский, албанец|Тирана
DZ|ru|алжирский|
AO|ru|ангольский|Луанда
AR|ru|аргентинский, аргентинец|Буэнос-Айрес
BJ|ru|бенинский|
BO|ru|боливийский|Ла-Пас
BA|ru|боснийский|Сараево
BR|ru|бразильский, бразилец|
BG|ru|болгарский|София
BF|ru|буркинийский|Уагадугу
BI|ru|бурундийский|Бужумбура
CM|ru|камерунский|Яунде
CF|ru|центральноафриканский|Банги
CL|ru|чилийский|
CI|ru|ивуарийский|
HR|ru|хорватский|Загреб
DJ|ru|джибутийский|
DO|ru|доминиканский, доминиканец|Санто-Доминго
EC|ru|эквадорский|Кито
EE|ru|эстонский, эстонец|Таллин
GH|ru|ганский|Аккра
GT|ru|гватемальский|
GN|ru|гвинейский|Конакри
HT|ru|гаитянский|Порт-о-Пренс
HN|ru|гондурасский|Тегусигальпа
HU|ru|венгерский|Будапешт
ID|ru|индонезийский|Джакарта
KE|ru|кенийский|Найроби
KW|ru|кувейтский|
LA|ru|лаосский|Вьентьян
LY|ru|ливийский, ливиец|Триполи
MY|ru|малайзийский|Куала-Лумпур
ML|ru|малийский|Бамако
MR|ru|мавританский|Нуакшот
MX|ru|мексиканский, мексиканец|Мехико
MD|ru|молдавский|Кишинев
MN|ru|монгольский|
ME|ru|черногорский|Подгорица
MA|ru|марокканский|Рабат
MZ|ru|мозамбикский|Мапуту
NI|ru|никарагуанский|Манагуа
NE|ru|нигерский|Ниамей
NG|ru|нигерийский, нигериец|Абуджа
MK|ru|македонский|Скопье
NO|ru|норвежский|Осло
OM|ru|оманский|Маскат
PA|ru|панамский|
PY|ru|парагвайский|Асунсьон
PE|ru|перуанский, перуанец|Лима
RO|ru|румынский|Бухарест
SN|ru|сенегальский|Дакар
SK|ru|словацкий|Братислава
SI|ru|словенский|Любляна
ZA|ru|южноафриканский|Претория
ES|ru|испанский, испанец|Мадрид
TZ|ru|танзанийский|Додома
TG|ru|тоголезский|Ломе
TN|ru|тунисский|
UY|ru|уругвайский|Монтевидео
ZM|ru|замбийский|Лусака
ZW|ru|зимбабвийский|Хараре
"""

# iso | language | further names that CLDR has not, in the same languages
EASTERN_VARIANTS = """
US|hi|अमेरिका, अमरीका
US|ps|امريکا, امریکا
US|tr|ABD, Amerika
US|ru|США, Америка
GB|hi|ब्रिटेन
GB|ps|بریتانیا, برتانیا
GB|tr|İngiltere
GB|ru|Британия
IN|hi|हिंदुस्तान
IN|ps|هند, هندوستان
IR|tr|İran İslam Cumhuriyeti
PK|hi|पाक, पाकिस्‍तान
AF|hi|अफगानिस्तान, अफ़गानिस्तान
CN|ps|چین
CN|ru|КНР
RU|ru|РФ, Российская Федерация
RU|ps|روسیه, روسیې
IL|hi|इजरायल, इज़रायल, इजराइल, इज़राइल, इस्राइल
IL|ps|اسراییل, اسرائیل, اسراییلو, اسرائیلو
LB|hi|लेबनान, लेबनॉन
SY|tr|Suriye
SA|ps|سعودي عربستان
TR|hi|तुर्की, तुर्किये
TR|ps|ترکیه, ترکيه, ترکیې
TR|ru|Турция
AM|hi|आर्मेनिया, अर्मेनिया
AM|ps|ارمنستان
AZ|hi|अज़रबैजान, अजरबैजान
AZ|ps|آذربایجان, اذربایجان
KG|hi|किर्गिस्तान
KG|ps|قرغزستان, قرغیزستان
KG|ru|Кыргызстан, Киргизстан
KG|tr|Kırgızistan
TJ|ps|تاجکستان, تاجیکستان
TH|hi|थाईलैंड, थाइलैंड
TH|ps|تایلنډ, تایلینډ, تايلنډ
KH|hi|कंबोडिया, कम्बोडिया
KH|ps|کمبوډیا, کمبودیا
KH|tr|Kamboçya
MD|ru|Молдавия
BY|hi|बेलारूस
BY|ps|بیلاروس, بېلاروس
BY|ru|Белоруссия
CD|hi|कांगो, डीआर कांगो, कांगो लोकतांत्रिक गणराज्य
CD|ps|کانګو
CD|tr|Kongo Demokratik Cumhuriyeti, Demokratik Kongo Cumhuriyeti, KDC, DKC, Kongo
CD|ru|ДР Конго, ДРК, Демократическая Республика Конго, Демократической Республики Конго, Демократической Республике Конго
RW|ps|روانډا, رواندا
TD|hi|चाड
TD|ps|چاد
SD|ps|سوډان
VE|hi|वेनेज़ुएला, वेनेजुएला
VE|ps|وینزویلا, ونزویلا
GY|hi|गुयाना
GY|ps|ګویانا, ګیانا
PL|ps|پولنډ, پولینډ
RS|ps|سربیا, صربیا
XK|ps|کوسوو, کوزوو
XK|hi|कोसोवो
XK|ru|Косова, Косову
PS|hi|फ़िलिस्तीन, फिलिस्तीन
PS|ps|فلسطین
PS|tr|Filistin
PS|ru|Палестина
AE|ru|Эмираты
UA|ps|اوکراین, اوکرایین, اوکرائین
KR|ru|Южная Корея
KP|ru|Северная Корея
SY|ps|سوریه, سوریې
IR|ps|اېران, ایرانه
UA|hi|यूक्रेन, युक्रेन
SY|hi|सीरिया
IR|hi|इरान
BD|hi|बांग्लादेश, बंगलादेश
CN|hi|चाइना
PK|ps|پاکستانه
AF|ps|افغانستانه
"""
