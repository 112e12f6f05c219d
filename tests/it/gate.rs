//! A bot without a homeserver, at whose gate anybody may hand over any event; and a look at all that came of it.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sqlx::AssertSqlSafe;
use wijkbode::catalogue::{Lang, Place};
use wijkbode::chat::{Outgoing, RoomKey};
use wijkbode::clock::Clock;
use wijkbode::domain::people::Role;
use wijkbode::engine::{Engine, Turn};
use wijkbode::mailbox::Mailbox;
use wijkbode::programme::{self, Programme};
use wijkbode::sentences::Sentences;
use wijkbode::store::{Database, Store, id_of};
use wijkbode_matrix::mail::{Batch, Cursor, Inbox, Received, Trust, What};

use crate::conversations::world;
use crate::store::databases::{Fresh, Kind, outside, tables};

pub const MOERWIJK: &str = "WK051836";

/// One person for each role, and some in between.
const PROGRAMME: &str = r#"
    gemeente = "Den Haag"
    [[wijk]]
    name = "Moerwijk"
    [[wijk]]
    name = "Duindorp"
    [[person]]
    user = "@anna:example.org"
    name = "Anna"
    ambassadeur = ["Moerwijk"]
    [[person]]
    user = "@joop:example.org"
    name = "Joop"
    ambassadeur = ["Duindorp"]
    [[person]]
    user = "@carla:example.org"
    name = "Carla"
    roles = ["community-manager"]
    [[person]]
    user = "@bram:example.org"
    name = "Bram"
    roles = ["wijkagent"]
    [[person]]
    user = "@olga:example.org"
    name = "Olga"
    roles = ["onderzoeker"]
    [[person]]
    user = "@ben:example.org"
    name = "Ben"
    roles = ["beheerder"]
    [[person]]
    user = "@rust:example.org"
    name = "Rust"
    ambassadeur = ["Moerwijk"]
    roles = ["community-manager", "wijkagent"]
    [[person]]
    user = "@weg:example.org"
    name = "Weg"
    roles = ["beheerder"]
"#;

/// `anna` is `@anna:example.org`; a full id stays as it is.
pub fn user(name: &str) -> String {
    if name.starts_with('@') {
        name.to_owned()
    } else {
        format!("@{name}:example.org")
    }
}

/// The room of that key, as the homeserver would call it.
pub fn room_id(key: &RoomKey) -> String {
    format!("!{key}")
}

/// What became of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was said.
    Silence,
    /// Only that it cannot be: the sentence of this name.
    Refused(String),
    /// Anything else that was said.
    Answered(String),
}

pub struct Gate {
    pub engine: Engine,
    pub fresh: Fresh,
    mailbox: Mailbox,
    clock: Arc<Clock>,
    sentences: Sentences,
    handed_over: usize,
}

/// The sentences that say no more than that something cannot be.
const REFUSALS: [&str; 8] = [
    "no-role",
    "wrong-role",
    "wrong-room",
    "wrong-wijk",
    "not-encrypted",
    "not-signed",
    "not-proven",
    "identity-changed",
];

/// No event has more.
const MOST_ANSWERS: usize = 8;

impl Gate {
    /// Everybody has been heard once, so that their identities are known. Rust's has changed since, Weg has left, and
    /// Anna has noted A-1 and sent S-1, whose card is `$card`.
    pub async fn new() -> Result<Self> {
        let fresh = Fresh::of(Kind::Sqlite).await?;
        let mut world = world();
        world.us = "@wijkbode:example.org".to_owned();
        let engine = Engine::new(fresh.open().await?, Arc::new(world));
        let clock = Arc::new(Clock::default());
        let mut gate = Self {
            mailbox: Mailbox::new(engine.clone(), clock.clone()),
            sentences: Sentences::load(None)?,
            engine,
            fresh,
            clock,
            handed_over: 0,
        };
        gate.settle().await?;
        gate.anna_reports().await?;
        Ok(gate)
    }

