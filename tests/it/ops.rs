//! What an operator sees of the running bot: health, figures, and what systemd is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use regex::Regex;
use sqlx::Connection as _;
use testkit::neighbour::PASSWORD;
use testkit::ruma::UserId;
use testkit::{Neighbour, PATIENCE, Synapse, until};
use tokio::net::UnixDatagram;
use tokio::sync::mpsc;
use tokio::time::timeout;
use wijkbode::domain::statistics::{Cell, Figure, Period};
use wijkbode::domain::time::read_day;

use crate::bot::{Bot, On};
use crate::store::databases::outside;
use crate::synapse::Town;

/// The values of a page of figures, by name; an error for a line that is not as the format wants it.
fn figures(page: &str) -> Result<BTreeMap<String, f64>> {
    let described = Regex::new(r"^# (HELP|TYPE|UNIT) ([a-z][a-z0-9_]*) (.+)$")?;
    let sample =
        Regex::new(r#"^([a-z][a-z0-9_]*)(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})? (\S+)$"#)?;
    let mut about = BTreeMap::<&str, BTreeMap<&str, &str>>::new();
    let mut found = BTreeMap::new();
    let lines = page
        .strip_suffix("# EOF\n")
        .context("the page ends with its mark")?;
    for line in lines.lines() {
        if let Some(parts) = described.captures(line) {
            let (_, [what, family, text]) = parts.extract();
            let before = about.entry(family).or_default().insert(what, text);
            ensure!(before.is_none(), "told twice: {line}");
            continue;
        }
        let parts = sample
            .captures(line)
            .with_context(|| format!("no line of the format: {line}"))?;
        let (name, value) = (&parts[1], parts[4].parse::<f64>()?);
        let ends = [("counter", "_total"), ("gauge", "")];
        let family = ends.iter().find_map(|(kind, end)| {
            let family = name.strip_suffix(end)?;
            (about.get(family)?.get("TYPE") == Some(kind)).then_some(family)
        });
        let family = family.with_context(|| format!("no family before: {line}"))?;
        let about = &about[family];
        ensure!(about.contains_key("HELP"), "no help: {line}");
        ensure!(
            about
                .get("UNIT")
                .is_none_or(|unit| family.ends_with(&format!("_{unit}"))),
            "{line}"
        );
        ensure!(
            found.insert(name.to_owned(), value).is_none(),
            "twice: {line}"
        );
    }
    Ok(found)
}

impl Bot {
    fn figures(&self) -> Result<BTreeMap<String, f64>> {
        let (head, body) = self.visit("/metrics")?;
        ensure!(head.starts_with("HTTP/1.1 200"), "{head}");
        ensure!(
            head.contains("application/openmetrics-text; version=1.0.0"),
            "{head}"
        );
        figures(&body).with_context(|| body)
    }

    fn figure(&self, name: &str) -> Result<f64> {
        let figures = self.figures()?;
        figures
            .get(name)
            .copied()
            .with_context(|| format!("no {name} in {figures:?}"))
    }

    /// Waits until a figure is as it should be.
    async fn shows(&self, name: &str, good: impl Fn(f64) -> bool) -> Result<()> {
        let is_good = || async { self.figure(name).is_ok_and(&good) };
        until(name, PATIENCE, is_good).await
    }
}

#[test]
fn a_page_that_breaks_the_format_is_noticed() {
    let good = "# HELP a_seconds Age.\n# TYPE a_seconds gauge\n# UNIT a_seconds seconds\na_seconds 1.5\n# EOF\n";
    assert_eq!(figures(good).unwrap()["a_seconds"], 1.5);
    for (from, to) in [
        ("# EOF\n", ""),
        ("# HELP a_seconds Age.\n", ""),
        ("gauge", "counter"),
        ("seconds seconds", "seconds bytes"),
        ("a_seconds 1.5", "a_seconds"),
        ("a_seconds 1.5", "a_seconds 1.5\na_seconds 2"),
        ("a_seconds 1.5", "a_seconds{room=\"!a:b\",} 1.5"),
    ] {
        assert!(figures(&good.replace(from, to)).is_err(), "{from} -> {to}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_move_with_a_command_and_with_what_cannot_be_read() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let (bot, anna) = (&town.bot, &town.anna);
    let before = bot.figures()?;
    assert_eq!(before["wijkbode_active"], 1.0);
    assert_eq!(before["wijkbode_database_up"], 1.0);
    assert_eq!(before["wijkbode_events_undecryptable_total"], 0.0);

    let said = anna.say(&town.moerwijk, "actie flyers 40").await?;
    town.answer(&said).await?;
    let sent = before["wijkbode_messages_sent_total"];
    bot.shows("wijkbode_messages_sent_total", |now| now > sent)
        .await?;
    let received = before["wijkbode_events_received_total"];
    bot.shows("wijkbode_events_received_total", |now| now > received)
        .await?;
    bot.shows("wijkbode_inbox_new", |now| now == 0.0).await?;
    bot.shows("wijkbode_outbox_oldest_age_seconds", |now| now == 0.0)
        .await?;

    let us = UserId::parse(&bot.user_id)?;
    anna.withholds_keys_from(&town.moerwijk, &us).await?;
    anna.say(&town.moerwijk, "actie flyers 50").await?;
    bot.shows("wijkbode_events_undecryptable_total", |now| now == 1.0)
        .await?;
    bot.shows("wijkbode_inbox_unreadable", |now| now == 1.0)
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_figure_is_documented_and_no_other_is_watched() -> Result<()> {
    let mut bot = Bot::set_up(Synapse::shared().await?, On::Sqlite).await?;
    bot.start()?;
    bot.shows("wijkbode_sync_age_seconds", |_| true).await?;
    let shown: BTreeSet<_> = bot.figures()?.into_keys().collect();
    let named_in = |file: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(path).with_context(|| file.to_owned())?;
        let name = Regex::new(r"\b(?:wijkbode|process)_[a-z_]+[a-z]\b")?;
        let names = name.find_iter(&text).map(|name| name.as_str().to_owned());
        Ok::<_, anyhow::Error>(names.collect::<BTreeSet<_>>())
    };
    assert_eq!(named_in("docs/operators.md")?, shown);
    for file in [
        "packaging/grafana/wijkbode.json",
        "packaging/prometheus/wijkbode.rules.yml",
    ] {
        let named = named_in(file)?;
        assert!(!named.is_empty(), "{file} watches something");
        let unknown: Vec<_> = named.difference(&shown).collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
    let dashboard = std::fs::read_to_string("packaging/grafana/wijkbode.json")?;
    serde_json::from_str::<serde_json::Value>(&dashboard)?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn health_tells_that_the_bot_is_in_sync() -> Result<()> {
    let town = Town::new(Synapse::shared().await?, On::Sqlite).await?;
    let well = || async {
        town.bot
            .visit("/health")
            .is_ok_and(|(head, _)| head.starts_with("HTTP/1.1 200"))
    };
    until("health to be well", PATIENCE, well).await?;
    let (_, body) = town.bot.visit("/health")?;
    let report: serde_json::Value = serde_json::from_str(&body)?;
    assert!(report["ok"] == true && report["active"] == true, "{body}");
    for age in [
        "seconds_since_sync",
        "inbox_oldest_seconds",
        "outbox_oldest_seconds",
    ] {
        assert!(report[age].is_u64(), "{age}: {body}");
    }
    let (head, _) = town.bot.visit("/live")?;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn published_statistics_are_for_who_has_the_token() -> Result<()> {
    let mut bot = Bot::set_up(Synapse::shared().await?, On::Sqlite).await?;
    let token = "0123456789abcdef0123456789abcdef";
    let file = bot.data().join("dashboard-token");
    std::fs::write(&file, format!("{token}\n"))?;
    let config = std::fs::read_to_string(bot.config())?;
    let config = config.replacen(
        "health =",
        &format!("dashboard_token_file = {file:?}\nhealth ="),
        1,
    );
    std::fs::write(bot.config(), config)?;
    let cells = [
        cell("WK051836", Figure::between(1, 4)),
        cell("WK051838", Figure::Exact(7)),
        cell("WK051840", Figure::Withheld),
    ];
    let week = Period::week_of(read_day("2026-10-14").context("a day")?);
    let store = bot.store().await?;
    let mut tx = store.begin().await?;
    tx.freeze_statistics(week, &cells, bot.now()).await?;
    tx.commit().await?;
    bot.start()?;
    bot.shows("wijkbode_sync_age_seconds", |_| true).await?;

    for path in ["/statistics", "/statistics/2026-W42"] {
        for wrong in [
            "",
            "Authorization: Bearer 0123456789abcdef0123456789abcdee\r\n",
        ] {
            let (head, body) = bot.visit_with(path, wrong)?;
            assert!(
                head.starts_with("HTTP/1.1 401") && body.is_empty(),
                "{head} {body}"
            );
        }
    }
    let header = format!("Authorization: Bearer {token}\r\n");
    let (_, sets) = bot.visit_with("/statistics", &header)?;
    let sets: serde_json::Value = serde_json::from_str(&sets)?;
    assert_eq!(sets["sets"][0]["period"], "2026-W42");
    let (_, set) = bot.visit_with("/statistics/2026-W42", &header)?;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&set)?,
        serde_json::json!({
            "period": "2026-W42",
            "cells": [
                { "unit": "WK051836", "phenomenon": "nepagent", "least": 1, "most": 4 },
                { "unit": "WK051838", "phenomenon": "nepagent", "least": 7, "most": 7 },
            ],
        })
    );
    for missing in [
        "/statistics/2026-W43",
        "/statistics/x",
        "/statistics/2026-10-14",
    ] {
        let (head, _) = bot.visit_with(missing, &header)?;
        assert!(head.starts_with("HTTP/1.1 404"), "{missing}: {head}");
    }
    Ok(())
}

fn cell(unit: &str, figure: Figure) -> Cell {
    Cell {
        unit: unit.to_owned(),
        phenomenon: "nepagent".to_owned(),
        figure,
        counted: Some(3),
    }
}

impl Town {
    /// Anna says something on a phone that is new: it takes a one-time key of the bot, who then makes another.
    async fn anna_speaks_on_a_new_phone(&self, synapse: &Synapse) -> Result<()> {
        let name = self.anna.user_id().localpart();
        let phone = Neighbour::login_unsigned(&synapse.url(), name, PASSWORD).await?;
        phone.room_named("Moerwijk", PATIENCE).await?;
        phone.say(&self.moerwijk, "hulp").await?;
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_come_from_a_copy_of_the_store_are_noticed() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, On::Sqlite).await?;
    town.bot.stop().await?;
    let (store, copy) = (
        town.bot.data().join("matrix"),
        town.bot.data().join("matrix-copy"),
    );
    let copied = Command::new("cp")
        .arg("-r")
        .args([&store, &copy])
        .status()?;
    ensure!(copied.success(), "cp");
    town.bot.start()?;
    town.anna_speaks_on_a_new_phone(synapse).await?;
    let sent = |now| now >= 1.0;
    town.bot.shows("wijkbode_messages_sent_total", sent).await?;
    town.bot.stop().await?;
    std::fs::remove_dir_all(&store)?;
    std::fs::rename(&copy, &store)?;
    town.bot.start()?;
    town.anna_speaks_on_a_new_phone(synapse).await?;
    let refused = |now| now >= 1.0;
    let figure = "wijkbode_one_time_keys_refused_total";
    town.bot.shows(figure, refused).await?;
    town.bot.logs("other one-time keys of this device").await
}

/// systemd, as far as the bot sees it: a socket that hears what the service says.
struct Systemd {
    lines: mpsc::UnboundedReceiver<String>,
    _folder: tempfile::TempDir,
}

impl Systemd {
    /// The bot's next start is a service with a watchdog of this patience.
    fn watches(bot: &mut Bot, watchdog: Duration) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("notify");
        let socket = UnixDatagram::bind(&path)?;
        bot.with("NOTIFY_SOCKET", path.to_str().context("a path in UTF-8")?);
        bot.with("WATCHDOG_USEC", &watchdog.as_micros().to_string());
        let (write, lines) = mpsc::unbounded_channel();
        // As systemd does: whoever does not listen makes the service wait.
        tokio::spawn(async move {
            let mut said = [0; 4096];
            while let Ok(length) = socket.recv(&mut said).await {
                for line in String::from_utf8_lossy(&said[..length]).lines() {
                    // Nobody reads on once the story is told.
                    let _ = write.send(line.to_owned());
                }
            }
        });
        Ok(Self {
            lines,
            _folder: folder,
        })
    }

    /// Whether this line comes within the time; what else is said meanwhile is let go.
    async fn hears(&mut self, line: &str, within: Duration) -> bool {
        let listen = async {
            while let Some(said) = self.lines.recv().await {
                if said == line {
                    return true;
                }
            }
            false
        };
        timeout(within, listen).await.unwrap_or(false)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn systemd_hears_when_the_bot_is_ready_at_work_alive_and_stopping() -> Result<()> {
    let mut bot = Bot::set_up(Synapse::shared().await?, On::Sqlite).await?;
    let mut systemd = Systemd::watches(&mut bot, Duration::from_secs(3))?;
    bot.start()?;
    for line in ["READY=1", "STATUS=at work", "WATCHDOG=1", "WATCHDOG=1"] {
        assert!(systemd.hears(line, PATIENCE).await, "{line}");
    }
    let cursor = bot.store().await?.begin().await?.fact("cursor").await?;
    assert!(
        cursor.is_some(),
        "ready means that a first sync is committed"
    );
    assert_eq!(bot.stop().await?, Some(0));
    assert!(systemd.hears("STOPPING=1", PATIENCE).await);

    // A homeserver without news lets a sync wait for 25 seconds; the first one after a start does not wait.
    bot.start()?;
    assert!(systemd.hears("READY=1", Duration::from_secs(20)).await);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn systemd_hears_why_the_bot_could_not_start() -> Result<()> {
    let mut bot = Bot::set_up(Synapse::shared().await?, On::Sqlite).await?;
    let mut systemd = Systemd::watches(&mut bot, Duration::from_secs(60))?;
    std::fs::remove_file(bot.data().join("session.json"))?;
    bot.start()?;
    assert_eq!(bot.ends().await?, Some(1));
    let said = bot.read_log();
    let (_, reason) = said
        .trim_end()
        .rsplit_once("wijkbode: ")
        .context("a reason")?;
    assert!(systemd.hears(&format!("STATUS={reason}"), PATIENCE).await);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_hangs_silences_the_watchdog_until_it_goes_on() -> Result<()> {
    const QUIET: Duration = Duration::from_secs(4);
    let mut bot = Bot::set_up(Synapse::shared().await?, On::Postgres).await?;
    let mut systemd = Systemd::watches(&mut bot, Duration::from_millis(600))?;
    bot.start()?;
    for line in ["READY=1", "STATUS=at work", "WATCHDOG=1"] {
        assert!(systemd.hears(line, PATIENCE).await, "{line}");
    }
    let mut other = outside(&bot.database()).await?;
    let mut hold = other.begin().await?;
    sqlx::raw_sql("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE")
        .execute(&mut *hold)
        .await?;
    let silence = async { while systemd.hears("WATCHDOG=1", QUIET).await {} };
    ensure!(
        timeout(PATIENCE, silence).await.is_ok(),
        "the watchdog is fed all the same"
    );
    for path in ["/live", "/health"] {
        let (head, _) = bot.visit(path)?;
        assert!(head.starts_with("HTTP/1.1 503"), "{path}: {head}");
    }
    assert_eq!(bot.figure("wijkbode_database_up")?, 0.0);
    hold.rollback().await?;
    assert!(systemd.hears("WATCHDOG=1", PATIENCE).await, "it goes on");
    assert_eq!(bot.stop().await?, Some(0));
    Ok(())
}
