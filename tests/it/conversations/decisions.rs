//! What managers decide: shown first, done after "ja", and undone exactly as it was.

use insta::assert_snapshot;

use super::{PROGRAMME, played, played_after, rehearsal, rehearsal_of, shown};

/// Something that a manager does, said and confirmed.
fn decided(what: &str) -> String {
    format!("beheer carla > {what}\nbeheer carla > ja\n")
}

#[tokio::test]
async fn nothing_happens_before_ja_and_nothing_after_nee() {
    let script = "
        beheer carla > ambassadeur erbij @kees:example.org Kees de Wit Moerwijk
        beheer carla > nee
        beheer carla > ambassadeur weg @kees
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Kees de Wit komt erbij (@kees:example.org) en krijgt een uitnodiging.
        - Kees de Wit is een digitaal ambassadeur in Moerwijk.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Goed, ik verander niets.
    2026-10-14 10:00 beheer notice to carla:3
        Typ het zo: ambassadeur weg @anna:voorbeeld.nl Duindorp
    ");
}

#[tokio::test]
async fn somebody_serves_several_wijken_and_leaves_one() {
    let before = decided("ambassadeur erbij @kees:example.org Kees Moerwijk, Duindorp");
    let script = decided("ambassadeur weg @kees Duindorp");
    assert_snapshot!(played_after(&before, &script).await, @r"
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - Kees is niet langer een digitaal ambassadeur in Duindorp.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-2:
        - Kees is niet langer een digitaal ambassadeur in Duindorp.
        Toch niet goed? Typ: ongedaan B-2
    2026-10-14 10:00 duindorp remove to kees
    ");
}

#[tokio::test]
async fn somebody_moves_to_another_wijk_and_back_by_undo() {
    let script = decided("ambassadeur verhuis @anna naar Duindorp")
        + "at 2026-10-14T10:05\nbeheer carla > ongedaan";
    assert_snapshot!(played(&script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Anna is niet langer een digitaal ambassadeur in Moerwijk.
        - Anna is een digitaal ambassadeur in Duindorp.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Anna is niet langer een digitaal ambassadeur in Moerwijk.
        - Anna is een digitaal ambassadeur in Duindorp.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 moerwijk remove to anna
    2026-10-14 10:00 duindorp invite to anna
    2026-10-14 10:05 beheer notice to carla:3
        B-1 is teruggedraaid:
        - Anna is een digitaal ambassadeur in Moerwijk.
        - Anna is niet langer een digitaal ambassadeur in Duindorp.
    2026-10-14 10:05 duindorp remove to anna
    2026-10-14 10:05 moerwijk invite to anna
    ");
}

#[tokio::test]
async fn a_move_from_several_wijken_must_say_from_which() {
    let script = "
        beheer carla > ambassadeur verhuis @joop naar Moerwijk
        beheer carla > ambassadeur verhuis @anna naar Atlantis
        beheer carla > ambassadeur verhuis
        beheer carla > ambassadeur weg
        beheer carla > ambassadeur weg @bram
    ";
    assert_snapshot!(played(script).await, @r#"
    2026-10-14 10:00 beheer notice to carla:1
        Joop is ambassadeur in meer wijken, of al in die wijk. Zeg van waar naar waar, bijvoorbeeld: ambassadeur verhuis @anna:voorbeeld.nl van Moerwijk naar Duindorp
    2026-10-14 10:00 beheer notice to carla:2
        De wijk "Atlantis" doet nog niet mee. Typ eerst: wijk nieuw Atlantis
    2026-10-14 10:00 beheer notice to carla:3
        Typ het zo: ambassadeur verhuis @anna:voorbeeld.nl naar Duindorp
    2026-10-14 10:00 beheer notice to carla:4
        Typ het zo: ambassadeur weg @anna:voorbeeld.nl Duindorp
    2026-10-14 10:00 beheer notice to carla:5
        Die persoon is daar geen ambassadeur. Kijk of de naam klopt, bijvoorbeeld: ambassadeur weg @anna:voorbeeld.nl
    "#);
}

#[tokio::test]
async fn whoever_leaves_goes_from_the_rooms_and_what_they_did_still_counts() {
    let before = "moerwijk anna > actie flyers 40";
    let script = decided("ambassadeur weg @anna:example.org")
        + "beheer carla > digest\nat 2026-10-14T10:05\nbeheer carla > ongedaan B-1\nmoerwijk anna > actie flyers 10";
    assert_snapshot!(played_after(before, &script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Anna is niet langer een digitaal ambassadeur in Moerwijk.
        - Anna doet niet meer mee en gaat uit de kamers. Wat Anna deed blijft meetellen, zonder naam.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Anna is niet langer een digitaal ambassadeur in Moerwijk.
        - Anna doet niet meer mee en gaat uit de kamers. Wat Anna deed blijft meetellen, zonder naam.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 ruimte remove to anna
    2026-10-14 10:00 moerwijk remove to anna
    2026-10-14 10:00 beheer notice to carla:3
        Week van 7 oktober tot 14 oktober
        Moerwijk: 1 actie (flyers uitgedeeld, 40 stuks)
        Signalen van 5 oktober tot 12 oktober: geen
    2026-10-14 10:00 beheer picture
        [afbeelding: Acties per wijk
        Aantal per week, van 19 augustus tot 14 oktober
        Moerwijk – 19 aug: 0, 26 aug: 0, 2 sep: 0, 9 sep: 0, 16 sep: 0, 23 sep: 0, 30 sep: 0, 7 okt: 1]
    2026-10-14 10:05 beheer notice to carla:4
        B-1 is teruggedraaid:
        - Anna is een digitaal ambassadeur in Moerwijk.
        - Anna komt erbij (@anna:example.org) en krijgt een uitnodiging.
    2026-10-14 10:05 ruimte invite to anna
    2026-10-14 10:05 moerwijk invite to anna
    2026-10-14 10:05 moerwijk notice to anna:2
        Dank u wel! Genoteerd als A-2: Flyers uitgedeeld, 10 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-2
    ");
}

#[tokio::test]
async fn a_wijk_closes_with_thanks_and_opens_again_with_its_people() {
    let script = decided("wijk sluit Duindorp")
        + "beheer carla > wijk sluit Duindorp\nat 2026-10-14T10:05\nbeheer carla > ongedaan\nduindorp joop > actie flyers 10";
    assert_snapshot!(played(&script).await, @r#"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Duindorp stopt. De ambassadeurs krijgen een bedankje en gaan uit de kamer. De kamer blijft rusten en wat er is gedaan blijft bewaard. Weer openen kan altijd.
        - Joop is niet langer een digitaal ambassadeur in Duindorp.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Duindorp stopt. De ambassadeurs krijgen een bedankje en gaan uit de kamer. De kamer blijft rusten en wat er is gedaan blijft bewaard. Weer openen kan altijd.
        - Joop is niet langer een digitaal ambassadeur in Duindorp.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 duindorp notice
        Beste ambassadeurs van Duindorp, deze wijk stopt voor nu met het programma. Dank u wel voor alles wat u voor uw buren deed. Uw community manager vertelt u graag meer.
    2026-10-14 10:00 duindorp remove to joop
    2026-10-14 10:00 beheer notice to carla:3
        De wijk "Duindorp" doet niet mee. Kijk of de naam klopt, bijvoorbeeld: overzicht Moerwijk
    2026-10-14 10:05 beheer notice to carla:4
        B-1 is teruggedraaid:
        - Duindorp doet mee, met een eigen kamer.
        - Joop is een digitaal ambassadeur in Duindorp.
    2026-10-14 10:05 duindorp invite to joop
    2026-10-14 10:05 duindorp notice to joop:1
        Dank u wel! Genoteerd als A-1: Flyers uitgedeeld, 10 stuks, op 14 oktober.
        Klopt het niet? Pas uw bericht aan, of typ: ongedaan A-1
    "#);
}

#[tokio::test]
async fn a_closed_wijk_opens_again_by_its_name() {
    let before = decided("wijk sluit Duindorp");
    assert_snapshot!(played_after(&before, &decided("wijk open Duindorp")).await, @r"
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - Duindorp doet mee, met een eigen kamer.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-2:
        - Duindorp doet mee, met een eigen kamer.
        Toch niet goed? Typ: ongedaan B-2
    ");
}

#[tokio::test]
async fn a_wijk_gets_another_name_and_its_room_too() {
    let script = decided("wijk hernoem Moerwijk naar Moerwijk-Zuid")
        + "beheer carla > wijk hernoem Atlantis naar Utopia\nbeheer carla > wijk hernoem Duindorp";
    assert_snapshot!(played(&script).await, @r#"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Moerwijk heet voortaan Moerwijk-Zuid. De kamer krijgt die naam ook.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Moerwijk heet voortaan Moerwijk-Zuid. De kamer krijgt die naam ook.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 moerwijk-zuid rename
        Moerwijk-Zuid
    2026-10-14 10:00 beheer notice to carla:3
        De wijk "Atlantis naar Utopia" doet niet mee. Kijk of de naam klopt, bijvoorbeeld: overzicht Moerwijk
    2026-10-14 10:00 beheer notice to carla:4
        Typ het zo: wijk hernoem Moerwijk naar Moerwijk-Zuid
    "#);
}

#[tokio::test]
async fn a_role_is_given_and_taken() {
    let script =
        decided("rol @truus:example.org wijkagent") + &*decided("rol @truus wijkagent weg");
    assert_snapshot!(played(&script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Truus komt erbij (@truus:example.org) en krijgt een uitnodiging.
        - Truus is een wijkagent.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Truus komt erbij (@truus:example.org) en krijgt een uitnodiging.
        - Truus is een wijkagent.
        Toch niet goed? Typ: ongedaan B-1
        Kent Truus Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @truus:example.org
    2026-10-14 10:00 ruimte invite to truus
    2026-10-14 10:00 signaal invite to truus
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - Truus is niet langer een wijkagent.
        - Truus doet niet meer mee en gaat uit de kamers. Wat Truus deed blijft meetellen, zonder naam.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-2:
        - Truus is niet langer een wijkagent.
        - Truus doet niet meer mee en gaat uit de kamers. Wat Truus deed blijft meetellen, zonder naam.
        Toch niet goed? Typ: ongedaan B-2
    2026-10-14 10:00 ruimte remove to truus
    2026-10-14 10:00 signaal remove to truus
    ");
}

#[tokio::test]
async fn a_role_that_cannot_be_read_or_is_not_there() {
    let script = "
        beheer carla > rol
        beheer carla > rol @anna koning
        beheer carla > rol @anna wijkagent weg
        beheer carla > rol @anna ambassadeur
        beheer carla > rol @niemand:example.org wijkagent weg
        beheer carla > rol @bram:example.org wijkagent
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Typ het zo: rol @anna:voorbeeld.nl wijkagent. Kies uit: wijkagent, community manager, onderzoeker, beheerder. Weghalen: rol @anna:voorbeeld.nl wijkagent weg
    2026-10-14 10:00 beheer notice to carla:2
        Typ het zo: rol @anna:voorbeeld.nl wijkagent. Kies uit: wijkagent, community manager, onderzoeker, beheerder. Weghalen: rol @anna:voorbeeld.nl wijkagent weg
    2026-10-14 10:00 beheer notice to carla:3
        Anna is niet een wijkagent. Ik heb niets veranderd.
    2026-10-14 10:00 beheer notice to carla:4
        Een ambassadeur hoort bij een wijk. Typ het zo: ambassadeur erbij @anna:voorbeeld.nl Moerwijk
    2026-10-14 10:00 beheer notice to carla:5
        Die persoon staat niet op de lijst. Kijk of de naam klopt, bijvoorbeeld: rol @anna:voorbeeld.nl wijkagent
    2026-10-14 10:00 beheer notice to carla:6
        Dat is al zo. Er is niets te veranderen.
    ");
}

#[tokio::test]
async fn a_community_manager_makes_nobody_beheerder_not_even_herself() {
    let script = "
        beheer carla > rol @carla:example.org beheerder
        beheer carla > ja
        beheer carla > rol @anna beheerder
        beheer carla > ja
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Alleen een beheerder kan iemand beheerder maken, of die rol weghalen. Ik heb niets veranderd.
    2026-10-14 10:00 beheer notice to carla:3
        Alleen een beheerder kan iemand beheerder maken, of die rol weghalen. Ik heb niets veranderd.
    ");
}

#[tokio::test]
async fn a_beheerder_may_and_a_community_manager_cannot_undo_that() {
    let programme = PROGRAMME.replace(
        "name = \"Sanne\"\n    roles = [\"wijkagent\"]",
        "name = \"Sanne\"\n    roles = [\"beheerder\"]",
    );
    let script = "
        beheer sanne > rol @bram beheerder
        beheer sanne > ja
        beheer carla > ongedaan
        beheer sanne > ongedaan
    ";
    let deeds = rehearsal_of(&programme).await.play(script).await.unwrap();
    assert_snapshot!(shown(&deeds), @r"
    2026-10-14 10:00 beheer notice to sanne:1
        Dit ga ik doen:
        - Bram is een beheerder.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to sanne:2
        Gedaan als B-1:
        - Bram is een beheerder.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 beheer invite to bram
    2026-10-14 10:00 duindorp invite to bram
    2026-10-14 10:00 moerwijk invite to bram
    2026-10-14 10:00 beheer notice to carla:1
        Alleen een beheerder kan iemand beheerder maken, of die rol weghalen. Ik heb niets veranderd.
    2026-10-14 10:00 beheer notice to sanne:3
        B-1 is teruggedraaid:
        - Bram is niet langer een beheerder.
    2026-10-14 10:00 beheer remove to bram
    2026-10-14 10:00 duindorp remove to bram
    2026-10-14 10:00 moerwijk remove to bram
    ");
}

#[tokio::test]
async fn the_last_manager_stays() {
    let script = "
        beheer carla > rol @carla community manager weg
        beheer carla > rol @bram community manager
        beheer carla > ja
        beheer carla > rol @carla community manager weg
        beheer carla > ja
    ";
    assert_snapshot!(played(script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dan is er niemand meer die het programma beheert. Maak eerst iemand anders community manager, bijvoorbeeld: rol @anna:voorbeeld.nl community manager
    2026-10-14 10:00 beheer notice to carla:2
        Dit ga ik doen:
        - Bram is een community manager.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:3
        Gedaan als B-1:
        - Bram is een community manager.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 beheer invite to bram
    2026-10-14 10:00 duindorp invite to bram
    2026-10-14 10:00 moerwijk invite to bram
    2026-10-14 10:00 beheer notice to carla:4
        Dit ga ik doen:
        - Carla is niet langer een community manager.
        - Carla doet niet meer mee en gaat uit de kamers. Wat Carla deed blijft meetellen, zonder naam.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:5
        Gedaan als B-2:
        - Carla is niet langer een community manager.
        - Carla doet niet meer mee en gaat uit de kamers. Wat Carla deed blijft meetellen, zonder naam.
        Toch niet goed? Typ: ongedaan B-2
    2026-10-14 10:00 beheer remove to carla
    2026-10-14 10:00 ruimte remove to carla
    2026-10-14 10:00 signaal remove to carla
    2026-10-14 10:00 duindorp remove to carla
    2026-10-14 10:00 moerwijk remove to carla
    ");
}

#[tokio::test]
async fn only_managers_undo_what_managers_decided() {
    let mut rehearsal = rehearsal().await;
    let before = decided("ambassadeur erbij @kees:example.org Moerwijk") + "beheer anna join";
    rehearsal.play(&before).await.unwrap();
    rehearsal.play("beheer anna > ongedaan B-1").await.unwrap();
    let mut turn = rehearsal
        .engine()
        .turn(wijkbode::domain::time::Moment(0), String::new())
        .await
        .unwrap();
    let step = turn.tx.step(1).await.unwrap().expect("it was kept");
    assert_eq!(step.undone_at, None);
}

#[tokio::test]
async fn what_changed_since_is_not_undone() {
    let before = decided("ambassadeur erbij @kees:example.org Moerwijk")
        + &*decided("organisatie @kees bibliotheek Centrale Bibliotheek");
    let script = "
        beheer carla > ongedaan B-1
        beheer carla > ongedaan
        beheer carla > ongedaan
        beheer carla > ongedaan
        beheer carla > ongedaan B-1
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 beheer notice to carla:5
        Na B-1 is hieraan weer iets veranderd. Ik draai niets terug. Draai eerst het nieuwere besluit terug, of regel het met een nieuw besluit.
    2026-10-14 10:00 beheer notice to carla:6
        B-2 is teruggedraaid:
        - Kees hoort bij: geen organisatie.
    2026-10-14 10:00 beheer notice to carla:7
        B-1 is teruggedraaid:
        - Kees doet niet meer mee en gaat uit de kamers. Wat Kees deed blijft meetellen, zonder naam.
        - Kees is niet langer een digitaal ambassadeur in Moerwijk.
    2026-10-14 10:00 ruimte remove to kees
    2026-10-14 10:00 moerwijk remove to kees
    2026-10-14 10:00 beheer notice to carla:8
        Er is geen besluit om terug te draaien. Een nummer noemen kan ook, bijvoorbeeld: ongedaan B-3
    2026-10-14 10:00 beheer notice to carla:9
        B-1 is al teruggedraaid, of is te lang geleden.
    ");
}

#[tokio::test]
async fn an_undo_takes_nothing_that_came_later() {
    let before = decided("wijk nieuw Binckhorst")
        + &*decided("ambassadeur erbij @kees:example.org Binckhorst")
        + &*decided("rol @kees wijkagent");
    let script = "
        beheer carla > ongedaan B-2
        beheer carla > ongedaan B-1
    ";
    assert_snapshot!(played_after(&before, script).await, @r"
    2026-10-14 10:00 beheer notice to carla:7
        Na B-2 is hieraan weer iets veranderd. Ik draai niets terug. Draai eerst het nieuwere besluit terug, of regel het met een nieuw besluit.
    2026-10-14 10:00 beheer notice to carla:8
        Na B-1 is hieraan weer iets veranderd. Ik draai niets terug. Draai eerst het nieuwere besluit terug, of regel het met een nieuw besluit.
    ");
}

#[tokio::test]
async fn what_changed_between_showing_and_ja_is_not_done() {
    let programme = PROGRAMME.replace(
        "name = \"Sanne\"\n    roles = [\"wijkagent\"]",
        "name = \"Sanne\"\n    roles = [\"community-manager\"]",
    );
    let script = "
        beheer carla > ambassadeur weg @anna
        beheer sanne > ambassadeur verhuis @anna naar Duindorp
        beheer sanne > ja
        beheer carla > ja
    ";
    let mut rehearsal = rehearsal_of(&programme).await;
    let deeds = rehearsal.play(script).await.unwrap();
    assert_snapshot!(deeds.last().unwrap().body, @r"
    Er is intussen iets veranderd. Ik heb niets gedaan. Typ het nog eens, dan laat ik zien hoe het nu zit.
    ");
}

#[tokio::test]
async fn people_belong_to_an_organisation() {
    let script = decided("organisatie @anna bibliotheek Centrale Bibliotheek")
        + &*decided("organisatie @joop winkeliers")
        + "beheer carla > organisatie @anna kroeg\nbeheer carla > overzicht Moerwijk\n"
        + &*decided("organisatie @anna geen");
    assert_snapshot!(played(&script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Anna hoort bij: bibliotheek, Centrale Bibliotheek.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Anna hoort bij: bibliotheek, Centrale Bibliotheek.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - Joop hoort bij: winkeliers.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-2:
        - Joop hoort bij: winkeliers.
        Toch niet goed? Typ: ongedaan B-2
    2026-10-14 10:00 beheer notice to carla:5
        Typ het zo: organisatie @anna:voorbeeld.nl bibliotheek Centrale Bibliotheek. Kies uit: bibliotheek, vereniging, winkeliers, buurthuis, zorg, school, geloofsgemeenschap, gemeente, politie, anders
    2026-10-14 10:00 beheer notice to carla:6
        Moerwijk, de laatste zeven dagen
        In de laatste 8 weken zijn hier geen acties genoteerd.
        Ambassadeurs: Anna (Centrale Bibliotheek), Joop (winkeliers)
    2026-10-14 10:00 beheer notice to carla:7
        Dit ga ik doen:
        - Anna hoort bij: geen organisatie.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:8
        Gedaan als B-3:
        - Anna hoort bij: geen organisatie.
        Toch niet goed? Typ: ongedaan B-3
    ");
}

#[tokio::test]
async fn the_waiting_list_and_a_place_that_comes_free() {
    let script = decided("wachtlijst erbij Fatima Moerwijk")
        + &*decided("wachtlijst erbij @henk:example.org Henk Duindorp")
        + "beheer carla > wachtlijst\n"
        + &*decided("ambassadeur erbij @henk:example.org Henk Duindorp")
        + &*decided("wachtlijst weg 1")
        + "beheer carla > wachtlijst\nbeheer carla > ongedaan\nbeheer carla > wachtlijst\n"
        + "beheer carla > wachtlijst erbij 0612345678 Moerwijk\nbeheer carla > wachtlijst weg 9";
    assert_snapshot!(played(&script).await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit ga ik doen:
        - Fatima staat op de wachtlijst voor Moerwijk.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:2
        Gedaan als B-1:
        - Fatima staat op de wachtlijst voor Moerwijk.
        Toch niet goed? Typ: ongedaan B-1
    2026-10-14 10:00 beheer notice to carla:3
        Dit ga ik doen:
        - Henk staat op de wachtlijst voor Duindorp.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:4
        Gedaan als B-2:
        - Henk staat op de wachtlijst voor Duindorp.
        Toch niet goed? Typ: ongedaan B-2
    2026-10-14 10:00 beheer notice to carla:5
        Op de wachtlijst
        1. Fatima, Moerwijk, sinds 14 oktober
        2. Henk, Duindorp, sinds 14 oktober
        Is er een plek? Typ: ambassadeur erbij @anna:voorbeeld.nl Moerwijk. Weghalen: wachtlijst weg 1
    2026-10-14 10:00 beheer notice to carla:6
        Dit ga ik doen:
        - Henk komt erbij (@henk:example.org) en krijgt een uitnodiging.
        - Henk is een digitaal ambassadeur in Duindorp.
        - Henk staat niet meer op de wachtlijst voor Duindorp.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:7
        Gedaan als B-3:
        - Henk komt erbij (@henk:example.org) en krijgt een uitnodiging.
        - Henk is een digitaal ambassadeur in Duindorp.
        - Henk staat niet meer op de wachtlijst voor Duindorp.
        Toch niet goed? Typ: ongedaan B-3
        Kent Henk Element nog niet? Ik heb een tekst om door te sturen: uitnodiging @henk:example.org
    2026-10-14 10:00 ruimte invite to henk
    2026-10-14 10:00 duindorp invite to henk
    2026-10-14 10:00 beheer notice to carla:8
        Dit ga ik doen:
        - Fatima staat niet meer op de wachtlijst voor Moerwijk.
        Klopt het? Typ ja om het te doen, of nee om het zo te laten.
    2026-10-14 10:00 beheer notice to carla:9
        Gedaan als B-4:
        - Fatima staat niet meer op de wachtlijst voor Moerwijk.
        Toch niet goed? Typ: ongedaan B-4
    2026-10-14 10:00 beheer notice to carla:10
        Er staat niemand op de wachtlijst. Iemand erbij? Typ: wachtlijst erbij Fatima Moerwijk
    2026-10-14 10:00 beheer notice to carla:11
        B-4 is teruggedraaid:
        - Fatima staat op de wachtlijst voor Moerwijk.
    2026-10-14 10:00 beheer notice to carla:12
        Op de wachtlijst
        1. Fatima, Moerwijk, sinds 14 oktober
        Is er een plek? Typ: ambassadeur erbij @anna:voorbeeld.nl Moerwijk. Weghalen: wachtlijst weg 1
    2026-10-14 10:00 beheer notice to carla:13
        Typ het zo: wachtlijst erbij Fatima Moerwijk, met een voornaam en een wijk die meedoet. Weghalen: wachtlijst weg 1
    2026-10-14 10:00 beheer notice to carla:14
        Typ het zo: wachtlijst erbij Fatima Moerwijk, met een voornaam en een wijk die meedoet. Weghalen: wachtlijst weg 1
    ");
}

#[tokio::test]
async fn names_go_from_the_waiting_list_and_from_old_decisions() {
    let mut rehearsal = rehearsal().await;
    rehearsal
        .play(&decided("wachtlijst erbij Fatima Moerwijk"))
        .await
        .unwrap();
    rehearsal.play("at 2026-11-20T10:00").await.unwrap();
    let deeds = rehearsal
        .play("tick 2026-11-20T10:01\nbeheer carla > ongedaan B-1")
        .await
        .unwrap();
    assert_snapshot!(deeds.last().unwrap().body, @"B-1 is al teruggedraaid, of is te lang geleden.");
    rehearsal.play("at 2027-04-20T10:00").await.unwrap();
    let deeds = rehearsal
        .play("tick 2027-04-20T10:01\nbeheer carla > wachtlijst")
        .await
        .unwrap();
    assert_snapshot!(deeds.last().unwrap().body, @r"
    Er staat niemand op de wachtlijst. Iemand erbij? Typ: wachtlijst erbij Fatima Moerwijk
    ");
}

#[tokio::test]
async fn a_text_about_element_to_send_on() {
    assert_snapshot!(played("beheer carla > uitnodiging @anna").await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Stuur deze tekst door, of druk hem af:

        Beste Anna,

        Fijn dat u meedoet met de digitaal ambassadeurs in Den Haag! We praten met elkaar in de app Element. Zo begint u:
        1. Zet de app Element X op uw telefoon. U vindt hem gratis in de App Store of de Play Store.
        2. Kies Inloggen en vul dit adres in: example.org
        3. Log in met uw naam @anna:example.org en het wachtwoord dat u van ons kreeg.
        4. De app vraagt om een herstelsleutel. Schrijf die op papier en bewaar hem goed. U hebt hem nodig bij een nieuwe telefoon.
        5. Er staan uitnodigingen klaar: Moerwijk. Tik op Accepteren.
        6. Typ hulp in de kamer. De bot legt dan uit wat u kunt doen.
        Lukt iets niet? Bel uw community manager. Nood? Bel 112, niet de app.
    ");
}
