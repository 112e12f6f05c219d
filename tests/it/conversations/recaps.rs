//! The recap of a month, thanks, and one's own overview.

use insta::assert_snapshot;
use wijkbode::rehearsal::Deed;

use super::{A_SIGNAL, played_after, rehearsal, shown};

async fn seen(script: &str, is_shown: impl Fn(&Deed) -> bool) -> String {
    let deeds = rehearsal().await.play(script).await.unwrap();
    shown(&deeds.into_iter().filter(is_shown).collect::<Vec<_>>())
}

#[tokio::test]
async fn the_recap_tells_what_was_done_together() {
    let script = format!(
        "{A_SIGNAL}
        moerwijk anna > actie flyers 40
        moerwijk joop > actie flyers 20
        moerwijk joop > actie koffieochtend 12
        moerwijk anna > actie wijkkrant 4500
        moerwijk anna > actie niets
        signaal bram > afgehandeld 1 extra toezicht
        moerwijk carla > doel wijk 10 acties voor de zomer
        tick 2026-11-03T12:00
        moerwijk anna > actie gesprek 2 op 30 oktober
        moerwijk anna > actie gesprek 5
        tick 2026-11-13T09:00"
    );
    let recaps = |deed: &Deed| deed.body.starts_with("Samen in");
    assert_snapshot!(seen(&script, recaps).await, @r"
    2026-11-12 10:00 moerwijk notice
        Samen in oktober, Moerwijk
        U deed samen 5 acties voor uw buren:
        - 2 keer flyers uitgedeeld (60 stuks)
        - 1 keer persoonlijk gesprek (2 mensen)
        - 1 keer koffieochtend of buurtkamer (12 aanwezigen)
        - 1 keer stuk in wijkkrant of nieuwsbrief (4500 oplage)
        Signalen in Moerwijk: 1-4.
        Dit deden politie en gemeente ermee: extra toezicht in de wijk.
        Doel van de wijk: 10 acties, voor 21 juni 2027. Tot nu toe 6 van de 10.
        De volgende maandvraag komt op 1 december.
    ");
}

#[tokio::test]
async fn thanks_come_once_also_when_an_action_was_taken_back() {
    let script = "
        moerwijk anna > actie flyers 1
        moerwijk anna > actie flyers 2
        moerwijk anna > actie niets
        moerwijk anna > actie flyers 3
        tick 2026-10-15T12:00
        moerwijk anna > ongedaan
        tick 2026-10-16T12:00
        moerwijk anna > actie flyers 4
        tick 2026-10-31T12:00
    ";
    assert_snapshot!(seen(script, |deed| deed.room == "prive:anna").await, @r"
    2026-10-15 10:00 prive:anna private to anna
    2026-10-15 10:00 prive:anna notice
        Dat was uw derde actie. Dank u wel! Drie keer hielp u uw buren om oplichters voor te zijn.
    ");
}

#[tokio::test]
async fn ones_own_overview() {
    let before = format!(
        "{A_SIGNAL}
        moerwijk anna > actie flyers 40
        moerwijk anna > actie koffieochtend 12
        moerwijk anna > actie niets
        prive:anna anna > doel 3 koffieochtenden voor kerst
        prive:anna anna > pauze 3 weken
        signaal bram > afgehandeld 1 extra toezicht"
    );
    assert_snapshot!(played_after(&before, "moerwijk anna > mijn\nprive:anna anna > mijn\nmoerwijk joop > !mijn acties").await, @r"
    2026-10-14 10:00 prive:anna notice
        Uw 3 acties
        A-3, 14 oktober: deze maand niets
        A-2, 14 oktober: koffieochtend of buurtkamer, 12 aanwezigen
        A-1, 14 oktober: flyers uitgedeeld, 40 stuks

        Uw signaal
        S-1, 14 oktober: Nepagent. Stand: extra toezicht in de wijk.

        Uw doel: 3 keer koffieochtend of buurtkamer, voor 25 december. Tot nu toe 1 van de 3.

        U hebt pauze tot 4 november. Eerder terug? Typ: pauze stop
    2026-10-14 10:00 moerwijk notice to anna:10
        Ik heb u een privébericht gestuurd.
    2026-10-14 10:00 prive:anna notice to anna:3
        Uw 3 acties
        A-3, 14 oktober: deze maand niets
        A-2, 14 oktober: koffieochtend of buurtkamer, 12 aanwezigen
        A-1, 14 oktober: flyers uitgedeeld, 40 stuks

        Uw signaal
        S-1, 14 oktober: Nepagent. Stand: extra toezicht in de wijk.

        Uw doel: 3 keer koffieochtend of buurtkamer, voor 25 december. Tot nu toe 1 van de 3.

        U hebt pauze tot 4 november. Eerder terug? Typ: pauze stop
    2026-10-14 10:00 moerwijk notice to joop:1
        Ik heb u een privébericht gestuurd.
    2026-10-14 10:00 prive:joop private to joop
    2026-10-14 10:00 prive:joop notice
        U hebt nog geen acties genoteerd. Iets kleins telt ook: actie gesprek 2

        U hebt nog geen signalen gemeld.

        U hebt nu geen eigen doel. Wilt u er een? Typ bijvoorbeeld: doel 3 koffieochtenden voor kerst
    ");
}

#[tokio::test]
async fn danger_in_private_gets_112_also_when_it_begins_with_mijn() {
    let said = "prive:anna anna > mijn buurvrouw wordt nu bedreigd aan de deur";
    assert_snapshot!(super::played(said).await, @r"
    2026-10-14 10:00 prive:anna say to anna:1 @anna
        Bel nu 112. Ik ben geen meldkamer en de politie leest hier niet live mee.
    ");
}
