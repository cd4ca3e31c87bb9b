"""What ``make_cities.py`` is told: which borders are quiet, which names are left out whatever the rules say, and which stay."""

QUIET = """
AD AT AU BE CA CH CZ DE DK ES FR GB HR HU IE IT JP LI LU MC NL NO NZ PT SE SG SI SK SM US VA
"""
"""States full of towns, at borders that people cross without showing papers or that carry no quarrel: only larger towns are taken there."""

LEFT_OUT = """
president, minister, premier, sultan, sheikh, shaikh, imam, emir, pasha, prince, king, queen, general, colonel, captain, major, marshal,
sergeant, senator, governor, mayor, judge, bishop, pope, caliph, ayatollah, mullah, maulana, ambassador, consul, chancellor, congress,
parliament, senate, puerto rico, bali, okinawa, thein, queens, kennedy, jisr, liwa, samba, yash, valenzuela, newtown, brod, bandar, werder,
maroni, fuji, bashi, shangri la, mid continent, formosa, minna, stalin, graco, gazan, baris, erawan, harlem, hamra, cabela, banie, tuman,
sadr, shevchenko, eastleigh, dahmani, normandy, catalonia, bavaria, siberia, crimea, donbas, darfur, tigray, kivu, sahel, sinai, golan,
galilee, kashmir, balkans, caucasus, sahara, batman, detroit lakes, میدان, هوایی, غازی, سالم, احمدی, بالای, عشاق, مرادی, تراز, شهریار, رشید, بحری,
گلستان, وادی, تازه, بابل, orenburg oblast, golfe, carrefour, essequibo, kursk oblast, central, independencia, libertad, revolution city, el nino, kinabalu, sverdlovsk, zdar,
whitehall, fairview, san lorenzo, santa maria, san mateo, al hamra, al majd, shaab, banjska, santa barbara, san clemente, alipur,
putina, moga, dabie, toyota, ngozi, obok, benfica, kelce, gandi, kirishima, camo, korolev, kiff, fujin, shar, makary, riverdale, waterford,
orly, granby, lunden, jima, tyre, antioquia, सोची
"""
"""Titles and offices, regions that have the name of some town too, and whatever else reading real news has shown to be no town."""

KEPT = """
AM goris, AM kapan, AM vardenis, AZ barda, AZ fuzuli, AZ lacin, AZ lachin, AZ khojaly, AZ sumgait, CD beni, CD goma, CD uvira, CO buenaventura, CO cucuta, ET debra markos, GY lethem,
IL haifa, IL jaffa, IL kiryat shmona, IL beersheba, IN hisar, IQ al faw, IQ mandali, KG karakol, KG kerben, LB zahle, LB bint jbeil, LB ain ebel,
LY sirte, LY ghat, NE dosso, NG yola, NG bama, BF dori, PK dera ghazi khan, PK hasan abdal, PS bethlehem, PS hebron, PS jenin, PS jericho,
PS khan yunis, PS rafah, PS tubas, RS raska, RU kazan, RU rostov, RU sochi, SD el geneina, SD geneina, SD kosti, SY abu kamal, SY albu kamal, SY kobani,
SY kobane, SY douma, TD tine, TJ isfara, TR adana, TR bursa, TR kars, TR kayseri, TR mersin, TR samsun, UA brody, UA lyman, UA uman, VE san cristobal,
XK mitrovica, ER assab, US boston, US detroit, GB manchester, GB edinburgh, US atlanta, US miami, FR lille, FR bordeaux, ES valencia, IT milan,
IR اصفهان, IR تبریز, IR اهواز, IR کرمانشاه, IR ارومیه, IR همدان, IR اردبیل, IR سنندج, IR قزوین, IR خرمشهر, IR کاشان, IR دزفول, IR مراغه,
IR بروجرد, IR گرگان, IR سبزوار, IR نیشابور, IR بوکان, IR بجنورد, IR ملایر, IR مهاباد, IR بوشهر, IR شاهرود, IR اراک, IR زنجان, IR قم,
IQ کربلا, IQ بصره, IQ البصره, IQ موصل, IQ الموصل, SY حلب, SY حمص, SY حماه, SY درعا, YE تعز, YE عدن, SA جده, SA مکه, IQ کرکوک, LY بنغازی, LY مصراته, LY سبها,
SD الفاشر, SD الجنینه, SD نیالا, SD بورتسودان, PS الخلیل, PS جنین, PS نابلس, PS خان یونس, PS رفح, LB صور, LB صیدا, LB النبطیه, PK مردان, BH المحرق, SA الخبر,
PK گجرات, PK ملتان, PK فیصل اباد, PK حیدراباد, PK سکهر, IN लखनऊ, IN पटना, IN वाराणसी, IN इलाहाबाद, IN गोरखपुर, IN अजमेर, IN देहरादून, IN उज्जैन, IN उदयपुर,
UA харків, UA одеса, UA дніпро, UA донецьк, UA львів, UA запоріжжя, UA вінниця, UA луганськ, UA херсон, RU казань, RU курск, RU белгород, UA симферополь, BG софия, MK скопие
"""
"""Names that the rules would leave out, of towns that news name more often than anything else of that name: the state, and the name folded."""
