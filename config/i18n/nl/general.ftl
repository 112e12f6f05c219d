# Wat overal terugkomt: rollen, kamers, en antwoorden op wat niet kan.

or = {" "}of{" "}
and = {" "}en{" "}

role-ambassadeur = een digitaal ambassadeur
role-community-manager = een community manager
role-wijkagent = een wijkagent
role-onderzoeker = een onderzoeker
role-beheerder = een beheerder

room-kind-wijk = de kamer van uw wijk
room-kind-signaal = de signaalkamer
room-kind-beheer = de beheerkamer
room-kind-prive = een privégesprek met mij
room-kind-ruimte = de groep

room-private-name = wijkbode
room-space-name = Digitaal ambassadeurs { $gemeente }
room-space-topic = De kamers van de digitaal ambassadeurs in { $gemeente }.
room-wijk-topic = Digitaal ambassadeurs in { $wijk }. Nood? Bel 112. Typ hulp voor uitleg.
room-signal-name = Signaalkamer { $gemeente }
room-signal-topic = Signalen uit de wijken. De politie leest hier niet live mee. Nood? Bel 112.
room-management-name = Beheer digitaal ambassadeurs { $gemeente }
room-management-topic = Hier regelt u wijken en ambassadeurs. Typ hulp voor uitleg.

no-role = U staat nog niet op de lijst van digitaal ambassadeurs. Vraag de community manager van de gemeente om u toe te voegen.
wrong-role = Dit kan alleen { $roles }. Typ **hulp** om te zien wat u kunt doen.
wrong-wijk = U bent ambassadeur van een andere wijk. Doe dit in de kamer van uw eigen wijk.
wrong-room = Dit werkt in { $rooms }. Typ **hulp** om te zien wat hier kan.

call-112 = **Bel nu 112.** Ik ben geen meldkamer en de politie leest hier niet live mee.

which-wijk = Voor welke wijk is dit? Typ het cijfer.
no-wijk = U bent nog geen ambassadeur van een wijk. Vraag de community manager om u toe te voegen.

not-encrypted = Uw bericht was niet versleuteld. Daarom doe ik er niets mee. Stuur het nog eens vanuit Element.
not-signed = Uw telefoon of computer is nog niet bevestigd. Zo doet u dat:
    1. Open Element, tik op uw foto en kies **Instellingen**.
    2. Kies **Beveiliging** of **Versleuteling**, en dan **Bevestigen**.
    3. Typ uw herstelsleutel, of gebruik een ander apparaat. Stuur uw bericht daarna nog eens.
not-proven = Ik kan niet nagaan of dit bericht van u komt. Wilt u het nog eens sturen?
verify-hint = Tip: uw telefoon is nog niet bevestigd. U kunt gewoon doorgaan. Zo bevestigt u hem:
    1. Open Element, tik op uw foto en kies **Instellingen**.
    2. Kies **Beveiliging** of **Versleuteling**, en dan **Bevestigen**.
    3. Typ uw herstelsleutel, of gebruik een ander apparaat.
identity-changed = De sleutel van uw account is veranderd. Een community manager moet u eerst bevestigen. Zij weten het al.
identity-changed-managers = De sleutel van { $name } is veranderd. Dat kan door een nieuwe telefoon. Bel even of het klopt, en typ dan: **bevestig { $user }**

not-understood = Dat begrijp ik niet. Typ **hulp**, dan ziet u wat ik kan.
only-emoji = Ik lees alleen woorden. Typ **hulp**, dan ziet u wat ik kan.
too-long = Uw bericht is te lang voor mij. Vertel het in een paar zinnen, bijvoorbeeld: **{ $example }**
no-media = Ik bewaar geen foto's, opnames of bestanden. Vertel in een paar woorden wat er gebeurde, zonder namen. Bijvoorbeeld: **signaal hoi mam via WhatsApp**
unreadable = Ik kon dit bericht niet lezen. Zo lukt het meestal:
    1. Sluit Element helemaal, en open het opnieuw.
    2. Stuur uw bericht nog eens.
    3. Lukt het weer niet? Stuur het mij in een privégesprek.

gap-closed = Ik heb misschien berichten gemist. Stond er iets voor mij bij? Stuur het dan nog eens.

parked = Er ging bij mij iets mis met dit bericht. Het is bewaard en de community manager kijkt ernaar. U hoeft niets te doen.
parked-managers = Een bericht in { $room } kon ik niet verwerken. Het staat apart. Vraag de beheerder om in het logboek te kijken.

bad-choice = Typ het cijfer van uw keuze:
    { $choices }
    Terug naar de vorige vraag: **terug**. Stoppen kan ook: **stop**
