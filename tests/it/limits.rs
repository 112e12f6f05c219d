//! A homeserver that asks to slow down: everything arrives once, what is urgent first, and the bot goes on listening.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use testkit::ruma::{OwnedEventId, OwnedRoomId, RoomId};
use testkit::synapse::Options;
use testkit::{Heard, Limits, PATIENCE, Proxy, Synapse, until};
use wijkbode::catalogue::Place;
use wijkbode::store::{RowState, Store, Waiting};

use crate::bot::On;
use crate::errands::{each_is_answered_once, sentence};
use crate::synapse::Town;

/// From the second Tuesday of December to the first one of January, with its monthly questions.
const TO_THE_NEXT_MONTH: Duration = Duration::from_secs(28 * 24 * 60 * 60);

/// More than a sentence with a name; so long may it take until a message is in the inbox.
const HEARD_WITHIN: Duration = Duration::from_secs(5);

const DANGER: &str = "signaal er staat nu een nepagent voor de deur bij de buurvrouw";

fn slowly(per_second: f64, burst: u32) -> Options {
    let mut settings = Map::new();
    let limit = json!({ "per_second": per_second, "burst_count": burst });
    settings.insert("rc_message".to_owned(), limit);
    Options {
        limits: Limits::None,
        settings,
    }
}

/// What Anna said, and where.
struct Command {
    room: OwnedRoomId,
    event: OwnedEventId,
}

impl Town {
    /// People may talk as much as they like; only the bot has limits.
    async fn people_have_no_limits(&self, synapse: &Synapse) -> Result<()> {
        for person in [&self.anna, &self.bram, &self.carla] {
            synapse.lift_limits(person.user_id().as_str()).await?;
        }
        Ok(())
    }

    /// Anna says this, and the bot has it in its inbox. Gives how much later than Anna's own client it heard it: how slow
    /// the homeserver is does not matter.
    async fn anna_is_heard(&self, room: &RoomId, store: &Store) -> Result<(Command, Duration)> {
        let command = self.anna_asks(room).await?;
        let is_it = |heard: &Heard| heard.event_id == command.event;
        self.anna
            .wait_for(room, "her own words", is_it, PATIENCE)
            .await?;
        let start = Instant::now();
        let is_kept = async || {
            let mut tx = store.begin().await?;
            let state = tx.event_state(command.event.as_str()).await?;
            anyhow::Ok(state.is_some())
        };
        let is_kept = || async { is_kept().await.unwrap_or(false) };
        until("the bot to hear it", PATIENCE, is_kept).await?;
        Ok((command, start.elapsed()))
    }

    async fn anna_asks(&self, room: &RoomId) -> Result<Command> {
        let event = self.anna.say(room, "actie flyers 40").await?;
        Ok(Command {
            room: room.to_owned(),
            event,
        })
    }

    /// Every one of these rooms got its question of the month, once.
    async fn each_is_asked_once<'a>(
        &self,
        rooms: impl IntoIterator<Item = &'a OwnedRoomId>,
    ) -> Result<()> {
        let first_word = sentence("prompt-month");
        let first_word = first_word.split('{').next().context("a sentence")?;
        let is_question =
            |heard: &Heard| heard.sender == self.bot.user_id && heard.body.starts_with(first_word);
        for room in rooms {
            let what = "the question of the month";
            self.anna
                .wait_for(room, what, is_question, PATIENCE)
                .await?;
            assert_eq!(
                self.anna.count(room, is_question),
                1,
                "{}",
                self.anna.show(room)
            );
        }
        Ok(())
    }
}

