# Waarschuwingen aan wijken: voorstellen, akkoord geven, wat ervan kwam, en nagaan of een bericht echt is.

help-waarschuw = waarschuw een wijk voor een truc
help-waarschuw-more = Stel een waarschuwing voor: **waarschuw Moerwijk nepagent**. Ik laat eerst zien wat ik ga sturen. Iemand anders geeft akkoord. Typ alleen **waarschuw** voor wat er nu geldt. **waarschuw 7** laat zien wat ervan kwam. **waarschuw stop 7** trekt hem in.
help-waarschuw-example = waarschuw Moerwijk nepagent
help-goedkeuren = geef akkoord voor een waarschuwing
help-goedkeuren-more = Geef akkoord voor een waarschuwing van iemand anders. **akkoord 12** werkt ook. Daarna gaat hij naar de wijk.
help-goedkeuren-example = goedkeuren 12
help-doe-mee = noteer de actie bij een waarschuwing
help-doe-mee-more = Deed u de actie bij een waarschuwing? Typ **doe mee**, en hoeveel mensen u sprak. Ik noteer het meteen.
help-doe-mee-example = doe-mee 12
help-echt = kijk of een bericht echt van mij is
help-echt-more = Twijfelt u of een bericht van mij is? Ik zeg welke waarschuwingen er nu zijn. U krijgt ook een code. De gemeente kan die nakijken.
help-echt-example = echt
help-code = kijk na of ik een code heb gegeven
help-code-more = Belt iemand met een code? Typ de code. Ik zeg of die van mij is, en aan wie ik hem gaf.
help-code-example = code K7M4-QX2P

warning-how = Typ een wijk en een truc, bijvoorbeeld: **waarschuw { $wijk } nepagent**. Een stadsdeel of **alle** kan ook.
warning-not-you = In deze gemeente waarschuwt iemand met een andere rol. Dat staat in het programma.
warning-not-this = Hiervoor stuur ik geen waarschuwing. Kies een truc die niet gevoelig is.
warning-same = In { $wijk } geldt al een waarschuwing voor deze truc: **{ $label }**.
warning-enough = { $wijk } kreeg deze week al { $count ->
    [one] 1 waarschuwing
   *[other] { $count } waarschuwingen
}. Meer is te veel, dus deze gaat daar nu niet heen.
warning-preview = **{ $label }** voor { $wijken }. Zo komt het in de wijk:

    { $body }

    Daaronder staat dit om door te sturen:
    { $pass_on }

    Ik verstuur het pas als een ander akkoord geeft: { $roles }. Die typt: **akkoord { $number }**
    Dat kan tot { $day } { $time } uur. Toch niet? Typ: **waarschuw stop { $number }**
warning-body = **Let op in { $wijk }: { $trick }**
    { $what }
    Wat u kunt doen: **{ $todo }**
    Bellen: { $call }. Gebeurt het nu? Bel **112**.

    Dit bericht is van wijkbode, uit naam van de gemeente { $gemeente }. Het geldt tot en met { $day }.
    Twijfelt u? Typ **echt?**
    Gezien? Tik op 👀. Doorverteld? Tik op 📣.
warning-idea = **Idee voor deze maand:** { $idea } Gedaan? Typ: **doe mee**
warning-pass-on = Let op in { $wijk }: { $trick }. { $what } { $todo } Vragen? Bel { $name }: { $number }. Gebeurt het nu? Bel 112. (wijkbode, gemeente { $gemeente })
warning-pass-on-short = Let op in { $wijk }: { $trick }. { $todo } Vragen? Bel { $name }: { $number }. Gebeurt het nu? Bel 112. (wijkbode, gemeente { $gemeente })
warning-none = Er geldt nu geen waarschuwing. Typ bijvoorbeeld: **waarschuw alle nepagent**
warning-list = Waarschuwingen:
    { $lines }
