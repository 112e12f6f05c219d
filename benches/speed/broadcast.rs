//! One message to many rooms: what a monthly question costs. The bot's database gets the parcels, and the running bot
//! sends them. The homeserver's own times of the events tell how long the sending took.

use std::future::Future;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use sqlx::AnyConnection;
use testkit::ruma::{OwnedRoomId, RoomId};
use testkit::until;
use wijkbode::chat::{Class, Outgoing, RoomKey, Text};
use wijkbode::domain::time::Moment;
use wijkbode::store::NewParcel;

use crate::bare::AT_ONCE;
use crate::plain::{Plain, string};
use crate::process::{comes_to_rest, cpu_seconds};
use crate::report::{Aim, Line, Report};
use crate::town::{Town, answers_in, code, without_bot};

/// A question of the month, as people get it.
const QUESTION: &str = "Hallo ambassadeurs! Wat deed u in oktober voor uw buren? Iets kleins telt ook.\n\
                        Typ bijvoorbeeld: **actie flyers 40** of **actie koffieochtend 12**\n\
                        Deze maand niets? Ook goed: **actie niets**";

pub async fn measure(report: &mut Report, sizes: &[usize]) -> Result<()> {
    let mut town: Option<Town> = None;
    for &rooms in sizes {
        report.progress(&format!("broadcast: {rooms} rooms"));
        let grown = match town.take() {
            None => Town::new(1, rooms).await?,
            Some(mut town) => {
                town.grows_to(rooms).await?;
                town
            }
        };
        town = Some(one_size(report, grown).await?);
    }
    Ok(())
}

async fn one_size(report: &mut Report, mut town: Town) -> Result<Town> {
    let rooms = town.rooms.len();
    let mut watch = town.watch().await?;
    answers_in(&town, &mut watch, 0).await?;
    drop(watch);
    let sample = json!({ "algorithm": "m.megolm.v1.aes-sha2", "session_id": "x".repeat(43),
                         "ciphertext": "x".repeat(900) });
    // The first message after people came hands the keys to everybody; the later ones have less to do.
    let cold = by_bot(&town, "first").await?.0;
    let (mut warm, mut bare, mut keys, mut cpu) = (vec![], vec![], vec![], vec![]);
    for round in 0..report.rounds {
        report.progress(&format!("broadcast: {rooms} rooms, round {round}"));
        let (rate, used) = by_bot(&town, &round.to_string()).await?;
        warm.push(rate);
        cpu.push(used * 1000.0 / rooms as f64);
        let floors = without_bot(&mut town, async |town| {
            let plain = town.plain().await?;
            let bare = by_http(town, &plain, async |room| {
                plain.say(&room, &sample).await.map(drop)
            });
            let bare = bare.await?;
            let person = town.person(0).user_id().to_string();
            let keys = by_http(town, &plain, async |room| {
                plain.get(&format!("rooms/{room}/members")).await?;
                plain
                    .hand_over(&json!({ "messages": { &person: { "*": sample } } }))
                    .await?;
                plain.say(&room, &sample).await.map(drop)
            });
            Ok((bare, keys.await?))
        });
        let (sends, with_keys) = floors.await?;
        bare.push(sends);
        keys.push(with_keys);
        comes_to_rest(&town.bot).await?;
    }
    let line = |what: &str, measured, floor: &[f64], aim| {
        report.add(&Line {
            what: &format!("message to {rooms} rooms{what}"),
            unit: "events/s",
            measured,
            floor: floor.to_vec(),
            aim,
        });
    };
    line(", beside bare sends", warm, &bare, Aim::AtLeast(0.9));
    line(
        " that have no keys yet, beside bare sends, members and keys",
        vec![cold; keys.len()],
        &keys,
        Aim::AtLeast(0.9),
    );
    report.add(&Line {
        what: &format!("processor per 1000 messages to {rooms} rooms"),
        unit: "s",
        measured: cpu,
        floor: vec![],
        aim: Aim::None,
    });
    Ok(town)
}

