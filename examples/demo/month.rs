//! The month, scene by scene: what people do, and what must come of it.

use anyhow::{Context, Result};

use crate::stage::Stage;
use crate::town::{SIGNAL_ROOM, Town};

pub async fn play(town: &Town, stage: &mut Stage<'_>) {
    stage
        .scene(
            "De kamers staan klaar. In de signaalkamer staat eerst: bij nood 112.",
            welcome(town),
        )
        .await;
    stage
        .scene(
            "Op de eerste werkdinsdag komt de bot in elke wijk met drie ideeën voor de maand.",
            prompt(town),
        )
        .await;
    stage
        .scene(
            "Joop tikt op 1️⃣: dat idee onthoudt de bot voor hem, privé.",
            tap(town),
        )
        .await;
    stage
        .scene(
            "Anna antwoordt in één regel. Een typfout geeft niet.",
            in_one_line(town),
        )
        .await;
    stage
        .scene("Joop laat zich stap voor stap helpen.", step_by_step(town))
        .await;
    stage
        .scene(
            "Anna laat haar wijk kiezen. Na drie dagen telt de bot de stemmen.",
            poll(town),
        )
        .await;
    stage
        .scene(
            "Maandagochtend: het weekoverzicht voor de community manager, met een plaatje.",
            weekly(town),
        )
        .await;
    stage
        .scene(
            "Bram volgt Moerwijk. Anna meldt een truc, ziet wat er verstuurd wordt, en zegt ja.",
            signal(town),
        )
        .await;
    stage
        .scene(
            "Bram tikt op 👀, en Anna hoort dat het is gezien.",
            seen(town),
        )
        .await;
    stage
        .scene(
            "Om vier uur het dagoverzicht voor de signaalkamer.",
            daily(town),
        )
        .await;
    stage
        .scene(
            "Bram stelt een waarschuwing voor. Ze gaat pas naar de wijk als Carla akkoord zegt.",
            warning(town),
        )
        .await;
    stage
        .scene(
            "Anna vertelt het door en doet mee. Bram ziet hoeveel mensen het bereikte.",
            passed_on(town),
        )
        .await;
    stage
        .scene(
            "Laat op de avond handelt Bram af. Anna hoort het pas in de ochtend.",
            outcome(town),
        )
        .await;
    stage
        .scene(
            "Er is nu gevaar: het eerste bericht zegt alleen 112.",
            danger(town),
        )
        .await;
    stage
        .scene(
            "Iets gevoeligs gaat privé verder. Het wordt geteld en nooit doorgestuurd.",
            sensitive(town),
        )
        .await;
    stage
        .scene(
            "Wie iets verkeerds typt, leest wat wel kan.",
            mistakes(town),
        )
        .await;
    stage
        .scene("Niets gedaan is ook een goed antwoord.", nothing_done(town))
        .await;
    stage
        .scene(
            "Anna verwijdert haar eigen bericht: de actie gaat mee weg.",
            removal(town),
        )
        .await;
    stage
        .scene(
            "Carla laat een nieuwe wijk meedoen, met Joop.",
            new_wijk(town),
        )
        .await;
    stage
        .scene(
            "De rest van de maand, en de volgende maandvraag in drie wijken.",
            next_month(town),
        )
        .await;
}

async fn welcome(town: &Town) -> Result<()> {
    town.bram()
        .await?
        .hears("De politie leest hier niet live mee")
        .await
        .map(drop)
}

async fn prompt(town: &Town) -> Result<()> {
    town.until("2026-11-03T10:00").await?;
    town.anna().await?.rings("drie kleine ideeën").await?;
    town.joop()
        .await?
        .rings("drie kleine ideeën")
        .await
        .map(drop)
}

async fn tap(town: &Town) -> Result<()> {
    let joop = town.joop().await?;
    let prompt = joop.hears("drie kleine ideeën").await?;
    joop.sees_reaction(&prompt.event_id, "1️⃣").await?;
    joop.reacts(&prompt, "1️⃣").await?;
    town.in_private(&town.joop)
        .await?
        .hears("Ik onthoud voor u")
        .await
        .map(drop)
}

