//! Beginning and stopping as an ambassadeur: the welcome, the convenant, the training, the lessons, and the card.

use insta::assert_snapshot;
use wijkbode::engine::Onboarding;
use wijkbode::rehearsal::Rehearsal;

use super::{PROGRAMME, rehearsal, rehearsal_of, shown};

const QUIET: &str = "onboarding = { welcome = false, card = false }";
const KEES: &str = "beheer carla > ambassadeur @kees:example.org Moerwijk\nbeheer carla > ja";

/// The programme of the other plays, with these rules for beginning.
async fn with(rules: &str) -> Rehearsal {
    rehearsal_of(&PROGRAMME.replace(QUIET, &format!("onboarding = {{ {rules} }}"))).await
}

async fn play(rehearsal: &mut Rehearsal, script: &str) -> String {
    shown(&rehearsal.play(script).await.unwrap())
}

/// What the programme says of beginning changes, as by `apply`.
async fn rules_become(rehearsal: &Rehearsal, rules: &Onboarding) {
    let now = wijkbode::domain::time::Moment(0);
    let mut turn = rehearsal.engine().turn(now, String::new()).await.unwrap();
    let rules = serde_json::to_string(rules).unwrap();
    turn.tx
        .set_fact("programme:onboarding", &rules)
        .await
        .unwrap();
    turn.commit().await.unwrap();
}

