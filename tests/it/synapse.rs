//! The main job on a real homeserver, in encrypted rooms, with real clients as the neighbours.

use anyhow::Result;
use testkit::ruma::{EventId, OwnedRoomId, RoomId};
use testkit::{Heard, JsNeighbour, Neighbour, PATIENCE, Proxy, Synapse, until};

use crate::bot::{Bot, On};

/// The people of a programme, each with a client, in a bot's rooms.
pub struct Town {
    pub bot: Bot,
    pub anna: Neighbour,
    pub carla: Neighbour,
    pub bram: Neighbour,
    pub moerwijk: OwnedRoomId,
    pub signal: OwnedRoomId,
    pub management: OwnedRoomId,
}

impl Town {
    /// Sets everything up through the binary, as an operator would, and waits until everybody is in their rooms.
    pub async fn new(synapse: &Synapse, on: On) -> Result<Self> {
        Self::around(Bot::set_up(synapse, on).await?, synapse).await
    }

    /// The same, with a proxy between the bot and its homeserver. Everybody else needs none.
    pub async fn behind(proxy: &Proxy, synapse: &Synapse, on: On) -> Result<Self> {
        let bot = Bot::set_up_at(&proxy.url(), synapse, on).await?;
        Self::around(bot, synapse).await
    }

    async fn around(mut bot: Bot, synapse: &Synapse) -> Result<Self> {
        let anna = Neighbour::moves_in(synapse, "anna").await?;
        let carla = Neighbour::moves_in(synapse, "carla").await?;
        let bram = Neighbour::moves_in(synapse, "bram").await?;
        for neighbour in [&anna, &carla, &bram] {
            neighbour.accept_invites().await?;
        }
        bot.apply(&programme(&bot, &anna, &carla, &bram))?;
        bot.start()?;
        let moerwijk = anna.room_named("Moerwijk", PATIENCE).await?;
        let signal = bram.room_named("Signaalkamer Den Haag", PATIENCE).await?;
        let management = carla
            .room_named("Beheer digitaal ambassadeurs Den Haag", PATIENCE)
            .await?;
        Ok(Self {
            bot,
            anna,
            carla,
            bram,
            moerwijk,
            signal,
            management,
        })
    }

    /// The programme that was applied.
    pub fn programme(&self) -> String {
        programme(&self.bot, &self.anna, &self.carla, &self.bram)
    }

    /// What the bot answers to this message.
    pub async fn answer(&self, to: &EventId) -> Result<Heard> {
        answer(&self.anna, &self.moerwijk, to, &self.bot.user_id).await
    }
}

/// The bot's answer to a message, as this neighbour sees it.
pub async fn answer(
    neighbour: &Neighbour,
    room: &RoomId,
    to: &EventId,
    bot: &str,
) -> Result<Heard> {
    let what = format!("an answer to {to}");
    let is_answer = |heard: &Heard| heard.sender == bot && heard.reply_to.as_deref() == Some(to);
    neighbour.wait_for(room, &what, is_answer, PATIENCE).await
}

fn programme(bot: &Bot, anna: &Neighbour, carla: &Neighbour, bram: &Neighbour) -> String {
    format!(
        r#"
        gemeente = "Den Haag"
        alias_prefix = "{}"
        onboarding = {{ welcome = false, card = false }}
        [[wijk]]
        name = "Moerwijk"
        [[person]]
        user = "{}"
        name = "Anna"
        ambassadeur = ["Moerwijk"]
        [[person]]
        user = "{}"
        name = "Carla"
        roles = ["community-manager"]
        [[person]]
        user = "{}"
        name = "Bram"
        roles = ["wijkagent"]
        "#,
        bot.localpart,
        anna.user_id(),
        carla.user_id(),
        bram.user_id()
    )
}

async fn the_main_job(on: On) -> Result<()> {
    let town = Town::new(Synapse::shared().await?, on).await?;
    let (anna, bram) = (&town.anna, &town.bram);

    let said = anna.say(&town.moerwijk, "actie flyers 40").await?;
    let heard = town.answer(&said).await?;
    assert!(heard.body.contains("A-1: Flyers"), "{heard}");

    let said = bram.say(&town.signal, "volg moerwijk").await?;
    answer(bram, &town.signal, &said, &town.bot.user_id).await?;
    let (said, preview) = town
        .anna_reports("signaal nepagent aan de deur bij 3 buren, niks kwijt")
        .await?;
    let yes = anna.reply(&town.moerwijk, &preview.event_id, "ja").await?;
    let sent = town.answer(&yes).await?;
    assert!(sent.body.contains("S-1"), "{sent}");

    let is_card = |heard: &Heard| heard.body.starts_with("S-1 · Moerwijk");
    let card = bram
        .wait_for(&town.signal, "the signal's card", is_card, PATIENCE)
        .await?;
    assert!(
        preview.body.contains(&card.body),
        "what went out is what was shown: {preview} {card}"
    );
    assert!(
        card.mentions
            .iter()
            .any(|user| user == bram.user_id().as_str()),
        "{card}"
    );

    bram.react(&town.signal, &card.event_id, "👀").await?;
    let is_seen = |heard: &Heard| {
        heard.body.contains("is gezien") && heard.reply_to.as_deref() == Some(&*said)
    };
    anna.wait_for(&town.moerwijk, "that it was seen", is_seen, PATIENCE)
        .await?;

    bram.say(&town.signal, "afgehandeld 1 geen actie").await?;
    let is_outcome = |heard: &Heard| {
        heard.body.contains("is afgehandeld") && heard.reply_to.as_deref() == Some(&*said)
    };
    let outcome = anna
        .wait_for(&town.moerwijk, "the outcome", is_outcome, PATIENCE)
        .await?;
    assert!(
        !outcome.notice
            && outcome
                .mentions
                .iter()
                .any(|user| user == anna.user_id().as_str()),
        "it rings: {outcome}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_runs_on_sqlite() -> Result<()> {
    the_main_job(On::Sqlite).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_runs_on_postgresql() -> Result<()> {
    the_main_job(On::Postgres).await
}

#[tokio::test(flavor = "multi_thread")]
async fn another_make_of_client_that_excludes_unsigned_devices_reads_the_bot_and_is_answered()
-> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Sqlite).await?;
    let joke = JsNeighbour::moves_in(synapse, "joke").await?;
    let programme = format!(
        "{}\n[[person]]\nuser = \"{}\"\nname = \"Joke\"\nambassadeur = [\"Moerwijk\"]\n",
        town.programme(),
        joke.user_id()
    );
    town.bot.apply(&programme)?;
    let is_invited = || async { joke.join(&town.moerwijk).await.is_ok() };
    until("Joke to be let in", PATIENCE, is_invited).await?;
    let said = joke.say(&town.moerwijk, "actie koffieochtend 12").await?;
    let is_answer =
        |heard: &Heard| heard.reply_to.as_deref() == Some(&*said) && heard.body.contains("A-1");
    let heard = joke
        .wait_for(&town.moerwijk, "an answer", is_answer, PATIENCE)
        .await?;
    assert_eq!(heard.sender, town.bot.user_id);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bot_stops_cleanly_and_a_second_one_is_refused() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let second = town.bot.command(&["run"]).output()?;
    assert!(!second.status.success());
    assert!(String::from_utf8_lossy(&second.stderr).contains("another wijkbode is running"));
    let said = town.anna.say(&town.moerwijk, "hulp").await?;
    town.answer(&said).await?;
    assert_eq!(town.bot.stop().await?, Some(0));
    Ok(())
}