async fn poll(town: &Town) -> Result<()> {
    let anna = town.anna().await?;
    anna.says("!peiling flyers, koffieochtend, schoolles")
        .await?;
    let poll = anna.hears("Wat doen we deze maand samen?").await?;
    anna.votes(&poll, &["2"]).await?;
    // The bot looks at four, and counts what was on its way for two minutes more.
    town.until("2026-11-06T16:01").await?;
    town.until("2026-11-06T16:05").await?;
    anna.hears("Koffieochtend of buurtkamer: 1 stem").await?;
    anna.hears("Deze maand samen: koffieochtend")
        .await
        .map(drop)
}

async fn in_one_line(town: &Town) -> Result<()> {
    town.anna()
        .await?
        .asks("acite flyers 40", "A-1: Flyers uitgedeeld, 40 stuks")
        .await
        .map(drop)
}

async fn step_by_step(town: &Town) -> Result<()> {
    let joop = town.joop().await?;
    joop.asks("actie", "2. Koffieochtend").await?;
    joop.asks("2", "Hoeveel mensen").await?;
    joop.asks(
        "een stuk of 12",
        "A-2: Koffieochtend of buurtkamer, 12 aanwezigen",
    )
    .await
    .map(drop)
}

async fn weekly(town: &Town) -> Result<()> {
    town.until("2026-11-09T08:00").await?;
    let digest = town.carla().await?.hears("Week van 2 november").await?;
    for line in [
        "Moerwijk: 1 actie (flyers",
        "Duindorp: 1 actie (koffieochtend",
    ] {
        anyhow::ensure!(
            digest.body.contains(line),
            "in het weekoverzicht ontbreekt \"{line}\""
        );
    }
    let picture = town.carla().await?.sees_picture("Acties per wijk").await?;
    let saved = town.folder.picture("acties-per-wijk.png");
    std::fs::write(&saved, picture).with_context(|| format!("writing {}", saved.display()))
}

/// Beginning of what Anna reports; two scenes look for it.
const REPORT: &str = "signaal een man aan de deur bij mijn buurvrouw";

async fn signal(town: &Town) -> Result<()> {
    town.until("2026-11-10T14:00").await?;
    let (anna, bram) = (town.anna().await?, town.bram().await?);
    bram.asks("volg moerwijk", "U volgt nu Moerwijk").await?;
    let report = format!(
        "{REPORT} zei dat hij van de politie was en haar sieraden moest meenemen. Niks kwijt."
    );
    let preview = anna.asks(&report, "S-1 · Moerwijk · Nepagent").await?;
    anna.asks("ja", "Verstuurd als S-1").await?;
    let card = bram.rings("S-1 · Moerwijk · Nepagent").await?;
    anyhow::ensure!(
        preview.body.contains(&card.body),
        "er is iets anders verstuurd dan Anna zag"
    );
    bram.sees_reaction(&card.event_id, "👀").await
}

async fn seen(town: &Town) -> Result<()> {
    let (anna, bram) = (town.anna().await?, town.bram().await?);
    let card = bram.hears("S-1 · Moerwijk").await?;
    bram.reacts(&card, "👀").await?;
    anna.hears_back(&anna.said(REPORT)?, "S-1 is gezien")
        .await?;
    bram.sees_changed(&card.event_id, "Stand: gezien")
        .await
        .map(drop)
}

async fn daily(town: &Town) -> Result<()> {
    town.until("2026-11-10T16:00").await?;
    town.bram()
        .await?
        .hears("Dagoverzicht 10 november")
        .await
        .map(drop)
}

async fn warning(town: &Town) -> Result<()> {
    let bram = town.bram().await?;
    bram.asks("waarschuw Moerwijk nepagent", "akkoord 1")
        .await?;
    town.voice(&town.carla, SIGNAL_ROOM)
        .await?
        .asks("akkoord 1", "W-1 is verstuurd")
        .await?;
    let anna = town.anna().await?;
    anna.hears_back(
        &anna.said(REPORT)?,
        "Door uw signaal S-1 is de wijk gewaarschuwd",
    )
    .await?;
    anna.hears("Let op in Moerwijk: Nepagent").await.map(drop)
}

async fn passed_on(town: &Town) -> Result<()> {
    let anna = town.anna().await?;
    let warning = anna.hears("Let op in Moerwijk: Nepagent").await?;
    anna.sees_reaction(&warning.event_id, "📣").await?;
    anna.reacts(&warning, "📣").await?;
    anna.asks("doe mee 4", "Het hoort bij waarschuwing W-1")
        .await?;
    town.until("2026-11-10T17:00").await?;
    let bram = town.bram().await?;
    let counts = bram.hears("W-1 is verstuurd").await?;
    bram.sees_changed(&counts.event_id, "Doorverteld: 1. Acties: 1")
        .await
        .map(drop)
}

