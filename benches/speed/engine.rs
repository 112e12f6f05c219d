//! The engine alone: from a batch of events to what the bot will say, on both databases, each with its disk flushes.
//! The floor inserts the same rows of the same batches over the same driver, and does nothing else.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use testkit::Postgres;
use wijkbode::chat::{RoomKey, Trust, What};
use wijkbode::config::Config;
use wijkbode::domain::time::Moment;
use wijkbode::engine::Engine;
use wijkbode::programme::{self, Programme};
use wijkbode::store::{Database, Details, NewRow, RowState, Store};

use crate::report::{Aim, Line, Report};
use crate::town::{code, command};

/// As many events as the engine takes at once.
const BATCH: usize = 20;
const BATCHES: usize = 50;
const WIJKEN: usize = 10;
/// A Tuesday in November.
const NOW: Moment = Moment(1_794_300_000_000);

/// A table of which rows are copied.
struct Table {
    name: &'static str,
    texts: &'static [&'static str],
    numbers: &'static [&'static str],
    order: &'static str,
}

const INBOX: Table = Table {
    name: "inbox",
    texts: &[
        "event_id",
        "state",
        "room_id",
        "sender",
        "trust",
        "identity",
        "kind",
        "payload",
        "session_id",
    ],
    numbers: &[
        "block",
        "seq",
        "arrived_at",
        "sent_at",
        "attempts",
        "told_at",
    ],
    order: "state = 'new' ORDER BY seq",
};

const ACTION: Table = Table {
    name: "action",
    texts: &[
        "id", "person", "wijk", "kind", "audience", "day", "event_id", "answer",
    ],
    numbers: &[
        "number",
        "reach_min",
        "reach_max",
        "logged_at",
        "withdrawn_at",
    ],
    order: "1 = 1 ORDER BY number",
};

const OUTBOX: Table = Table {
    name: "outbox",
    texts: &[
        "id",
        "cause",
        "room",
        "class",
        "kind",
        "payload",
        "target",
        "about",
        "state",
        "device_id",
        "event_id",
        "trouble",
    ],
    numbers: &[
        "seq",
        "rank",
        "attempts",
        "created_at",
        "not_before",
        "first_try_at",
    ],
    order: "1 = 1 ORDER BY seq",
};

/// A row of a [`Table`]: its texts, its numbers.
type Copied = (Vec<Option<String>>, Vec<Option<i64>>);

pub async fn measure(report: &mut Report) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let sqlite = Database::Sqlite(folder.path().join("wijkbode.db"));
    on(report, "SQLite", &sqlite).await?;
    let server = Postgres::durable().await?;
    let postgres = Database::Postgres {
        url: server.fresh_database().await?,
        schema: "speed".to_owned(),
    };
    on(report, "PostgreSQL", &postgres).await
}

async fn on(report: &mut Report, name: &str, database: &Database) -> Result<()> {
    let engine = begin(database).await?;
    let mut beside = beside(database).await?;
    let (mut ours, mut bare) = (vec![], vec![]);
    // The first round warms up both sides.
    for round in 0..=report.rounds {
        report.progress(&format!("engine on {name}: round {round}"));
        let (events, took) = work(&engine, &mut beside, round).await?;
        let floor = insert_again(&mut beside, &events).await?;
        if round > 0 {
            let per_event = |time: Duration| time.as_secs_f64() * 1e6 / (BATCH * BATCHES) as f64;
            ours.push(per_event(took));
            bare.push(per_event(floor));
        }
    }
    engine.store().close().await;
    report.add(&Line {
        what: &format!("engine, event to answer in the outbox, {name}"),
        unit: "µs",
        measured: ours,
        floor: bare,
        aim: Aim::AtMost(2.0),
    });
    Ok(())
}

/// An engine whose programme is applied, with rooms that have ids.
async fn begin(database: &Database) -> Result<Engine> {
    let config = Config::parse(
        "data = \"/nowhere\"\n[homeserver]\nurl = \"http://localhost\"\nuser = \"bode\"\n",
    )?;
    let mut text = "gemeente = \"Den Haag\"\n".to_owned();
    for wijk in 0..WIJKEN {
        let code = code(wijk);
        text.push_str(&format!(
            "[[wijk]]\ncode = {code:?}\nname = \"Wijk {wijk}\"\n\
             [[person]]\nuser = \"{}\"\nname = \"Anna {wijk}\"\nambassadeur = [{code:?}]\n",
            user(wijk)
        ));
    }
    let programme = Programme::parse(&text, &config.places()?)?;
    let store = Store::open(database).await?;
    let engine = Engine::new(store, Arc::new(config.world("@bode:wijk.test")?));
    let mut turn = engine.turn(NOW, "apply".to_owned()).await?;
    let plan = programme::plan(&mut turn, &programme).await?;
    programme::apply(&mut turn, &programme, &plan, false, false).await?;
    for wijk in 0..WIJKEN {
        let key = RoomKey::wijk(&code(wijk));
        turn.tx.set_room_id(&key, Some(&room(wijk))).await?;
    }
    turn.commit().await?;
    Ok(engine)
}