warning-line = - **{ $label }** · { $trick } · { $wijken } · { $state }
warning-state-voorgesteld = wacht op akkoord
warning-state-verstuurd = geldt tot en met { $day }
warning-state-ingetrokken = ingetrokken
warning-state-voorbij = voorbij
warning-signals = Meldingen erachter: { $labels }
warning-proposed-by = Voorgesteld door { $roles }.
warning-agreed-by = Akkoord van { $roles }.
warning-unknown = Waarschuwing { $label } ken ik niet, of hij geldt niet meer. Typ **waarschuw** voor de lijst.
warning-which = Welke waarschuwing? Typ bijvoorbeeld: **waarschuw stop 7**
warning-agree-which = Welke waarschuwing? Typ bijvoorbeeld: **akkoord 7**
warning-agree-other = **{ $label }** stelde u zelf voor. Iemand anders moet akkoord geven: { $roles }.
warning-agree-side = Voor **{ $label }** is akkoord nodig van { $roles }.
warning-old = Dit voorstel is ouder dan een dag. Stel de waarschuwing opnieuw voor.
warning-not-sent = **{ $label }** gaat niet door. Er is niets verstuurd.
warning-sent-already = **{ $label }** is al verstuurd. Intrekken kan met: **waarschuw stop { $number }**
warning-withdrawn = **{ $label }** is ingetrokken. In de wijken staat dat hij niet meer geldt.
warning-tap = uw tik
warning-goes-at = Het gaat op { $day } om { $time } uur naar de wijk. Nu laat ik mensen met rust.
warning-counts = **{ $label }** is verstuurd. Bezorgd: { $delivered } van { $rooms } kamers. Gezien: { $seen }. Doorverteld: { $passed_on }. Acties: { $actions }.
    Intrekken? Typ: **waarschuw stop { $number }**
warning-counts-withdrawn = **{ $label }** is ingetrokken. Bezorgd: { $delivered } van { $rooms } kamers. Gezien: { $seen }. Doorverteld: { $passed_on }. Acties: { $actions }.
warning-counts-over = **{ $label }** is voorbij. Bezorgd: { $delivered } van { $rooms } kamers. Gezien: { $seen }. Doorverteld: { $passed_on }. Acties: { $actions }.
warning-ended-withdrawn = De waarschuwing voor { $trick } is ingetrokken. Stuur hem niet meer door.
warning-ended-over = De waarschuwing voor { $trick } is voorbij. Dank u wel voor het doorvertellen.
warning-ended-pass-on = Dit bericht geldt niet meer. Stuur het niet meer door.
warning-action = Dank u wel! Genoteerd als **{ $action }**: { $what }. Het hoort bij waarschuwing { $label }.
    Klopt het niet? Typ: **ongedaan { $action }**
warning-action-how-many = Dank u wel! Genoteerd als **{ $action }**: { $what }. Het hoort bij waarschuwing { $label }.
    Weet u hoeveel mensen het waren? Typ dan bijvoorbeeld: **doe mee 12**
    Klopt het niet? Typ: **ongedaan { $action }**
warning-or-activity = Bedoelde u een activiteit? Typ **meedoen { $activity }** en **ongedaan A-{ $number }**.
warning-really = Ik ben { $us }, de wijkbode van { $gemeente }. { $now }
    Zeker weten? Bel de gemeente op een nummer dat u al had. Noem deze code: **{ $code }**
    Ik vraag nooit om geld, een pincode of een wachtwoord. De politie doet dat ook niet.
warning-really-list = Deze waarschuwingen zijn nu van mij: { $list }.
warning-really-none = Op dit moment geldt er geen waarschuwing van mij.
warning-code-how = Typ de code erachter, bijvoorbeeld: **code K7M4-QX2P**
warning-code-true = Deze code is van mij. Ik gaf hem aan { $name } in "{ $room }", op { $day } om { $time } uur. Belt er iemand anders? Vertrouw het dan niet.
warning-code-false = Deze code is niet van mij, of ouder dan een week. Misschien doet iemand alsof hij wijkbode is. Vraag waar de code vandaan komt.

trouble-pretender = In "{ $room }" heet iemand "{ $name }" ({ $user }). Dat lijkt op wijkbode of op de politie. Kijk wie het is. Hoort het niet? Haal deze persoon uit de kamer.

# Het eerste antwoord op een signaal
signal-report-crime = Elke aangifte helpt, ook van een poging. { $how }
signal-for-you = Wat vervelend voor u. Het is niet uw schuld, het overkomt veel mensen. Slachtofferhulp luistert en helpt gratis: { $how }
shared-news = De gemeente { $gemeente } deelt cijfers over { $period }: { $list }. Wilt u uw wijken waarschuwen? Typ in de signaalkamer: **waarschuw alle { $trick }**
shared-item = { $trick } { $count }
