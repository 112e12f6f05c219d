//! `wijkbode detect`: looks for bursts in any series of counts, and prints an alarm a line.

use std::collections::HashMap;
use std::fs;
use std::io::{Read, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::status;
use crate::catalogue::Place;
use crate::domain::detection::{Alarm, History, Level, Map, Settings, Spot, Step, Watch};
use crate::domain::time::read_day;

#[derive(Args)]
pub struct Arguments {
    /// A CSV file with the columns date, wijk, phenomenon, count and perhaps reporters; `-` for standard input.
    #[arg(long)]
    history: PathBuf,
    /// What a row counts; found out from the dates when left out.
    #[arg(long, value_enum)]
    step: Option<Counted>,
    /// Files with the CBS wijken of the gemeente, for stadsdelen and neighbours.
    #[arg(long)]
    places: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Counted {
    Day,
    Week,
}

/// A row of the file.
struct Row {
    day: NaiveDate,
    wijk: String,
    phenomenon: String,
    count: u32,
    /// Nothing where the file does not say.
    reporters: Option<u32>,
}

/// An alarm as it is printed. Readers of other programs know it by these names.
#[derive(Serialize)]
struct Line<'a> {
    date: NaiveDate,
    level: Level,
    /// The wijk, for neighbours the one in the middle, the stadsdeel, or "gemeente".
    area: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    wijk: Option<&'a str>,
    phenomenon: &'a str,
    observed: u32,
    expected: f64,
    since: NaiveDate,
    score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reporters: Option<u32>,
    per_week: f64,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    status(detect(arguments))
}

fn detect(arguments: &Arguments) -> Result<()> {
    let rows = read(&arguments.history)?;
    let own = arguments.places.iter().map(|file| Place::from_file(file));
    let own: Vec<_> = own.collect::<Result<_, _>>()?;
    let places: Vec<_> = own.into_iter().chain([Place::den_haag()]).collect();
    let step = arguments.step.map(|step| match step {
        Counted::Day => Step::Day,
        Counted::Week => Step::Week,
    });
    let is_known = rows.iter().any(|row| row.reporters.is_some());
    let mut out = stdout().lock();
    for alarm in alarms(&rows, &places, step) {
        writeln!(out, "{}", serde_json::to_string(&line(&alarm, is_known))?)?;
    }
    Ok(())
}

fn read(file: &Path) -> Result<Vec<Row>> {
    let mut text = String::new();
    if file == Path::new("-") {
        stdin()
            .read_to_string(&mut text)
            .context("standard input")?;
    } else {
        text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    }
    parse(&text).with_context(|| file.display().to_string())
}

fn parse(text: &str) -> Result<Vec<Row>> {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    // Spreadsheets in Dutch write semicolons.
    let between = if head.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(between)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers()?.clone();
    let column = |name: &str| {
        header
            .iter()
            .position(|head| head.eq_ignore_ascii_case(name))
    };
    let needed = |name: &str| {
        column(name).with_context(|| {
            format!("line 1: there is no column \"{name}\"; the first line names date, wijk, phenomenon and count")
        })
    };
    let columns = [
        needed("date")?,
        needed("wijk")?,
        needed("phenomenon")?,
        needed("count")?,
    ];
    let reporters = column("reporters");
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let [day, wijk, phenomenon, count] = columns.map(|at| record.get(at).unwrap_or_default());
        let row = || -> Result<Row> {
            let people = reporters
                .and_then(|at| record.get(at))
                .filter(|text| !text.is_empty());
            Ok(Row {
                day: read_day(day).with_context(|| {
                    format!("the date \"{day}\" is not a day such as 2026-10-14")
                })?,
                wijk: wijk.to_owned(),
                phenomenon: phenomenon.to_owned(),
                count: whole("count", count)?,
                reporters: people
                    .map(|people| whole("reporters", people))
                    .transpose()?,
            })
        };
        rows.push(row().with_context(|| format!("line {line}"))?);
    }
    let days = || rows.iter().map(|row| row.day);
    if let (Some(first), Some(last)) = (days().min(), days().max()) {
        // A slip in a year would ask for all the memory there is.
        ensure!(
            (last - first).num_days() < 50 * 366,
            "the dates go from {first} to {last}: more than fifty years. Is there a slip in one of them?"
        );
    }
    Ok(rows)
}

fn whole(name: &str, text: &str) -> Result<u32> {
    let number = text
        .parse::<u32>()
        .ok()
        .filter(|number| *number <= 1_000_000);
    number.with_context(|| format!("the {name} \"{text}\" is not a whole number from 0 to 1000000"))
}

fn alarms(rows: &[Row], places: &[Place], step: Option<Step>) -> Vec<Alarm> {
    let days = || rows.iter().map(|row| row.day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Vec::new();
    };
    let (spots, place_of) = spots(rows, places);
    let map = Map::of(&spots);
    let mut history = History::new(first, last, step.unwrap_or_else(|| step_of(rows)));
    let mut people = 0..;
    for row in rows {
        // Nobody's name is in the file, so everybody counts as somebody else.
        let reporters = row.reporters.unwrap_or(row.count) as usize;
        let reporters: Vec<u64> = people.by_ref().take(reporters).collect();
        history.add(
            row.day,
            place_of[row.wijk.as_str()],
            &row.phenomenon,
            row.count,
            &reporters,
        );
    }
    let watch = Watch {
        map: &map,
        history: &history,
        settings: &Settings::default(),
    };
    watch.alarms(first..=last, &mut Vec::new())
}

