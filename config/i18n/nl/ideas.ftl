# Ideeën: wat werkte, delen, de bibliotheek.

help-idee = zie wat ergens anders goed werkte
help-idee-more = Zie wat ergens anders goed werkte. Zet erachter voor wie, of wat u wilt doen. Typ alleen **idee** voor een lijst.
help-idee-example = !idee ouderen
help-deel = deel wat u deed, zodat anderen het ook kunnen
help-deel-more = Deel wat u deed met andere wijken. Ik vraag drie dingen en laat eerst zien wat ik deel. Uw naam en wijk staan er niet bij.
help-deel-example = deel A-12
help-bibliotheek = geef gedeelde ideeën vrij, met een les
help-bibliotheek-more = Zie welke ideeën wachten. Zet er een les bij met het nummer: **bibliotheek 4 Begin klein**. Weghalen: **bibliotheek 4 weg**
help-bibliotheek-example = bibliotheek 4 Begin klein, met koffie erbij

idea = **{ $kind }**, { $place }{ $audience }
    Nodig: { $needed } · Tijd: { $duration } · Bereik: { $reach }{ $worked }{ $lesson }
idea-audience = , voor { $audience }
idea-worked = {" "}· Wat werkte: { $worked }
idea-lesson = {" "}· Les: { $lesson }
idea-reach-unknown = onbekend
idea-starter = **{ $kind }**, { $place }, voor { $audience } (voorbeeld uit een ander project)
    Nodig: { $needed } · Tijd: { $duration } · Bereik: { $reach } · Les: { $lesson }
ideas = Dit werkte ergens anders:

    { $ideas }

    Zelf iets gedaan? Deel het, bijvoorbeeld: **deel A-12**
ideas-none = Daar heb ik nog geen idee voor. Typ **idee** voor een lijst. Zelf iets gedaan? Deel het, bijvoorbeeld: **deel A-12**
idea-for-whom = Voor wie zoekt u een idee? Typ het cijfer.
idea-where = Waar was het? Typ het cijfer.
idea-needed = Wat had u nodig? Typ het cijfer.
idea-duration = Hoe lang duurde het? Typ het cijfer.
idea-share = Dit komt in de bibliotheek, zonder uw naam en wijk:

    { $idea }

    Mag ik dit delen? Typ **ja** of **nee**.
idea-shared = Dank u wel! De community manager kijkt ernaar en zet er een les bij. Toch liever niet? Verwijder dan uw bericht.
idea-not-shared = Goed, ik deel niets.
idea-shared-already = Dit is al gedeeld. Dank u wel!
idea-not-yours = Welke actie bedoelt u? Zet het nummer van uw eigen actie erachter, bijvoorbeeld: **deel A-12**
idea-label = Idee { $number }
idea-managers = Een nieuw idee voor de bibliotheek:

    { $idea }

    Schrijf er een les bij en geef het vrij, bijvoorbeeld: **bibliotheek { $number } Begin klein**
library-waiting = Deze ideeën wachten:

    { $lines }

    Schrijf een les, bijvoorbeeld: **bibliotheek { $number } Begin klein**
library-none = Er wacht geen idee in de bibliotheek.
library-unknown = Dat idee ken ik niet. Typ **bibliotheek** om te zien wat wacht.
library-too-long = De les is te lang. Gebruik hoogstens 240 tekens.
library-no-names = Ik zie een naam, nummer of adres. Schrijf de les zonder, dan kan iedereen hem lezen.
library-preview = Zo komt het in de bibliotheek:

    { $idea }

    Klopt het? Typ **ja** om het vrij te geven, of **nee**. Weghalen? Typ: **bibliotheek { $number } weg**
library-released = Idee { $number } staat in de bibliotheek. Iedereen kan het vinden met **idee**.
library-not-released = Goed, het idee wacht nog.
library-removed = Idee { $number } is weggehaald.
