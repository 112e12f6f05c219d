//! Weeks in four wijken on a real homeserver, with a burst among noise: from the first report to the warning of two people, an
//! action, the outcome to every reporter, a correction, and the figures of the week. The same month with all its words is the
//! rehearsal `tests/data/outbreak.rehearsal`.

use anyhow::{Context, Result};
use testkit::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId};
use testkit::{Heard, Neighbour, PATIENCE, Synapse};

use crate::bot::On;
use crate::month::it_is;
use crate::synapse::{Town, answer};

/// What people wrote, and nobody outside their wijk may read.
const WRITTEN: [&str; 6] = [
    "Verbeek",
    "buurvrouw van 82",
    "0612345678",
    "tante",
    "NL91ABNA0417164300",
    "Heeswijkplein",
];

/// An ambassadeur in the own wijk room.
struct Resident<'a> {
    who: &'a Neighbour,
    room: OwnedRoomId,
    bot: &'a str,
}

impl<'a> Resident<'a> {
    async fn of(who: &'a Neighbour, wijk: &str, bot: &'a str) -> Result<Self> {
        let room = who.room_named(wijk, PATIENCE).await?;
        Ok(Self { who, room, bot })
    }

    async fn asks(&self, text: &str) -> Result<(OwnedEventId, Heard)> {
        let said = self.who.say(&self.room, text).await?;
        let heard = answer(self.who, &self.room, &said, self.bot).await?;
        Ok((said, heard))
    }

    /// Tells all of it in one message, and says yes to the preview; gives the message and the bot's thanks.
    async fn reports(&self, text: &str) -> Result<(OwnedEventId, Heard)> {
        let said = self.who.say(&self.room, text).await?;
        let is_preview = |heard: &Heard| {
            heard.reply_to.as_deref() == Some(&*said) && heard.body.starts_with("Dit gaat naar")
        };
        self.hears("the preview", is_preview).await?;
        let (_, sent) = self.asks("ja").await?;
        anyhow::ensure!(sent.body.starts_with("Verstuurd als"), "{sent}");
        Ok((said, sent))
    }

    async fn hears(&self, what: &str, wanted: impl Fn(&Heard) -> bool) -> Result<Heard> {
        let from_us = |heard: &Heard| heard.sender == self.bot && wanted(heard);
        self.who.wait_for(&self.room, what, from_us, PATIENCE).await
    }

    /// What became of it, as a reply to the own message.
    async fn hears_of(&self, report: &EventId, words: &str) -> Result<Heard> {
        let is_it =
            |heard: &Heard| heard.reply_to.as_deref() == Some(report) && heard.body.contains(words);
        self.hears(words, is_it).await
    }
}

