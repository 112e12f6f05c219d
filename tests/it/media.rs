//! Pictures, files and polls on a real homeserver, with a client of another make among the neighbours.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use testkit::reqwest::StatusCode;
use testkit::ruma::UserId;
use testkit::{Fault, Heard, JsNeighbour, PATIENCE, Proxy, Rule, Synapse, until};
use wijkbode::chat::{Class, Outgoing, RoomKey, Text};
use wijkbode::config::Config;
use wijkbode::engine::{Engine, NewPoll, Turn};
use wijkbode::report::calendar_file::{Date, MIME, calendar_file};
use wijkbode::report::chart::{Chart, Count, Row};
use wijkbode::store::{OutboxRow, ParcelState, Store};

use crate::bot::{Bot, On};
use crate::synapse::Town;

const POLL: &str = "org.matrix.msc3381.poll.start";
const POLL_END: &str = "org.matrix.msc3381.poll.end";

fn moerwijk() -> RoomKey {
    RoomKey::wijk("WK051836")
}

/// Acts as a feature would, beside the running bot, in a transaction of its own.
async fn in_a_turn<T>(
    bot: &Bot,
    cause: &str,
    act: impl AsyncFnOnce(&mut Turn) -> Result<T>,
) -> Result<T> {
    let store = bot.store().await?;
    let world = Config::from_file(&bot.config())?.world(&bot.user_id)?;
    let engine = Engine::new(store.clone(), Arc::new(world));
    let mut turn = engine.turn(bot.now(), cause.to_owned()).await?;
    let done = act(&mut turn).await?;
    turn.commit().await?;
    store.close().await;
    Ok(done)
}

/// What the bot keeps of something that it says.
async fn parcel(bot: &Bot, id: &str) -> Result<OutboxRow> {
    let store: Store = bot.store().await?;
    let row = store.begin().await?.parcel(id).await?;
    store.close().await;
    row.context("a parcel")
}

/// Joke has a client on matrix-js-sdk, and is ambassadeur of Moerwijk.
async fn joke_joins(town: &Town, synapse: &Synapse) -> Result<JsNeighbour> {
    let joke = JsNeighbour::moves_in(synapse, "joke").await?;
    let programme = format!(
        "{}\n[[person]]\nuser = \"{}\"\nname = \"Joke\"\nambassadeur = [\"Moerwijk\"]\n",
        town.programme(),
        joke.user_id()
    );
    town.bot.apply(&programme)?;
    let is_invited = || async { joke.join(&town.moerwijk).await.is_ok() };
    until("Joke to be let in", PATIENCE, is_invited).await?;
    Ok(joke)
}