/// Messages per second of the bot, and the processor time that it took.
async fn by_bot(town: &Town, round: &str) -> Result<(f64, f64)> {
    comes_to_rest(&town.bot).await?;
    let plain = town.plain().await?;
    let before = newest(&plain, &town.rooms).await?;
    let used = cpu_seconds(&town.bot)?;
    let store = town.bot.store().await?;
    let mut tx = store.begin().await?;
    let now = Moment(0);
    for wijk in 0..town.rooms.len() {
        let text = Text {
            body: QUESTION.to_owned(),
            mentions: vec![town.person(wijk).user_id().to_string()],
            ..Text::default()
        };
        let parcel = NewParcel {
            cause: &format!("speed:{round}:{}", code(wijk)),
            room: &RoomKey::wijk(&code(wijk)),
            class: Class::Prompt,
            what: &Outgoing::Say(text),
            about: None,
            not_before: now,
            caused_at: now,
        };
        tx.add_parcel(parcel, now).await?;
    }
    tx.commit().await?;
    store.close().await;
    all_sent(town).await?;
    let used = cpu_seconds(&town.bot)? - used;
    Ok((rate(&plain, &town.rooms, &before).await?, used))
}

/// Waits until the outbox is empty, without the lock that the bot needs.
pub async fn all_sent(town: &Town) -> Result<()> {
    let mut beside = outside(town).await?;
    let limit = Duration::from_secs(3600);
    let waiting = "SELECT COUNT(*) FROM outbox WHERE state IN ('pending', 'sending')";
    wait_for_none(&mut beside, waiting, limit).await
}

/// Waits until such a count is 0.
pub async fn wait_for_none(
    beside: &mut AnyConnection,
    count: &'static str,
    limit: Duration,
) -> Result<()> {
    let beside = tokio::sync::Mutex::new(beside);
    until(count, limit, || async {
        let mut beside = beside.lock().await;
        let left = sqlx::query_scalar::<_, i64>(count).fetch_one(&mut **beside);
        left.await.is_ok_and(|left| left == 0)
    })
    .await
}

/// A connection to the bot's database that only reads.
pub async fn outside(town: &Town) -> Result<AnyConnection> {
    use sqlx::Connection as _;
    sqlx::any::install_default_drivers();
    let file = town.bot.data().join("wijkbode.db");
    let url = format!("sqlite://{}?mode=ro", file.display());
    Ok(AnyConnection::connect(&url).await?)
}

/// Messages per second of plain requests, as many at once as the bot.
async fn by_http<F: Future<Output = Result<()>>>(
    town: &Town,
    plain: &Plain,
    send: impl Fn(OwnedRoomId) -> F,
) -> Result<f64> {
    let before = newest(plain, &town.rooms).await?;
    stream::iter(town.rooms.iter().cloned())
        .map(send)
        .buffer_unordered(AT_ONCE)
        .try_collect::<()>()
        .await?;
    rate(plain, &town.rooms, &before).await
}

/// Events per second, by the homeserver's own times: from the first of the newest events to the last.
async fn rate(plain: &Plain, rooms: &[OwnedRoomId], before: &[String]) -> Result<f64> {
    let mut times = Vec::with_capacity(rooms.len());
    for (room, before) in rooms.iter().zip(before) {
        let event = newest_event(plain, room).await?;
        ensure!(event["event_id"] != **before, "nothing was sent to {room}");
        times.push(event["origin_server_ts"].as_i64().context("a time")?);
    }
    let first = times.iter().min().context("a room")?;
    let last = times.iter().max().context("a room")?;
    Ok((rooms.len() - 1) as f64 / (last - first) as f64 * 1000.0)
}

async fn newest(plain: &Plain, rooms: &[OwnedRoomId]) -> Result<Vec<String>> {
    let mut all = Vec::with_capacity(rooms.len());
    for room in rooms {
        all.push(string(&newest_event(plain, room).await?, "/event_id")?);
    }
    Ok(all)
}

async fn newest_event(plain: &Plain, room: &RoomId) -> Result<Value> {
    let page = plain
        .get(&format!("rooms/{room}/messages?dir=b&limit=1"))
        .await?;
    Ok(page["chunk"][0].clone())
}
