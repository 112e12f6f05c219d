# De beheerkamer: mensen en wijken, besluiten en terugdraaien, berichten, afspraken, instellingen, de eerste weken.

## Besluiten: eerst laten zien, dan doen, en weer terug kunnen
step-preview = Dit ga ik doen:
    { $lines }
    Klopt het? Typ **ja** om het te doen, of **nee** om het zo te laten.
step-done = Gedaan als **{ $label }**:
    { $lines }
    Toch niet goed? Typ: **ongedaan { $label }**
step-not-done = Goed, ik verander niets.
step-nothing = Dat is al zo. Er is niets te veranderen.
step-stale = Er is intussen iets veranderd. Ik heb niets gedaan. Typ het nog eens, dan laat ik zien hoe het nu zit.
step-undone = **{ $label }** is teruggedraaid:
    { $lines }
step-undo-nothing = Er is geen besluit om terug te draaien. Een nummer noemen kan ook, bijvoorbeeld: **ongedaan B-3**
step-undo-gone = **{ $label }** is al teruggedraaid, of is te lang geleden.
step-undo-changed = Na **{ $label }** is hieraan weer iets veranderd. Ik draai niets terug. Draai eerst het nieuwere besluit terug, of regel het met een nieuw besluit.
step-beheerder-only = Alleen een beheerder kan iemand beheerder maken, of die rol weghalen. Ik heb niets veranderd.
step-last-manager = Dan is er niemand meer die het programma beheert. Maak eerst iemand anders community manager, bijvoorbeeld: **rol @anna:voorbeeld.nl community manager**

step-wijk-on = **{ $wijk }** doet mee, met een eigen kamer.
step-wijk-off = **{ $wijk }** stopt. De ambassadeurs krijgen een bedankje en gaan uit de kamer. De kamer blijft rusten en wat er is gedaan blijft bewaard. Weer openen kan altijd.
step-wijk-renamed = **{ $from }** heet voortaan **{ $to }**. De kamer krijgt die naam ook.
step-person-on = **{ $name }** komt erbij ({ $user }) en krijgt een uitnodiging.
step-person-off = **{ $name }** doet niet meer mee en gaat uit de kamers. Wat { $name } deed blijft meetellen, zonder naam.
step-organisation = **{ $name }** hoort bij: { $to }.
step-role-on = **{ $name }** is { $role }.
step-role-off = **{ $name }** is niet langer { $role }.
step-role-on-in = **{ $name }** is { $role } in **{ $wijk }**.
step-role-off-in = **{ $name }** is niet langer { $role } in **{ $wijk }**.
step-waiting-on = **{ $name }** staat op de wachtlijst voor **{ $wijk }**.
step-waiting-off = **{ $name }** staat niet meer op de wachtlijst voor **{ $wijk }**.
step-setting = **{ $what }**: { $to } (was: { $from })

wijk-thanks = Beste ambassadeurs van { $wijk }, deze wijk stopt voor nu met het programma. Dank u wel voor alles wat u voor uw buren deed. Uw community manager vertelt u graag meer.

## Wijken en mensen
help-others = {" "}· Hier kan ook: { $words }.
help-rol = geef iemand een rol, of haal die weg
help-rol-more = Geef iemand een rol voor de hele gemeente: wijkagent, community manager, onderzoeker of beheerder. Met **weg** erachter haalt u de rol weg. Ik laat eerst zien wat ik ga doen.
help-rol-example = rol @anna:voorbeeld.nl wijkagent
help-organisatie = noteer bij welke organisatie iemand hoort
help-organisatie-more = Noteer waar iemand vandaan komt: een bibliotheek, een vereniging, winkeliers of een buurthuis, met de naam erachter. Met **geen** haalt u het weg.
help-organisatie-example = organisatie @anna:voorbeeld.nl bibliotheek Centrale Bibliotheek
help-wachtlijst = zie wie er wacht op een plek
help-wachtlijst-more = Zie wie er wacht op een plek. Zet iemand erbij met **wachtlijst erbij Fatima Moerwijk**. Haal een nummer weg met **wachtlijst weg 2**. Na een half jaar haal ik namen vanzelf weg.
help-wachtlijst-example = wachtlijst
help-uitnodiging = maak een tekst over Element om door te sturen
help-uitnodiging-more = Ik schrijf een uitnodiging met uitleg over Element. Stuur die door per mail, of druk haar af.
help-uitnodiging-example = uitnodiging @anna:voorbeeld.nl
help-instelling = bekijk of verander een instelling
help-instelling-more = Verander wanneer iets verstuurd wordt, de taal, de herinneringen of de stille uren. Typ alleen **instelling** om te zien hoe het nu staat.
help-instelling-example = instelling maandvraag eerste werkdag dinsdag 10:00
help-start = begin stap voor stap met een nieuwe gemeente
help-start-more = Ik loop met u mee van niets naar de eerste wijk. Stoppen en later verdergaan kan altijd: typ dan weer **start**.
help-start-example = start

