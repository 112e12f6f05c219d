//! A year of a programme of four wijken and twenty ambassadeurs: pauses, holidays, joiners, leavers, a bot that was away, and
//! both change-over Sundays. Nobody may be nagged in it, and everything that is said unasked is in the snapshot to be read.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};
use wijkbode::domain::calendar::{first_working, is_holiday};
use wijkbode::domain::time::{Moment, Month, read_day};
use wijkbode::engine::{MOST_IN_PRIVATE, MOST_IN_WIJK};
use wijkbode::rehearsal::{Deed, Rehearsal};

use super::rehearsal_of;

/// Wijk and people. Joop serves two.
const WIJKEN: [(&str, &[&str]); 4] = [
    ("Moerwijk", &["anna", "ans", "piet", "gerda", "joop"]),
    ("Duindorp", &["kees", "mina", "henk", "ria", "joop"]),
    ("Ypenburg", &["fatima", "dirk", "lies", "omar", "bep"]),
    (
        "Loosduinen",
        &["wim", "tineke", "yusuf", "corrie", "jan", "sjaan"],
    ),
];

/// Away from and until: long enough to miss a question, and short enough to ask it late.
const AWAY: [(&str, &str); 2] = [
    ("2027-02-01T12:00", "2027-02-20T12:00"),
    ("2027-06-01T08:00", "2027-06-03T21:00"),
];

fn programme() -> String {
    let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (wijk, people) in WIJKEN {
        for person in people {
            of.entry(*person).or_default().push(wijk);
        }
    }
    assert_eq!(of.len(), 20);
    let person = |name: &str, what: String| {
        let shown = capital(name);
        format!("[[person]]\nuser = \"@{name}:example.org\"\nname = \"{shown}\"\n{what}\n")
    };
    let wijken = WIJKEN.map(|(wijk, _)| format!("[[wijk]]\nname = \"{wijk}\"\n"));
    let mut parts = vec!["gemeente = \"Den Haag\"\n".to_owned()];
    parts.extend(wijken);
    parts.push(person(
        "carla",
        "roles = [\"community-manager\"]".to_owned(),
    ));
    parts.push(person("bram", "roles = [\"wijkagent\"]".to_owned()));
    parts.extend(
        of.into_iter()
            .map(|(name, wijken)| person(name, format!("ambassadeur = {wijken:?}"))),
    );
    parts.concat()
}