async fn outcome(town: &Town) -> Result<()> {
    town.until("2026-11-10T21:00").await?;
    let (anna, bram) = (town.anna().await?, town.bram().await?);
    bram.asks("afgehandeld 1", "2. Extra toezicht").await?;
    bram.asks("2", "S-1 is afgehandeld: extra toezicht").await?;
    let card = bram.hears("S-1 · Moerwijk").await?;
    bram.sees_changed(&card.event_id, "Stand: afgehandeld")
        .await?;
    town.until("2026-11-11T09:00").await?;
    let heard = anna.rings("S-1 is afgehandeld").await?;
    anyhow::ensure!(
        heard.reply_to == Some(anna.said(REPORT)?),
        "de uitkomst is geen antwoord op Anna's melding"
    );
    Ok(())
}

async fn danger(town: &Town) -> Result<()> {
    town.until("2026-11-12T15:10").await?;
    let anna = town.anna().await?;
    let said = anna
        .says("signaal er staat nu een nepagent voor de deur bij mijn buurvrouw!")
        .await?;
    let first = anna.rings("Bel nu 112.").await?;
    anyhow::ensure!(
        first.reply_to.as_ref() == Some(&said),
        "112 is geen antwoord op Anna's melding"
    );
    anna.hears_back(&said, "Is het gevaar voorbij?").await?;
    anna.asks("nee", "ik verstuur niets").await.map(drop)
}

async fn sensitive(town: &Town) -> Result<()> {
    town.until("2026-11-13T11:00").await?;
    let joop = town.joop().await?;
    joop.asks(
        "signaal een meisje uit de buurt wordt afgeperst met naaktfoto's",
        "liever privé",
    )
    .await?;
    let private = town.in_private(&town.joop).await?;
    private.hears("Vertel mij geen details").await?;
    private.asks("ja", "Ik tel het mee als S-").await.map(drop)
}

async fn mistakes(town: &Town) -> Result<()> {
    town.until("2026-11-17T10:00").await?;
    town.joop()
        .await?
        .asks("afgehandeld 1", "Dit werkt in de signaalkamer")
        .await?;
    town.bram()
        .await?
        .asks("afgehandeld 99", "Signaal 99 ken ik niet")
        .await?;
    town.carla()
        .await?
        .asks("wijk nieuw Bezuidenhot", "staat niet in mijn lijst")
        .await
        .map(drop)
}

async fn nothing_done(town: &Town) -> Result<()> {
    town.joop()
        .await?
        .asks("actie niets", "A-4. Deze maand even niets is prima")
        .await
        .map(drop)
}

async fn removal(town: &Town) -> Result<()> {
    let anna = town.anna().await?;
    let answer = anna
        .asks("actie flyers 400", "A-5: Flyers uitgedeeld, 400")
        .await?;
    anna.removes(&anna.said("actie flyers 400")?).await?;
    anna.sees_changed(&answer.event_id, "A-5 is weggehaald")
        .await
        .map(drop)
}

async fn new_wijk(town: &Town) -> Result<()> {
    town.until("2026-11-18T09:30").await?;
    let carla = town.carla().await?;
    carla
        .asks("wijk nieuw Bezuidenhout", "Dit ga ik doen")
        .await?;
    carla.asks("ja", "Bezuidenhout doet mee").await?;
    carla
        .asks(
            "ambassadeur erbij @joop:wijk.test Bezuidenhout",
            "Dit ga ik doen",
        )
        .await?;
    carla
        .asks("ja", "Joop is een digitaal ambassadeur in Bezuidenhout")
        .await?;
    let joop = town.arrives(&town.joop, "Bezuidenhout").await?;
    joop.asks("hulp", "Dit kunt u hier doen").await.map(drop)
}

async fn next_month(town: &Town) -> Result<()> {
    town.until("2026-12-01T10:00").await?;
    town.carla().await?.hears("Week van 16 november").await?;
    town.anna().await?.rings("Deed u in november").await?;
    town.joop().await?.rings("Deed u in november").await?;
    town.voice(&town.joop, "Bezuidenhout")
        .await?
        .rings("ambassadeurs van Bezuidenhout")
        .await
        .map(drop)
}
