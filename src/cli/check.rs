//! `wijkbode check`: everything that would go wrong, each with what to do about it.
//!
//! May be run beside the bot: then the session is not opened, since only one process may, and what the running bot
//! saw last is in the database.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use wijkbode_matrix::mail::Cursor;
use wijkbode_matrix::{OpenError, open};

use crate::catalogue::SchoolHolidays;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::people::{Role, RoomKind};
use crate::mailbox;
use crate::store::{Lock, Room, Store, Trouble, Tx};

/// One line of the report.
struct Finding {
    ok: bool,
    what: String,
}

fn good(what: impl Into<String>) -> Finding {
    Finding {
        ok: true,
        what: what.into(),
    }
}

fn bad(what: impl Into<String>) -> Finding {
    Finding {
        ok: false,
        what: what.into(),
    }
}

/// Ends with 0 when all is well, else 1.
pub async fn run(config: &Path) -> ExitCode {
    let findings = look(config).await;
    for finding in &findings {
        println!(
            "{} {}",
            if finding.ok { "ok     " } else { "WRONG  " },
            finding.what
        );
    }
    if findings.iter().all(|finding| finding.ok) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn look(path: &Path) -> Vec<Finding> {
    let config = match Config::from_file(path) {
        Ok(config) => config,
        Err(error) => return vec![bad(format!("{error:#}"))],
    };
    let mut findings = vec![
        good(format!("configuration {}", path.display())),
        content(&config),
        school_holidays(),
    ];
    if let Err(error) = std::fs::create_dir_all(&config.data) {
        findings.push(bad(format!(
            "data folder {}: {error}; make it, owned by the bot's user",
            config.data.display()
        )));
        return findings;
    }
    match Store::open(&config.database).await {
        Ok(store) => {
            findings.push(good("database"));
            findings.extend(matrix(&config, &store).await);
            match database(&store).await {
                Ok(more) => findings.extend(more),
                Err(error) => findings.push(bad(format!("database: {error:#}"))),
            }
        }
        Err(error) => findings.push(bad(format!(
            "database: {error:#}; see `database` in the configuration"
        ))),
    }
    findings
}

/// Catalogue, wijken and sentences, the gemeente's own included.
fn content(config: &Config) -> Finding {
    let today = Clock::default().now().day(chrono_tz::Europe::Amsterdam);
    match config.world("") {
        Err(error) => bad(format!("content: {error:#}")),
        Ok(world) => {
            let due: Vec<_> = world.catalogue.expired(today).collect();
            if !due.is_empty() {
                return bad(format!(
                    "referrals.toml, material.toml: compare with their own pages and date again: {}",
                    due.join(", ")
                ));
            }
            let never: Vec<_> = world.catalogue.never_reviewed().collect();
            if never.is_empty() {
                return good("catalogue, wijken and sentences");
            }
            good(format!(
                "catalogue, wijken and sentences; before you begin, open the own page of each of these once, and write \
                 the day as `reviewed`: {}",
                never.join(", ")
            ))
        }
    }
}

/// The days that somebody must look up each year.
fn school_holidays() -> Finding {
    let today = Clock::default().now().day(chrono_tz::Europe::Amsterdam);
    let holidays = SchoolHolidays::built_in();
    if today < holidays.review_by {
        good("school holidays")
    } else {
        bad(format!(
            "schoolvakanties.toml: compare with {} and add a year",
            holidays.source
        ))
    }
}

/// The session, unless a running bot has it.
async fn matrix(config: &Config, store: &Store) -> Vec<Finding> {
    let Ok(_lock) = Lock::of_folder(&config.data) else {
        return vec![good(
            "the bot is running; its session was not opened a second time",
        )];
    };
    let cursor = match cursor(store).await {
        Ok(cursor) => cursor,
        Err(error) => return vec![bad(format!("database: {error:#}"))],
    };
    match open(&config.matrix(), cursor.as_ref(), config.share_keys).await {
        Ok(bot) => bot
            .check()
            .await
            .into_iter()
            .map(|found| Finding {
                ok: found.ok,
                what: format!("{}: {}", found.what, found.detail),
            })
            .collect(),
        Err(error @ (OpenError::NotSetUp | OpenError::StoreLost | OpenError::UnsignedDevice)) => {
            vec![bad(format!("session: {error} (wijkbode setup)"))]
        }
        Err(error) => vec![bad(format!("session: {error:#}"))],
    }
}

async fn cursor(store: &Store) -> Result<Option<Cursor>> {
    mailbox::cursor(&mut store.begin().await?).await
}

/// The programme and the rooms as the bot saw them last.
async fn database(store: &Store) -> Result<Vec<Finding>> {
    let mut tx = store.begin().await?;
    let mut findings = Vec::new();
    let rooms = tx.rooms().await?;
    if tx.wijken().await?.is_empty() {
        findings.push(bad("no wijk takes part yet: wijkbode apply programme.toml"));
    }
    findings.push(managers(&mut tx).await?);
    findings.extend(rooms.iter().filter_map(room));
    for room in &rooms {
        if tx.fact(&format!("unmanaged:{}", room.key)).await?.is_some() {
            findings.push(bad(format!(
                "room \"{}\": the bot may not invite or rename here; make it moderator (power 50)",
                room.name
            )));
        }
    }
    let waiting = tx.waiting().await?;
    if waiting.parked + waiting.send_parked > 0 {
        let parked = waiting.parked + waiting.send_parked;
        findings.push(bad(format!(
            "{parked} messages are set aside; the log says why"
        )));
    }
    for person in tx
        .people()
        .await?
        .into_iter()
        .filter(|person| person.suspended_at.is_some())
    {
        findings.push(bad(format!(
            "{}: the identity changed; a manager types: bevestig {}",
            person.user_id, person.user_id
        )));
    }
    Ok(findings)
}

async fn managers(tx: &mut Tx) -> Result<Finding> {
    let managers = tx.people_with_role(Role::CommunityManager, "").await?;
    Ok(if managers.is_empty() {
        bad(
            "nobody is community manager: add roles = [\"community-manager\"] to a [[person]] in the programme file",
        )
    } else {
        good("there is a community manager")
    })
}

fn room(room: &Room) -> Option<Finding> {
    let name = format!("room \"{}\"", room.name);
    Some(match (room.trouble, &room.room_id) {
        (Some(Trouble::Stranger), _) => bad(format!(
            "{name}: a member has no role; give one, or remove the member"
        )),
        (Some(Trouble::Plain), _) => bad(format!(
            "{name}: not encrypted; turn encryption on in Element"
        )),
        (Some(Trouble::Gone), _) => bad(format!("{name}: the bot is not in it; invite it again")),
        (Some(Trouble::Upgraded), _) => bad(format!(
            "{name}: upgraded, and the bot is not in the new room yet; invite it there"
        )),
        (None, None) => bad(format!(
            "{name}: does not exist yet; the running bot makes it (wijkbode run)"
        )),
        (None, Some(_)) if room.kind == RoomKind::Private => return None,
        (None, Some(_)) => good(name),
    })
}
