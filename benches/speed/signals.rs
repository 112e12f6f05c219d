//! Years of signals: digests, lists, the early warning and the freezing of statistics, on both databases. There is no floor:
//! what counts is that nobody waits, and how it grows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use chrono::Days;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use testkit::Postgres;
use wijkbode::catalogue::{Catalogue, Place};
use wijkbode::chat::{RoomKey, Trust, What};
use wijkbode::config::Config;
use wijkbode::domain::signal::LossClass;
use wijkbode::domain::statistics::Period;
use wijkbode::domain::time::Moment;
use wijkbode::engine::Engine;
use wijkbode::programme::{self, Programme};
use wijkbode::store::{Database, Details, NewRow, NewSignal, RowState, Store};

use crate::engine::beside;
use crate::report::{Aim, Line, Report};

/// Tuesday 10 November 2026, 9:40 in Amsterdam.
const NOW: Moment = Moment(1_794_300_000_000);
const YEARS: i64 = 5;
const PEOPLE_A_WIJK: usize = 5;
/// Of so many signals one is open.
const ONE_IN_OPEN: usize = 2_500;
const MOERWIJK: &str = "WK051836";
/// Weeks that the digests show.
const WEEKS_SHOWN: u64 = 8;

pub async fn measure(report: &mut Report, sizes: &[usize]) -> Result<()> {
    let server = Postgres::durable().await?;
    for &size in sizes {
        let folder = tempfile::tempdir()?;
        let sqlite = Database::Sqlite(folder.path().join("wijkbode.db"));
        on(report, "SQLite", &sqlite, size).await?;
        let postgres = Database::Postgres {
            url: server.fresh_database().await?,
            schema: "speed".to_owned(),
        };
        on(report, "PostgreSQL", &postgres, size).await?;
    }
    Ok(())
}

async fn on(report: &mut Report, name: &str, database: &Database, size: usize) -> Result<()> {
    report.progress(&format!("signals: {size} on {name}"));
    let mut town = Town::new(database, size).await?;
    let mut took: BTreeMap<&'static str, Vec<f64>> = BTreeMap::new();
    for round in 0..report.rounds as u64 {
        town.a_week(round, &mut took).await?;
    }
    town.engine.store().close().await;
    for (what, measured) in took {
        report.add(&Line {
            what: &format!("{what}, {size} signals in {YEARS} years, {name}"),
            unit: "ms",
            measured,
            floor: vec![],
            // The promise is about a hundred thousand; beyond that we want to know how it grows.
            aim: if size <= 100_000 {
                Aim::AtMost(200.0)
            } else {
                Aim::None
            },
        });
    }
    Ok(())
}

struct Town {
    engine: Engine,
    beside: AnyConnection,
    said: usize,
    signals: i64,
}

impl Town {
    /// A gemeente with its years of signals, and the statistics of its last weeks.
    async fn new(database: &Database, size: usize) -> Result<Self> {
        let engine = begin(database).await?;
        let mut beside = beside(database).await?;
        fill(&engine, &mut beside, size).await?;
        if matches!(database, Database::Postgres { .. }) {
            // As its own housekeeping does within minutes.
            sqlx::raw_sql("ANALYZE").execute(&mut beside).await?;
        }
        let mut town = Self {
            engine,
            beside,
            said: 0,
            signals: i64::try_from(size)?,
        };
        town.tick(NOW).await?;
        Ok(town)
    }

    /// What happens in a week, each timed by itself. Everything begins on a Tuesday.
    async fn a_week(
        &mut self,
        week: u64,
        took: &mut BTreeMap<&'static str, Vec<f64>>,
    ) -> Result<()> {
        let at = |days: i64, hours: i64, minutes: i64| {
            let day = (NOW.day(ZONE) + Days::new(7 * week)) + chrono::Duration::days(days);
            Moment::start_of(day, ZONE)
                .plus_hours(hours)
                .plus_minutes(minutes)
        };
        let mut add = |what, ms| took.entry(what).or_default().push(ms);
        self.tick(at(0, 10, 1)).await?;
        let now = at(0, 11, 0);
        add(
            "the weekly digest, asked for",
            self.asks(now, "management", "carla", "!digest").await?,
        );
        add(
            "the list of a wijk",
            self.asks(now, "management", "carla", "!overzicht Moerwijk")
                .await?,
        );
        add(
            "one's own list",
            self.asks(now, MOERWIJK, &person(MOERWIJK, 0), "!mijn")
                .await?,
        );
        add(
            "the list of alarms",
            self.asks(now, "signal", "carla", "!alarm").await?,
        );
        self.reports(now).await?;
        add(
            "bursts looked for after a signal",
            self.tick(now.plus_minutes(1)).await?,
        );
        add("the daily digest", self.tick(at(0, 16, 1)).await?);
        add(
            "bursts looked for, all tricks",
            self.tick(at(1, 7, 31)).await?,
        );
        self.tick(at(5, 23, 59)).await?;
        add("a week of statistics frozen", self.tick(at(6, 0, 1)).await?);
        self.tick(at(6, 7, 31)).await?;
        add("the weekly digest", self.tick(at(6, 8, 1)).await?);
        self.tick(at(6, 12, 0)).await?;
        Ok(())
    }

