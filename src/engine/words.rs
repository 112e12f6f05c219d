//! What several features say in the same words: months, days, how many were reached, and whose wijk it is.

use anyhow::Result;
use chrono::{Datelike, NaiveDate};

use super::questions::Choice;
use super::turn::{Call, Turn};
use crate::args;
use crate::catalogue::{ActionKind, Reach};
use crate::domain::numbers::range;
use crate::domain::people::{Role, RoomKind};
use crate::domain::time::Month;

/// A month: "oktober".
pub fn month_name(turn: &Turn, month: Month) -> String {
    turn.t(&format!("month-{}", month.number()), args! {})
}

/// A day: "14 oktober", with the year when it is not this one.
pub fn day_name(turn: &Turn, day: NaiveDate) -> String {
    let month = month_name(turn, Month::of(day));
    let short = turn.t("day", args! { day: day.day().to_string(), month: month });
    if day.year() == turn.today().year() {
        short
    } else {
        format!("{short} {}", day.year())
    }
}

/// How many an action reached, in its own unit: "12 aanwezigen"; nothing for a kind that is not counted.
pub fn reached(turn: &Turn, kind: &ActionKind, least: i64, most: i64) -> Option<String> {
    let count = range(least, most);
    match kind.reach {
        Reach::Geen => None,
        // The label of such a kind says what was done with the pieces already.
        Reach::Stuks => Some(turn.t("pieces", args! { count: count })),
        _ => Some(turn.t(
            "counted",
            args! { count: count, unit: kind.unit(turn.lang()).to_owned() },
        )),
    }
}

/// The wijken of which this person is ambassadeur, as a list to choose from.
pub async fn own_wijken(turn: &mut Turn, call: &Call) -> Result<Vec<Choice>> {
    let mut choices = Vec::new();
    for code in call.who.wijken_as(Role::Ambassadeur) {
        let name = turn
            .tx
            .wijk(code)
            .await?
            .map_or_else(|| code.to_owned(), |wijk| wijk.name);
        choices.push(Choice::new(code, name));
    }
    Ok(choices)
}

/// Roles as people read them: "een wijkagent, een community manager of een beheerder".
pub fn roles_in_words(turn: &Turn, roles: &[Role]) -> String {
    either(
        turn,
        roles
            .iter()
            .map(|role| turn.t(&format!("role-{role}"), args! {}))
            .collect(),
    )
}

/// Kinds of room as people read them.
pub fn rooms_in_words(turn: &Turn, rooms: &[RoomKind]) -> String {
    either(
        turn,
        rooms
            .iter()
            .map(|kind| turn.t(&format!("room-kind-{}", kind.key()), args! {}))
            .collect(),
    )
}

/// "a, b of c".
fn either(turn: &Turn, mut words: Vec<String>) -> String {
    let Some(last) = words.pop() else {
        return String::new();
    };
    if words.is_empty() {
        last
    } else {
        format!("{}{}{last}", words.join(", "), turn.t("or", args! {}))
    }
}