wijk-not-there = De wijk "{ $name }" doet niet mee. Kijk of de naam klopt, bijvoorbeeld: **overzicht Moerwijk**
wijk-rename-how = Typ het zo: **wijk hernoem Moerwijk naar Moerwijk-Zuid**
ambassadeur-unknown = Die persoon is daar geen ambassadeur. Kijk of de naam klopt, bijvoorbeeld: **ambassadeur weg @anna:voorbeeld.nl**
ambassadeur-move-from = **{ $name }** is ambassadeur in meer wijken, of al in die wijk. Zeg van waar naar waar, bijvoorbeeld: **ambassadeur verhuis @anna:voorbeeld.nl van Moerwijk naar Duindorp**
ambassadeur-move-how = Typ het zo: **ambassadeur verhuis @anna:voorbeeld.nl naar { $wijk }**
ambassadeur-remove-how = Typ het zo: **ambassadeur weg @anna:voorbeeld.nl { $wijk }**
role-how = Typ het zo: **rol @anna:voorbeeld.nl wijkagent**. Kies uit: wijkagent, community manager, onderzoeker, beheerder. Weghalen: **rol @anna:voorbeeld.nl wijkagent weg**
role-ambassadeur-how = Een ambassadeur hoort bij een wijk. Typ het zo: **ambassadeur erbij @anna:voorbeeld.nl Moerwijk**
role-not = Die persoon staat niet op de lijst. Kijk of de naam klopt, bijvoorbeeld: **rol @anna:voorbeeld.nl wijkagent**
role-not-had = **{ $name }** is niet { $role }. Ik heb niets veranderd.
organisation-how = Typ het zo: **organisatie @anna:voorbeeld.nl bibliotheek Centrale Bibliotheek**. Kies uit: { $kinds }
organisation-none = geen organisatie
organisation-bibliotheek = bibliotheek
organisation-vereniging = vereniging
organisation-ondernemers = winkeliers
organisation-buurthuis = buurthuis
organisation-zorg = zorg
organisation-school = school
organisation-geloof = geloofsgemeenschap
organisation-gemeente = gemeente
organisation-politie = politie
organisation-anders = anders
waiting-title = **Op de wachtlijst**
waiting-line = { $number }. { $name }, { $wijk }, sinds { $since }
waiting-footer = Is er een plek? Typ: **ambassadeur erbij @anna:voorbeeld.nl Moerwijk**. Weghalen: **wachtlijst weg 1**
waiting-none = Er staat niemand op de wachtlijst. Iemand erbij? Typ: **wachtlijst erbij Fatima Moerwijk**
waiting-how = Typ het zo: **wachtlijst erbij Fatima Moerwijk**, met een voornaam en een wijk die meedoet. Weghalen: **wachtlijst weg 1**

## Uitnodigen
invite-reason = U bent uitgenodigd voor "{ $room }" van de digitaal ambassadeurs. Tik op Accepteren. Typ daarna hulp, dan leg ik uit wat u kunt doen. Groet, wijkbode.
invitation-offer = Kent { $name } Element nog niet? Ik heb een tekst om door te sturen: **uitnodiging { $user }**
invitation-how = Typ het zo: **uitnodiging @anna:voorbeeld.nl**
invitation-text = Stuur deze tekst door, of druk hem af:

    Beste { $name },

    Fijn dat u meedoet met de digitaal ambassadeurs in { $gemeente }! We praten met elkaar in de app Element. Zo begint u:
    1. Zet de app **Element X** op uw telefoon. U vindt hem gratis in de App Store of de Play Store.
    2. Kies **Inloggen** en vul dit adres in: { $server }
    3. Log in met uw naam { $user } en het wachtwoord dat u van ons kreeg.
    4. De app vraagt om een **herstelsleutel**. Schrijf die op papier en bewaar hem goed. U hebt hem nodig bij een nieuwe telefoon.
    5. Er staan uitnodigingen klaar: { $room }. Tik op **Accepteren**.
    6. Typ **hulp** in de kamer. De bot legt dan uit wat u kunt doen.
    Lukt iets niet? Bel uw community manager. Nood? Bel 112, niet de app.

