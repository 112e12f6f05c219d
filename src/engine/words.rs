//! What several features say in the same words: months, days, how many were reached, and whose wijk it is.

use anyhow::Result;
use chrono::{Datelike, NaiveDate};

use super::questions::Choice;
use super::turn::{Call, Turn};
use crate::args;
use crate::catalogue::{ActionKind, Catalogue, Reach, Referral, Term};
use crate::chat::as_data;
use crate::domain::numbers::range;
use crate::domain::people::{Role, RoomKind};
use crate::domain::time::Month;
use crate::language::read_action;
use crate::store::{Activity, Idea};

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

/// "Koffieochtend, Bibliotheek, 16 oktober om 10:00 uur".
pub fn activity_in_words(turn: &Turn, activity: &Activity) -> String {
    let lang = turn.lang();
    let kind = turn.catalogue().action(&activity.kind);
    let place = turn.catalogue().place(&activity.place);
    let local = activity.starts_at.local(turn.settings.zone);
    turn.t(
        "activity-what-where-when",
        args! {
            kind: kind.map_or(activity.kind.as_str(), |kind| kind.label(lang)).to_owned(),
            place: place.map_or(activity.place.as_str(), |place| place.label(lang)).to_owned(),
            day: day_name(turn, local.date()),
            time: local.format("%H:%M").to_string(),
        },
    )
}

/// An idea as people read it, without who did it and where exactly.
pub fn idea_in_words(turn: &Turn, idea: &Idea) -> String {
    let lang = turn.lang();
    let catalogue = turn.catalogue();
    let label = |terms: &[Term], slug: &str| {
        let found = terms.iter().find(|term| term.slug == slug);
        found.map_or("", |term| term.label(lang)).to_owned()
    };
    let kind = catalogue.action(&idea.kind);
    let audience = idea
        .audience
        .as_deref()
        .and_then(|slug| catalogue.audience(slug));
    let audience = audience.map(|audience| {
        let audience = audience.label(lang).to_lowercase();
        turn.t("idea-audience", args! { audience: audience })
    });
    let reach = kind
        .zip(idea.reach_min.zip(idea.reach_max))
        .and_then(|(kind, (least, most))| reached(turn, kind, least, most));
    let worked = idea.worked.as_deref().filter(|worked| *worked != "niets");
    let worked = worked.map(|slug| label(catalogue.worked(), slug));
    let worked = worked.map(|worked| turn.t("idea-worked", args! { worked: worked }));
    let lesson = idea.lesson.as_deref().map(as_data);
    let lesson = lesson.map(|lesson| turn.t("idea-lesson", args! { lesson: lesson }));
    turn.t(
        "idea",
        args! {
            kind: kind.map_or(idea.kind.as_str(), |kind| kind.label(lang)).to_owned(),
            place: label(catalogue.places_of_activities(), &idea.place),
            audience: audience.unwrap_or_default(),
            needed: label(catalogue.needed(), &idea.needed),
            duration: label(catalogue.durations(), &idea.duration),
            reach: reach.unwrap_or_else(|| turn.t("idea-reach-unknown", args! {})),
            worked: worked.unwrap_or_default(),
            lesson: lesson.unwrap_or_default(),
        },
    )
}

/// Who helps, and how to reach them: "Fraudehelpdesk: 088-7867372 of fraudehelpdesk.nl (maandag tot en met vrijdag)".
pub fn referral_line(turn: &Turn, referral: &Referral) -> String {
    let name = referral.name(turn.lang()).to_owned();
    let (number, site) = (referral.number.clone(), referral.site.clone());
    let line = match (number, site) {
        (Some(number), Some(site)) => turn.t(
            "referral-both",
            args! { name: name, number: number, site: site },
        ),
        (Some(number), None) => turn.t("referral-number", args! { name: name, number: number }),
        (None, site) => turn.t(
            "referral-site",
            args! { name: name, site: site.unwrap_or_default() },
        ),
    };
    match referral.hours(turn.lang()) {
        Some(hours) => turn.t(
            "referral-hours",
            args! { line: line, hours: hours.to_owned() },
        ),
        None => line,
    }
}

/// A kind of action in the middle of a sentence: "koffieochtend of buurtkamer".
pub fn kind_name(turn: &Turn, slug: &str) -> String {
    let Some(kind) = turn.catalogue().action(slug) else {
        return slug.to_owned();
    };
    let label = kind.label(turn.lang());
    // "VvE of bewonersvergadering" keeps its capitals.
    let is_name = label.chars().take(3).filter(|c| c.is_uppercase()).count() > 1;
    if is_name {
        label.to_owned()
    } else {
        lower_first(label)
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

/// How to note an action of this kind, to copy: "actie koffieochtend 12". Without a kind the example of help.
pub fn example_of(turn: &Turn, kind: Option<&str>) -> String {
    let usual = turn.t("help-actie-example", args! {});
    let word = usual.split_whitespace().next().unwrap_or("actie");
    match kind.and_then(|slug| turn.catalogue().action(slug)) {
        Some(kind) => format!("{word} {}", example(kind, turn.catalogue(), turn.today())),
        None => usual,
    }
}

/// A word by which the kind is recognised, and a number where one belongs to it.
fn example(kind: &ActionKind, catalogue: &Catalogue, today: NaiveDate) -> String {
    // A slug of several words is nothing that people type.
    let slug = Some(&kind.slug).filter(|slug| !slug.contains('-'));
    let numbered = |word: &String| with_number(kind, word);
    let is_read = |line: &String| {
        read_action(line, catalogue, today).action.as_deref() == Some(kind.slug.as_str())
    };
    let mut lines = slug.into_iter().chain(&kind.synonyms).map(numbered);
    lines.find(is_read).unwrap_or_else(|| numbered(&kind.slug))
}

fn with_number(kind: &ActionKind, word: &str) -> String {
    match kind.reach {
        Reach::Geen => word.to_owned(),
        Reach::Mensen => format!("{word} 4"),
        Reach::Plekken => format!("{word} 2"),
        Reach::Stuks | Reach::Leden => format!("{word} 40"),
        Reach::Oplage => format!("{word} 1000"),
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

#[cfg(test)]
mod tests {
    use super::example;
    use super::read_action;
    use crate::catalogue::Catalogue;
    use crate::domain::time::read_day;

    #[test]
    fn the_example_of_every_idea_is_read_as_what_it_is() {
        let catalogue = Catalogue::built_in();
        let today = read_day("2026-11-03").unwrap();
        for idea in catalogue.ideas() {
            let kind = catalogue.action(&idea.action).unwrap();
            let example = example(kind, &catalogue, today);
            let read = read_action(&example, &catalogue, today);
            assert_eq!(
                read.action.as_deref(),
                Some(kind.slug.as_str()),
                "{example}"
            );
        }
    }
}