    /// In milliseconds.
    async fn tick(&mut self, now: Moment) -> Result<f64> {
        let begun = Instant::now();
        self.engine.tick(now).await?;
        Ok(begun.elapsed().as_secs_f64() * 1e3)
    }

    /// A command, from the inbox to its answer in the outbox; in milliseconds.
    async fn asks(&mut self, now: Moment, room: &str, who: &str, body: &str) -> Result<f64> {
        self.said += 1;
        let what = What::Text {
            body: body.to_owned(),
            mentions_us: false,
            mentions: vec![],
            reply_to: None,
            thread: None,
        };
        let row = NewRow {
            event_id: format!("$asked-{}", self.said),
            state: RowState::New,
            arrived_at: now,
            details: Some(Details {
                room_id: room_id(room),
                sender: user(who),
                sent_at: now,
                trust: Trust::Signed,
                identity: Some(format!("identity of {who}")),
                kind: what.kind().to_owned(),
                payload: serde_json::to_string(&what)?,
                session_id: None,
            }),
        };
        let before = self.count("outbox").await?;
        let begun = Instant::now();
        let mut tx = self.engine.store().begin().await?;
        let block = tx.next_block().await?;
        tx.keep_event(block, &row).await?;
        tx.commit().await?;
        let handled = self.engine.work(now).await?;
        let took = begun.elapsed().as_secs_f64() * 1e3;
        ensure!(handled == 1, "{body} was not handled");
        ensure!(self.count("outbox").await? > before, "{body} got no answer");
        Ok(took)
    }

    /// One more signal of what is reported most.
    async fn reports(&mut self, now: Moment) -> Result<()> {
        self.signals += 1;
        let (id, who) = (format!("$new-{}", self.signals), person(MOERWIJK, 1));
        let mut turn = self.engine.turn(now, "speed".to_owned()).await?;
        let person = turn.tx.person_by_user(&user(&who)).await?;
        let new = NewSignal {
            id: &id,
            number: self.signals,
            person: &person.context("a person of the programme")?.id,
            wijk: MOERWIJK,
            phenomenon: &tricks()[0],
            channel: "deur",
            count: None,
            outcome: "poging",
            loss: LossClass::None,
            day: now.day(ZONE),
            room: &RoomKey::wijk(MOERWIJK),
            event_id: &id,
        };
        turn.tx.add_signal(new, now).await?;
        turn.tx.set_forwarded(&id, "card").await?;
        turn.commit().await
    }

    async fn count(&mut self, table: &str) -> Result<i64> {
        let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        Ok(sqlx::query_scalar(sql).fetch_one(&mut self.beside).await?)
    }
}

const ZONE: chrono_tz::Tz = chrono_tz::Europe::Amsterdam;

/// All wijken of Den Haag with five ambassadeurs each, a manager, and rooms that have ids.
async fn begin(database: &Database) -> Result<Engine> {
    let config = Config::parse(
        "data = \"/nowhere\"\n[homeserver]\nurl = \"http://localhost\"\nuser = \"bode\"\n",
    )?;
    let mut text =
        "gemeente = \"Den Haag\"\nonboarding = { welcome = false, card = false }\n".to_owned();
    for wijk in Place::den_haag().wijk {
        writeln!(
            text,
            "[[wijk]]\ncode = {:?}\nname = {:?}",
            wijk.code, wijk.name
        )?;
        for number in 0..PEOPLE_A_WIJK {
            let (name, code) = (person(&wijk.code, number), &wijk.code);
            let user = user(&name);
            writeln!(
                text,
                "[[person]]\nuser = {user:?}\nname = {name:?}\nambassadeur = [{code:?}]"
            )?;
        }
    }
    let carla = user("carla");
    writeln!(
        text,
        "[[person]]\nuser = {carla:?}\nname = \"Carla\"\nroles = [\"community-manager\"]"
    )?;
    let programme = Programme::parse(&text, &config.places()?)?;
    let store = Store::open(database).await?;
    let engine = Engine::new(store, Arc::new(config.world("@bode:wijk.test")?));
    let mut turn = engine.turn(NOW, "apply".to_owned()).await?;
    let plan = programme::plan(&mut turn, &programme).await?;
    programme::apply(&mut turn, &programme, &plan, false, false).await?;
    for (key, name) in [
        (RoomKey::wijk(MOERWIJK), MOERWIJK),
        (RoomKey::management(), "management"),
        (RoomKey::signal(), "signal"),
    ] {
        turn.tx.set_room_id(&key, Some(&room_id(name))).await?;
    }
    turn.commit().await?;
    Ok(engine)
}

