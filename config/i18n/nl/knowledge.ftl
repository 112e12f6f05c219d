# Kennis: info, materiaal en doorverwijzen.

help-info = lees wat een truc is en wat u kunt doen
help-info-more = Lees wat een truc is, wat u kunt doen en waar u terechtkunt. Weet u de naam niet? Vertel wat er gebeurde, of typ alleen **info**.
help-info-example = !info nepagent
help-materiaal = krijg uitleg om te laten zien of te delen
help-materiaal-more = Krijg pagina's met uitleg over een truc. Die kunt u laten zien, delen of afdrukken.
help-materiaal-example = !materiaal babbeltruc
help-doorverwijzen = hoor wie iemand het eerst moet bellen
help-doorverwijzen-more = Is iemand opgelicht? Ik stel hoogstens drie vragen. Dan hoort u wie u eerst belt, en wat u bewaart voor de aangifte. Ik bewaar niets.
help-doorverwijzen-example = doorverwijzen

info = **{ $label }**
    { $line }
    {""}**Wat u doet:** { $advice }
    {""}**Hulp en melden:**
    { $places }
    Iets om te laten zien? Typ: **!materiaal { $slug }**
info-sensitive = { $advice }
    Vertel hier geen details. Meer weten? Vraag het mij in een privégesprek.
info-how = Over welke truc wilt u iets weten? Hoe kwam het binnen? Typ het cijfer.
info-what = Wat lijkt het meest op wat u bedoelt? Typ het cijfer.
info-else = Iets anders
material = Om te laten zien of te delen bij **{ $label }**:
    { $lines }
    Eerst zelf lezen? Typ: **!info { $slug }**
referral-number = { $name }: **{ $number }**
referral-site = { $name }: { $site }
referral-both = { $name }: **{ $number }** of { $site }
referral-hours = { $line } ({ $hours })

refer-when = Wanneer is het gebeurd? Typ het cijfer.
refer-when-nu = Het gebeurt nu
refer-when-net = Vandaag of gisteren
refer-when-eerder = Langer geleden
refer-what = Waar gaat het om? Typ het cijfer.
refer-what-geld = Geld, bankpas of bankrekening
refer-what-account = Een account, telefoon of computer
refer-what-identiteit = Een paspoort of persoonlijke gegevens
refer-what-bedreiging = Bedreiging of stalking
refer-what-naaktbeelden = Naaktbeelden
refer-what-anders = Iets anders, of ik weet het niet
refer-who = Om wie gaat het? Typ het cijfer.
refer-who-volwassene = Een volwassene
refer-who-jongere = Iemand jonger dan 18
refer-who-ondernemer = Een ondernemer of vereniging
refer-told = Bel eerst:
    { $first }
    Daarna, in deze volgorde:
    { $rest }
refer-paper = Schrijf dit op papier, voor de aangifte. Het papier blijft bij wie het overkwam:
    - de dag en de tijd
    - wat er gebeurde, stap voor stap
    - welk bedrag, en van en naar welk rekeningnummer
    - het telefoonnummer, e-mailadres, de website of de naam van de advertentie
    - schermfoto's van berichten (niets weggooien)
    Typ dit niet hier. Ik vraag er niet naar en bewaar niets.
