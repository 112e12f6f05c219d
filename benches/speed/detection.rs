//! Early warning beside other methods: false alarms, outbreaks found, and days until they were.

mod references;
mod simulation;

use wijkbode::domain::detection::{Level, Settings};

use crate::report::{Aim, Line, Report};
use simulation::{Found, Gemeente, Outbreak, Scale, Score, compare};

const SEED: u64 = 20_261_014;
/// Reports a week of one phenomenon in one wijk.
const RATES: [f64; 5] = [0.1, 0.25, 0.5, 1.0, 2.0];
/// Reports a week of a whole gemeente.
const TOWNS: [f64; 3] = [10.0, 30.0, 150.0];

/// Sizes and days.
const OUTBREAKS: [Outbreak; 7] = [
    outbreak(3, 3),
    outbreak(4, 3),
    outbreak(6, 3),
    outbreak(4, 7),
    outbreak(6, 7),
    outbreak(6, 21),
    outbreak(10, 21),
];

const fn outbreak(size: usize, days: usize) -> Outbreak {
    Outbreak { size, days }
}

/// Prints a table per rate of one series, and one of whole gemeenten.
pub fn measure(report: &Report, outbreaks: usize) {
    let times = (0..report.rounds).map(|_| Gemeente::new(0.0, SEED).time_a_day(100_000));
    report.add(&Line {
        what: "bursts looked for on one day, 100,000 reports in five years",
        unit: "ms",
        measured: times.collect(),
        floor: vec![],
        aim: Aim::AtMost(200.0),
    });
    let scale = Scale {
        years: 2 * outbreaks,
        outbreaks,
    };
    for per_week in RATES {
        report.progress(&format!("detection, {per_week} a week"));
        one_series(per_week, scale);
    }
    report.progress("detection, whole gemeenten");
    whole_gemeenten(outbreaks);
}

fn one_series(per_week: f64, scale: Scale) {
    println!("\n{per_week} reports a week in one series\n");
    let kinds = OUTBREAKS.map(|Outbreak { size, days }| format!("{size} in {days} d"));
    println!(
        "| Method | False alarms a year | {} | All | Mean days |",
        kinds.join(" | ")
    );
    println!("|---|---:|{}---:|---:|", "---:|".repeat(kinds.len()));
    for score in compare(per_week, &OUTBREAKS, &Settings::default(), scale, SEED) {
        let cells: Vec<_> = score.found.iter().map(cell).collect();
        let Score {
            name,
            false_alarms_a_year,
            ..
        } = &score;
        let (share, mean) = (score.share() * 100.0, score.mean());
        println!(
            "| {name} | {false_alarms_a_year:.2} | {} | {share:.0} % | {mean:.1} |",
            cells.join(" | ")
        );
    }
}

/// The share found, and the median of days.
fn cell(found: &Found) -> String {
    format!("{:.0} %, {:.0} d", found.share * 100.0, found.median)
}

fn whole_gemeenten(outbreaks: usize) {
    println!("\nWhole gemeenten: false alarms a year\n");
    let names = references::ALL.iter().map(|method| method.name);
    println!(
        "| Reports a week | wijkbode | {} |",
        names.collect::<Vec<_>>().join(" | ")
    );
    println!("|---:|---:|{}", "---:|".repeat(references::ALL.len()));
    let years = outbreaks / 50 + 1;
    for per_week in TOWNS {
        let mut gemeente = Gemeente::new(per_week, SEED);
        let all: Vec<_> = (0..years).map(|_| gemeente.false_alarms()).collect();
        let a_year = |sum: usize| format!("{:.1}", sum as f64 / years as f64);
        let theirs = (0..references::ALL.len())
            .map(|n| a_year(all.iter().map(|(_, theirs)| theirs[n].1).sum()));
        let ours = a_year(all.iter().map(|(ours, _)| ours).sum());
        println!(
            "| {per_week} | {ours} | {} |",
            theirs.collect::<Vec<_>>().join(" | ")
        );
    }
    println!(
        "\nWhole gemeenten: outbreaks in one wijk that wijkbode finds, and says to be in that wijk\n"
    );
    let kinds = OUTBREAKS.map(|Outbreak { size, days }| format!("{size} in {days} d"));
    println!("| Reports a week | {} |", kinds.join(" | "));
    println!("|---:|{}", "---:|".repeat(kinds.len()));
    for per_week in TOWNS {
        let mut gemeente = Gemeente::new(per_week, SEED);
        let cells = OUTBREAKS.map(|outbreak| {
            let tries = outbreaks / 5 + 1;
            let found: Vec<_> = (0..tries).filter_map(|_| gemeente.find(outbreak)).collect();
            let in_wijk = found
                .iter()
                .filter(|(_, level)| *level == Level::Wijk)
                .count();
            let mut days: Vec<_> = found.iter().map(|(day, _)| *day).collect();
            days.sort_unstable();
            let median = days.get(days.len() / 2).map_or(f64::NAN, |&day| day as f64);
            let percent = |part: usize| part as f64 * 100.0 / tries as f64;
            format!(
                "{:.0} % ({:.0} %), {median:.0} d",
                percent(found.len()),
                percent(in_wijk)
            )
        });
        println!("| {per_week} | {} |", cells.join(" | "));
    }
}
