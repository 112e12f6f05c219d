# Het verloop van een signaal: standen, wat anderen zagen, samenvoegen, en wie er nog wacht

help-oppakken = zeg dat u met een signaal bezig gaat
help-oppakken-more = Zeg dat u met een signaal aan het werk gaat. Wie het meldde, hoort dat.
help-oppakken-example = oppakken 12
help-gewaarschuwd = zeg dat de wijk is gewaarschuwd
help-gewaarschuwd-more = Zeg dat de wijk is gewaarschuwd voor deze truc. Wie het meldde, hoort dat.
help-gewaarschuwd-example = gewaarschuwd 12
help-verloop = bekijk wat er met een signaal is gedaan
help-verloop-more = Bekijk elke stap van een signaal: wanneer, in welke rol, en wanneer de volgende stap klaar moet zijn. Zonder namen.
help-verloop-example = verloop 12
help-samenvoegen = voeg signalen over hetzelfde voorval samen
help-samenvoegen-more = Voeg signalen samen die over hetzelfde gaan. Ze tellen dan één keer mee. Wie iets meldde, blijft alles horen. Ik laat eerst zien wat ik ga doen. Terugdraaien kan met **ongedaan**.
help-samenvoegen-example = samenvoegen 12 14

signal-card-also = Hoorde erbij: { $list }
signal-card-more = Ook verteld: { $list }
signal-card-reporters = Melders: { $count }
signal-card-saw-it-too = Ook gezien door: { $count }
signal-card-not-right = Klopt niet volgens: { $count }
signal-aangifte-done = aangifte gedaan
signal-state-in-behandeling = in behandeling
signal-state-gewaarschuwd = de wijk is gewaarschuwd
signal-state-merged = telt mee met { $label }

signal-saw-it-too = Buren, over **{ $phenomenon }**: zag u dit ook? Tik op 🙋. Klopt het niet? Tik op 👎.

handling-taken-on = Dank u. De melder van **{ $label }** hoort dat u ermee bezig gaat.
handling-warned = Dank u. De melder van **{ $label }** hoort dat de wijk is gewaarschuwd.
handling-further = **{ $label }** is al verder. Stand: { $state }.
handling-reporter-new = U hoort hier wat ermee gebeurt.
handling-reporter-in-progress = Iemand van de politie of de gemeente is bezig met uw signaal **{ $label }**.
handling-reporter-warned = Door uw signaal **{ $label }** is de wijk gewaarschuwd. Dank u wel voor het melden.
handling-reporter-merged = Uw signaal **{ $label }** gaat over hetzelfde als een ander signaal. Ik heb ze bij elkaar gezet.
mine-in-progress = in behandeling
mine-warned = de wijk is gewaarschuwd

course-reported = { $day }: gemeld
course-step = { $day }: { $state }
course-step-by = { $day }: { $state } (door { $role })
course-together = Telt hierin mee: { $list }
course-due = De volgende stap is uiterlijk { $day }.
course-late = De volgende stap had uiterlijk { $day } gemoeten. De melder wacht nog.

step-merged = **{ $label }** telt mee met **{ $root }**. Wie het meldde, hoort dat.
step-parted = **{ $label }** staat weer op zichzelf.
merge-how = Welke signalen zijn hetzelfde? Typ bijvoorbeeld: **samenvoegen 12 14**
merge-unknown = Signaal **{ $label }** ken ik niet. Kijk naar het nummer achter de S.

job-signal-care = Het ochtendbericht over signalen
care-late = Deze melders wachten nog op antwoord: { $list }. Vraag de wijkagent hoe het ermee staat. Afsluiten kan ook, in de signaalkamer: **afgehandeld { $number }**
care-alike = Misschien hetzelfde: { $list } ({ $phenomenon }, { $wijken }). Is dat zo? Typ dan: **samenvoegen { $numbers }**
digest-day-late = Wacht langer dan afgesproken: { $list }