## Berichten
help-bericht = stuur een bericht naar een wijk of naar alle wijken
help-bericht-more = Stuur een bericht naar de kamer van een wijk, of naar **alle** wijken. Ik laat eerst zien wat er komt te staan en waar. Daarna ziet u hoeveel mensen het zagen, niet wie.
help-bericht-example = bericht Moerwijk Vrijdag is er koffie in de bibliotheek
message-body = **Bericht van { $name }**
    { $text }
message-preview = Dit stuur ik naar: { $rooms } ({ $people ->
        [one] 1 persoon
       *[other] { $people } mensen
    }):
message-preview-ask = Klopt het? Typ **ja** om te versturen, of **nee** om te stoppen.
message-personal = Let op: ik zie in de tekst: { $what }. Wilt u dat erin laten? Typ dan gewoon **ja**.
message-later = Het is nu een stil moment. Ik verstuur het op { $day } om { $time } uur.
message-not-sent = Goed, ik verstuur niets.
message-sent = Verstuurd. Bezorgd in { $delivered } van { $rooms } kamers. Gezien (👀): { $seen }. Deze regel houd ik bij.
message-under-way = Onderweg naar { $rooms ->
    [one] 1 kamer
   *[other] { $rooms } kamers
}. Hier ziet u straks hoeveel mensen het zagen.
message-how = Typ het zo: **bericht { $wijk } Vrijdag is er koffie in de bibliotheek**. Naar iedereen: **bericht alle …**

## Wie doet wat
help-afspraken = zie wie wat doet
help-afspraken-more = Zie de afspraken van het convenant: wie doet wat, en binnen welke tijd. **wie doet wat** werkt ook.
help-afspraken-example = afspraken
duties-title = **Wie doet wat**
duties-none = Er staan nog geen afspraken in het programma. De beheerder zet ze in het programmabestand, als [[duty]].
duty-line = **{ $owner }**: { $what }
duty-line-within = **{ $owner }**: { $what }, binnen { $days ->
    [one] 1 dag
   *[other] { $days } dagen
}
duty-owner-ambassadeur = Ambassadeurs
duty-owner-community-manager = Community manager
duty-owner-wijkagent = Politie
duty-owner-onderzoeker = Onderzoekers
duty-owner-beheerder = Beheerder
job-monthly-duties = Het maandbericht over afspraken
duty-kept-title = **Afspraken nagekomen in { $month }**
duty-kept-line = { $owner }: { $what }: { $result }
duty-kept-all = steeds gelukt
duty-kept-of = { $kept } van { $of }
duty-kept-some = nog niet steeds gelukt
duty-kept-nothing = deze maand niet nodig

## Instellingen
setting-title = **Zo staat het ingesteld**
setting-line = { $what }: { $value }
setting-footer = Iets veranderen? Typ bijvoorbeeld: **instelling maandvraag eerste werkdag dinsdag 10:00**
setting-unknown = Die instelling ken ik niet. Typ **instelling** om te zien wat u kunt instellen, of bijvoorbeeld: **instelling taal engels**
setting-schedule-how = Dat moment begrijp ik niet. Typ het bijvoorbeeld zo: **instelling maandvraag eerste werkdag dinsdag 10:00**. Of met **elke maandag 8:00** of **elke dag 16:00** erachter.
setting-language-how = Die taal spreek ik niet. Typ: **instelling taal nederlands** of **instelling taal engels**
setting-reminders-how = Typ: **instelling herinneringen aan** of **instelling herinneringen uit**
setting-quiet-how = Die uren begrijp ik niet. Ze gaan van de avond naar de ochtend, bijvoorbeeld: **instelling stille uren 20:00-9:00**
setting-language = Taal
setting-language-nl = Nederlands
setting-language-en = Engels
setting-reminders = Herinneringen
setting-on = aan
setting-off = uit
setting-quiet-hours = Stille uren
schedule-first-working = eerste werkdag { $day } { $time }
schedule-weekly = elke { $day } { $time }
schedule-daily = elke dag { $time }
schedule-day-1 = maandag
schedule-day-2 = dinsdag
schedule-day-3 = woensdag
schedule-day-4 = donderdag
schedule-day-5 = vrijdag
schedule-day-6 = zaterdag
schedule-day-7 = zondag

