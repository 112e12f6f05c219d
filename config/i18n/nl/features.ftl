# Wat de bot kan: uitleg, acties, signalen, beheer en overzichten.

## Hulp
help-title = Dit kunt u hier doen:
help-line = **{ $word }**: { $what }
help-footer = Meer weten? Typ bijvoorbeeld: **hulp { $word }**
help-of-one = { $more }
    Voorbeeld: **{ $example }**
help-unknown = Dat woord ken ik niet. Typ **hulp** voor alles wat hier kan.
help-of-others = Dit kan alleen { $roles }, in { $rooms }.
help-nothing = Hier kunt u niets typen. Kijk in { $rooms }.

help-hulp = laat zien wat u kunt doen
help-hulp-more = Typ **hulp** voor alles wat u hier kunt doen. Typ er een woord achter voor uitleg.
help-hulp-example = hulp actie
help-actie = noteer wat u deed voor de wijk
help-actie-more = Noteer een actie in één regel: wat deed u, en hoeveel mensen bereikte u? Typt u alleen **actie**, dan vraag ik het stap voor stap. Niets gedaan is ook goed: **actie niets**
help-actie-example = actie flyers 40
help-signaal = meld een truc van oplichters
help-signaal-more = Meld wat er gebeurde, nooit wie het deed. Ik laat eerst zien wat ik verstuur. Is er nu gevaar? Bel 112.
help-signaal-example = signaal nepagent aan de deur
help-ongedaan = haal uw laatste actie of signaal weg
help-ongedaan-more = Haal uw laatste actie of signaal weg, of een eerdere met het nummer erachter. Uw eigen bericht verwijderen werkt ook. In de beheerkamer draait dit het laatste besluit terug.
help-ongedaan-example = ongedaan A-12
help-volg = krijg een seintje bij nieuwe signalen
help-volg-more = Volg een wijk, een stadsdeel, een truc of alles. U krijgt dan een seintje bij een nieuw signaal. Minder vaak? Zet er **dagelijks** of **wekelijks** achter. Typ alleen **volg** om te zien wat u volgt.
help-volg-example = volg Moerwijk
help-ontvolg = stop met seintjes
help-ontvolg-more = Stop met het volgen van een wijk, een truc of alles.
help-ontvolg-example = ontvolg Moerwijk
help-gezien = zeg dat u een signaal hebt gezien
help-gezien-more = Zeg dat u een signaal hebt gezien. De melder hoort dat. Tikken op 👀 onder het signaal werkt ook.
help-gezien-example = gezien 12
help-afgehandeld = sluit een signaal af met een uitkomst
help-afgehandeld-more = Sluit een signaal af. De melder hoort de uitkomst. Typt u geen uitkomst, dan geef ik een lijst.
help-afgehandeld-example = afgehandeld 12
help-wijk = begin, hernoem of sluit een wijk
help-wijk-more = Begin een wijk met een eigen kamer: **wijk nieuw Moerwijk**. Een andere naam: **wijk hernoem Moerwijk naar Moerwijk-Zuid**. Stoppen: **wijk sluit Moerwijk**. Weer beginnen: **wijk open Moerwijk**. Ik laat eerst zien wat ik ga doen.
help-wijk-example = wijk nieuw Moerwijk
help-ambassadeur = zet een ambassadeur erbij, of haal iemand weg
help-ambassadeur-more = Zet iemand erbij in een wijk: ik stuur de uitnodiging. Met **verhuis** gaat iemand naar een andere wijk, met **weg** stopt iemand. Meer wijken kan ook. Ik laat eerst zien wat ik ga doen.
help-ambassadeur-example = ambassadeur erbij @anna:voorbeeld.nl Moerwijk
help-bevestig = bevestig iemand met een nieuwe telefoon
help-bevestig-more = Als de sleutel van iemand is veranderd, vraag ik u om te bellen. Klopt het? Bevestig dan met dit woord.
help-bevestig-example = bevestig @anna:voorbeeld.nl
help-digest = stuur het weekoverzicht nu
help-digest-more = Stuur het weekoverzicht nu, met wat er in de laatste zeven dagen gebeurde. Signalen tel ik van maandag tot en met zondag.
help-digest-example = digest

## Acties
action-logged = Dank u wel! Genoteerd als **{ $label }**: { $what }.
    Klopt het niet? Pas uw bericht aan, of typ: **ongedaan { $label }**
action-nothing = Dank u voor het laten weten. Genoteerd als **{ $label }**. Deze maand even niets is prima.
action-corrected = Aangepast. **{ $label }** is nu: { $what }.
action-withdrawn = **{ $label }** is weggehaald.
action-audience = voor { $audience }
action-day = op { $day }
action-which = Wat voor actie was het? Typ het cijfer.
action-how-many = Hoeveel mensen bereikte u ongeveer? Typ een getal, of **weet niet**.