fn chart() -> Chart {
    let weeks = ["7 sep", "14 sep", "21 sep", "28 sep"].map(str::to_owned);
    let row = |label: &str, counts: [Count; 4]| Row {
        label: label.to_owned(),
        counts: counts.to_vec(),
    };
    let (none, few) = (Count::ZERO, Count::between(1, 4));
    Chart {
        title: "Acties per wijk".to_owned(),
        subtitle: "Aantal per week".to_owned(),
        weeks: weeks.to_vec(),
        rows: vec![
            row("Moerwijk", [few, none, Count::exactly(7), few]),
            row("Duindorp", [none, few, Count::exactly(12), none]),
        ],
        others: None,
        note: "Gestreept: 1 tot en met 4.".to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_seen_once_by_two_makes_of_client_after_a_kill_between_upload_and_message()
-> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    let joke = joke_joins(&town, synapse).await?;
    town.bot.stop().await?;
    town.bot
        .with("WIJKBODE_FAILPOINT", "pause-after-upload=600000");
    town.bot.start()?;
    let picture = Outgoing::Picture {
        chart: chart(),
        text: Text::new("Zo ging het."),
    };
    let id = in_a_turn(&town.bot, "test:picture", async |turn| {
        turn.post(&moerwijk(), Class::Notice, picture, None).await
    })
    .await?;
    town.bot.logs("point=\"pause-after-upload\"").await?;
    let waiting = parcel(&town.bot, &id).await?;
    assert!(waiting.upload.is_some() && waiting.payload.is_some());
    town.bot.kill()?;
    town.bot.with("WIJKBODE_FAILPOINT", "");
    town.bot.start()?;

    let is_picture = |heard: &Heard| heard.content["msgtype"] == "m.image";
    let seen = joke
        .wait_for(&town.moerwijk, "the picture", is_picture, PATIENCE)
        .await?;
    assert_eq!(seen.sender, town.bot.user_id);
    assert_eq!(seen.marker.as_deref(), Some(id.as_str()));
    let drawing = chart().draw()?;
    assert_eq!(
        seen.content["info"],
        json!({ "mimetype": "image/png", "size": drawing.png.len(), "w": drawing.width, "h": drawing.height })
    );
    assert_eq!(seen.content["filename"], "acties-per-wijk.png");
    assert_eq!(seen.body, format!("Zo ging het.\n\n{}", chart().words()));
    assert_eq!(seen.content["url"], Value::Null, "only encrypted");
    assert!(joke.download(&seen.content["file"]).await? == drawing.png);

    // The answer to what is said next comes after it, so that a second picture would be there.
    let said = town.anna.say(&town.moerwijk, "hulp").await?;
    town.answer(&said).await?;
    assert_eq!(town.anna.count(&town.moerwijk, is_picture), 1);
    assert_eq!(
        town.bot.count_logs("uploaded parcel="),
        1,
        "not uploaded again"
    );
    let sent = parcel(&town.bot, &id).await?;
    assert!(sent.upload.is_none() && sent.payload.is_none());
    Ok(())
}

/// The homeserver is busy, then broken, then well; and a proxy that takes no large files says no for good.
#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_fails_is_tried_again_and_one_that_is_refused_holds_nothing_up() -> Result<()>
{
    const UPLOAD: &str = "POST /media/v3/upload";
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    let shows = async |cause: &str| {
        let picture = Outgoing::Picture {
            chart: chart(),
            text: Text::default(),
        };
        in_a_turn(&town.bot, cause, async |turn| {
            turn.post(&moerwijk(), Class::Notice, picture, None).await
        })
        .await
    };
    let busy = proxy.set(Rule::new(UPLOAD, Fault::too_many(Duration::from_secs(1))).times(1));
    let broken = proxy.set(Rule::new(UPLOAD, Fault::bad_gateway()).times(1));
    shows("test:first").await?;
    let is_picture = |heard: &Heard| heard.content["msgtype"] == "m.image";
    let seen = town
        .anna
        .wait_for(&town.moerwijk, "the picture", is_picture, PATIENCE)
        .await?;
    assert_eq!(seen.body, chart().words(), "without a word of its own");
    assert_eq!((busy.hits(), broken.hits()), (1, 1));

    let too_large = Fault::Answer(
        StatusCode::PAYLOAD_TOO_LARGE,
        "<h1>too large</h1>".to_owned(),
    );
    let refusal = proxy.set(Rule::new(UPLOAD, too_large));
    let refused = shows("test:second").await?;
    let is_parked = || async {
        let row = parcel(&town.bot, &refused).await;
        row.is_ok_and(|row| row.state == ParcelState::Parked)
    };
    until("the picture to be set aside", PATIENCE, is_parked).await?;
    let said = town.anna.say(&town.moerwijk, "hulp").await?;
    town.answer(&said).await?;
    assert_eq!(refusal.hits(), 1, "the same again would be as large");
    assert_eq!(town.anna.count(&town.moerwijk, is_picture), 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_file_comes_as_it_was_written() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let town = Town::new(synapse, On::Postgres).await?;
    let joke = joke_joins(&town, synapse).await?;
    let date = Date {
        id: "activiteit-1".to_owned(),
        sequence: 0,
        changed_at: town.bot.now(),
        starts: town.bot.now().plus_days(3),
        ends: town.bot.now().plus_days(3).plus_hours(2),
        title: "Koffieochtend".to_owned(),
        place: "Buurthuis".to_owned(),
        about: String::new(),
        cancelled: false,
    };
    let content = calendar_file(&town.bot.user_id, chrono_tz::Europe::Amsterdam, &[date])?;
    let file = Outgoing::File {
        name: "koffieochtend.ics".to_owned(),
        mime: MIME.to_owned(),
        content: content.clone(),
        text: Text::new("Zet het in uw agenda."),
    };
    in_a_turn(&town.bot, "test:file", async |turn| {
        turn.post(&moerwijk(), Class::Answer, file, None).await
    })
    .await?;
    let is_file = |heard: &Heard| heard.content["msgtype"] == "m.file";
    let seen = joke
        .wait_for(&town.moerwijk, "the file", is_file, PATIENCE)
        .await?;
    assert_eq!(seen.content["filename"], "koffieochtend.ics");
    assert_eq!(seen.content["info"]["mimetype"], "text/calendar");
    assert_eq!(
        joke.download(&seen.content["file"]).await?,
        content.as_bytes()
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn four_people_vote_in_a_poll_on_two_makes_of_client_and_none_is_lost_in_a_crash()
-> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    let joke = joke_joins(&town, synapse).await?;
    let ends_at = town.bot.now().plus_days(1);
    let poll = NewPoll {
        kind: "",
        room: moerwijk(),
        question: "Wanneer is de koffieochtend?".to_owned(),
        answers: vec!["dinsdag".to_owned(), "donderdag".to_owned()],
        most: 1,
        ends_at,
        data: json!({}),
    };
    let id = in_a_turn(&town.bot, "test:poll", async |turn| {
        turn.open_poll(poll).await
    })
    .await?;
    let is_poll = |heard: &Heard| heard.kind == POLL;
    let seen = joke
        .wait_for(&town.moerwijk, "the poll", is_poll, PATIENCE)
        .await?;
    assert_eq!(seen.body, "Wanneer is de koffieochtend?");
    assert_eq!(seen.marker.as_deref(), Some(id.as_str()));
    for neighbour in [&town.anna, &town.carla] {
        neighbour
            .wait_for(&town.moerwijk, "the poll", is_poll, PATIENCE)
            .await?;
    }
    let (room, event) = (&town.moerwijk, &seen.event_id);
    joke.vote(room, event, &["2"]).await?;
    town.carla.vote(room, event, &["7"]).await?;
    town.anna.vote(room, event, &["1"]).await?;
    votes(&town.bot, &id, 3).await?;

    // Anna thinks again. The bot is killed when the SDK has read her vote, and our database has not.
    town.bot.stop().await?;
    let again = town.anna.vote(room, event, &["2"]).await?;
    town.bot
        .with("WIJKBODE_FAILPOINT", "pause-before-commit=600000");
    town.bot.start()?;
    town.bot.logs("point=\"pause-before-commit\"").await?;
    town.bot.kill()?;
    town.bot.with("WIJKBODE_FAILPOINT", "");
    town.bot.start()?;
    let store = town.bot.store().await?;
    let is_kept = || async {
        let Ok(mut tx) = store.begin().await else {
            return false;
        };
        let votes = tx.votes_that_count(&id).await.unwrap_or_default();
        votes.iter().any(|vote| vote.event_id == again.as_str())
    };
    until("Anna's last vote to be kept", PATIENCE, is_kept)
        .await
        .with_context(|| town.bot.read_log())?;
    store.close().await;

    in_a_turn(&town.bot, "test:close", async |turn| {
        turn.close_poll(&id).await
    })
    .await?;
    let is_result = |heard: &Heard| heard.body.starts_with("Uitslag:");
    let result = joke
        .wait_for(room, "the result", is_result, PATIENCE)
        .await?;
    assert!(result.body.contains("dinsdag: geen stemmen"), "{result}");
    assert!(result.body.contains("donderdag: 2 stemmen"), "{result}");
    assert!(result.body.contains("1 stem telt niet mee"), "{result}");
    let is_end = |heard: &Heard| {
        heard.kind == POLL_END && heard.content["m.relates_to"]["event_id"] == event.as_str()
    };
    let end = town
        .anna
        .wait_for(room, "the end of the poll", is_end, PATIENCE)
        .await?;
    assert_eq!(end.content["org.matrix.msc1767.text"], result.body);
    Ok(())
}

/// Somebody whose keys the bot does not get, votes: the room is told that this vote could not be read.
#[tokio::test(flavor = "multi_thread")]
async fn a_vote_without_its_key_is_said() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let poll = NewPoll {
        kind: "",
        room: moerwijk(),
        question: "Wanneer?".to_owned(),
        answers: vec!["dinsdag".to_owned()],
        most: 1,
        ends_at: town.bot.now().plus_days(1),
        data: json!({}),
    };
    let id = in_a_turn(&town.bot, "test:poll", async |turn| {
        turn.open_poll(poll).await
    })
    .await?;
    let is_poll = |heard: &Heard| heard.kind == POLL;
    let seen = town
        .anna
        .wait_for(&town.moerwijk, "the poll", is_poll, PATIENCE)
        .await?;
    let us = UserId::parse(&town.bot.user_id)?;
    town.anna.withholds_keys_from(&town.moerwijk, &us).await?;
    town.anna
        .vote(&town.moerwijk, &seen.event_id, &["1"])
        .await?;
    town.bot
        .waits("an unreadable vote", |waiting| waiting.unreadable == 1)
        .await?;
    in_a_turn(&town.bot, "test:close", async |turn| {
        turn.close_poll(&id).await
    })
    .await?;
    let is_result = |heard: &Heard| heard.body.starts_with("Uitslag:");
    let result = town
        .anna
        .wait_for(&town.moerwijk, "the result", is_result, PATIENCE)
        .await?;
    assert!(result.body.contains("dinsdag: geen stemmen"), "{result}");
    assert!(result.body.contains("1 stem kon ik niet lezen"), "{result}");
    Ok(())
}

/// Waits until so many people have a vote that counts.
async fn votes(bot: &Bot, poll: &str, people: usize) -> Result<()> {
    let store = bot.store().await?;
    let are_there = || async {
        let Ok(mut tx) = store.begin().await else {
            return false;
        };
        let votes = tx.votes_that_count(poll).await;
        votes.is_ok_and(|votes| votes.len() == people)
    };
    let waited = until("the votes to be kept", PATIENCE, are_there).await;
    store.close().await;
    waited.with_context(|| bot.read_log())
}