/// Weeks, when all dates fall on one weekday and there are enough of them for that to be no chance.
fn step_of(rows: &[Row]) -> Step {
    const ENOUGH: usize = 4;
    let mut days: Vec<_> = rows.iter().map(|row| row.day).collect();
    days.sort_unstable();
    days.dedup();
    let is_weekly = days.iter().all(|day| (*day - days[0]).num_days() % 7 == 0);
    if is_weekly && days.len() >= ENOUGH {
        Step::Week
    } else {
        Step::Day
    }
}

/// The wijken of the file, each with what the places say of it, and where each name stands among them. A wijk under two
/// names is one wijk.
fn spots<'a>(rows: &'a [Row], places: &[Place]) -> (Vec<Spot>, HashMap<&'a str, usize>) {
    let mut spots: Vec<Spot> = Vec::new();
    let mut place_of = HashMap::new();
    let mut of_code: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        if place_of.contains_key(row.wijk.as_str()) {
            continue;
        }
        let known = places.iter().find_map(|place| place.named(&row.wijk));
        let there = known.and_then(|wijk| of_code.get(wijk.code.as_str()).copied());
        let at = there.unwrap_or_else(|| {
            spots.push(Spot {
                name: row.wijk.clone(),
                stadsdeel: known.map(|wijk| wijk.stadsdeel.clone()),
                // By code for now: the names in the file are known at the end only.
                neighbours: known
                    .map(|wijk| wijk.neighbours.clone())
                    .unwrap_or_default(),
            });
            spots.len() - 1
        });
        if let Some(wijk) = known {
            of_code.insert(&wijk.code, at);
        }
        place_of.insert(row.wijk.as_str(), at);
    }
    let names: Vec<_> = spots.iter().map(|spot| spot.name.clone()).collect();
    for spot in &mut spots {
        let codes = std::mem::take(&mut spot.neighbours);
        let there = codes.iter().filter_map(|code| of_code.get(code.as_str()));
        spot.neighbours = there.map(|&at| names[at].clone()).collect();
    }
    (spots, place_of)
}

fn line(alarm: &Alarm, is_known: bool) -> Line<'_> {
    let rounded = |number: f64| (number * 1000.0).round() / 1000.0;
    Line {
        date: alarm.date,
        level: alarm.level,
        area: if alarm.level == Level::City {
            "gemeente"
        } else {
            &alarm.area
        },
        wijk: (alarm.level == Level::Wijk).then_some(alarm.area.as_str()),
        phenomenon: &alarm.phenomenon,
        observed: alarm.observed,
        expected: rounded(alarm.expected),
        since: alarm.since,
        score: rounded(alarm.score),
        reporters: is_known.then_some(alarm.reporters),
        per_week: rounded(alarm.per_week),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(text: &str) -> String {
        parse(text)
            .err()
            .map_or_else(String::new, |error| format!("{error:#}"))
    }

    #[test]
    fn columns_come_in_any_order_and_rows_of_one_day_add_up() {
        let rows =
            parse("count;Wijk;date;phenomenon;note\n2;Laak;2026-10-14;nepagent;x\n").unwrap();
        assert_eq!(
            (rows[0].count, rows[0].wijk.as_str(), rows[0].reporters),
            (2, "Laak", None)
        );
        let text = "date,wijk,phenomenon,count\n2026-01-01,Laak,nepagent,0\n2026-10-14,Laak,nepagent,2\n2026-10-14,Laak,nepagent,2\n";
        let alarms = alarms(&parse(text).unwrap(), &[], None);
        assert_eq!((alarms.len(), alarms[0].observed), (1, 4));
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let head = "date,wijk,phenomenon,count,reporters\n2026-10-14,Laak,nepagent,1,1\n";
        for (row, said) in [
            (
                "14-10-2026,Laak,nepagent,1,1",
                "line 3: the date \"14-10-2026\"",
            ),
            ("2026-10-14,Laak,nepagent,-1,1", "line 3: the count \"-1\""),
            (
                "2026-10-14,Laak,nepagent,1,veel",
                "line 3: the reporters \"veel\"",
            ),
            ("2026-10-14,Laak,nepagent", "line: 3"),
            ("0202-10-14,Laak,nepagent,1,1", "more than fifty years"),
        ] {
            let complaint = complaint(&format!("{head}{row}\n"));
            assert!(complaint.contains(said), "{row}: {complaint}");
        }
        assert!(complaint("date,wijk,count\n").contains("no column \"phenomenon\""));
    }

    #[test]
    fn a_wijk_that_is_not_on_the_map_is_a_wijk_of_its_own() {
        let text = "date,wijk,phenomenon,count\n2026-01-01,Atlantis,x,0\n2026-01-01,Moerwijk,x,0\n2026-01-01,WK051836,x,0\n";
        let rows = parse(text).unwrap();
        let (spots, place_of) = spots(&rows, &[Place::den_haag()]);
        assert_eq!(
            (spots.len(), place_of["Moerwijk"], place_of["WK051836"]),
            (2, 1, 1)
        );
        assert_eq!(
            (&spots[0].stadsdeel, spots[1].stadsdeel.as_deref()),
            (&None, Some("Escamp"))
        );
    }

    #[test]
    fn dates_a_week_apart_are_weeks() {
        let rows = |dates: &[&str]| {
            let lines = dates.iter().map(|date| format!("{date},Laak,x,1\n"));
            parse(&format!(
                "date,wijk,phenomenon,count\n{}",
                lines.collect::<String>()
            ))
            .unwrap()
        };
        let weekly = ["2026-10-05", "2026-10-12", "2026-10-26", "2026-11-02"];
        assert_eq!(step_of(&rows(&weekly)), Step::Week);
        assert_eq!(step_of(&rows(&weekly[..3])), Step::Day);
        assert_eq!(
            step_of(&rows(&[
                "2026-10-05",
                "2026-10-12",
                "2026-10-13",
                "2026-10-26"
            ])),
            Step::Day
        );
    }
}
