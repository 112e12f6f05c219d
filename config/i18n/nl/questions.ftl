# Vragen over een signaal, abonnementen in de signaalkamer, de weekcijfers daar, en het logboek.

help-vraag = stel de melder een vraag uit een lijst
help-vraag-more = Kies een vraag over een signaal. De melder antwoordt privé, uit een lijst. U hoort niet wie het is.
help-vraag-example = vraag 12
help-beantwoord = antwoord op een vraag over uw signaal
help-beantwoord-more = De signaalkamer kan iets vragen over uw signaal. Hiermee ziet u de vraag nog eens. Het hoeft niet.
help-beantwoord-example = beantwoord
help-abonnement = bekijk wat u volgt en wanneer u een seintje krijgt
help-abonnement-more = Laat zien wat u volgt, hoe vaak, wanneer het stil is, en wie u vervangt.
help-abonnement-example = abonnement
help-stilte = kies uren zonder seintjes
help-stilte-more = In deze uren krijgt u geen seintje. U krijgt het daarna. Weghalen: **stilte uit**
help-stilte-example = stilte 22:00 tot 7:00
help-afwezig = geef uw seintjes tijdelijk aan een ander
help-afwezig-more = Zeg tot wanneer u er niet bent, en wie u vervangt. Eerder terug? Typ: **afwezig uit**
help-afwezig-example = afwezig tot 1 maart vervangt @anna:voorbeeld.nl
help-logboek = bekijk wie wat zag, veranderde of meenam
help-logboek-more = Van een signaal: **logboek S-12**. Van iemand: **logboek @bram**. Tot een dag: **logboek 14 oktober**.
help-logboek-example = logboek

# De signaalkamer vraagt
ask-which = Wat wilt u vragen over **{ $label }**? Typ het cijfer.
ask-preview = Dit krijgt de melder te lezen:

    { $question }

    Klopt het? Typ **ja** om het te vragen, of **nee** om te stoppen.
ask-sent = Gevraagd. Het antwoord op **{ $label }** komt hier. Na { $days } dagen stopt de vraag vanzelf.
ask-not-sent = Goed, ik vraag niets.
ask-waits = Over **{ $label }** staat nog een vraag open. Wacht even op dat antwoord.
ask-enough = Over **{ $label }** is genoeg gevraagd. Ik vraag de melder niets meer.
ask-not-now = Over **{ $label }** kan ik nu niets vragen.
ask-gone = **{ $label }** is ingetrokken. Er is niets meer te vragen.

# De melder antwoordt
asked = De signaalkamer heeft een vraag over uw signaal **{ $label }** ({ $phenomenon }, { $day }).
    De vraag: **{ $question }**
    Typ het cijfer. Het hoeft niet. Ik vraag nooit om namen, geld of codes.
asked-later = De signaalkamer heeft een vraag over uw signaal **{ $label }**. Hebt u tijd? Typ dan: **beantwoord { $number }**
asked-unknown = Dat weet ik niet
asked-rather-not = Liever geen antwoord
asked-preview = Dit gaat terug naar de signaalkamer, zonder uw naam:

    { $line }

    Klopt het? Typ **ja** om te versturen, of **nee** om te stoppen.
asked-line = **{ $label }** · { $question }: { $answer }
asked-sent = Verstuurd. Dank u wel!
asked-not-sent = Goed, er is niets verstuurd. Toch antwoorden? Typ: **beantwoord**
asked-declined = Dat is goed. Ik zeg alleen dat er geen antwoord komt.
asked-none = **{ $label }** · { $question }: geen antwoord. Dat mag. Vraag het niet langs een andere weg.
asked-over = De vraag over **{ $label }** is voorbij. U hoeft niets meer te doen.
asked-over-late = Deze vraag is voorbij. U hoeft niets meer te doen. Dank u wel!
asked-nothing = Er wacht geen vraag op u.

# Volgen
follow-started-daily = U volgt nu **{ $what }**. U hoort elke dag om 16:00 uur wat er nieuw is.
follow-started-weekly = U volgt nu **{ $what }**. U hoort elke maandag om 8:30 uur wat er nieuw is.
follow-daily = { $what } (elke dag)
follow-weekly = { $what } (elke week)
follow-stadsdeel = stadsdeel { $name }
category-cybercrime = hacken en virussen
category-gedigitaliseerd = oplichting online of per telefoon
category-hybride = trucs aan de deur
bell = Nieuw en door u gevolgd: { $list }