## Overzichten
help-overzicht = zie hoe het gaat in een wijk
help-overzicht-more = Zie hoe het gaat in een wijk: wat is er gedaan, wie doen er mee, en wat wacht nog op antwoord.
help-overzicht-example = overzicht Moerwijk
digest-week-no-actions = deze week geen acties
digest-week-earlier = {" "}· weken ervoor: { $counts }
digest-week-still = Deze week nog niets: { $list }
digest-week-late = Wacht langer dan afgesproken: { $list }. Vraag de wijkagent even hoe het ermee staat.
digest-week-suspended = **{ $name }** wacht op u: de sleutel is veranderd. Bel of het klopt, en typ dan: **bevestig { $user }**
digest-week-resting = Hier zeg ik nu niets: { $list }. Vraag de beheerder om te kijken.
digest-week-list = Op de wachtlijst: { $count ->
    [one] 1 persoon
   *[other] { $count } mensen
}. Typ **wachtlijst** voor de namen.
digest-week-activities = Activiteiten in de komende twee weken: { $list }
digest-week-ideas = { $count ->
    [one] 1 gedeeld idee wacht
   *[other] { $count } gedeelde ideeën wachten
} op een les. Typ: **bibliotheek**
digest-week-next = Binnenkort: { $list }
digest-week-date = { $what } op { $day }
digest-week-quiet = Al even niets gehoord van: { $list }. Een belletje of samen koffie drinken helpt vaak. Even pauze nemen is ook goed.
digest-week-quiet-more = {" "}en nog { $count }
overview-title = **{ $wijk }**, de laatste zeven dagen
overview-none = In de laatste { $weeks } weken zijn hier geen acties genoteerd.
overview-people = Ambassadeurs: { $list }

## Een nieuwe gemeente
job-first-days = De tips voor de eerste weken
start-title = **Zo begint u**
start-done = ✅ { $what }
start-todo = ⬜ { $what }
start-wijk = een wijk die meedoet
start-wijk-how = Volgende stap: kies uw eerste wijk. Typ bijvoorbeeld: **wijk nieuw Moerwijk**
start-ambassadeurs = twee ambassadeurs
start-ambassadeurs-how = Volgende stap: zet uw eerste ambassadeurs erbij, minstens twee. Typ bijvoorbeeld: **ambassadeur erbij @anna:voorbeeld.nl { $wijk }**
start-wijkagent = een wijkagent
start-wijkagent-how = Volgende stap: de wijkagent. Die krijgt de signalen. Typ bijvoorbeeld: **rol @bram:voorbeeld.nl wijkagent**
start-dates = afgesproken tijden
start-dates-how = Volgende stap: spreek af wanneer ik de maandvraag stuur. Typ bijvoorbeeld: **instelling maandvraag eerste werkdag dinsdag 10:00**
start-duties = afspraken op papier
start-duties-how = Volgende stap: de afspraken van het convenant. De beheerder zet ze in het programmabestand, als [[duty]]. Typ daarna: **wie doet wat**
start-message = een eerste bericht
start-message-how = Volgende stap: heet uw ambassadeurs welkom. Typ bijvoorbeeld: **bericht { $wijk } Welkom allemaal! Typ hulp om te beginnen.**
start-ready = Alles staat klaar. Veel plezier met uw eerste wijk!
start-week-1 = U bent een week bezig. Tip: bel deze week alle ambassadeurs even. Is het gelukt met Element? Bij **uitnodiging** staat uitleg om door te sturen.
start-week-2 = U bent twee weken bezig. Tip: doe samen één kleine actie, zoals flyers uitdelen in de bibliotheek. Samen beginnen is makkelijker.
start-week-4 = U bent een maand bezig. Tip: kijk met **overzicht** hoe het gaat, en vertel uw ambassadeurs wat u mooi vond.
start-week-8 = U bent twee maanden bezig. Tip: vraag de wijkagent wat er met de signalen is gedaan. Stuur dat met **bericht alle** naar de wijken.
start-week-12 = U bent bijna drie maanden bezig. Tip: kom met iedereen bij elkaar. Wat werkt? Wat kan weg? Is er een tweede wijk die mee wil doen?

# De plaatjes van het weekoverzicht
digest-chart-actions = Acties per wijk
digest-chart-signals = Signalen per truc
digest-chart-weeks = Aantal per week, van { $from } tot { $to }
digest-chart-note = Gestreept, 1-4: een klein aantal. Zo is niemand te herkennen.
digest-chart-others = { $count ->
    [one] 1 andere samen
   *[other] { $count } andere samen
}
