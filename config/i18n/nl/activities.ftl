# Activiteiten: plannen, aanmelden, herinneren, afronden.

help-activiteit = plan een activiteit in uw wijk
help-activiteit-more = Plan een activiteit. Ik vraag wat, waar en wanneer. Verzetten: **!activiteit 3 vrijdag 14:00**. Afzeggen: **!activiteit 3 gaat niet door**
help-activiteit-example = !activiteit koffieochtend bibliotheek vrijdag 10:00
help-activiteiten = zie welke activiteiten er komen
help-activiteiten-more = Zie welke activiteiten er komen, en hoeveel mensen meedoen.
help-activiteiten-example = activiteiten
help-agenda = zet activiteiten in de agenda van uw telefoon
help-agenda-more = Krijg een bestand met alle activiteiten. Tik erop: dan staan ze in de agenda van uw telefoon.
help-agenda-example = agenda
help-peiling = laat de wijk samen kiezen
help-peiling-more = Laat de wijk een dag kiezen voor uw activiteit. Of kies wat u deze maand samen doet: **!peiling flyers, koffieochtend**. Na drie dagen tel ik de stemmen.
help-peiling-example = !peiling 3 vrijdag 10:00, zaterdag 14:00
help-meedoen = meld u aan voor een activiteit
help-meedoen-more = Meld u aan voor een activiteit. Tikken op ✋ onder de activiteit werkt ook.
help-meedoen-example = meedoen 3
help-afzeggen = meld u weer af voor een activiteit
help-afzeggen-more = Meld u weer af voor een activiteit. Uw ✋ weghalen werkt ook.
help-afzeggen-example = afzeggen 3
help-afronden = vertel hoe uw activiteit ging
help-afronden-more = Vertel hoe uw activiteit ging: hoeveel mensen er waren en wat er werkte. Ik noteer het als actie.
help-afronden-example = afronden

activity = **Activiteit { $number }:** { $what }
    Doet u mee? Tik op ✋ of typ: **meedoen { $number }**
    { $count ->
        [0] Nog niemand aangemeld.
        [one] 1 persoon doet mee.
       *[other] { $count } mensen doen mee.
    }
activity-off = **Activiteit { $number } gaat niet door:** { $what }
activity-what-where-when = { $kind }, { $place }, { $day } om { $time } uur
activity-not-announced = Activiteit { $number } staat in de agenda en op de kaart van de wijk. In de wijkkamer zei ik deze maand al genoeg. Vertelt u het zelf aan de anderen?
activity-announced = Activiteit { $number } staat in de wijkkamer. Verzetten? Typ bijvoorbeeld: **!activiteit { $number } vrijdag 14:00**
activity-what = Wat gaat u doen? Typ het cijfer.
activity-where = Waar is het? Typ het cijfer.
activity-when = Wanneer is het? Typ de dag en de tijd, bijvoorbeeld: **vrijdag 10:00**
activity-what-time = Hoe laat begint het? Typ bijvoorbeeld: **10:00**
activity-which-day = Op welke dag is het? Typ bijvoorbeeld: **vrijdag** of **12 november**
activity-past = Dat moment is al voorbij. Wanneer is het? Typ bijvoorbeeld: **vrijdag 10:00**
activity-moved-to-past = Dat moment is al voorbij. Kies een dag die nog komt.
activity-unknown = Die activiteit ken ik niet, of hij is al geweest. Typ **activiteiten** om te zien wat er komt.
activity-of-another = Alleen wie een activiteit heeft gepland, kan hem veranderen.
activity-how-to-change = Verzetten? Typ bijvoorbeeld: **!activiteit { $number } vrijdag 14:00**. Gaat het niet door? Typ: **!activiteit { $number } gaat niet door**
activity-moved = Activiteit { $number } is verzet. Het is nu: { $what }
activity-called-off = Activiteit { $number } gaat niet door.
activity-signed-up = U doet mee: { $what }. Kunt u toch niet? Typ: **afzeggen { $number }**
activity-signed-off = U bent afgemeld voor activiteit { $number }.
activity-label = Activiteit { $number }
activities = Dit komt eraan:
    { $lines }
    Meedoen? Typ bijvoorbeeld: **meedoen { $number }**. In uw agenda? Typ: **agenda**
activities-line = { $number }. { $what } ({ $count ->
    [0] nog niemand
    [one] 1 persoon
   *[other] { $count } mensen
})
activities-none = Er is nog niets gepland. Iets organiseren? Typ: **activiteit**
activity-reminder = Bijna zover! Activiteit { $number }: { $what }. Wie gaat er nog mee? Tik op ✋ bij de aankondiging, of typ: **meedoen { $number }**
activity-how-was-it = Hoe ging het? { $what }.
    Hoeveel mensen waren er? Typ een getal, of **weet niet**. Nu geen tijd? Typ later: **afronden**
activity-how-many = { $what }: hoeveel mensen waren er? Typ een getal, of **weet niet**.
activity-worked = Wat werkte er goed? Typ het cijfer.
activity-noted = Dank u wel! Genoteerd als **A-{ $number }**. Mooi dat u dit deed.
activity-nothing-to-finish = U hebt geen activiteit die nog afgerond moet worden. Iets anders gedaan? Typ: **actie**
job-activity-reminder = De herinnering aan een activiteit
job-activity-after = De vraag hoe een activiteit ging

# Samen kiezen, en de agenda
agenda = { $count ->
    [one] 1 activiteit voor in uw agenda.
   *[other] { $count } activiteiten voor in uw agenda.
} Tik op het bestand om te openen.
peiling-day = Welke dag kiezen we voor activiteit { $number } ({ $kind })?
peiling-action = Wat doen we deze maand samen?
peiling-moment = { $weekday } { $day } om { $time } uur
peiling-how = Geef twee tot zes keuzes, met een komma ertussen. Bijvoorbeeld: **!peiling flyers, koffieochtend**
    Een dag kiezen voor activiteit 3? Typ: **!peiling 3 vrijdag 10:00, zaterdag 14:00**
peiling-too-soon = Dat is te snel om eerst te stemmen. Kies dagen die later zijn.
peiling-no-day = Er is geen dag die wint. Wie de activiteit plande, kiest zelf: **!activiteit { $number } vrijdag 14:00**
peiling-action-chosen = Deze maand samen: { $kind }. Gedaan? Typ bijvoorbeeld: **{ $example }**
    Een dag prikken? Typ: **activiteit**
peiling-no-action = Er is geen keuze die wint. Ieder doet gewoon wat goed voelt.
