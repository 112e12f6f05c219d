# Vroeg waarschuwen: het alarm, en wat overzichten van signalen laten zien.

help-alarm = bekijk een alarm, en kies wat u doet
help-alarm-more = Komen er opeens veel meldingen van één truc? Dan ziet u hier een alarm. Typ het nummer en kies wat u doet. Typ alleen **alarm** voor de lijst.
help-alarm-example = alarm 12

## Het alarm
job-early-warning = Het tellen van meldingen
alarm-text = **Alarm { $number }**: { $burst }. Dat meldden of zagen { $people } mensen.
alarm-choice-warn = waarschuwen
alarm-choice-ask = de melders iets vragen
alarm-choice-dismissed = niets doen
alarm-how = Wat doet u? Beantwoord dit bericht met een cijfer. Of typ: **alarm { $number }**
alarm-is-open = Er is nog niets gekozen.
alarm-is-warn = Gekozen: waarschuwen.
alarm-is-ask = Gekozen: de melders iets vragen.
alarm-is-dismissed = Gekozen: niets doen. Reden: { $reason }.
alarm-lapsed = **Alarm { $number }** geldt niet meer. Er zijn meldingen aangepast of weggehaald.
alarm-everywhere = alle
alarm-unknown-trick = iets onbekends
alarm-how-warn = Goed. Typ in de signaalkamer: **waarschuw { $area } { $phenomenon }**
alarm-how-ask = Goed. Typ in de signaalkamer bijvoorbeeld: **vraag { $first }**
    Het gaat om: { $list }
alarm-why = Waarom is er niets nodig?
alarm-why-news = er was nieuws over deze truc
alarm-why-same = het gaat steeds om hetzelfde geval
alarm-why-known = er is al iets gedaan
alarm-why-mistake = de meldingen kloppen niet
alarm-why-other = een andere reden
alarm-dismissed = Goed, bij alarm { $number } doen we niets. De reden staat erbij.
alarm-unknown = Alarm { $number } is er niet. Typ **alarm** voor de lijst.
alarm-list = **Alarmen van de laatste acht weken**
alarm-line = Alarm { $number }: { $burst }. { $state }
alarm-none = Er zijn nu geen alarmen.

## Signalen in overzichten
digest-week-days = {" "}van { $from } tot { $to }
digest-week-trick = - { $phenomenon } { $count } ({ $places }){ $earlier }
digest-week-tricks-more = - en nog { $count ->
    [one] 1 andere truc
   *[other] { $count } andere trucs
}
digest-week-sensitive = Hele gemeente in { $month }: { $signals }
digest-week-alarms = Alarmen deze week: { $list }
digest-day-signals = { $phenomenon } { $list }
overview-signals = Signalen in { $area } van { $from } tot { $to }: { $signals }
duty-kept-most = meestal gelukt
duty-kept-half = ongeveer de helft gelukt
duty-kept-few = meestal nog niet gelukt