fn capital(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

/// What people do in a year: when, and the line of the script. `PROMPT` is the question of the month in that room, `LETTER`
/// the reminder in that chat.
fn doings() -> Vec<(String, String)> {
    let mut doings = Vec::new();
    let mut month = Month::read("2026-10").unwrap();
    for nth in 0..12 {
        for (wijk, people) in WIJKEN {
            let wijk = wijk.to_lowercase();
            for (place, person) in people.iter().enumerate() {
                habits(&mut doings, month, nth, &wijk, place, person);
            }
        }
        month = month.next();
    }
    let once = "
        2026-10-15T10:00 prive:anna anna > doel 3 koffieochtenden voor kerst
        2026-10-15T11:00 moerwijk joop > doel wijk 20 acties voor de zomer
        2026-10-15T12:00 moerwijk ans react 👍 bot:LAST
        2026-10-15T12:00 ypenburg fatima > doel wijk 60 acties voor kerst
        2026-10-15T13:00 ypenburg bep react 👍 bot:LAST
        2026-11-05T10:00 beheer carla > ambassadeur @nel:example.org Ypenburg
        2026-11-05T10:01 beheer carla > ja
        2026-11-12T14:00 moerwijk anna > signaal
        2026-11-12T14:01 moerwijk anna > aan de deur
        2026-11-12T14:02 moerwijk anna > nepagent
        2026-11-12T14:03 moerwijk anna > 2
        2026-11-12T14:04 moerwijk anna > 1
        2026-11-12T14:05 moerwijk anna > ja
        2026-11-13T14:00 moerwijk ans > signaal
        2026-11-13T14:01 moerwijk ans > aan de deur
        2026-11-13T14:02 moerwijk ans > nepagent
        2026-11-13T14:03 moerwijk ans > 1
        2026-11-13T14:04 moerwijk ans > 1
        2026-11-13T14:05 moerwijk ans > ja
        2026-11-16T09:30 signaal bram > afgehandeld 1 extra toezicht
        2026-12-02T10:00 prive:gerda gerda > pauze tot 1 maart
        2026-12-03T10:00 duindorp ria > pauze 3 weken
        2027-05-10T10:00 beheer carla > ambassadeur @truus:example.org Moerwijk
        2027-05-10T10:01 beheer carla > ja
        2027-07-01T10:00 prive:wim wim > pauze tot na de zomer
        2027-07-02T10:00 prive:dirk dirk > pauze
        2027-07-02T10:01 prive:dirk dirk > 2
    ";
    let once = once.lines().filter_map(|line| line.trim().split_once(' '));
    doings.extend(once.map(|(at, line)| (at.to_owned(), line.to_owned())));
    doings.sort_by(|a, b| a.0.cmp(&b.0));
    doings
}

/// Five kinds of people, by their place in the list.
fn habits(
    doings: &mut Vec<(String, String)>,
    month: Month,
    nth: u64,
    wijk: &str,
    place: usize,
    person: &str,
) {
    let asked = first_working(month, Weekday::Tue);
    let mut does =
        |day: NaiveDate, time: &str, line: String| doings.push((format!("{day}T{time}"), line));
    let digit = 1 + nth % 3;
    match place {
        0 => {
            does(asked, "10:30", format!("{wijk} {person} > {digit}"));
            let with = if wijk == "moerwijk" && nth.is_multiple_of(2) {
                " samen met @ans"
            } else {
                ""
            };
            let line = format!("{wijk} {person} > actie koffieochtend {}{with}", 10 + nth);
            does(asked + Days::new(14), "11:00", line);
            if !with.is_empty() {
                does(asked + Days::new(14), "15:00", format!("{wijk} ans > ja"));
            }
        }
        1 => {
            does(
                asked,
                "18:00",
                format!("{wijk} {person} react {digit}\u{fe0f}\u{20e3} bot:PROMPT"),
            );
            if nth % 2 == 1 {
                does(
                    asked + Days::new(23),
                    "19:00",
                    format!("{wijk} {person} > actie flyers 30"),
                );
            }
        }
        2 => {
            let line = match nth % 3 {
                0 => format!("prive:{person} {person} react 👍 bot:LETTER"),
                _ => format!("{wijk} {person} > !actie gesprek 2"),
            };
            does(asked + Days::new(12), "12:00", line);
        }
        3 if nth == 4 => does(
            asked + Days::new(11),
            "12:00",
            format!("prive:{person} {person} react 💤 bot:LETTER"),
        ),
        3 => {}
        _ if nth.is_multiple_of(2) => does(
            month.last_day(),
            "19:30",
            format!("{wijk} {person} > actie telefoontje 3"),
        ),
        _ => does(
            asked + Days::new(2),
            "09:30",
            format!("{wijk} {person} > niets deze maand"),
        ),
    }
}

/// Plays the year, and keeps apart what was said without anybody having spoken.
struct Year {
    rehearsal: Rehearsal,
    /// Numbers of the newest question or letter in each room.
    asked: BTreeMap<(String, &'static str), usize>,
    unasked: Vec<Deed>,
}

impl Year {
    async fn play(&mut self, line: &str) {
        let deeds = self.rehearsal.play(line).await;
        let deeds = deeds.unwrap_or_else(|error| panic!("{line}: {error:#}"));
        let is_tick = line.starts_with("tick");
        for deed in deeds {
            if !matches!(deed.kind.as_str(), "say" | "notice") {
                continue;
            }
            let number = deed.number.expect("a message has a number");
            self.asked.insert((deed.room.clone(), "LAST"), number);
            if deed.body.starts_with("Hallo ambassadeurs") {
                self.asked.insert((deed.room.clone(), "PROMPT"), number);
            }
            if deed.body.contains("Tik op 💤") {
                self.asked.insert((deed.room.clone(), "LETTER"), number);
            }
            let is_for_people = !["signaal", "beheer", "ruimte"].contains(&deed.room.as_str());
            // The outcome of one's own report is a reply to it.
            if is_tick && is_for_people && deed.to.is_none() {
                self.unasked.push(deed);
            }
        }
    }

    /// With the numbers of messages filled in; none when that message was never there.
    fn filled_in(&self, line: &str) -> Option<String> {
        let Some((before, name)) = line.rsplit_once("bot:") else {
            return Some(line.to_owned());
        };
        let room = line.split_whitespace().next()?;
        let names = ["PROMPT", "LETTER", "LAST"];
        let name = names.into_iter().find(|known| *known == name)?;
        let number = self.asked.get(&(room.to_owned(), name))?;
        Some(format!("{before}bot:{number}"))
    }

    async fn leaves(&mut self, person: &str, at: &str) {
        let at = Moment::read(at, chrono_tz::Europe::Amsterdam).unwrap();
        let mut turn = self
            .rehearsal
            .engine()
            .turn(at, "leaves".to_owned())
            .await
            .unwrap();
        let user = format!("@{person}:example.org");
        let person = turn.tx.person_by_user(&user).await.unwrap().unwrap();
        let before = turn.places().await.unwrap();
        turn.tx.person_leaves(&person.id, at).await.unwrap();
        turn.show_out(&before).await.unwrap();
        turn.commit().await.unwrap();
    }
}

async fn year() -> Year {
    let mut year = Year {
        rehearsal: rehearsal_of(&programme()).await,
        asked: BTreeMap::new(),
        unasked: vec![],
    };
    let leaving = BTreeMap::from([("corrie", "2027-01-15T12:00"), ("henk", "2027-04-02T12:00")]);
    let mut gone: Vec<&str> = vec![];
    for (at, line) in doings()
        .iter()
        .filter(|(at, _)| at.as_str() > "2026-10-14T12:00")
    {
        if AWAY
            .iter()
            .any(|(from, until)| from < &at.as_str() && at.as_str() <= *until)
        {
            continue;
        }
        for (from, until) in AWAY {
            if at.as_str() > until && !gone.contains(&until) {
                year.play(&format!("tick {from}")).await;
                year.play(&format!("at {until}")).await;
                gone.push(until);
            }
        }
        for (person, day) in &leaving {
            if at.as_str() >= *day && !gone.contains(person) {
                year.play(&format!("tick {day}")).await;
                year.leaves(person, day).await;
                gone.push(person);
            }
        }
        let person = line.split_whitespace().nth(1).unwrap_or_default();
        if gone.contains(&person) {
            continue;
        }
        year.play(&format!("tick {at}")).await;
        if let Some(line) = year.filled_in(line) {
            year.play(&line).await;
        }
    }
    year.play("tick 2027-10-14T10:00").await;
    year
}

fn local(deed: &Deed) -> NaiveDateTime {
    let local = &deed.at[..16];
    NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap()
}

/// One line a message; in full for Moerwijk and three of its people.
fn transcript(unasked: &[Deed]) -> String {
    const IN_FULL: [&str; 5] = [
        "moerwijk",
        "prive:anna",
        "prive:ans",
        "prive:piet",
        "prive:gerda",
    ];
    let line = |deed: &Deed| {
        if IN_FULL.contains(&deed.room.as_str()) {
            return deed.to_string();
        }
        let first = deed.body.lines().next().unwrap_or_default();
        let short: String = first.chars().take(70).collect();
        format!("{} {}: {short}", deed.at[..16].replace('T', " "), deed.room)
    };
    unasked.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn in_a_year_nobody_is_nagged() {
    let year = year().await;
    let mut by_room: BTreeMap<(String, String), Vec<&Deed>> = BTreeMap::new();
    for deed in &year.unasked {
        let at = local(deed);
        let day = at.date();
        assert!((9..20).contains(&at.hour()), "by night: {deed}");
        assert!(
            day.weekday() != Weekday::Sun && !is_holiday(day),
            "on a day of rest: {deed}"
        );
        let month = deed.at[..7].to_owned();
        by_room
            .entry((deed.room.clone(), month))
            .or_default()
            .push(deed);
    }
    for ((room, month), deeds) in &by_room {
        let most = if room.starts_with("prive:") {
            MOST_IN_PRIVATE
        } else {
            MOST_IN_WIJK
        };
        assert!(deeds.len() <= most, "{room} in {month}: {deeds:#?}");
    }
    assert_eq!((MOST_IN_PRIVATE, MOST_IN_WIJK), (2, 6));

    // Who pauses is left alone, and who has left hears nothing any more.
    let quiet = [
        ("gerda", "2026-12-02", "2027-03-01"),
        ("wim", "2027-07-01", "2027-09-01"),
        ("corrie", "2027-01-15", "2028-01-01"),
        ("henk", "2027-04-02", "2028-01-01"),
    ];
    for (person, from, until) in quiet {
        let (from, until) = (read_day(from).unwrap(), read_day(until).unwrap());
        let heard = year.unasked.iter().find(|deed| {
            let day = local(deed).date();
            let is_theirs = deed.room == format!("prive:{person}")
                || deed.mentions.iter().any(|name| name == person);
            is_theirs && day > from && day < until
        });
        assert!(heard.is_none(), "{person}: {heard:?}");
    }
    // Nothing is left to the budget alone: the rhythm is there every month in which the bot was.
    let prompts = year
        .unasked
        .iter()
        .filter(|deed| deed.body.starts_with("Hallo ambassadeurs"));
    assert_eq!(
        prompts.count(),
        4 * 11,
        "twelve months, but none in February"
    );
    insta::assert_snapshot!(transcript(&year.unasked));
}