quiet-set = Goed, van { $hours } uur krijgt u geen seintjes. U krijgt ze daarna.
quiet-are = Stil: { $hours } uur
quiet-none = Stille uren: geen
quiet-how = Typ twee tijden, bijvoorbeeld: **stilte 22:00 tot 7:00**. Weghalen: **stilte uit**
away-is = U bent er niet tot { $day }. Niemand krijgt uw seintjes.
away-is-with = U bent er niet tot { $day }. **{ $name }** krijgt uw seintjes.
away-deputy = U vervangt **{ $name }** tot { $day }.
away-how = Typ tot wanneer, bijvoorbeeld: **afwezig tot 1 maart vervangt @anna:voorbeeld.nl**
away-who = Die persoon kan u niet vervangen. Kies iemand die in deze kamer werkt en er wel is.
away-back = Welkom terug. U krijgt uw seintjes weer zelf.

# De weekcijfers
job-signal-week = Het weekoverzicht van de signaalkamer
signal-week = **Signalen van { $from } tot en met { $to }**
signal-week-none = Deze week kwamen er geen signalen binnen.
signal-week-wijk = { $wijk }: { $signals }
signal-week-more = Ook in andere wijken waren er signalen.
signal-week-gemeente = Hele gemeente, met de drie weken ervoor:
signal-week-trick = { $trick } (eerder { $earlier }) – { $trend }
signal-week-up = meer dan anders
signal-week-down = minder dan anders
signal-week-same = ongeveer als anders
signal-week-answered = Van elke 10 signalen waren er { $tenths } binnen { $days } dagen afgehandeld.
signal-week-median-hours = De helft was binnen { $hours } uur afgehandeld.
signal-week-median-days = De helft was binnen { $days } dagen afgehandeld.
signal-week-advised = Van elke 10 melders kregen er { $tenths } het advies om aangifte te doen.
signal-week-chart = Signalen per truc, hele gemeente
signal-week-chart-note = Gestreept: niet precies. Kleine getallen laat ik niet precies zien.

# Het logboek
logbook = Logboek, nieuwste eerst:
    { $lines }
logbook-empty = Daarover staat niets in het logboek.
logbook-how = Typ bijvoorbeeld: **logboek**, **logboek S-12**, **logboek @bram** of **logboek 14 oktober**
logbook-reporter = de melder
logbook-operator = via de computer
logbook-gone = iemand die weg is
audit-reporter-sent = meldde een truc
audit-reporter-corrected = verbeterde het signaal
audit-reporter-took-back = trok het signaal in
audit-question-asked = stelde een vraag
audit-question-taken-back = trok de vraag in
audit-reporter-answered = gaf antwoord
audit-reporter-declined = gaf liever geen antwoord
audit-reporter-took-answer-back = trok het antwoord in
audit-answer = antwoordde bij { $command }
audit-tap-signal = tikte op gezien
audit-taken-back = nam iets terug
audit-set = legde vast
audit-remove = haalde weg
audit-kind-fact = instelling
audit-kind-follow = volgen van
audit-kind-organisation = organisatie
audit-kind-person = persoon
audit-kind-role = rol
audit-exported = schreef een bestand
audit-trained = bevestigde de training
audit-reporter-ook-gezien = zag het ook
audit-reporter-klopt-niet = zei dat het niet klopt
audit-signal-gezien = zag het signaal
audit-signal-in-behandeling = pakte het signaal op
audit-signal-gewaarschuwd = zette het signaal op gewaarschuwd
audit-signal-afgehandeld = sloot het signaal af
audit-warning-proposed = stelde een waarschuwing voor
audit-warning-agreed = keurde de waarschuwing goed
audit-warning-withdrawn = trok de waarschuwing in
audit-counts-taken-in = las aantallen van een andere gemeente in
audit-alarm-warn = koos: waarschuwen
audit-alarm-ask = koos: de melders iets vragen
audit-alarm-dismissed = koos: niets doen
audit-message-sent = stuurde een bericht
audit-confirmed = bevestigde wie iemand is
audit-agreed = ging akkoord met de afspraken
