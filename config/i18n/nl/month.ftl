# De maand van een ambassadeur: de maandvraag, pauze, doel, samen, terugblik, bedankje en mijn.

help-niets-deze-maand = laat weten dat het deze maand niet uitkomt
help-niets-deze-maand-more = Komt het deze maand niet uit? Laat het weten, dan kom ik er niet op terug. Een reden hoeft niet.
help-niets-deze-maand-example = niets deze maand
help-pauze = neem een tijdje pauze
help-pauze-more = Ik laat u met rust tot een dag die u kiest. Een reden hoeft niet. Eerder terug? Typ **pauze stop**. Typt u alleen **pauze**, dan vraag ik hoe lang.
help-pauze-example = pauze 3 weken
help-doel = kies een doel voor uzelf of voor de wijk
help-doel-more = Kies een doel: hoeveel keer, wat, en voor wanneer. Uw eigen doel ziet alleen u. Met **doel wijk** stelt u iets voor aan de hele wijk; een ander moet het ermee eens zijn. Stoppen: **doel stop**
help-doel-example = doel 3 koffieochtenden voor kerst
help-samen = tel een actie ook voor wie meedeed
help-samen-more = Deed u een actie samen? Noem wie meedeed. Zegt die ja, dan telt de actie voor u allebei. Het kan ook meteen: **actie koffieochtend 12 samen met @ans**
help-samen-example = samen met @ans
help-mijn = bekijk uw acties, signalen, doel en pauze
help-mijn-more = Bekijk uw eigen acties en signalen, wat ermee is gedaan, uw doel en uw pauze. Ik stuur het u privé.
help-mijn-example = mijn

sent-in-private = Ik heb u een privébericht gestuurd.

## Maandvraag
job-monthly-prompt = De maandvraag
prompt-month = Hallo ambassadeurs van { $wijk }! Een nieuwe maand, met drie kleine ideeën:
    { $ideas }
    Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
    Deed u in { $last } nog iets? Beantwoord dit bericht, bijvoorbeeld: **flyers, 40 stuks**
    Even niet? Ook goed. Tik op 💤, of typ: **niets deze maand**
month-which = Welk idee kiest u? Typ het cijfer. Of typ: **niets deze maand**
month-answer = Uw antwoord op de maandvraag
month-idea-chosen = Fijn! Ik onthoud voor u: { $idea }
    Gedaan? Typ dan bijvoorbeeld: **{ $example }**
month-nothing = Dank u voor het laten weten. Deze maand even niets is prima. Ik kom er niet op terug.

## Herinnering
job-month-letters = De herinnering van de maand
month-reminder = Hallo { $name }. Doet u in { $month } nog iets kleins in { $wijken }? Een praatje met een buur telt al.
    Bent u het van plan? Tik op 👍. Komt het nu niet uit? Tik op 💤. Allebei goed.
    Al gedaan? Typ bijvoorbeeld: **actie gesprek 2**
    Ik vraag dit deze maand maar één keer.
month-counted-in = Fijn! Gedaan? Typ dan bijvoorbeeld: **actie gesprek 2**
month-not-now = Prima. Ik vraag u niets tot { $day }. Langer rust? Typ bijvoorbeeld: **pauze 3 weken**
month-how-it-went = Hallo { $name }. In { $month } koos u dit idee: { $idea }
    Is het gelukt? Typ dan bijvoorbeeld: **{ $example }**
    Kwam het er niet van? Dat geeft niet. U hoeft dan niets te doen.
month-how-it-went-something = Hallo { $name }. In { $month } wilde u iets kleins doen.
    Is het gelukt? Typ dan bijvoorbeeld: **{ $example }**
    Kwam het er niet van? Dat geeft niet. U hoeft dan niets te doen.

## Pauze
job-pause-ends = Het einde van pauzes
pause-label = Uw pauze
pause-begun = Goed, ik laat u met rust tot { $day }. U hoeft niet te zeggen waarom. Eerder terug? Typ: **pauze stop**
pause-is = U hebt pauze tot { $day }. Eerder terug? Typ: **pauze stop**
pause-stopped = Welkom terug! Uw pauze is voorbij.
pause-none = U had geen pauze. Wilt u er een? Typ bijvoorbeeld: **pauze 3 weken**
pause-how = Tot wanneer wilt u pauze? Typ bijvoorbeeld: **pauze 3 weken** of **pauze tot 1 maart**
pause-too-long = Een pauze duurt hoogstens een jaar. Langer weg? Vertel het de community manager. Of typ bijvoorbeeld: **pauze tot 1 maart**
pause-how-long = Hoe lang wilt u pauze? Typ het cijfer.
pause-14 = Twee weken
pause-30 = Een maand
pause-91 = Drie maanden
pause-over = Uw pauze is voorbij. Fijn dat u er weer bent! U hoeft niets in te halen. Wilt u langer rust? Typ: **pauze**