bad-count = Typ een getal, bijvoorbeeld **5**. Of typ: **weet niet**
bad-when = Typ een dag en een tijd, bijvoorbeeld: **vrijdag 10:00** of **12 november 14:00**
bad-agree = Typ **ja** of **nee**. Stoppen kan ook: **stop**
bad-confirm = Typ precies **ja** of **nee**. Iets verbeteren? Typ **terug**.
bad-confirm-all = Typ precies **ja** of **nee**, of bijvoorbeeld **alleen 1**.
answer-last = Ik wacht op een antwoord op mijn laatste vraag. Stoppen kan ook: **stop**
too-late = Deze vraag is al een tijdje geleden. Begin gerust opnieuw, bijvoorbeeld: **{ $example }**
stopped = Goed, ik stop. Er is niets genoteerd of verstuurd.

trouble-gone = Ik zit niet meer in de kamer "{ $room }". Ik zeg daar niets tot u mij weer uitnodigt.
trouble-false-successor = De kamer "{ $room }" verwijst naar een nieuwe kamer, maar die hoort er niet bij. Ik ga daar weg en zeg in de oude kamer niets meer. Kijk wie dit heeft gedaan, of vraag het de beheerder.
trouble-plain = De kamer "{ $room }" is niet versleuteld. Ik zeg daar niets. Zet de versleuteling aan, of laat mij een nieuwe kamer maken.
trouble-stranger = In "{ $room }" zit iemand zonder rol voor die kamer: { $user }. Ik verstuur daar niets tot dat is opgelost. Geef deze persoon een rol, of verwijder hem of haar uit de kamer.

job-skipped = { $name } van { $day } is niet verstuurd: ik was toen niet aan het werk. Dit komt niet meer.

month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

day = { $day } { $month }
pieces = { $count } stuks
counted = { $count } { $unit }

# Formulieren: terug, verder, meer keuzes, en verder in privé.
form-more = Meer keuzes
form-first = Dit is de eerste vraag. Stoppen kan ook: **stop**
form-back = Terug. U antwoordde: **{ $answer }**. Typ **verder** om dat zo te laten.
    { $question }
form-yes = ja
form-no = nee
form-dont-know = weet niet
form-where = Ik heb nog een paar vragen. Waar wilt u verder? Typ het cijfer.
form-here = Hier in de kamer
form-private = In een privégesprek met mij
form-private-offer = Liever zonder dat anderen meelezen? Typ **privé**.
form-goes-private = Goed, ik stel u mijn vragen in een privégesprek.

# wijkbode understand "tekst": wat de bot begrijpt, en waarom
understand-message = Het bericht, zonder persoonsgegevens: { $text }
understand-sure = De bot weet genoeg. Hij vraagt alleen of het klopt.
understand-unsure = De bot twijfelt. Hij laat de melder kiezen.
understand-unknown = De bot weet niet wat er gebeurde. Hij vraagt het met een menu.
understand-trick = { $label }: { $points } punten
understand-because = - ervoor: { $words }
understand-against = - ertegen: { $words }
understand-alike = - ervoor: lijkt op voorbeelden ({ $points } punten)
understand-channel = Hoe het binnenkwam: { $channel }
understand-count = Aantal mensen of keren: { $count }
understand-date = Wanneer: { $date }
understand-outcome = Hoe het afliep: { $outcome }
understand-loss = Geld kwijt: { $euros } euro
understand-urgent = Spoed: ja. De bot zegt eerst: bel 112.
understand-calm = Spoed: nee
understand-span = { $from } tot en met { $to }
understand-unsaid = niet genoemd

# Peilingen
poll-words = { $question }
    { $answers }
    Ziet u geen knoppen? Werk Element dan bij, of open het op een computer.
poll-result = **Uitslag:** { $question }
    { $lines }
poll-line = { $answer }: { $votes ->
    [0] geen stemmen
    [one] 1 stem
   *[other] { $votes } stemmen
}
poll-spoilt = { $count ->
    [one] 1 stem telt niet mee: daar was niet goed gekozen.
   *[other] { $count } stemmen tellen niet mee: daar was niet goed gekozen.
}
poll-unreadable = { $count ->
    [one] 1 stem kon ik niet lezen. Die telt niet mee.
   *[other] { $count } stemmen kon ik niet lezen. Die tellen niet mee.
}

# Maanden onder een plaatje
month-short-1 = jan
month-short-2 = feb
month-short-3 = mrt
month-short-4 = apr
month-short-5 = mei
month-short-6 = jun
month-short-7 = jul
month-short-8 = aug
month-short-9 = sep
month-short-10 = okt
month-short-11 = nov
month-short-12 = dec