/// Signals over the years, evenly and by chance, with what statistics counted of them before the weeks that are shown.
async fn fill(engine: &Engine, beside: &mut AnyConnection, size: usize) -> Result<()> {
    const ROWS: usize = 500;
    let mut turn = engine.turn(NOW, "fill".to_owned()).await?;
    let people = turn.tx.people().await?;
    let id_of: BTreeMap<_, _> = people.iter().map(|one| (&*one.name, &*one.id)).collect();
    let wijken: Vec<_> = turn.tx.wijken().await?;
    let tricks = tricks();
    let today = NOW.day(ZONE);
    let Period::Week(this_week) = Period::week_of(today) else {
        return Ok(());
    };
    let first_shown = this_week - Days::new(7 * WEEKS_SHOWN);
    let since = today - Days::new(YEARS as u64 * 365);
    let yesterday = NOW.plus_days(-1).0;
    for (name, value) in [
        ("statistics:next", first_shown.to_string()),
        ("statistics:since", since.to_string()),
        // As of yesterday's digest: the first one ever tells of all that came before.
        ("digest:daily:until", yesterday.to_string()),
    ] {
        turn.tx.set_fact(name, &value).await?;
    }
    turn.commit().await?;

    let span = YEARS * 365 * 24 * 3600 * 1000;
    let mut chance = 20_261_110_u64;
    let mut below = |n: usize| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % n
    };
    let mut tx = beside.begin().await?;
    for first in (0..size).step_by(ROWS) {
        let mut rows = Vec::with_capacity(ROWS);
        for number in first..size.min(first + ROWS) {
            let wijk = &wijken[below(wijken.len())].code;
            // The least of two, so that the first ones are far more frequent.
            let trick = &tricks[below(tricks.len()).min(below(tricks.len()))];
            let who = id_of[&*person(wijk, below(PEOPLE_A_WIJK))];
            let at = NOW.plus_ms(-span + span / size as i64 * (number as i64 + 1) - 3_600_000);
            let state = if (size - number) * ONE_IN_OPEN <= size {
                "nieuw"
            } else {
                "afgehandeld"
            };
            rows.push(format!(
                "('s{number}', {}, '{who}', '{wijk}', '{trick}', 'deur', 'poging', 'geen', '{}', {}, 'wijk:{wijk}', '$s{number}', 'p{number}', '{state}')",
                number + 1,
                at.day(ZONE),
                at.0,
            ));
        }
        let sql = format!(
            "INSERT INTO signal (id, number, person, wijk, phenomenon, channel, outcome, loss, day, reported_at, room, event_id, forwarded, state) VALUES {}",
            rows.join(", ")
        );
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await?;
    }
    let before = Moment::start_of(first_shown, ZONE);
    let sql = format!(
        "INSERT INTO statistic_share (signal, wijk, phenomenon, counted_at)
         SELECT id, wijk, phenomenon, reported_at FROM signal WHERE reported_at < {} AND reported_at >= {};
         INSERT INTO counter (name, value) VALUES ('signal', {})",
        before.0,
        before.plus_days(-400).0,
        size + 1
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

/// All that go to the signal room, the most frequent first.
fn tricks() -> Vec<String> {
    let catalogue = Catalogue::built_in();
    let all = catalogue.phenomena().iter().filter(|one| !one.sensitive);
    all.map(|one| one.slug.clone()).collect()
}

fn person(wijk: &str, number: usize) -> String {
    format!("anna-{}-{number}", wijk.to_lowercase())
}

fn user(name: &str) -> String {
    format!("@{name}:wijk.test")
}

fn room_id(name: &str) -> String {
    format!("!room-of-{name}-with-an-id-as-long-as-usual")
}