fn number(health: &Value, name: &str) -> u64 {
    health[name].as_u64().unwrap_or(u64::MAX)
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_questions_and_thirty_commands_arrive_once_under_a_limit_and_danger_goes_first()
-> Result<()> {
    let synapse = Synapse::start(Options::default()).await?;
    let proxy = Proxy::before(&synapse).await?;
    let mut town = Town::behind(&proxy, &synapse, On::Sqlite).await?;
    let wijken = Place::den_haag().wijk;
    let names = wijken.iter().map(|wijk| wijk.name.as_str());
    let names: Vec<_> = names.filter(|name| *name != "Moerwijk").take(39).collect();
    let mut rooms = town.anna_works_in(&names).await?;
    rooms.push(town.moerwijk.clone());
    town.people_have_no_limits(&synapse).await?;
    town.bot.stop().await?;
    synapse.restart_with(slowly(2.0, 10)).await?;
    let before = proxy.requests("PUT /send/").len();

    // All that is to be said in this month waits together.
    town.bot.falls_silent().await?;
    town.bot.comes_back_later(TO_THE_NEXT_MONTH);
    town.bot.start()?;
    let is_full = |so_many: i64| move |waiting: &Waiting| waiting.to_send >= so_many;
    town.bot.waits("the questions", is_full(40)).await?;
    let position = town.anna.position(&town.moerwijk);
    let places = &rooms[rooms.len() - 3..];
    let mut said = vec![];
    for number in 0..15 {
        said.push(town.anna_asks(&places[number % 3]).await?);
    }
    let danger = town.anna.say(&town.moerwijk, DANGER).await?;
    town.bot.waits("the answers", is_full(56)).await?;
    // Other things of the month may wait as well, so that number alone does not say that danger has its answer.
    let store = town.bot.store().await?;
    let is_done = async || {
        let mut tx = store.begin().await?;
        let state = tx.event_state(danger.as_str()).await?;
        anyhow::Ok(state == Some(RowState::Done))
    };
    let is_done = || async { is_done().await.unwrap_or(false) };
    until("the answer to danger", PATIENCE, is_done).await?;

    town.bot.speaks_again().await?;
    let start = Instant::now();
    let mut slowest = Duration::ZERO;
    for number in 0..15 {
        let (command, took) = town.anna_is_heard(&places[number % 3], &store).await?;
        slowest = slowest.max(took);
        said.push(command);
    }
    println!("the slowest command was heard after {slowest:?}");
    assert!(slowest < HEARD_WITHIN, "{slowest:?}");

    for room in places {
        let said = said.iter().filter(|command| command.room == *room);
        let said: Vec<_> = said.map(|command| command.event.clone()).collect();
        each_is_answered_once(&town.anna, room, &town.bot.user_id, &said).await?;
    }
    let heard = town.anna.heard(&town.moerwijk).split_off(position);
    let first = heard
        .iter()
        .find(|heard| heard.sender == town.bot.user_id)
        .context("something of the bot")?;
    assert_eq!(
        (first.reply_to.as_ref(), first.body.as_str()),
        (Some(&danger), &*sentence("call-112")),
        "danger goes first: {}",
        town.anna.show(&town.moerwijk)
    );
    town.each_is_asked_once(&rooms).await?;
    let (_, health) = town.bot.health().await?;
    let tries = proxy.requests("PUT /send/").len() - before;
    println!(
        "all sent after {:?} with {tries} requests: {health}",
        start.elapsed()
    );
    assert!(number(&health, "rate_limit_pauses") > 0, "{health}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_synapse_makes_the_bot_wait_until_an_administrator_lifts_its_limit() -> Result<()> {
    let synapse = Synapse::start(Options::default()).await?;
    let mut town = Town::new(&synapse, On::Sqlite).await?;
    let mut rooms = town.anna_works_in(&["Duindorp", "Loosduinen"]).await?;
    rooms.push(town.moerwijk.clone());
    town.people_have_no_limits(&synapse).await?;
    town.bot.stop().await?;
    let defaults = Options {
        limits: Limits::Defaults,
        ..Options::default()
    };
    synapse.restart_with(defaults).await?;
    town.bot.comes_back_later(TO_THE_NEXT_MONTH);
    town.bot.start()?;
    let said = town
        .anna_says((1..=12).map(|number| format!("actie flyers {number}")))
        .await?;
    town.each_is_answered_once(&said).await?;
    town.each_is_asked_once(&rooms).await?;
    let (_, health) = town.bot.health().await?;
    assert!(number(&health, "rate_limit_pauses") > 0, "{health}");

    synapse.lift_limits(&town.bot.user_id).await?;
    town.bot.stop().await?;
    town.bot.start()?;
    let said = town
        .anna_says((1..=20).map(|number| format!("actie flyers {number}")))
        .await?;
    town.each_is_answered_once(&said).await?;
    let (_, health) = town.bot.health().await?;
    assert_eq!(number(&health, "rate_limit_pauses"), 0, "{health}");
    assert!(number(&health, "sent") >= 20, "{health}");
    Ok(())
}