#[tokio::test]
async fn who_is_new_in_the_room_of_a_wijk_is_welcomed_in_private() {
    let mut rehearsal =
        with("convenant = \"2\", convenant_at = \"www.example.org/convenant\"").await;
    assert_snapshot!(play(&mut rehearsal, KEES).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Kees komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees is een digitaal ambassadeur in Moerwijk.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Kees komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees is een digitaal ambassadeur in Moerwijk.
        Toch niet goed? Typ: ongedaan B-1
        Kent Kees Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @kees:example.org
    2026-10-14 10:00 ruimte invite to kees
    2026-10-14 10:00 moerwijk invite to kees
    2026-10-14 10:00 prive:kees private to kees
    2026-10-14 10:00 prive:kees notice
        Welkom! Fijn dat u meedoet in Moerwijk.
        Wat ik doe: u vertelt mij wat u deed voor de wijk, of meldt een truc van oplichters. Typ hulp en ik leg het uit.
        Wat ik bewaar: uw naam en account, en wat u noteert of meldt: soort, aantal en dag. Gewone gesprekken bewaar ik niet.
        Wie het ziet: mensen in de wijkkamer zien wat u daar typt. De wijkagent ziet de truc, nooit uw naam. Dit gesprek is alleen van u en mij.
        Stoppen: dat kan altijd. Typ hier afmelden. Een maand niets doen is ook goed.
    2026-10-14 10:00 prive:kees notice
        Er zijn afspraken voor ambassadeurs (versie 2). U leest ze hier: www.example.org/convenant
        Bent u het eens, en bent u 18 jaar of ouder? Typ dan: akkoord
        Een korte les doen? Typ: les 1
    ");
}

#[tokio::test]
async fn the_welcome_comes_once_also_after_a_restart_and_for_who_goes_out_and_in() {
    let mut rehearsal = with("card = false").await;
    play(&mut rehearsal, KEES).await;
    let script = "
        moerwijk kees leave
        moerwijk kees join
        restart
        tick 2026-10-15T10:00
    ";
    let said = play(&mut rehearsal, script).await;
    assert!(!said.contains("Welkom"), "{said}");
}

#[tokio::test]
async fn agreeing_is_noted_once() {
    let mut rehearsal = rehearsal().await;
    let script = "
        prive:anna anna > akkoord
        prive:anna anna > Akkoord!
    ";
    assert_snapshot!(play(&mut rehearsal, script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Dank u wel! Genoteerd: u bent het eens met versie 1 van de afspraken. En u bent 18 jaar of ouder.
    2026-10-14 10:00 prive:anna notice to anna:2
        U was het al eens met versie 1 van de afspraken. Dank u wel!
    ");
}

#[tokio::test]
async fn a_new_version_of_the_convenant_is_asked_once_and_by_day() {
    let mut rehearsal = with("card = false").await;
    play(
        &mut rehearsal,
        "prive:anna anna > akkoord\ntick 2026-10-14T22:00",
    )
    .await;
    let rules = Onboarding {
        convenant: "2".to_owned(),
        card: false,
        ..Onboarding::default()
    };
    rules_become(&rehearsal, &rules).await;
    assert_snapshot!(play(&mut rehearsal, "tick 2026-10-16T12:00").await, @r"
    2026-10-15 09:00 prive:joop say
        De afspraken voor ambassadeurs zijn vernieuwd (versie 2).
        Bent u het eens? Typ dan: akkoord. U kunt intussen gewoon meedoen.
    2026-10-15 09:00 prive:anna say
        De afspraken voor ambassadeurs zijn vernieuwd (versie 2).
        Bent u het eens? Typ dan: akkoord. U kunt intussen gewoon meedoen.
    ");
    assert_snapshot!(play(&mut rehearsal, "prive:anna anna > akkoord").await, @r"
    2026-10-16 12:00 prive:anna notice to anna:2
        Dank u wel! Genoteerd: u bent het eens met versie 2 van de afspraken. En u bent 18 jaar of ouder.
    ");
}

#[tokio::test]
async fn a_training_is_said_and_confirmed_by_a_manager() {
    let mut rehearsal = rehearsal().await;
    let script = "
        prive:anna anna > training
        prive:anna anna > training gevolgd
        prive:anna anna > training gevolgd
        beheer carla > getraind
        beheer carla > getraind @anna:example.org
        beheer carla > getraind @anna:example.org
        beheer carla > getraind @niemand:example.org
        beheer carla > getraind
        prive:anna anna > training
    ";
    assert_snapshot!(play(&mut rehearsal, script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        De community manager vertelt u wanneer de volgende training is. Hebt u hem al gevolgd? Typ: training gevolgd
    2026-10-14 10:00 prive:anna notice to anna:2
        Mooi! De community manager kijkt het na. U hoort het van mij.
    2026-10-14 10:00 beheer notice
        Anna zegt dat de training is gevolgd. Klopt dat? Typ dan: getraind @anna:example.org
    2026-10-14 10:00 prive:anna notice to anna:3
        De community manager kijkt nog na of u de training hebt gevolgd. U hoort het van mij.
    2026-10-14 10:00 beheer notice to carla:1
        Wachten op bevestiging van de training: Anna. Typ bijvoorbeeld: getraind @anna:example.org
    2026-10-14 10:00 beheer notice to carla:2
        Anna heeft de training gevolgd. Genoteerd. Ik laat het ook weten.
    2026-10-14 10:00 prive:anna say
        Uw training is bevestigd. Dank u wel! Een truc melden? Typ bijvoorbeeld: signaal hoi mam via WhatsApp
    2026-10-14 10:00 beheer notice to carla:3
        Dat Anna de training heeft gevolgd, stond al genoteerd.
    2026-10-14 10:00 beheer notice to carla:4
        Die persoon staat niet op de lijst. Kijk of de naam klopt, bijvoorbeeld: bevestig @anna:voorbeeld.nl
    2026-10-14 10:00 beheer notice to carla:5
        Er wacht niemand op bevestiging van de training.
    2026-10-14 10:00 prive:anna notice to anna:4
        U hebt de training gevolgd. Dat staat genoteerd.
    ");
}

#[tokio::test]
async fn where_the_training_is_required_a_signal_waits_for_it_and_danger_does_not() {
    let rules = "card = false, welcome = false, training_required = true, next_training = \"3 december, bibliotheek\"";
    let mut rehearsal = with(rules).await;
    let script = "
        moerwijk anna > signaal: phishing mail, 2 buren, niks kwijt
        moerwijk anna > signaal: er staat nu een nepagent aan de deur
        beheer carla > getraind @anna:example.org
        moerwijk anna > signaal: phishing mail, 2 buren, niks kwijt
    ";
    assert_snapshot!(play(&mut rehearsal, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Fijn dat u dit wilt melden. Melden kan na de training. De volgende training: 3 december, bibliotheek. Hebt u hem al gevolgd? Typ: training gevolgd
        Heeft iemand nu hulp nodig? Typ mij privé: doorverwijzen
    2026-10-14 10:00 moerwijk say to anna:2 @anna
        Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    2026-10-14 10:00 beheer notice to carla:1
        Anna heeft de training gevolgd. Genoteerd. Ik laat het ook weten.
    2026-10-14 10:00 prive:anna private to anna
    2026-10-14 10:00 prive:anna say
        Uw training is bevestigd. Dank u wel! Een truc melden? Typ bijvoorbeeld: signaal hoi mam via WhatsApp
    2026-10-14 10:00 moerwijk notice to anna:3
        Dit gaat naar de signaalkamer van de politie en de gemeente:

        S-1 · Moerwijk · Phishing via e-mail
        Hoe: E-mail · Mensen: 2 · Geld kwijt: nee · Dag: 14 oktober
        Stand: nieuw

        Klopt het? Typ ja om te versturen, of nee om te stoppen.
    ");
}

#[tokio::test]
async fn a_lesson_has_one_question() {
    let mut rehearsal = rehearsal().await;
    let script = "
        prive:anna anna > les 1
        prive:anna anna > 2
        prive:anna anna > les 5
        prive:anna anna > 3
        prive:anna anna > lessen
    ";
    assert_snapshot!(play(&mut rehearsal, script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Les 1: Ophangen en zelf bellen
        Oplichters bellen en zeggen dat ze van de bank zijn. Een echte bank kan ook bellen. Daarom is er één regel die altijd veilig is: hang op, en bel zelf. Het nummer staat op de pas of in de app.
        De bank belt. U moet uw geld naar een veilige rekening brengen. Wat doet u? Typ het cijfer.
        1. Het geld overmaken
        2. Ophangen en zelf de bank bellen
        3. Vragen hoe de beller heet
    2026-10-14 10:00 prive:anna react to bot:1
        1️⃣
    2026-10-14 10:00 prive:anna react to bot:1
        2️⃣
    2026-10-14 10:00 prive:anna react to bot:1
        3️⃣
    2026-10-14 10:00 prive:anna notice to anna:2
        Goed zo! Een bank vraagt nooit om uw geld naar een veilige rekening over te maken. Een naam zegt niets: die kan iedereen noemen.
        Verder? Typ: les 2
    2026-10-14 10:00 prive:anna notice to anna:3
        Les 5: Klik niet, ga er zelf naartoe
        Een vals bericht heeft bijna altijd haast, en een link. Klik niet. Ga zelf naar de site of de app. Twijfelt u over een link? Vul hem in op checkjelinkje.nl.
        U krijgt een sms: betaal 1,95 euro voor uw pakket, klik hier. U verwacht een pakket. Wat doet u? Typ het cijfer.
        1. In de app van de bezorger kijken
        2. Betalen, want het is weinig
        3. Terugsturen: wie bent u?
    2026-10-14 10:00 prive:anna react to bot:3
        1️⃣
    2026-10-14 10:00 prive:anna react to bot:3
        2️⃣
    2026-10-14 10:00 prive:anna react to bot:3
        3️⃣
    2026-10-14 10:00 prive:anna notice to anna:4
        Bijna. Het beste antwoord is: In de app van de bezorger kijken. Zo ziet u wat echt is. Een klein bedrag is vaak maar het begin: via de link halen oplichters de rekening leeg.
        Dit was de laatste les. Goed gedaan!
    2026-10-14 10:00 prive:anna notice to anna:5
        Er zijn korte lessen, met elk één vraag:
        1. Ophangen en zelf bellen
        2. Iemand aan de deur: 112
        3. De truc, niet de persoon
        4. Schaamte
        5. Klik niet, ga er zelf naartoe
        Typ bijvoorbeeld: les 1
    ");
}

#[tokio::test]
async fn every_lesson_can_be_taken() {
    let mut rehearsal = rehearsal().await;
    for number in 1..=5 {
        let script = format!("prive:anna anna > les {number}\nprive:anna anna > 1");
        let said = play(&mut rehearsal, &script).await;
        assert!(said.contains(&format!("Les {number}:")), "{said}");
        assert!(
            said.contains("Goed zo!") || said.contains("Bijna."),
            "{said}"
        );
    }
}

#[tokio::test]
async fn who_stops_is_out_and_hears_what_stays() {
    let mut rehearsal = rehearsal().await;
    let script = "
        prive:joop joop > stop met meedoen
        prive:joop joop > nee
        prive:joop joop > afmelden
        prive:joop joop > ja
        moerwijk joop > !actie flyers 40
    ";
    assert_snapshot!(play(&mut rehearsal, script).await, @r"
    2026-10-14 10:00 prive:joop notice to joop:1
        Weet u zeker dat u wilt stoppen als ambassadeur? U gaat dan uit de wijkkamer.
        Wat weggaat: uw rol, uw akkoord, uw training en uw aanmeldingen.
        Wat blijft: wat u deed en meldde telt nog mee. Uw naam en account bewaar ik nog. De gemeente kan die weghalen.
        Typ ja om te stoppen, of nee om te blijven.
    2026-10-14 10:00 prive:joop notice to joop:2
        Fijn dat u blijft! Even niets doen is ook goed.
    2026-10-14 10:00 prive:joop notice to joop:3
        Weet u zeker dat u wilt stoppen als ambassadeur? U gaat dan uit de wijkkamer.
        Wat weggaat: uw rol, uw akkoord, uw training en uw aanmeldingen.
        Wat blijft: wat u deed en meldde telt nog mee. Uw naam en account bewaar ik nog. De gemeente kan die weghalen.
        Typ ja om te stoppen, of nee om te blijven.
    2026-10-14 10:00 prive:joop notice to joop:4
        U bent geen ambassadeur meer. Heel hartelijk dank voor alles wat u deed. Wilt u later weer meedoen? De community manager kan u zo weer toevoegen.
    2026-10-14 10:00 beheer notice
        Joop is gestopt als ambassadeur in Duindorp, Moerwijk. Een bedankje is vast welkom. Weer meedoen? Typ: ambassadeur erbij @joop:example.org Duindorp
    2026-10-14 10:00 ruimte remove to joop
    2026-10-14 10:00 duindorp remove to joop
    2026-10-14 10:00 moerwijk remove to joop
    2026-10-14 10:00 moerwijk notice to joop:1
        U staat nog niet op de lijst van digitaal ambassadeurs. Vraag de community manager van de gemeente om u toe te voegen.
    ");
}

#[tokio::test]
async fn a_manager_who_undoes_that_somebody_left_brings_back_what_was_agreed_and_trained() {
    let mut rehearsal = rehearsal().await;
    let script = "
        prive:anna anna > akkoord
        beheer carla > getraind @anna
        beheer carla > ambassadeur weg @anna:example.org
        beheer carla > ja
        beheer carla > ongedaan
    ";
    play(&mut rehearsal, script).await;
    let script = "
        prive:anna anna > akkoord
        prive:anna anna > training
    ";
    assert_snapshot!(play(&mut rehearsal, script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:2
        U was het al eens met versie 1 van de afspraken. Dank u wel!
    2026-10-14 10:00 prive:anna notice to anna:3
        U hebt de training gevolgd. Dat staat genoteerd.
    ");
}

#[tokio::test]
async fn the_weekly_digest_names_who_waits_for_the_training_and_what_is_to_come() {
    let mut rehearsal = rehearsal().await;
    let script = "
        prive:anna anna > training gevolgd
        moerwijk anna > !activiteit koffieochtend bieb vrijdag 10:00
        moerwijk anna > actie koffieochtend 12
        prive:anna anna > deel A-1
        prive:anna anna > buurthuis
        prive:anna anna > 1
        prive:anna anna > 2
        prive:anna anna > ja
    ";
    play(&mut rehearsal, script).await;
    let script = "
        beheer carla > digest
        beheer carla > overzicht Moerwijk
    ";
    assert_snapshot!(play(&mut rehearsal, script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Week van 7 oktober tot 14 oktober
        Moerwijk: 1 actie (koffieochtend of buurtkamer, 12 aanwezigen)
        Signalen van 5 oktober tot 12 oktober: geen
        Wachten op bevestiging van de training: Anna. Typ bijvoorbeeld: getraind @anna:example.org
        1 gedeeld idee wacht op een les. Typ: bibliotheek
        Activiteiten in de komende twee weken: Moerwijk 1
    2026-10-14 10:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 19 augustus tot 14 oktober
        Moerwijk – 19 aug: 0, 26 aug: 0, 2 sep: 0, 9 sep: 0, 16 sep: 0, 23 sep: 0, 30 sep: 0, 7 okt: 1]
    2026-10-14 10:00 beheer notice to carla:2
        Moerwijk, de laatste zeven dagen
        Moerwijk: 1 actie (koffieochtend of buurtkamer, 12 aanwezigen)
        Activiteiten in de komende twee weken: 1
        Ambassadeurs: Anna, Joop
    ");
}

#[tokio::test]
async fn who_comes_back_is_welcomed_again() {
    let mut rehearsal = with("card = false").await;
    play(&mut rehearsal, KEES).await;
    play(
        &mut rehearsal,
        "at 2026-10-20T10:00\nprive:kees kees > afmelden\nprive:kees kees > ja",
    )
    .await;
    let said = play(&mut rehearsal, KEES).await;
    assert_eq!(said.matches("Welkom!").count(), 1, "{said}");
}

#[tokio::test]
async fn the_card_is_one_message_that_is_edited() {
    let mut rehearsal = with("welcome = false").await;
    let now = wijkbode::domain::time::Moment(0);
    let mut turn = rehearsal.engine().turn(now, String::new()).await.unwrap();
    turn.want_person("@bram:example.org", "Bram de Boer", None)
        .await
        .unwrap();
    turn.commit().await.unwrap();
    assert_snapshot!(play(&mut rehearsal, "tick 2026-10-14T11:00").await, @r"
    2026-10-14 10:00 duindorp edit to bot:1
        Duindorp in het kort
        Wijkagent: Bram de Boer, Sanne
        Community manager: Carla
        Volgende activiteit: nog niets gepland. Iets organiseren? Typ: !activiteit
        Truc van de maand: Valse QR-code (quishing). Meer weten? Typ: !info qr-fraude
    2026-10-14 10:00 moerwijk edit to bot:1
        Moerwijk in het kort
        Wijkagent: Bram de Boer, Sanne
        Community manager: Carla
        Volgende activiteit: nog niets gepland. Iets organiseren? Typ: !activiteit
        Truc van de maand: Valse QR-code (quishing). Meer weten? Typ: !info qr-fraude
    ");
    // Nothing changed, so nothing is said.
    assert_eq!(play(&mut rehearsal, "tick 2026-10-14T12:00").await, "");
}

#[tokio::test]
async fn with_a_new_month_the_card_is_edited_or_said_anew_for_who_cannot_read_the_old_one() {
    let mut rehearsal = with("convenant = \"1\"").await;
    play(&mut rehearsal, &format!("at 2026-10-14T11:00\n{KEES}")).await;
    let said = play(&mut rehearsal, "tick 2026-11-01T10:00").await;
    assert_eq!(said.matches("duindorp edit").count(), 1, "{said}");
    assert_eq!(said.matches("moerwijk redact").count(), 1, "{said}");
    assert_eq!(said.matches("moerwijk notice").count(), 1, "{said}");
}

#[tokio::test]
async fn in_english() {
    let programme = PROGRAMME.replace("    onboarding", "    language = \"en\"\n    onboarding");
    let programme = programme.replace(QUIET, "onboarding = { card = false }");
    let mut rehearsal = rehearsal_of(&programme).await;
    let script = "
        beheer carla > ambassador @kees:example.org Moerwijk
        beheer carla > yes
        prive:kees kees > agreed
        prive:kees kees > lesson 4
        prive:kees kees > 3
    ";
    assert_snapshot!(play(&mut rehearsal, script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        This is what I will do:
        - Kees comes in (@kees:example.org) and gets an invitation.
        - Kees is a digital ambassador in Moerwijk.
        Is it right? Type yes to do it, or no to leave it as it is.
    2026-10-14 10:00 beheer notice to carla:2
        Done as B-1:
        - Kees comes in (@kees:example.org) and gets an invitation.
        - Kees is a digital ambassador in Moerwijk.
        Not right after all? Type: undo B-1
        Does Kees not know Element yet? I have a text to send on: invitation @kees:example.org
    2026-10-14 10:00 ruimte invite to kees
    2026-10-14 10:00 moerwijk invite to kees
    2026-10-14 10:00 prive:kees private to kees
    2026-10-14 10:00 prive:kees notice
        Welcome! Good that you take part in Moerwijk.
        What I do: you tell me what you did for the neighbourhood, or report a trick of scammers. Type help and I explain.
        What I keep: your name and account, and what you note or report: kind, number and day. I do not keep ordinary talk.
        Who sees it: people in the room of the neighbourhood see what you type there. The police officer sees the trick, never your name. This chat is only yours and mine.
        Stopping: always possible. Type here unsubscribe. A month of nothing is fine too.
    2026-10-14 10:00 prive:kees notice
        There is an agreement for ambassadors (version 1).
        Do you accept it, and are you 18 or older? Then type: agreed
        A short lesson? Type: lesson 1
    2026-10-14 10:00 prive:kees notice to kees:1
        Thank you! Noted: you accept version 1 of the agreement. And you are 18 or older.
    2026-10-14 10:00 prive:kees notice to kees:2
        Lesson 4: Shame
        Of the people who met online crime, about half tell somebody. Only 18 in 100 go to the police. Many feel ashamed. A kind word helps most.
        Somebody tells you that he was scammed. What do you say first? Type the digit.
        1. How could you fall for that?
        2. Report it first, then we talk
        3. I am sorry. You need not be ashamed.
    2026-10-14 10:00 prive:kees react to bot:4
        1️⃣
    2026-10-14 10:00 prive:kees react to bot:4
        2️⃣
    2026-10-14 10:00 prive:kees react to bot:4
        3️⃣
    2026-10-14 10:00 prive:kees notice to kees:3
        Well done! Listen first. Is money gone? Then call the bank together. After that, refer helps. Victim Support is free.
        More? Type: lesson 5
    ");
}
