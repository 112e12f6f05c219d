//! `hulp`: what fits role and room, in at most six lines.

use insta::assert_snapshot;
use wijkbode::rehearsal::Deed;

use super::{played, rehearsal};

#[tokio::test]
async fn an_ambassadeur_in_the_wijk() {
    assert_snapshot!(played("moerwijk anna > hulp").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit kunt u hier doen:
        actie: noteer wat u deed voor de wijk
        signaal: meld een truc van oplichters
        ongedaan: haal uw laatste actie of signaal weg
        mijn: bekijk uw acties, signalen, doel en pauze
        Meer weten? Typ bijvoorbeeld: hulp actie · Hier kan ook: samen, doel, pauze, doe-mee, echt, niets, info, materiaal, activiteit, activiteiten, agenda, peiling, meedoen, afzeggen, afronden, idee, deel, taal.
    ");
}

#[tokio::test]
async fn an_ambassadeur_in_private() {
    assert_snapshot!(played("prive:anna anna > Help!").await, @r"
    2026-10-14 10:00 prive:anna notice to anna:1
        Dit kunt u hier doen:
        actie: noteer wat u deed voor de wijk
        signaal: meld een truc van oplichters
        ongedaan: haal uw laatste actie of signaal weg
        mijn: bekijk uw acties, signalen, doel en pauze
        Meer weten? Typ bijvoorbeeld: hulp actie · Hier kan ook: beantwoord, doel, pauze, doe-mee, echt, niets, info, materiaal, doorverwijzen, activiteit, activiteiten, agenda, meedoen, afzeggen, afronden, idee, deel, les, akkoord, training, afmelden, taal.
    ");
}

#[tokio::test]
async fn a_wijkagent_in_the_signal_room() {
    assert_snapshot!(played("signaal bram > hulp").await, @r"
    2026-10-14 10:00 signaal notice to bram:1
        Dit kunt u hier doen:
        gezien: zeg dat u een signaal hebt gezien
        oppakken: zeg dat u met een signaal bezig gaat
        gewaarschuwd: zeg dat de wijk is gewaarschuwd
        afgehandeld: sluit een signaal af met een uitkomst
        Meer weten? Typ bijvoorbeeld: hulp gezien · Hier kan ook: vraag, volg, ontvolg, abonnement, stilte, afwezig, verloop, alarm, waarschuw, goedkeuren, taal.
    ");
}

#[tokio::test]
async fn a_manager_in_the_management_room() {
    assert_snapshot!(played("beheer carla > hulp").await, @r"
    2026-10-14 10:00 beheer notice to carla:1
        Dit kunt u hier doen:
        wijk: begin, hernoem of sluit een wijk
        ambassadeur: zet een ambassadeur erbij, of haal iemand weg
        rol: geef iemand een rol, of haal die weg
        organisatie: noteer bij welke organisatie iemand hoort
        Meer weten? Typ bijvoorbeeld: hulp wijk · Hier kan ook: wachtlijst, uitnodiging, bevestig, instelling, start, verloop, samenvoegen, alarm, ongedaan, bericht, code, afspraken, digest, overzicht, logboek, bibliotheek, getraind, taal, kamertaal.
    ");
}

#[tokio::test]
async fn a_plain_mention_gets_help() {
    assert_snapshot!(played("moerwijk anna > @wijkbode").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dit kunt u hier doen:
        actie: noteer wat u deed voor de wijk
        signaal: meld een truc van oplichters
        ongedaan: haal uw laatste actie of signaal weg
        mijn: bekijk uw acties, signalen, doel en pauze
        Meer weten? Typ bijvoorbeeld: hulp actie · Hier kan ook: samen, doel, pauze, doe-mee, echt, niets, info, materiaal, activiteit, activiteiten, agenda, peiling, meedoen, afzeggen, afronden, idee, deel, taal.
    ");
}

#[tokio::test]
async fn one_command() {
    assert_snapshot!(played("moerwijk anna > hulp actie").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Noteer een actie in één regel: wat deed u, en hoeveel mensen bereikte u? Typt u alleen actie, dan vraag ik het stap voor stap. Niets gedaan is ook goed: actie niets
        Voorbeeld: actie flyers 40
    ");
}

#[tokio::test]
async fn a_command_of_others_says_whose_it_is() {
    assert_snapshot!(played("moerwijk anna > hulp volg").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Volg een wijk, een stadsdeel, een truc of alles. U krijgt dan een seintje bij een nieuw signaal. Minder vaak? Zet er dagelijks of wekelijks achter. Typ alleen volg om te zien wat u volgt.
        Voorbeeld: volg Moerwijk
        Dit kan alleen een wijkagent, een community manager of een beheerder, in de signaalkamer.
    ");
}

#[tokio::test]
async fn a_word_that_is_no_command() {
    assert_snapshot!(played("moerwijk anna > hulp: fietsen").await, @r"
    2026-10-14 10:00 moerwijk notice to anna:1
        Dat woord ken ik niet. Typ hulp voor alles wat hier kan.
    ");
}

#[tokio::test]
async fn help_is_never_longer_than_six_lines() {
    let asked = [
        "moerwijk anna",
        "moerwijk carla",
        "prive:anna anna",
        "prive:bram bram",
        "signaal bram",
        "signaal carla",
        "beheer carla",
    ];
    for who in asked {
        let deeds: Vec<Deed> = rehearsal()
            .await
            .play(&format!("{who} > hulp"))
            .await
            .unwrap();
        assert_eq!(deeds.len(), 1, "{who}");
        assert!(
            deeds[0].body.lines().count() <= 6,
            "{who}: {}",
            deeds[0].body
        );
    }
}