## Signalen
signal-after-112 = Is het gevaar voorbij? Typ **ja** als ik er een signaal van mag maken, of **nee**.
signal-if-now = Gebeurt het nu? **Bel 112.**
signal-bank-first = **Bel eerst de bank.** Het nummer staat op de pas of in de app.
signal-how = Hoe kwam het binnen? Typ het cijfer, of **weet niet**.
signal-what = Wat was het? Typ het cijfer.
signal-what-else = Iets anders
signal-what-unsure = Ik weet nog niet zeker wat het was. Typ het cijfer.
signal-how-many = Hoeveel mensen kregen hiermee te maken? Typ een getal, of **weet niet**.
signal-money = Is er geld verloren? Typ het cijfer.
signal-preview = Dit gaat naar de signaalkamer van de politie en de gemeente:

    { $card }

    Klopt het? Typ **ja** om te versturen, of **nee** om te stoppen.
signal-preview-again = Zo komt het in de signaalkamer te staan:

    { $card }

    Klopt het? Typ **ja** om het aan te passen, of **nee** om het zo te laten.
signal-corrected = **{ $label }** is aangepast, ook in de signaalkamer.
signal-not-corrected = Goed, **{ $label }** blijft zoals het was.
signal-sent = Verstuurd als **{ $label }**. Dank u wel! U hoort hier wat ermee gebeurt.
    Advies bij deze truc: { $advice }
signal-not-sent = Goed, ik verstuur niets.
signal-withdrawn = **{ $label }** is weggehaald en telt niet meer mee.
signal-personal = Ik neem geen namen, nummers of adressen over. Bewaar die zelf voor de aangifte.
signal-person = Hoe iemand heet of eruitziet, neem ik niet over. Het gaat om de truc.
signal-private-here = Dank u wel dat u dit meldt. Hierover praat ik liever privé met u. Ik heb u een bericht gestuurd.
signal-private =
    { $advice }
    Vertel mij geen details. Mag ik dit meetellen, zonder wijk en zonder naam? Typ **ja** of **nee**.
signal-private-counted = Dank u wel. Ik tel het mee als **{ $label }**. Er gaat verder niets naar anderen.

signal-card = **{ $label }** · { $wijk } · { $phenomenon }
    Hoe: { $channel } · Mensen: { $count } · Geld kwijt: { $loss } · Dag: { $day }
    Stand: { $state }
signal-count-unknown = onbekend
signal-loss-geen = nee
signal-loss-onbekend = onbekend
signal-loss-tot-100 = ja, minder dan 100 euro
signal-loss-tot-1000 = ja, 100 tot 1.000 euro
signal-loss-tot-10000 = ja, 1.000 tot 10.000 euro
signal-loss-boven-10000 = ja, meer dan 10.000 euro
signal-money-geen = Nee, geen geld verloren
signal-money-onbekend = Dat weet ik niet
signal-money-tot-100 = Ja, minder dan 100 euro
signal-money-tot-1000 = Ja, 100 tot 1.000 euro
signal-money-tot-10000 = Ja, 1.000 tot 10.000 euro
signal-money-boven-10000 = Ja, meer dan 10.000 euro
signal-state-nieuw = nieuw
signal-state-gezien = gezien
signal-state-afgehandeld = afgehandeld, { $handling }

signal-room-welcome = Welkom in de signaalkamer. Hier komen signalen over trucs van oplichters, zonder namen. **De politie leest hier niet live mee. Nood? Bel 112.** Typ **hulp** om te zien wat u hier kunt doen.

## Afhandelen
handling-seen = Dank u. De melder van **{ $label }** hoort dat het is gezien.
handling-seen-already = **{ $label }** was al gezien. De melder weet het.
handling-reporter-seen = Uw signaal **{ $label }** is gezien. Dank u wel voor het melden.
handling-reporter-closed = Uw signaal **{ $label }** is afgehandeld. { $line }
handling-which = Met welke uitkomst? Typ het cijfer.
handling-closed = **{ $label }** is afgehandeld: { $handling }. De melder hoort het.
handling-number = Welk signaal bedoelt u? Zet het nummer erachter, bijvoorbeeld: **{ $example }**
handling-unknown = Signaal { $number } ken ik niet. Kijk naar het nummer achter de S, bijvoorbeeld: **{ $example }**

## Volgen
follow-started = U volgt nu **{ $what }**. Bij een nieuw signaal krijgt u een seintje.
follow-already = U volgt **{ $what }** al.
follow-stopped = U volgt **{ $what }** niet meer.
follow-not = U volgde **{ $what }** niet. Typ **volg** om te zien wat u volgt.
follow-list = U volgt: { $list }.
follow-none = U volgt nog niets. Typ bijvoorbeeld: **volg alles**
follow-unknown = Die wijk of truc ken ik niet. Typ bijvoorbeeld: **volg { $example }**
follow-everything = alles

