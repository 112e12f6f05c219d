//! The language of a person and of a room.

use insta::assert_snapshot;

use super::{played, played_after};

#[tokio::test]
async fn a_person_chooses_a_language_in_words_or_by_a_tap() {
    let script = "
        prive:anna anna > taal Engels
        moerwijk anna > actie flyers 40
        moerwijk joop > actie flyers 20
        prive:anna anna > language
        prive:anna anna react 1️⃣ bot:2
        restart
        moerwijk anna > actie niets
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        All right, from now on I answer you in English.
    2026-10-14 10:00 moerwijk notice to anna:1
        Thank you! Noted as A-1: Handed out flyers, 40 pieces, on 14 October.
        Not right? Edit your message, or type: undo A-1
    2026-10-14 10:00 moerwijk notice to joop:1
        Dank u wel! Genoteerd als A-2: Flyers uitgedeeld, 20 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-2
    2026-10-14 10:00 prive:anna notice to anna:2
        In which language shall I answer you? Type the number.
        1. Dutch (Nederlands)
        2. English (Engels)
    2026-10-14 10:00 prive:anna react to bot:2
        1️⃣
    2026-10-14 10:00 prive:anna react to bot:2
        2️⃣
    2026-10-14 10:00 prive:anna notice to bot:2
        Goed, ik antwoord u voortaan in het Nederlands.
    2026-10-14 10:00 moerwijk notice to anna:2
        Dank u voor het laten weten. Genoteerd als A-3. Deze maand even niets is prima.
    ");
}

#[tokio::test]
async fn a_room_has_its_own_language_for_what_comes_by_itself() {
    let script = "
        moerwijk carla > !kamertaal engels
        moerwijk anna > hulp
        duindorp joop > actie niets
        tick 2026-11-03T10:30
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to carla:1
        All right, from now on I speak English in this room.
    2026-10-14 10:00 moerwijk notice to anna:1
        This is what you can do here:
        action: note what you did for the neighbourhood
        signal: report a trick of swindlers
        undo: take back your last action or signal
        mine: see your actions, signals, goal and pause
        Want to know more? Type for example: help action · Also here: together, goal, pause, take-part, really, nothing, info, material, activity, activities, diary, poll, join, signoff, finish, idea, share, language.
    2026-10-14 10:00 duindorp notice to joop:1
        Dank u voor het laten weten. Genoteerd als A-1. Deze maand even niets is prima.
    2026-10-19 08:00 beheer notice
        Week van 12 oktober tot 19 oktober
        Duindorp: 1 actie (deze maand niets)
        Signalen: geen
    2026-10-19 08:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 24 augustus tot 19 oktober
        Duindorp – 24 aug: 0, 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1]
    2026-10-26 08:00 beheer notice
        Week van 19 oktober tot 26 oktober
        Nog geen acties genoteerd.
        Deze week nog niets: Duindorp
        Signalen: geen
        Binnenkort: De maandvraag op 3 november
    2026-10-26 08:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 31 augustus tot 26 oktober
        Duindorp – 31 aug: 0, 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1, 19 okt: 0]
    2026-11-02 08:00 beheer notice
        Week van 26 oktober tot 2 november
        Nog geen acties genoteerd.
        Deze week nog niets: Duindorp
        Signalen: geen
        Binnenkort: De maandvraag op 3 november; De terugblik van de maand op 12 november
    2026-11-02 08:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 7 september tot 2 november
        Duindorp – 7 sep: 0, 14 sep: 0, 21 sep: 0, 28 sep: 0, 5 okt: 0, 12 okt: 1, 19 okt: 0, 26 okt: 0]
    2026-11-03 10:00 duindorp say @joop
        Hallo ambassadeurs van Duindorp! Een nieuwe maand, met drie kleine ideeën:
        1. Zet in de app-groep: is een koopje te mooi om waar te zijn? Dan is het dat meestal ook.
        2. Vertel op de vergadering van de flat over verkopers van energie aan de deur.
        3. Het wordt vroeg donker. Spreek met een oudere buur af: bij twijfel blijft de deur dicht.
        Doet u er een? Typ het cijfer, of tik erop. Iets anders is net zo goed.
        Deed u in oktober nog iets? Beantwoord dit bericht, bijvoorbeeld: flyers, 40 stuks
        Even niet? Ook goed. Tik op 💤, of typ: niets deze maand
    2026-11-03 10:00 moerwijk say @anna @joop
        Hello ambassadors of Moerwijk! A new month, with three small ideas:
        1. Warn the chat group about false messages on parcels.
        2. Help somebody to update their phone. It is often quickly done.
        3. It gets dark early. Agree with an older neighbour: when in doubt, the door stays shut.
        Will you do one? Type the number, or tap it. Something else is just as good.
        Did you do something in October? Reply to this message, for example: flyers, 40 pieces
        Not now? That is fine. Tap 💤, or type: nothing this month
    2026-11-03 10:00 duindorp react to bot:2
        1️⃣
    2026-11-03 10:00 duindorp react to bot:2
        2️⃣
    2026-11-03 10:00 duindorp react to bot:2
        3️⃣
    2026-11-03 10:00 duindorp react to bot:2
        💤
    2026-11-03 10:00 moerwijk react to bot:3
        1️⃣
    2026-11-03 10:00 moerwijk react to bot:3
        2️⃣
    2026-11-03 10:00 moerwijk react to bot:3
        3️⃣
    2026-11-03 10:00 moerwijk react to bot:3
        💤
    ");
}