/// What a message of the bot says after its last edit.
fn stands(neighbour: &Neighbour, room: &RoomId, message: &EventId) -> Option<String> {
    let heard = neighbour.heard(room);
    let mut versions = heard
        .iter()
        .filter(|heard| heard.event_id == message || heard.edited_of.as_deref() == Some(message));
    versions.next_back().map(|heard| heard.body.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_among_noise_becomes_a_warning_an_action_and_an_answer_to_each() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    let (joop, riet, fatima, kees) = tokio::try_join!(
        Neighbour::moves_in(synapse, "joop"),
        Neighbour::moves_in(synapse, "riet"),
        Neighbour::moves_in(synapse, "fatima"),
        Neighbour::moves_in(synapse, "kees"),
    )?;
    let mut programme = town.programme();
    for wijk in ["Morgenstond", "Duindorp", "Ypenburg"] {
        programme.push_str(&format!("\n[[wijk]]\nname = {wijk:?}\n"));
    }
    for (who, name, wijken) in [
        (&joop, "Joop", r#"["Moerwijk"]"#),
        (&riet, "Riet", r#"["Moerwijk"]"#),
        (&fatima, "Fatima", r#"["Morgenstond"]"#),
        (&kees, "Kees", r#"["Duindorp", "Ypenburg"]"#),
    ] {
        who.accept_invites().await?;
        let user = who.user_id();
        programme.push_str(&format!(
            "\n[[person]]\nuser = \"{user}\"\nname = {name:?}\nambassadeur = {wijken}\n"
        ));
    }
    town.bot.apply(&programme)?;
    let us = town.bot.user_id.clone();
    let anna = Resident::of(&town.anna, "Moerwijk", &us).await?;
    let joop = Resident::of(&joop, "Moerwijk", &us).await?;
    let riet = Resident::of(&riet, "Moerwijk", &us).await?;
    let fatima = Resident::of(&fatima, "Morgenstond", &us).await?;
    let in_duindorp = Resident::of(&kees, "Duindorp", &us).await?;
    let in_ypenburg = Resident::of(&kees, "Ypenburg", &us).await?;
    let bram = Resident::of(&town.bram, "Signaalkamer Den Haag", &us).await?;
    let carla = Resident::of(&town.carla, "Signaalkamer Den Haag", &us).await?;

    // Noise, from December on: what is usual.
    in_duindorp
        .reports("signaal hoi mam via whatsapp bij een buurvrouw, niks kwijt")
        .await?;
    in_ypenburg
        .reports("signaal nepwebshop, mijn tante is 60 euro kwijt")
        .await?;

    // In January somebody stands at doors in Moerwijk.
    it_is(&mut town.bot, "2027-01-25T10:00").await?;
    let (annas, thanks) = anna
        .reports(
            "signaal: bij mevrouw Verbeek op het Heeswijkplein stond een nepagent aan de deur, buurvrouw van 82, hij belde met \
             0612345678. Ze gaf niks mee",
        )
        .await?;
    assert!(thanks.body.contains("S-3"), "{thanks}");
    joop.hears("the thanks", |heard| heard.event_id == thanks.event_id)
        .await?;
    joop.who.react(&joop.room, &thanks.event_id, "🙋").await?;
    bram.hears("who saw it too", |heard| {
        heard.body.starts_with("S-3 ·") && heard.body.contains("Ook gezien door: 1")
    })
    .await?;
    it_is(&mut town.bot, "2027-01-26T10:00").await?;
    let (riets, _) = riet
        .reports("signaal nepagent aan de deur bij 2 buren, niks kwijt")
        .await?;
    let (fatimas, _) = fatima
        .reports("signaal een nepagent belde aan bij mijn tante, niks kwijt")
        .await?;

    // The alarm comes in both rooms; two people decide on the warning.
    let is_alarm = |heard: &Heard| heard.body.starts_with("Alarm 1: 3 meldingen van Nepagent");
    let alarm = bram.hears("the alarm", is_alarm).await?;
    let managers = Resident {
        who: &town.carla,
        room: town.management.clone(),
        bot: &us,
    };
    managers.hears("the alarm", is_alarm).await?;
    let (_, shown) = bram.asks("waarschuw escamp nepagent").await?;
    assert!(shown.body.contains("akkoord 1"), "{shown}");
    let (_, sent) = carla.asks("akkoord 1").await?;
    assert!(sent.body.starts_with("W-1 is verstuurd."), "{sent}");
    let is_warning = |heard: &Heard| heard.body.starts_with("Let op in M") && !heard.notice;
    let warning = anna.hears("the warning", is_warning).await?;
    fatima.hears("the warning", is_warning).await?;
    for (who, report) in [(&anna, &annas), (&riet, &riets), (&fatima, &fatimas)] {
        let told = who.hears_of(report, "de wijk gewaarschuwd").await?;
        let rings = told
            .mentions
            .iter()
            .any(|user| user == who.who.user_id().as_str());
        assert!(rings, "{told}");
    }
    bram.hears("that the alarm was answered", |heard| {
        heard.body.starts_with("Alarm 1:") && heard.body.contains("Gekozen: waarschuwen")
    })
    .await?;

    // An action, which comes back to who sent the warning as a count.
    anna.who.react(&anna.room, &warning.event_id, "👀").await?;
    let (_, noted) = riet.asks("doe mee 6").await?;
    assert!(noted.body.contains("A-1"), "{noted}");
    // What is looked at once a while is looked at after a start.
    it_is(&mut town.bot, "2027-01-26T12:00").await?;
    carla
        .hears("the counts", |heard| {
            heard.body.contains("Gezien: 1") && heard.body.contains("Acties: 1 (1×")
        })
        .await?;

    // Two reports of one event; the outcome reaches both who told of it.
    let (_, preview) = managers.asks("samenvoegen 3 4").await?;
    assert!(preview.body.contains("S-4 telt mee met S-3"), "{preview}");
    managers.asks("ja").await?;
    riet.hears_of(&riets, "over hetzelfde").await?;
    bram.asks("afgehandeld 3").await?;
    bram.asks("2").await?;
    for (who, report) in [(&anna, &annas), (&riet, &riets)] {
        who.hears_of(report, "is afgehandeld").await?;
    }

    // Fatima takes hers back: its card goes, and the alarm says what is left.
    let is_hers = |heard: &Heard| heard.body.starts_with("S-5 · Morgenstond");
    let hers = bram.hears("her card", is_hers).await?;
    fatima.who.remove(&fatima.room, &fatimas).await?;
    bram.hears("that the card is gone", |heard| {
        heard.event_id == hers.event_id && heard.removed
    })
    .await?;
    bram.hears("what is left of the alarm", |heard| {
        heard.edited_of.as_ref() == Some(&alarm.event_id)
            && heard.body.starts_with("Alarm 1: 1 melding")
    })
    .await?;

    // On Monday the figures, with a picture, and no name in any of it.
    it_is(&mut town.bot, "2027-02-01T08:31").await?;
    let is_week = |heard: &Heard| heard.body.starts_with("Signalen van 25 januari");
    let week = bram.hears("the week", is_week).await?;
    assert!(week.body.contains("Nepagent"), "{week}");
    let is_picture =
        |heard: &Heard| heard.content["msgtype"] == "m.image" && heard.body.contains("Nepagent");
    let picture = bram.hears("its picture", is_picture).await?;
    let png = bram.who.download(&picture.content["file"]).await?;
    assert_eq!(png.get(1..4), Some(&b"PNG"[..]));
    let counts = stands(bram.who, &bram.room, &sent.event_id).context("the counts of W-1")?;
    assert!(counts.contains("Acties: 1"), "{counts}");
    for (who, room) in [(&town.bram, &bram.room), (&town.carla, &town.management)] {
        let read = who.show(room);
        for word in WRITTEN {
            assert!(!read.contains(word), "{word} left its wijk:\n{read}");
        }
    }
    println!(
        "{}\n\n{}\n\n{}",
        anna.who.show(&anna.room),
        bram.who.show(&bram.room),
        town.carla.show(&town.management)
    );
    Ok(())
}