## Ongedaan maken
undo-done = **{ $label }** is weggehaald.
undo-nothing = Er is niets om weg te halen. Een nummer noemen kan ook, bijvoorbeeld: **ongedaan A-12**
undo-unknown = { $label } is niet van u, of is al weg. Kijk naar het nummer, bijvoorbeeld: **ongedaan A-12**

## Beheer
wijk-there = **{ $wijk }** doet al mee.
wijk-how = Typ het zo: **wijk nieuw Moerwijk**. Of met **hernoem**, **sluit** of **open**.
wijk-several = "{ $name }" is een stadsdeel met meer wijken: { $names }. Kies er een, bijvoorbeeld: **wijk nieuw { $example }**
wijk-unknown = De wijk "{ $name }" staat niet in mijn lijst van CBS-wijken. Zet de code erbij, bijvoorbeeld: **wijk nieuw WK051836 Moerwijk**
ambassadeur-there = **{ $name }** is al ambassadeur in **{ $wijk }**.
ambassadeur-how = Typ het zo: **ambassadeur erbij @anna:voorbeeld.nl { $wijk }**
ambassadeur-wijk = De wijk "{ $name }" doet nog niet mee. Typ eerst: **wijk nieuw { $name }**
confirmed = **{ $name }** is bevestigd en kan weer verder.
confirm-how = Typ het zo: **bevestig @anna:voorbeeld.nl**
confirm-unknown = Die persoon staat niet op de lijst. Kijk of de naam klopt, bijvoorbeeld: **bevestig @anna:voorbeeld.nl**
confirm-self = Uzelf bevestigen kan niet. Vraag het een andere manager.

## Overzichten
job-weekly-digest = Het weekoverzicht
job-daily-digest = Het dagoverzicht
digest-week = **Week van { $from } tot { $to }**
digest-week-wijk = **{ $wijk }**: { $actions }
digest-week-actions = { $count ->
    [one] 1 actie
   *[other] { $count } acties
} ({ $kinds })
digest-week-reach = { $kind }, { $reach }
digest-week-none = Nog geen acties genoteerd.
digest-week-signals = Signalen{ $days }:
digest-week-signals-none = Signalen{ $days }: geen
digest-week-open = Wacht nog op antwoord van de politie: { $list }
digest-week-attention = Dit vraagt uw aandacht: { $parked } apart gezet, { $unreadable } onleesbaar.
digest-signals-of = { $phenomenon } { $count }
digest-day = **Dagoverzicht { $day }**
digest-day-line = { $wijk }: { $signals }
digest-day-open = Nog open: { $list }

# Vroege waarschuwing: een uitbraak in woorden
burst = { $count } meldingen van { $phenomenon } { $place } sinds { $since }, normaal { $usual }
burst-in-wijk = in { $area }
burst-in-neighbours = in en rond { $area }
burst-in-stadsdeel = in stadsdeel { $area }
burst-in-city = in de hele gemeente
usual-week = { $count } per week
usual-month = { $count } per maand
usual-year = { $count } per jaar
usual-never = bijna nooit
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag

## Gesprek: antwoord op de maandvraag, meer signalen in één bericht, en de taal
action-meant = Ik las een actie: { $what }. Klopt het? Typ **ja** of **nee**.
action-not-meant = Goed, ik noteer niets. Was het toch een actie? Typ bijvoorbeeld: **actie flyers 40**
action-month = in { $month }
signal-several = Ik las { $count } dingen. Dit gaat naar de signaalkamer van de politie en de gemeente:

    { $cards }

    Klopt het? Typ **ja** om alles te versturen, of **nee** om te stoppen. Typ **alleen 1** als alleen het eerste klopt.
signal-several-sent = Verstuurd als **{ $labels }**. Dank u wel! U hoort hier wat ermee gebeurt.
signal-several-corrected = **{ $labels }** zijn aangepast, ook in de signaalkamer.
signal-several-edited = Dit bericht werd **{ $labels }**. Klopt er een niet? Haal het weg met **ongedaan** en het nummer, en meld het opnieuw.
signal-stays = **{ $label }** blijft meetellen.
signal-others-later = Ik begin met wat het meest gevoelig is. Meld de rest daarna apart.
help-taal = kies de taal waarin ik u antwoord
help-taal-more = Kies de taal waarin ik u antwoord: Nederlands of Engels.
help-taal-example = taal Engels
help-kamertaal = kies de taal van deze kamer
help-kamertaal-more = Kies de taal waarin ik in deze kamer praat. Wie zelf een taal koos, krijgt antwoord in die taal.
help-kamertaal-example = kamertaal Engels
language-nl = Nederlands (Dutch)
language-en = Engels (English)
language-own = In welke taal zal ik u antwoorden? Typ het cijfer.
language-own-set = Goed, ik antwoord u voortaan in het Nederlands.
language-room = Welke taal zal ik in deze kamer spreken? Typ het cijfer.
language-room-set = Goed, in deze kamer spreek ik voortaan Nederlands.