#[tokio::test]
async fn only_a_manager_changes_the_language_of_a_room() {
    assert_snapshot!(played("moerwijk anna > !kamertaal engels").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit kan alleen een community manager of een beheerder. Typ hulp om te zien wat u kunt doen.
    ");
}

#[tokio::test]
async fn a_reporter_hears_in_the_own_language_and_the_signal_room_in_its_own() {
    let before = "
        prive:anna anna > taal engels
        moerwijk anna > signal
        moerwijk anna > at the door
        moerwijk anna > 2
        moerwijk anna > 3
        moerwijk anna > 1
        moerwijk anna > yes
    ";
    let script = "
        signaal bram > gezien 1
        signaal bram > afgehandeld 1 bekeken
        moerwijk anna > ongedaan
    ";
    assert_snapshot!(played_after(before, script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Your signal S-1 has been seen. Thank you for reporting.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: gezien
    2026-10-14 10:00 signaal notice to bram:1
        Dank u. De melder van S-1 hoort dat het is gezien.
    2026-10-14 10:00 signaal edit to bot:2
        S-1 · Moerwijk · Nepagent
        Hoe: Aan de deur · Mensen: 3 · Geld kwijt: nee · Dag: 14 oktober
        Stand: afgehandeld, bekeken
    2026-10-14 10:00 signaal notice to bram:2
        S-1 is afgehandeld: bekeken. De melder hoort het.
    2026-10-14 10:00 moerwijk say to anna:1 @anna
        Your signal S-1 is closed. The police officer has looked at your signal.
    2026-10-14 10:00 signaal redact to bot:2
    2026-10-14 10:00 moerwijk edit to bot:6
        S-1 has been taken back and no longer counts.
    2026-10-14 10:00 moerwijk notice to anna:7
        S-1 has been taken back.
    ");
}

#[tokio::test]
async fn talk_about_languages_chooses_none() {
    assert_snapshot!(played("moerwijk anna > Taal is belangrijk\nmoerwijk anna > taal Engels is moeilijk hoor").await, @"");
}

#[tokio::test]
async fn in_the_room_of_a_wijk_the_two_words_of_the_help_are_enough() {
    assert_snapshot!(played("moerwijk anna > Taal Engels").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        All right, from now on I answer you in English.
    ");
}
