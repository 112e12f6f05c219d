//! `wijkbode ideas`: the released ideas, in the fields of the database of the CCV, as CSV or JSON.
//!
//! Who did it and in which wijk is no part of it. Whoever enters them in that database looks at each first: an action does
//! not say which kind of crime it was about.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::clock;
use crate::catalogue::{Catalogue, Lang, Reach, Term};
use crate::config::Config;
use crate::domain::numbers::range;
use crate::store::{Idea, Store};

#[derive(Args)]
pub struct Arguments {
    /// How it is written, to standard output.
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// One idea. The first four fields are those of the CCV; its names for them stay Dutch.
#[derive(Debug, Serialize)]
struct Row {
    doelgroep: String,
    type_cybercrime: String,
    type_aanpak: String,
    gericht_op: String,
    titel: String,
    plaats: String,
    nodig: String,
    tijd: String,
    bereik: String,
    wat_werkte: String,
    les: String,
    maand: String,
}

/// Writes all released ideas of this gemeente.
pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    super::status(write(config, arguments.format).await)
}

async fn write(config: &Path, format: Format) -> Result<()> {
    let config = Config::from_file(config)?;
    let catalogue = config.world("")?.catalogue;
    let store = Store::open(&config.database).await?;
    let mut tx = store.begin().await?;
    let ideas = tx.ideas().await?;
    let now = clock().now();
    tx.audit(&format!("export:{}", now.0), None, "exported", "ideas", now)
        .await?;
    tx.commit().await?;
    let rows: Vec<_> = ideas.iter().map(|idea| row(&catalogue, idea)).collect();
    match format {
        Format::Csv => print!("{}", csv(&rows)?),
        Format::Json => println!("{}", serde_json::to_string_pretty(&rows)?),
    }
    Ok(())
}

fn row(catalogue: &Catalogue, idea: &Idea) -> Row {
    let kind = catalogue.action(&idea.kind);
    let audience = idea
        .audience
        .as_deref()
        .and_then(|slug| catalogue.audience(slug));
    let count = idea.reach_min.zip(idea.reach_max);
    let count = count.map(|(least, most)| range(least, most));
    let unit = kind.map_or("", |kind| kind.unit(Lang::Nl));
    Row {
        doelgroep: audience
            .map_or("Iedereen", |one| one.label(Lang::Nl))
            .to_owned(),
        type_cybercrime: "Online criminaliteit, algemeen".to_owned(),
        type_aanpak: approach(kind.map(|kind| kind.reach)).to_owned(),
        gericht_op: "Mogelijke slachtoffers".to_owned(),
        titel: kind
            .map_or(idea.kind.as_str(), |kind| kind.label(Lang::Nl))
            .to_owned(),
        plaats: label(catalogue.places_of_activities(), &idea.place),
        nodig: label(catalogue.needed(), &idea.needed),
        tijd: label(catalogue.durations(), &idea.duration),
        bereik: count.map_or_else(String::new, |count| format!("{count} {unit}")),
        wat_werkte: label(
            catalogue.worked(),
            idea.worked.as_deref().unwrap_or_default(),
        ),
        les: idea.lesson.clone().unwrap_or_default(),
        maand: idea.day.get(..7).unwrap_or_default().to_owned(),
    }
}

fn label(terms: &[Term], slug: &str) -> String {
    let found = terms.iter().find(|term| term.slug == slug);
    found.map_or("", |term| term.label(Lang::Nl)).to_owned()
}

fn approach(reach: Option<Reach>) -> &'static str {
    match reach {
        Some(Reach::Stuks | Reach::Plekken) => "Voorlichtingsmateriaal",
        Some(Reach::Leden | Reach::Oplage) => "Berichten en media",
        Some(Reach::Mensen) => "Voorlichting en persoonlijk contact",
        Some(Reach::Geen) | None => "Anders",
    }
}

/// RFC 4180: every field between quotes, so that a comma or a line break in a lesson does no harm.
fn csv(rows: &[Row]) -> Result<String> {
    let mut lines = Vec::new();
    for row in rows {
        let serde_json::Value::Object(fields) = serde_json::to_value(row)? else {
            continue;
        };
        if lines.is_empty() {
            lines.push(line(fields.keys().map(String::as_str)));
        }
        lines.push(line(fields.values().filter_map(|value| value.as_str())));
    }
    Ok(lines.concat())
}

fn line<'a>(fields: impl Iterator<Item = &'a str>) -> String {
    let quoted = fields.map(|field| {
        // A spreadsheet would take it for a formula.
        let guard = if field.starts_with(['=', '+', '-', '@']) {
            "'"
        } else {
            ""
        };
        format!("\"{guard}{}\"", field.replace('"', "\"\""))
    });
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idea_stands_in_the_fields_of_the_ccv_and_a_comma_stays_in_its_field() {
        let idea = Idea {
            id: "i".into(),
            number: 1,
            place: "bibliotheek".into(),
            needed: "niets".into(),
            duration: "uur".into(),
            lesson: Some("=Begin \"klein\", met koffie".into()),
            released_at: None,
            kind: "koffieochtend".into(),
            reach_min: Some(12),
            reach_max: Some(12),
            audience: Some("ouderen".into()),
            day: "2026-10-14".into(),
            worked: None,
        };
        let catalogue = Catalogue::built_in();
        let written = csv(&[row(&catalogue, &idea)]).unwrap();
        let mut lines = written.lines();
        let header = lines.next().unwrap();
        for field in ["doelgroep", "type_cybercrime", "type_aanpak", "gericht_op"] {
            assert!(header.contains(&format!("\"{field}\"")), "{header}");
        }
        let row = lines.next().unwrap();
        assert!(
            row.contains("\"'=Begin \"\"klein\"\", met koffie\""),
            "{row}"
        );
        assert!(
            row.contains("\"Ouderen\"") && row.contains("\"12 aanwezigen\""),
            "{row}"
        );
        assert_eq!(lines.next(), None);
    }
}
