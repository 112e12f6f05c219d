//! The table: what was measured, beside which floor, and whether it is what we aim at.

use std::fs;
use std::time::Instant;

/// Collects the lines, and prints each as soon as it is known.
pub struct Report {
    /// How often everything is measured.
    pub rounds: usize,
    begun: Instant,
}

/// One line.
pub struct Line<'a> {
    pub what: &'a str,
    pub unit: &'a str,
    /// One figure per round.
    pub measured: Vec<f64>,
    /// The floor of the same rounds; empty where there is none.
    pub floor: Vec<f64>,
    pub aim: Aim,
}

/// What is good enough: of the ratio to the floor, or of the figure itself where there is no floor.
pub enum Aim {
    AtMost(f64),
    AtLeast(f64),
    /// Only to know.
    None,
}

impl Report {
    /// Prints what is measured, where, and the head of the table.
    pub fn begin(rounds: usize) -> Self {
        let (cores, model) = processor();
        println!("{cores} cores, {model}; {rounds} rounds, medians\n");
        println!("| What | Measured | Floor | Ratio | Aim | Met |");
        println!("|---|---:|---:|---:|---:|---|");
        Self {
            rounds,
            begun: Instant::now(),
        }
    }

    /// Prints a line of the table.
    pub fn add(&self, line: &Line<'_>) {
        let measured = median(&line.measured);
        let ratios: Vec<f64> = line
            .measured
            .iter()
            .zip(&line.floor)
            .map(|(measured, floor)| measured / floor)
            .collect();
        let has_floor = !ratios.is_empty();
        let judged = if has_floor { median(&ratios) } else { measured };
        let (aim, met) = match line.aim {
            Aim::AtMost(most) => (format!("≤ {}", short(most)), yes_no(judged <= most)),
            Aim::AtLeast(least) => (format!("≥ {}", short(least)), yes_no(judged >= least)),
            Aim::None => (String::new(), ""),
        };
        let figure = |figure: f64| format!("{} {}", short(figure), line.unit);
        let floor = has_floor.then(|| figure(median(&line.floor)));
        let ratio = has_floor.then(|| format!("{judged:.2}"));
        println!(
            "| {} | {} | {} | {} | {aim} | {met} |",
            line.what,
            figure(measured),
            floor.unwrap_or_default(),
            ratio.unwrap_or_default(),
        );
    }

    /// Says on the other channel how far we are: some measurements take minutes.
    pub fn progress(&self, what: &str) {
        eprintln!("{:>5.0} s  {what}", self.begun.elapsed().as_secs_f64());
    }

    /// Prints how long all of it took.
    pub fn end(&self) {
        println!("\nMeasured in {:.0} s.", self.begun.elapsed().as_secs_f64());
    }
}

/// The middle one.
pub fn median(figures: &[f64]) -> f64 {
    quantile(figures, 0.5)
}

/// The figure below which this share of them is.
pub fn quantile(figures: &[f64], share: f64) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

fn short(figure: f64) -> String {
    match figure.abs() {
        size if size >= 100.0 => format!("{figure:.0}"),
        size if size >= 10.0 => format!("{figure:.1}"),
        _ => format!("{figure:.2}"),
    }
}

fn yes_no(met: bool) -> &'static str {
    if met { "yes" } else { "**no**" }
}

/// How many cores this process may use, and what they are called.
fn processor() -> (usize, String) {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name.trim() == "model name").then(|| value.trim().to_owned())
    });
    (cores, model.unwrap_or_else(|| "unknown model".to_owned()))
}
