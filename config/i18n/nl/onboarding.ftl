# Beginnen en stoppen: welkom, afspraken, training, lessen, de kaart.

help-les = doe een korte les, in twee minuten
help-les-more = Er zijn vijf korte lessen. Elke les heeft één vraag. Ik bewaar niet wie welke les deed.
help-les-example = les 1
help-akkoord = zeg dat u het eens bent met de afspraken
help-akkoord-more = Hiermee zegt u twee dingen. U bent het eens met de afspraken voor ambassadeurs. En u bent 18 jaar of ouder.
help-akkoord-example = akkoord
help-training = zeg dat u de training hebt gevolgd
help-training-more = Zeg dat u de training hebt gevolgd. De community manager bevestigt dat. Typ alleen **training** voor de volgende datum.
help-training-example = training gevolgd
help-afmelden = stop met meedoen
help-afmelden-more = U stopt als ambassadeur. Ik vraag eerst of u het zeker weet. Even rust nemen mag ook, daarvoor hoeft u niet te stoppen.
help-afmelden-example = afmelden
help-getraind = bevestig dat iemand de training heeft gevolgd
help-getraind-more = Bevestig dat iemand de training heeft gevolgd. Typ alleen **getraind** om te zien wie erop wacht.
help-getraind-example = getraind @anna:voorbeeld.nl

onboarding-welcome = Welkom! Fijn dat u meedoet in **{ $wijk }**.
    {""}**Wat ik doe:** u vertelt mij wat u deed voor de wijk, of meldt een truc van oplichters. Typ **hulp** en ik leg het uit.
    {""}**Wat ik bewaar:** uw naam en account, en wat u noteert of meldt: soort, aantal en dag. Gewone gesprekken bewaar ik niet.
    {""}**Wie het ziet:** mensen in de wijkkamer zien wat u daar typt. De wijkagent ziet de truc, nooit uw naam. Dit gesprek is alleen van u en mij.
    {""}**Stoppen:** dat kan altijd. Typ hier **afmelden**. Een maand niets doen is ook goed.
onboarding-ask = Er zijn afspraken voor ambassadeurs (versie { $version }).{ $place }
    Bent u het eens, en bent u 18 jaar of ouder? Typ dan: **akkoord**
    Een korte les doen? Typ: **les 1**
onboarding-ask-again = De afspraken voor ambassadeurs zijn vernieuwd (versie { $version }).{ $place }
    Bent u het eens? Typ dan: **akkoord**. U kunt intussen gewoon meedoen.
onboarding-ask-where = {" "}U leest ze hier: { $at }
onboarding-agreed = Dank u wel! Genoteerd: u bent het eens met versie { $version } van de afspraken. En u bent 18 jaar of ouder.
onboarding-agreed-already = U was het al eens met versie { $version } van de afspraken. Dank u wel!

training-next = De volgende training: { $next }. Hebt u hem al gevolgd? Typ: **training gevolgd**
training-later = De community manager vertelt u wanneer de volgende training is. Hebt u hem al gevolgd? Typ: **training gevolgd**
training-noted = Mooi! De community manager kijkt het na. U hoort het van mij.
training-waits = De community manager kijkt nog na of u de training hebt gevolgd. U hoort het van mij.
training-done = U hebt de training gevolgd. Dat staat genoteerd.
training-confirmed = Uw training is bevestigd. Dank u wel! Een truc melden? Typ bijvoorbeeld: **signaal hoi mam via WhatsApp**
training-managers = { $name } zegt dat de training is gevolgd. Klopt dat? Typ dan: **getraind { $user }**
trained = **{ $name }** heeft de training gevolgd. Genoteerd. Ik laat het ook weten.
trained-already = Dat **{ $name }** de training heeft gevolgd, stond al genoteerd.
trained-list = Wachten op bevestiging van de training: { $names }. Typ bijvoorbeeld: **getraind { $user }**
trained-none = Er wacht niemand op bevestiging van de training.
signal-after-training = Fijn dat u dit wilt melden. Melden kan na de training. { $offer }
    Heeft iemand nu hulp nodig? Typ mij privé: **doorverwijzen**

lesson = **Les { $number }: { $title }**
    { $text }
    {""}**{ $question }** Typ het cijfer.
lesson-right = Goed zo! { $why }
lesson-wrong = Bijna. Het beste antwoord is: **{ $right }**. { $why }
lesson-next = Verder? Typ: **les { $number }**
lesson-last = Dit was de laatste les. Goed gedaan!
lesson-list = Er zijn korte lessen, met elk één vraag:
    { $lessons }
    Typ bijvoorbeeld: **les 1**

leave-sure = Weet u zeker dat u wilt stoppen als ambassadeur? U gaat dan uit de wijkkamer.
    {""}**Wat weggaat:** uw rol, uw akkoord, uw training en uw aanmeldingen.
    {""}**Wat blijft:** wat u deed en meldde telt nog mee. Uw naam en account bewaar ik nog. De gemeente kan die weghalen.
    Typ **ja** om te stoppen, of **nee** om te blijven.
leave-stays = Fijn dat u blijft! Even niets doen is ook goed.
leave-done = U bent geen ambassadeur meer. Heel hartelijk dank voor alles wat u deed. Wilt u later weer meedoen? De community manager kan u zo weer toevoegen.
leave-managers = { $name } is gestopt als ambassadeur in { $wijken }. Een bedankje is vast welkom. Weer meedoen? Typ: **ambassadeur erbij { $user } { $wijk }**

card = **{ $wijk } in het kort**
    Wijkagent: { $wijkagent }
    Community manager: { $manager }
    Volgende activiteit: { $next }
    Truc van de maand: { $trick }. Meer weten? Typ: **!info { $slug }**
card-nobody = nog niemand
card-no-activity = nog niets gepland. Iets organiseren? Typ: **!activiteit**