/// Stores and handles all batches; gives the rows that came of it, and how long it took.
async fn work(
    engine: &Engine,
    beside: &mut AnyConnection,
    round: usize,
) -> Result<(Vec<[Vec<Copied>; 3]>, Duration)> {
    let mut took = Duration::ZERO;
    let mut inbox = Vec::with_capacity(BATCHES);
    for batch in 0..BATCHES {
        let begun = Instant::now();
        store_batch(engine, round, batch).await?;
        took += begun.elapsed();
        inbox.push(read(beside, &INBOX).await?);
        let begun = Instant::now();
        let handled = engine.work(NOW).await?;
        took += begun.elapsed();
        ensure!(handled == BATCH, "a whole batch at once, not {handled}");
    }
    let actions = read(beside, &ACTION).await?;
    let outbox = read(beside, &OUTBOX).await?;
    ensure!(
        actions.len() == BATCH * BATCHES && outbox.len() == BATCH * BATCHES,
        "an answer to each"
    );
    let chunks = actions.chunks(BATCH).zip(outbox.chunks(BATCH));
    let batches = inbox.into_iter().zip(chunks);
    let batches =
        batches.map(|(inbox, (actions, outbox))| [inbox, actions.to_vec(), outbox.to_vec()]);
    Ok((batches.collect(), took))
}

/// What the Matrix side does with an answer of the homeserver.
async fn store_batch(engine: &Engine, round: usize, batch: usize) -> Result<()> {
    let mut tx = engine.store().begin().await?;
    let block = tx.next_block().await?;
    let places = tx.next_places(BATCH).await?;
    for (number, place) in (batch * BATCH..).zip(places) {
        let wijk = number % WIJKEN;
        let what = What::Text {
            body: command(number),
            mentions_us: false,
            mentions: vec![],
            reply_to: None,
            thread: None,
        };
        let row = NewRow {
            event_id: format!("$event-{round}-{number}-of-the-length-that-they-have"),
            state: RowState::New,
            arrived_at: NOW,
            details: Some(Details {
                room_id: room(wijk),
                sender: user(wijk),
                sent_at: NOW,
                trust: Trust::Signed,
                identity: Some(format!("identity of {wijk}, as long as a key is usually")),
                kind: what.kind().to_owned(),
                payload: serde_json::to_string(&what)?,
                session_id: None,
            }),
        };
        tx.keep_event_at(block, place, &row).await?;
    }
    let place = format!("s{batch}");
    tx.set_facts([("cursor", &place), ("cursor_device", "DEVICE")])
        .await?;
    tx.commit().await
}

/// Takes the rows away and inserts them again, timed: a commit for what came in, one for what came of it.
async fn insert_again(
    beside: &mut AnyConnection,
    batches: &[[Vec<Copied>; 3]],
) -> Result<Duration> {
    for table in [&INBOX, &ACTION, &OUTBOX] {
        let emptying = AssertSqlSafe(format!("DELETE FROM {}", table.name));
        sqlx::query(emptying).execute(&mut *beside).await?;
    }
    let begun = Instant::now();
    for [inbox, actions, outbox] in batches {
        let mut tx = beside.begin().await?;
        insert(&mut tx, &INBOX, inbox).await?;
        tx.commit().await?;
        let mut tx = beside.begin().await?;
        insert(&mut tx, &ACTION, actions).await?;
        insert(&mut tx, &OUTBOX, outbox).await?;
        tx.commit().await?;
    }
    let took = begun.elapsed();
    for table in [&INBOX, &ACTION, &OUTBOX] {
        let emptying = AssertSqlSafe(format!("DELETE FROM {}", table.name));
        sqlx::query(emptying).execute(&mut *beside).await?;
    }
    Ok(took)
}

async fn insert(connection: &mut AnyConnection, table: &Table, rows: &[Copied]) -> Result<()> {
    let count = table.texts.len() + table.numbers.len();
    let places: Vec<_> = (1..=count).map(|place| format!("${place}")).collect();
    let sql = format!(
        "INSERT INTO {} ({}) VALUES ({})",
        table.name,
        columns(table),
        places.join(", ")
    );
    for (texts, numbers) in rows {
        let mut query = sqlx::query(AssertSqlSafe(sql.clone()));
        for text in texts {
            query = query.bind(text.as_deref());
        }
        for number in numbers {
            query = query.bind(*number);
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

async fn read(connection: &mut AnyConnection, table: &Table) -> Result<Vec<Copied>> {
    let sql = format!(
        "SELECT {} FROM {} WHERE {}",
        columns(table),
        table.name,
        table.order
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| copied(row, table)).collect()
}

fn copied(row: &AnyRow, table: &Table) -> Result<Copied> {
    let texts = (0..table.texts.len())
        .map(|at| row.try_get(at))
        .collect::<Result<_, _>>()?;
    let numbers = (0..table.numbers.len()).map(|at| row.try_get(table.texts.len() + at));
    Ok((texts, numbers.collect::<Result<_, _>>()?))
}

fn columns(table: &Table) -> String {
    [table.texts, table.numbers].concat().join(", ")
}

/// A connection of the floor's own, as careful as the store's.
pub async fn beside(database: &Database) -> Result<AnyConnection> {
    let (url, prepare) = match database {
        Database::Sqlite(file) => (
            format!("sqlite://{}", file.display()),
            "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON".to_owned(),
        ),
        Database::Postgres { url, schema } => (url.clone(), format!("SET search_path TO {schema}")),
    };
    let mut connection = AnyConnection::connect(&url).await?;
    sqlx::raw_sql(AssertSqlSafe(prepare))
        .execute(&mut connection)
        .await?;
    Ok(connection)
}

fn user(wijk: usize) -> String {
    format!("@anna{wijk}:wijk.test")
}

fn room(wijk: usize) -> String {
    format!("!room-{wijk}-with-an-id-as-long-as-usual")
}