    async fn settle(&self) -> Result<()> {
        let mut turn = self.turn().await?;
        let programme = Programme::parse(PROGRAMME, &[Place::den_haag()])?;
        let plan = programme::plan(&mut turn, &programme).await?;
        programme::apply(&mut turn, &programme, &plan, false, false).await?;
        for person in turn.tx.people().await? {
            turn.private_room(&person).await?;
            turn.tx
                .pin_identity(&person.id, &key_of(&person.user_id))
                .await?;
            turn.tx.mark_hinted(&person.id, self.clock.now()).await?;
        }
        for room in turn.tx.rooms().await? {
            turn.tx
                .set_room_id(&room.key, Some(&room_id(&room.key)))
                .await?;
        }
        turn.tx.suspend(&person("rust"), self.clock.now()).await?;
        turn.tx
            .person_leaves(&person("weg"), self.clock.now())
            .await?;
        turn.commit().await
    }

    async fn anna_reports(&mut self) -> Result<()> {
        let here = RoomKey::wijk(MOERWIJK);
        for said in [
            "actie flyers 40",
            "signaal: nepagent belde 3 buren op, hij zou hun geld en sieraden komen halen. Niks kwijt",
            "ja",
        ] {
            let event = self.event("anna", &here, Trust::Signed, text(said));
            self.hand_over(vec![event]).await?;
        }
        let mut turn = self.turn().await?;
        let signal = turn.tx.signal_by_number(1).await?.context("S-1")?;
        let card = signal.forwarded.context("its card")?;
        turn.tx.parcel_sent(&card, Some("$card")).await?;
        turn.commit().await
    }

    pub async fn turn(&self) -> Result<Turn> {
        self.engine.turn(self.clock.now(), "gate".to_owned()).await
    }

    pub fn store(&self) -> &Store {
        self.engine.store()
    }

    /// Something that this person does in a room, now.
    pub fn event(&mut self, name: &str, room: &RoomKey, trust: Trust, what: What) -> Received {
        self.handed_over += 1;
        let sender = user(name);
        Received {
            event_id: format!("${}", self.handed_over),
            room_id: room_id(room),
            sent_at: self.clock.now().0,
            trust,
            identity: Some(key_of(&sender)),
            sender,
            what,
        }
    }

    /// Hands over what one answer of the homeserver held, and lets the engine do its work.
    pub async fn hand_over(&self, events: Vec<Received>) -> Result<()> {
        let batch = Batch {
            cursor: Cursor {
                next_batch: format!("s{}", self.handed_over),
                device_id: "DEVICE".to_owned(),
            },
            gaps: vec![],
            events,
        };
        self.mailbox.store_batch(&batch).await?;
        while self.engine.work(self.clock.now()).await? > 0 {}
        let waiting = self.store().begin().await?.waiting().await?;
        ensure!(waiting.parked == 0, "an event could not be handled");
        Ok(())
    }

    /// What was said because of an event, in its room and elsewhere.
    pub async fn outcome(&self, event_id: &str) -> Result<Outcome> {
        let mut tx = self.store().begin().await?;
        let mut said = Vec::new();
        // A refusal may have a cause of its own; answers are numbered.
        let refusals = REFUSALS.map(|key| format!("refused:{key}:{event_id}"));
        let answers = (1..=MOST_ANSWERS).map(|number| format!("cmd:{event_id}:{number}"));
        for cause in refusals.into_iter().chain(answers) {
            let Some(row) = tx.parcel(&id_of(&cause)).await? else {
                continue;
            };
            match row.what()? {
                Some(Outgoing::Say(text) | Outgoing::Edit { text, .. }) => said.push(text.body),
                other => said.push(other.map_or_else(String::new, |what| what.kind().to_owned())),
            }
        }
        Ok(match said.as_slice() {
            [] => Outcome::Silence,
            [only] => match self.refusal(only) {
                Some(key) => Outcome::Refused(key.to_owned()),
                None => Outcome::Answered(only.clone()),
            },
            several => Outcome::Answered(several.join("\n")),
        })
    }

    /// The name of the sentence, when it says no more than that something cannot be.
    fn refusal(&self, said: &str) -> Option<&'static str> {
        const GAP: char = '\u{1}';
        let gap = || GAP.to_string();
        let is_it = |key: &&str| {
            let args = wijkbode::args! { roles: gap(), rooms: gap() };
            let sentence = self.sentences.say(Lang::Nl, key, &args);
            said.starts_with(sentence.split(GAP).next().unwrap_or(&sentence))
        };
        REFUSALS.into_iter().find(is_it)
    }

    /// See [`all_that_counts`].
    pub async fn all_that_counts(&self) -> Result<Vec<String>> {
        all_that_counts(&self.fresh.database).await
    }

    /// Everything that is on its way to another room than those of wijken and private chats.
    pub async fn on_its_way_to_guarded_rooms(&self) -> Result<Vec<String>> {
        let mut connection = outside(&self.fresh.database).await?;
        let rows = "SELECT room || ' ' || cause || ' ' || COALESCE(payload, '') FROM outbox
                    WHERE room IN ('signaal', 'beheer', 'ruimte') ORDER BY seq";
        Ok(sqlx::query_scalar(rows).fetch_all(&mut connection).await?)
    }
}