## Doel
job-goal-ends = Het einde van doelen
goal-label = Uw doel
goal-of-kind = { $target } keer { $kind }, voor { $day }
goal-of-any = { $target } acties, voor { $day }
goal-line = Uw doel: { $goal }. Tot nu toe { $done } van de { $target }.
goal-line-wijk = Doel van de wijk: { $goal }. Tot nu toe { $done } van de { $target }.
goal-set = Mooi doel: { $goal }. Alleen u ziet dit. Elke maand hoort u hoe het staat. Stoppen: **doel stop**
goal-none = U hebt nu geen eigen doel. Wilt u er een? Typ bijvoorbeeld: **doel 3 koffieochtenden voor kerst**
goal-stopped = Goed, uw doel is weg. Een nieuw doel mag altijd.
goal-how = Zeg hoeveel keer, wat, en voor wanneer. Typ bijvoorbeeld: **doel 3 koffieochtenden voor kerst**
goal-counts-actions = Een doel telt acties, geen flyers of mensen. Kies een getal van 1 tot 100. Typ bijvoorbeeld: **doel 3 koffieochtenden voor kerst**
goal-too-far = Kies een dag binnen een jaar. Typ bijvoorbeeld: **doel 3 koffieochtenden voor kerst**
goal-in-wijk = Een doel voor de wijk kiest u samen, in de kamer van de wijk. Typ daar bijvoorbeeld: **doel wijk 10 acties voor de zomer**
goal-for-manager = Een eigen doel is voor ambassadeurs. Een doel voor de wijk kan wel, in de kamer van de wijk: **doel wijk 10 acties voor de zomer**
goal-proposed = { $name } stelt een doel voor de wijk voor: { $goal }.
    Doet u mee? Tik op 👍. Dan geldt het doel voor ons allemaal.
goal-taken-back = Dit voorstel voor een doel is ingetrokken.
goal-wijk-set = Afgesproken! Doel van de wijk: { $goal }. Elke maand ziet u hier hoe het staat.
goal-wijk-none = De wijk heeft nu geen doel. Iets voorstellen? Typ bijvoorbeeld: **doel wijk 10 acties voor de zomer**
goal-wijk-stopped = Het doel van de wijk is weg. Een nieuw doel mag altijd.
goal-wijk-not-yours = Dit doel koos u samen. Wie het voorstelde of de community manager kan het weghalen.
goal-reached = Uw doel is gehaald: { $goal }. Gefeliciteerd! Neem er iets lekkers bij.
goal-some-done = De tijd voor uw doel is om: { $goal }. U deed er { $done }. Dat zijn er { $done } meer dan niets. Dank u wel!
goal-none-done = De tijd voor uw doel is om: { $goal }. Het kwam er niet van, en dat geeft niet. Een kleiner doel mag ook.
goal-wijk-reached = Het doel van de wijk is gehaald: { $goal }. Dat deed u samen. Gefeliciteerd!
goal-wijk-some-done = De tijd voor het doel van de wijk is om: { $goal }. U deed er samen { $done }. Dank u wel! Een nieuw doel mag: **doel wijk 10 acties voor de zomer**
goal-wijk-none-done = De tijd voor het doel van de wijk is om: { $goal }. Het kwam er niet van, en dat geeft niet. Een kleiner doel mag ook.

## Samen
together-ask = { $name }, deed u **{ $label }** ({ $what }) samen met { $maker }? Tik op 👍 of 👎, of typ **ja** of **nee**. Na een ja telt het voor u allebei.
together-asked = Ik vraag het aan { $names }. Na een ja telt **{ $label }** voor u samen.
together-agreed = **{ $label }** ({ $what }) deden { $maker } en { $name } samen. Mooi!
together-declined = Goed. **{ $label }** ({ $what }) is van { $maker }.
together-unknown = Ik weet niet wie u bedoelt met { $name }. Ik zoek onder de ambassadeurs van deze wijk. Typ het in de kamer van de wijk, met de naam na een @. Bijvoorbeeld: **samen met @ans**
together-how = Met wie deed u het? Typ bijvoorbeeld: **samen met @ans**
together-no-action = Noteer eerst wat u samen deed. Bijvoorbeeld: **actie koffieochtend 12 samen met @ans**

## Terugblik en bedankje
job-monthly-recap = De terugblik van de maand
recap-title = **Samen in { $month }, { $wijk }**
recap-actions = { $count ->
    [one] U deed samen 1 actie voor uw buren:
   *[other] U deed samen { $count } acties voor uw buren:
}
recap-kind = - { $count } keer { $kind }
recap-kind-reach = - { $count } keer { $kind } ({ $reach })
recap-no-actions = Er zijn geen acties genoteerd. Dat mag: uw buren weten u te vinden.
recap-signals = Signalen in { $area }: { $count }.
recap-signals-done = Dit deden politie en gemeente ermee: { $done }.
recap-signals-wait = De politie en de gemeente kijken er nog naar.
recap-next = De volgende maandvraag komt op { $day }.

job-thanks = Het bedankje
thanks-3 = Dat was uw derde actie. Dank u wel! Drie keer hielp u uw buren om oplichters voor te zijn.
thanks-6 = U deed al zes acties. Wat fijn dat u er bent. Uw buren boffen met u.
thanks-12 = Twaalf acties! Dat zijn twaalf keren dat u iets voor een ander deed. Heel veel dank.
job-notes = Kleine berichten

## Mijn
mine-actions = { $count ->
    [one] **Uw actie**
   *[other] **Uw { $count } acties**
}
mine-no-actions = U hebt nog geen acties genoteerd. Iets kleins telt ook: **actie gesprek 2**
mine-action = { $label }, { $day }: { $what }
mine-together = samen
mine-signals = { $count ->
    [one] **Uw signaal**
   *[other] **Uw { $count } signalen**
}
mine-no-signals = U hebt nog geen signalen gemeld.
mine-signal = { $label }, { $day }: { $what }. Stand: { $outcome }.
mine-counted = meegeteld
mine-new = verstuurd
mine-seen = gezien
mine-closed = afgehandeld
mine-more = en nog { $count } van eerder
mine-pause = U hebt pauze tot { $day }. Eerder terug? Typ: **pauze stop**
