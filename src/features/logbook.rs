//! `logboek`: who saw, changed and exported what, for managers. Nothing in it can be changed.
//!
//! ```text
//! > logboek S-12
//! < Logboek, nieuwste eerst:
//! < 14 oktober 10:05 · Bram · vraag · S-12
//! ```
//!
//! The audit knows people and things by our own ids; here they get their names. Who reported a signal is in no view.

use anyhow::Result;
use chrono::Days;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::as_data;
use crate::domain::people::{MANAGERS, RoomKind};
use crate::domain::time::Moment;
use crate::engine::feature::{Command, Feature};
use crate::engine::{Call, Turn, day_name, label_of, thing_called};
use crate::language::dates::Calendar;
use crate::language::text::Text;
use crate::store::AuditRow;

/// So many lines are shown at once.
const SHOWN: i64 = 12;

/// What reporters do with their own signals: in no view with their name. `audit_rows` leaves it out of the view of one person.
const OF_REPORTERS: &str = "reporter-";

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "logboek",
        words: &["logboek", "logbook"],
        roles: MANAGERS,
        rooms: &[RoomKind::Management],
        run: logbook,
    }],
    ..Feature::named("logbook")
};

/// What is asked for: of one person, about one thing, or up to a day.
#[derive(Default)]
struct Wanted {
    person: Option<String>,
    about: Option<String>,
    before: Option<Moment>,
}

fn logbook<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(wanted) = wanted(turn, call).await? else {
            let body = turn.t("logbook-how", args! {});
            return turn.answer(call, body).await.map(drop);
        };
        // Not this look itself, which is recorded too.
        let before = wanted.before.unwrap_or(turn.now);
        let (person, about) = (wanted.person.as_deref(), wanted.about.as_deref());
        let rows = turn.tx.audit_rows(person, about, before, SHOWN).await?;
        if rows.is_empty() {
            let body = turn.t("logbook-empty", args! {});
            return turn.answer(call, body).await.map(drop);
        }
        let mut lines = Vec::new();
        for row in rows.iter().filter(|row| !is_way_to_another(row, &rows)) {
            lines.push(line(turn, row).await?);
        }
        let body = turn.t("logbook", args! { lines: lines.join("\n") });
        turn.answer(call, body).await.map(drop)
    })
}

/// A command or tap of which another line says what it did.
fn is_way_to_another(row: &AuditRow, rows: &[AuditRow]) -> bool {
    let is_way = |row: &AuditRow| row.what.starts_with("command-") || row.what.starts_with("tap-");
    let is_its_deed = |other: &AuditRow| {
        !is_way(other)
            && (other.at, &other.person, &other.about) == (row.at, &row.person, &row.about)
    };
    is_way(row) && rows.iter().any(is_its_deed)
}

/// Nothing for what is none of these.
async fn wanted(turn: &mut Turn, call: &Call) -> Result<Option<Wanted>> {
    let typed = call.text.trim();
    if typed.is_empty() {
        return Ok(Some(Wanted::default()));
    }
    if let Some(about) = thing_called(typed) {
        let about = Some(about);
        return Ok(Some(Wanted {
            about,
            ..Wanted::default()
        }));
    }
    if let Some((user, _)) = turn.user_and_rest(call, typed).await? {
        let person = turn.tx.person_by_user(&user).await?;
        return Ok(person.map(|person| Wanted {
            person: Some(person.id),
            ..Wanted::default()
        }));
    }
    let (zone, today) = (turn.settings.zone, turn.day_of(call));
    let text = Text::new(typed);
    let day = Calendar::read(&text, today).when(&text);
    Ok(day.map(|(_, day)| Wanted {
        before: Some(Moment::start_of(day + Days::new(1), zone)),
        ..Wanted::default()
    }))
}

async fn line(turn: &mut Turn, row: &AuditRow) -> Result<String> {
    let local = row.at.local(turn.settings.zone);
    let when = format!("{} {}", day_name(turn, local.date()), local.format("%H:%M"));
    let who = if row.what.starts_with(OF_REPORTERS) {
        turn.t("logbook-reporter", args! {})
    } else {
        match &row.person {
            Some(person) => name_of(turn, person).await?,
            None => turn.t("logbook-operator", args! {}),
        }
    };
    let what = what_in_words(turn, &row.what);
    let about = about_in_words(turn, &row.about).await?;
    let parts = [when, who, what, about];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(parts.join(" · "))
}

/// Who has left has no name any more.
async fn name_of(turn: &mut Turn, person: &str) -> Result<String> {
    let found = turn.tx.person(person).await?;
    Ok(found.map_or_else(
        || turn.t("logbook-gone", args! {}),
        |person| as_data(&person.name),
    ))
}

/// A sentence of its own where there is one; a command by its word.
fn what_in_words(turn: &Turn, what: &str) -> String {
    if let Some(words) = sentence(turn, &format!("audit-{what}")) {
        return words;
    }
    if let Some(command) = what.strip_prefix("answer-") {
        return turn.t("audit-answer", args! { command: command.to_owned() });
    }
    // Of the programme: by a decision, a file, or who left.
    if what.ends_with("-set") {
        return turn.t("audit-set", args! {});
    }
    if what.ends_with("-remove") {
        return turn.t("audit-remove", args! {});
    }
    what.strip_prefix("command-").unwrap_or(what).to_owned()
}

fn sentence(turn: &Turn, key: &str) -> Option<String> {
    let is_there = turn.world().sentences.has(turn.lang(), key);
    is_there.then(|| turn.t(key, args! {}))
}

/// Labels and names instead of ids; the rest as it is.
async fn about_in_words(turn: &mut Turn, about: &str) -> Result<String> {
    if let Some(label) = label_of(about) {
        return Ok(label);
    }
    let mut words = Vec::new();
    for part in about.split([':', '|', ' ']).filter(|part| !part.is_empty()) {
        let word = if let Some(person) = turn.tx.person(part).await? {
            as_data(&person.name)
        } else if let Some(wijk) = turn.tx.wijk(part).await? {
            wijk.name
        } else if uuid::Uuid::parse_str(part).is_ok() {
            // It says nothing to anybody.
            continue;
        } else {
            sentence(turn, &format!("audit-kind-{part}")).unwrap_or_else(|| as_data(part))
        };
        words.push(word);
    }
    Ok(words.join(" "))
}
