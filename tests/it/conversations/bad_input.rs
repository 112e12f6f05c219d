//! Mistakes: one short sentence with one example to copy, or silence.

use insta::assert_snapshot;

use super::{A_SIGNAL, played, played_after, rehearsal, shown};

#[tokio::test]
async fn a_stranger_hears_whom_to_ask_when_using_a_command_and_nothing_else() {
    let script = "
        moerwijk piet > hallo allemaal
        moerwijk piet > actie flyers 40
        moerwijk piet > @wijkbode
        moerwijk piet media
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to piet:2
        U staat nog niet op de lijst van digitaal ambassadeurs. Vraag de community manager van de gemeente om u toe te voegen.
    ");
}

#[tokio::test]
async fn a_stranger_in_the_signal_room_hears_nothing() {
    assert_snapshot!(played("signaal piet > gezien 1").await, @"");
}

#[tokio::test]
async fn an_ambassadeur_of_another_wijk() {
    assert_snapshot!(played("duindorp anna > actie flyers 40").await, @r"
    2026-10-14 10:00 duindorp notice to anna:1
        U bent ambassadeur van een andere wijk. Doe dit in de kamer van uw eigen wijk.
    ");
}

#[tokio::test]
async fn the_wrong_role_and_the_wrong_room() {
    let script = "
        moerwijk carla > actie flyers 40
        moerwijk anna > gezien 1
        moerwijk anna > !volg moerwijk
        signaal bram > actie flyers 40
        beheer carla > afgehandeld 1
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to carla:1
        Dit kan alleen een digitaal ambassadeur. Typ hulp om te zien wat u kunt doen.
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit werkt in de signaalkamer. Typ hulp om te zien wat hier kan.
    2026-10-14 10:00 moerwijk notice to anna:2
        Dit werkt in de signaalkamer. Typ hulp om te zien wat hier kan.
    2026-10-14 10:00 signaal notice to bram:1
        Dit werkt in de kamer van uw wijk of een privégesprek met mij. Typ hulp om te zien wat hier kan.
    2026-10-14 10:00 beheer notice to carla:1
        Dit werkt in de signaalkamer. Typ hulp om te zien wat hier kan.
    ");
}

#[tokio::test]
async fn too_long_gets_an_example_that_fits_the_room() {
    let long = "lang verhaal ".repeat(400);
    let script = format!("moerwijk anna > actie: {long}\nsignaal bram > gezien: {long}");
    assert_snapshot!(played(&script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Uw bericht is te lang voor mij. Vertel het in een paar zinnen, bijvoorbeeld: actie flyers 40
    2026-10-14 10:00 signaal notice to bram:1
        Uw bericht is te lang voor mij. Vertel het in een paar zinnen, bijvoorbeeld: gezien 12
    ");
}

#[tokio::test]
async fn sixty_kilobytes_of_talk_are_talk_and_of_a_command_too_long() {
    let long = "x".repeat(60_000);
    let talk = format!("moerwijk anna > {long}\nmoerwijk anna > actie\nmoerwijk anna > {long}");
    assert_eq!(rehearsal().await.play(&talk).await.unwrap().len(), 1);
    let command = format!("moerwijk anna > !actie {long}\nprive:anna anna > {long}");
    assert_snapshot!(played(&command).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Uw bericht is te lang voor mij. Vertel het in een paar zinnen, bijvoorbeeld: actie flyers 40
    2026-10-14 10:00 prive:anna notice to anna:1
        Uw bericht is te lang voor mij. Vertel het in een paar zinnen, bijvoorbeeld: actie flyers 40
    ");
}

#[tokio::test]
async fn a_command_alone_asks() {
    let script = "
        moerwijk anna > actie
        moerwijk anna > actie   
        moerwijk anna > signaal
        moerwijk anna > stop
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Wat voor actie was het? Typ het cijfer.
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
    2026-10-14 10:00 moerwijk notice to anna:2
        Wat voor actie was het? Typ het cijfer.
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
    2026-10-14 10:00 moerwijk notice to anna:3
        Hoe kwam het binnen? Typ het cijfer, of weet niet.
        1. Telefoon
        2. Sms of WhatsApp
        3. E-mail
        4. Aan de deur
        5. Website of advertentie
        6. Facebook, Instagram, Snapchat
        7. Brief of sticker
        Liever zonder dat anderen meelezen? Typ privé.
    2026-10-14 10:00 moerwijk notice to anna:4
        Goed, ik stop. Er is niets genoteerd of verstuurd.
    ");
}

#[tokio::test]
async fn only_signs_and_words_that_are_no_command() {
    let script = "
        moerwijk anna > 🤷
        moerwijk anna > @wijkbode 🤷
        moerwijk anna > @wijkbode wat vindt u van het weer
        prive:anna anna > 🤷
        prive:anna anna > ik heb een vraag over mijn fiets
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Ik lees alleen woorden. Typ hulp, dan ziet u wat ik kan.
    2026-10-14 10:00 moerwijk notice to anna:3
        Dat begrijp ik niet. Typ hulp, dan ziet u wat ik kan.
    2026-10-14 10:00 prive:anna notice to anna:1
        Ik lees alleen woorden. Typ hulp, dan ziet u wat ik kan.
    2026-10-14 10:00 prive:anna notice to anna:2
        Dat begrijp ik niet. Typ hulp, dan ziet u wat ik kan.
    ");
}

#[tokio::test]
async fn thanks_need_no_answer() {
    let script = "
        moerwijk anna > @wijkbode dank je wel!
        moerwijk anna reply bot:1 > Bedankt
        prive:anna anna > ok
        prive:anna anna > 👍
    ";
    assert_snapshot!(played_after("moerwijk anna > actie flyers 40", script).await, @"");
}

#[tokio::test]
async fn pictures_get_an_answer_in_private_and_in_a_form_only() {
    let script = "
        moerwijk anna media
        moerwijk anna > signaal
        moerwijk anna media
        moerwijk joop media
        prive:anna anna media
        signaal bram media
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Hoe kwam het binnen? Typ het cijfer, of weet niet.
        1. Telefoon
        2. Sms of WhatsApp
        3. E-mail
        4. Aan de deur
        5. Website of advertentie
        6. Facebook, Instagram, Snapchat
        7. Brief of sticker
        Liever zonder dat anderen meelezen? Typ privé.
    2026-10-14 10:00 moerwijk notice to anna:3
        Ik bewaar geen foto's, opnames of bestanden. Vertel in een paar woorden wat er gebeurde, zonder namen. Bijvoorbeeld: signaal hoi mam via WhatsApp
    2026-10-14 10:00 prive:anna notice to anna:1
        Ik bewaar geen foto's, opnames of bestanden. Vertel in een paar woorden wat er gebeurde, zonder namen. Bijvoorbeeld: signaal hoi mam via WhatsApp
    ");
}

#[tokio::test]
async fn a_wrong_answer_in_reply_to_the_question_gets_an_example() {
    let script = "
        moerwijk anna reply bot:1 > geen idee hoor
        moerwijk anna reply bot:1 > 4
        moerwijk anna reply bot:3 > best wel veel
        moerwijk anna > 3
    ";
    assert_snapshot!(played_after("moerwijk anna > actie", script).await, @r"
    2026-10-14 10:00 moerwijk notice to anna:2
        Typ het cijfer van uw keuze:
        1. Flyers uitgedeeld
        2. Koffieochtend of buurtkamer
        3. Presentatie of lezing
        4. Persoonlijk gesprek
        5. Bericht in een app-groep
        6. Iets anders
        7. Deze maand niets
        Terug naar de vorige vraag: terug. Stoppen kan ook: stop
    2026-10-14 10:00 moerwijk notice to anna:3
        Hoeveel mensen bereikte u ongeveer? Typ een getal, of weet niet.
    2026-10-14 10:00 moerwijk notice to anna:4
        Typ een getal, bijvoorbeeld 5. Of typ: weet niet
    2026-10-14 10:00 moerwijk notice to anna:5
        Dank u wel! Genoteerd als A-1: Persoonlijk gesprek, 3 mensen, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    ");
}

#[tokio::test]
async fn a_late_answer_hears_how_to_begin_again_and_a_very_late_one_is_talk() {
    let script = "
        at 2026-10-15T11:00
        moerwijk anna > 3
        moerwijk anna > signaal
        tick 2026-10-18T11:00
        moerwijk anna > 3
    ";
    assert_snapshot!(shown(&without_digests(script).await), @r"
    2026-10-15 11:00 moerwijk notice to anna:2
        Deze vraag is al een tijdje geleden. Begin gerust opnieuw, bijvoorbeeld: signaal nepagent aan de deur
    2026-10-15 11:00 moerwijk notice to anna:3
        Hoe kwam het binnen? Typ het cijfer, of weet niet.
        1. Telefoon
        2. Sms of WhatsApp
        3. E-mail
        4. Aan de deur
        5. Website of advertentie
        6. Facebook, Instagram, Snapchat
        7. Brief of sticker
        Liever zonder dat anderen meelezen? Typ privé.
    ");
}

async fn without_digests(script: &str) -> Vec<wijkbode::rehearsal::Deed> {
    let mut rehearsal = rehearsal().await;
    rehearsal.play("moerwijk anna > signaal").await.unwrap();
    rehearsal
        .play(script)
        .await
        .unwrap()
        .into_iter()
        .filter(|deed| deed.room == "moerwijk")
        .collect()
}

#[tokio::test]
async fn an_answer_written_in_time_counts_when_it_is_read_late() {
    // The rehearsal's events carry the clock, so this is the border: to the minute.
    assert_snapshot!(played_after("moerwijk anna > actie\nat 2026-10-15T10:00", "moerwijk anna > 7").await, @r"
    2026-10-15 10:00 moerwijk notice to anna:2
        Dank u voor het laten weten. Genoteerd als A-1. Deze maand even niets is prima.
    ");
}

#[tokio::test]
async fn a_removal_or_an_edit_of_what_did_nothing_does_nothing() {
    let script = "
        moerwijk anna > mooi weer
        moerwijk anna edit 7 > mooi weer vandaag
        moerwijk anna delete 7
        moerwijk joop edit 1 > ja
    ";
    assert_snapshot!(played_after(&format!("{A_SIGNAL}\nmoerwijk joop > hoi"), script).await, @"");
}

#[tokio::test]
async fn a_vote_on_what_is_no_poll_does_nothing() {
    assert_snapshot!(played_after("moerwijk anna > actie", "moerwijk anna vote bot:1 2").await, @"");
}