/// All that the programme knows and has done, row by row: every table but the mail, its counters, and the facts of
/// listening, and that somebody got a hint. What this shows is what nobody may change without a right to it. For SQLite.
pub async fn all_that_counts(database: &Database) -> Result<Vec<String>> {
    const MAIL: [&str; 6] = [
        "inbox",
        "outbox",
        "gap",
        "counter",
        "fact",
        "_sqlx_migrations",
    ];
    let mut connection = outside(database).await?;
    let mut rows = Vec::new();
    for table in tables(database).await? {
        if MAIL.contains(&table.as_str()) || table.starts_with("sqlite_") {
            continue;
        }
        let columns: Vec<String> = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT name FROM pragma_table_info('{table}') WHERE name <> 'hinted_at'"
        )))
        .fetch_all(&mut connection)
        .await?;
        let all = columns.iter().map(|name| format!("quote({name})"));
        let all = all.collect::<Vec<_>>().join(" || '|' || ");
        let found: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(format!("SELECT {all} FROM {table}")))
                .fetch_all(&mut connection)
                .await?;
        rows.extend(found.into_iter().map(|row| format!("{table}: {row}")));
    }
    rows.sort();
    Ok(rows)
}

/// The id of a person.
pub fn person(name: &str) -> String {
    id_of(&format!("person:{}", user(name)))
}

/// The identity key with which somebody was heard first.
pub fn key_of(user: &str) -> String {
    format!("key of {user}")
}

pub fn text(body: &str) -> What {
    reply(None, body)
}

pub fn reply(to: Option<&str>, body: &str) -> What {
    What::Text {
        body: body.to_owned(),
        mentions_us: false,
        mentions: vec![],
        reply_to: to.map(str::to_owned),
        thread: None,
        notice: false,
    }
}

pub fn edit(target: &str, body: &str) -> What {
    What::Edit {
        target: target.to_owned(),
        body: body.to_owned(),
        mentions_us: false,
    }
}

pub fn removal(target: &str) -> What {
    What::Removal {
        target: target.to_owned(),
    }
}

pub fn tap(target: &str, key: &str) -> What {
    What::Reaction {
        target: target.to_owned(),
        key: key.to_owned(),
    }
}

/// Every way in which an event can come in.
pub const TRUSTS: [Trust; 5] = [
    Trust::Signed,
    Trust::Unsigned,
    Trust::Unproven,
    Trust::Plain,
    Trust::Violated,
];

/// The roles of the programme above, of who has one.
pub fn roles_of(name: &str) -> &'static [(Role, &'static str)] {
    match name {
        "anna" => &[(Role::Ambassadeur, "moerwijk")],
        "joop" => &[(Role::Ambassadeur, "duindorp")],
        "carla" => &[(Role::CommunityManager, "")],
        "bram" => &[(Role::Wijkagent, "")],
        "olga" => &[(Role::Onderzoeker, "")],
        "ben" => &[(Role::Beheerder, "")],
        _ => &[],
    }
}

/// For messages of assertions.
pub fn in_words(event: &Received) -> String {
    let what = match &event.what {
        What::Text { body, .. } => format!("says {body:?}"),
        What::Edit { target, body, .. } => format!("edits {target}: {body:?}"),
        What::Reaction { target, key } => format!("taps {key} on {target}"),
        What::Removal { target } => format!("removes {target}"),
        _ => "does something else".to_owned(),
    };
    format!(
        "{} in {}, {:?}, {what}",
        event.sender, event.room_id, event.trust
    )
}

/// What is in one list and not in the other.
pub fn difference(before: &[String], after: &[String]) -> Value {
    let gone: Vec<_> = before.iter().filter(|row| !after.contains(row)).collect();
    let new: Vec<_> = after.iter().filter(|row| !before.contains(row)).collect();
    serde_json::json!({ "gone": gone, "new": new })
}
