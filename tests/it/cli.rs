//! The command line as an operator types it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};
use regex::Regex;
use testkit::{PATIENCE, Synapse, until};
use wijkbode::chat::{Outgoing, RoomKey};
use wijkbode::domain::sharing::Shared;
use wijkbode::domain::statistics::{Cell, Figure, Period};
use wijkbode::domain::time::{Moment, Month};
use wijkbode::store::{Database, Store, id_of};

use crate::bot::{Bot, On};

fn wijkbode(arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkbode"));
    Ok(command.args(arguments).stdin(Stdio::null()).output()?)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn example(name: &str) -> String {
    format!("{}/config/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_mistake_in_the_configuration_names_its_line() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("wijkbode.toml");
    fs::write(&file, "data = \"/tmp/x\"\nhelth = \"127.0.0.1:1\"\n")?;
    let path = file.to_str().context("a path in UTF-8")?;
    for subcommand in ["run", "check", "setup"] {
        let done = wijkbode(&["--config", path, subcommand])?;
        let said = format!("{}{}", text(&done.stdout), text(&done.stderr));
        assert!(
            !done.status.success() && said.contains("line 2") && said.contains("helth"),
            "{said}"
        );
    }
    Ok(())
}

#[test]
fn setup_without_a_terminal_says_where_to_put_what_it_would_ask() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("wijkbode.toml");
    fs::write(&file, format!("data = {:?}\n", folder.path().join("data")))?;
    let done = wijkbode(&[
        "--config",
        file.to_str().context("a path in UTF-8")?,
        "setup",
    ])?;
    assert!(
        text(&done.stderr).contains("cannot be asked without a terminal"),
        "{}",
        text(&done.stderr)
    );
    Ok(())
}

#[test]
fn a_programme_that_was_written_back_changes_nothing() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::write(at("wijkbode.toml"), format!("data = {:?}\n", at("data")))?;
    let run =
        |arguments: &[&str]| wijkbode(&[&["--config", &at("wijkbode.toml")], arguments].concat());
    let too_early = run(&["export", "programme"])?;
    assert!(!too_early.status.success() && too_early.stdout.is_empty());

    let done = run(&["apply", &example("programme.example.toml")])?;
    assert!(done.status.success(), "{}", text(&done.stderr));
    let written = run(&["export", "programma"])?;
    assert!(written.status.success(), "{}", text(&written.stderr));
    fs::write(at("programme.toml"), &written.stdout)?;
    let again = run(&["apply", &at("programme.toml")])?;
    assert!(
        text(&again.stdout).starts_with("Nothing to change."),
        "{}",
        text(&again.stdout)
    );
    Ok(())
}

#[test]
fn a_rehearsal_prints_json_lines() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let script = folder.path().join("script");
    fs::write(
        &script,
        "at 2026-10-14T10:00\nmoerwijk anna > actie flyers 40\n",
    )?;
    let script = script.to_str().context("a path in UTF-8")?;
    let programme = example("programme.example.toml");
    let done = wijkbode(&["rehearse", "--json", "--programme", &programme, script])?;
    assert!(done.status.success(), "{}", text(&done.stderr));
    let line: serde_json::Value = serde_json::from_slice(&done.stdout)?;
    assert_eq!(
        (&line["room"], &line["kind"], &line["to"]),
        (&"moerwijk".into(), &"notice".into(), &"anna:1".into())
    );
    assert!(
        line["at"] == "2026-10-14T10:00:00+02:00"
            && line["body"]
                .as_str()
                .is_some_and(|body| body.contains("A-1"))
    );
    Ok(())
}

#[test]
fn a_rehearsal_names_the_line_that_it_cannot_play() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let script = folder.path().join("script");
    fs::write(&script, "at 2026-10-14T10:00\nmoerwijk anna zegt iets\n")?;
    let programme = example("programme.example.toml");
    let done = wijkbode(&[
        "rehearse",
        "--programme",
        &programme,
        script.to_str().context("a path in UTF-8")?,
    ])?;
    assert!(
        !done.status.success() && text(&done.stderr).contains("line 2"),
        "{}",
        text(&done.stderr)
    );
    Ok(())
}

#[test]
fn understanding_reads_json_lines_and_explains_a_text() -> Result<()> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wijkbode"))
        .args([
            "understand",
            "--as",
            "action",
            "--now",
            "2026-10-14T10:00:00+02:00",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .context("standard input")?
        .write_all(b"{\"id\":\"1\",\"text\":\"gisteren 40 flyers\"}\n")?;
    let line: serde_json::Value = serde_json::from_slice(&child.wait_with_output()?.stdout)?;
    assert_eq!(
        (&line["id"], &line["action"], &line["date"][0]),
        (&"1".into(), &"flyers".into(), &"2026-10-13".into())
    );
    let done = wijkbode(&["understand", "nepagent aan de deur"])?;
    assert!(
        done.status.success() && text(&done.stdout).contains("Nepagent"),
        "{}",
        text(&done.stdout)
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn check_says_what_is_missing_until_nothing_is() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut bot = Bot::set_up(synapse, On::Sqlite).await?;
    let before = bot.command(&["check"]).output()?;
    let said = text(&before.stdout);
    assert!(
        !before.status.success() && said.contains("no wijk takes part yet"),
        "{said}"
    );
    assert!(
        said.contains("ok      device"),
        "the device is signed: {said}"
    );
    bot.apply(
        &fs::read_to_string(example("programme.example.toml"))?.replace("example.org", "wijk.test"),
    )?;
    bot.start()?;
    // The people of the example have no account here, but their rooms are made all the same.
    until("check to find nothing wrong", PATIENCE, || async {
        bot.command(&["check"])
            .output()
            .is_ok_and(|done| done.status.success())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_and_session_are_for_the_bot_alone() -> Result<()> {
    let bot = Bot::set_up(Synapse::shared().await?, On::Sqlite).await?;
    let mut files = 0;
    for entry in fs::read_dir(bot.data())? {
        let entry = entry?;
        if entry.file_type()?.is_file()
            && entry.file_name() != "wijkbode.lock"
            && entry.file_name() != "wijkbode.db"
        {
            files += 1;
            assert_eq!(
                entry.metadata()?.permissions().mode() & 0o777,
                0o600,
                "{:?}",
                entry.file_name()
            );
        }
    }
    assert!(files >= 2, "session and recovery key are there");
    Ok(())
}

#[test]
fn released_ideas_are_written_in_the_fields_of_the_ccv() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("wijkbode.toml");
    let data = folder.path().join("data");
    fs::create_dir_all(&data)?;
    fs::write(&file, format!("data = {data:?}\n"))?;
    let path = file.to_str().context("a path in UTF-8")?;
    let none = wijkbode(&["--config", path, "ideas"])?;
    assert!(
        none.status.success() && none.stdout.is_empty(),
        "{}",
        text(&none.stderr)
    );
    let json = wijkbode(&["--config", path, "ideas", "--format", "json"])?;
    assert_eq!(text(&json.stdout).trim(), "[]");
    Ok(())
}

/// A bot on SQLite with a programme, in a folder of its own; without a homeserver.
struct Gemeente {
    folder: tempfile::TempDir,
}

impl Gemeente {
    fn new(name: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let gemeente = Self { folder };
        let data = gemeente.at("data");
        fs::write(gemeente.at("wijkbode.toml"), format!("data = {data:?}\n"))?;
        let programme = fs::read_to_string(example("programme.example.toml"))?;
        let programme = programme.replace("Den Haag", name);
        fs::write(gemeente.at("programme.toml"), programme)?;
        let done = gemeente.run(&["apply", &gemeente.at("programme.toml")])?;
        assert!(done.status.success(), "{}", text(&done.stderr));
        Ok(gemeente)
    }

    fn at(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> Result<Output> {
        wijkbode(&[&["--config", &self.at("wijkbode.toml")], arguments].concat())
    }

    async fn store(&self) -> Result<Store> {
        let file = self.folder.path().join("data/wijkbode.db");
        Store::open(&Database::Sqlite(file)).await
    }
}

/// Publishes October with 12 to 15 reports of a nepagent, and fewer of another trick.
async fn publish(store: &Store) -> Result<()> {
    let cell = |unit: &str, phenomenon: &str, figure| Cell {
        unit: unit.to_owned(),
        phenomenon: phenomenon.to_owned(),
        figure,
        counted: None,
    };
    let cells = [
        cell("WK051836", "nepagent", Figure::Exact(11)),
        cell("WK051838", "nepagent", Figure::between(1, 4)),
        cell("WK051836", "smishing", Figure::Exact(7)),
        cell("", "sextortion", Figure::Exact(40)),
    ];
    let october = Period::Month(Month::read("2026-10").context("a month")?);
    let mut tx = store.begin().await?;
    tx.freeze_statistics(october, &cells, Moment(1_793_610_000_000))
        .await?;
    tx.commit().await
}

#[tokio::test]
async fn one_gemeente_shares_counts_and_another_takes_them_in_once() -> Result<()> {
    let (den_haag, leiden) = (Gemeente::new("Den Haag")?, Gemeente::new("Leiden")?);
    let too_early = den_haag.run(&["export", "counts", "--month", "2026-10"])?;
    assert!(
        text(&too_early.stderr).contains("were not published"),
        "{}",
        text(&too_early.stderr)
    );
    publish(&den_haag.store().await?).await?;
    let shared = den_haag.run(&["export", "counts", "--month", "2026-10"])?;
    let file: serde_json::Value = serde_json::from_slice(&shared.stdout)?;
    assert_eq!(
        file,
        serde_json::json!({
            "form": "wijkbode-counts-1",
            "gemeente": "Den Haag",
            "period": "2026-10",
            "counts": [{ "phenomenon": "nepagent", "least": 12, "most": 15 }],
        }),
        "nothing below the threshold, no wijk, and nothing sensitive"
    );
    fs::write(leiden.at("counts.json"), &shared.stdout)?;
    let taken = leiden.run(&["import", &leiden.at("counts.json")])?;
    assert!(
        text(&taken.stdout).starts_with("Taken in."),
        "{}",
        text(&taken.stderr)
    );
    let again = leiden.run(&["import", &leiden.at("counts.json")])?;
    assert!(
        text(&again.stdout).starts_with("Nothing new"),
        "{}",
        text(&again.stdout)
    );
    fs::write(den_haag.at("own.json"), &shared.stdout)?;
    let own = den_haag.run(&["import", &den_haag.at("own.json")])?;
    assert!(
        text(&own.stderr).contains("our own gemeente"),
        "{}",
        text(&own.stderr)
    );

    let store = leiden.store().await?;
    let mut tx = store.begin().await?;
    assert_eq!(tx.shared_by("Den Haag", "2026-10").await?.len(), 1);
    let mut told = Vec::new();
    // The room of the managers is not made yet, so it waits there.
    let content = id_of(&serde_json::to_string(&serde_json::from_slice::<Shared>(
        &shared.stdout,
    )?)?);
    if let Some(row) = tx.parcel(&id_of(&format!("shared:{content}"))).await?
        && let Some(Outgoing::Say(said)) = row.what()?
    {
        told.push((row.room, said.plain()));
    }
    assert_eq!(
        told,
        [(
            RoomKey::management(),
            "De gemeente Den Haag deelt cijfers over 2026-10: Nepagent 12-15. Wilt u uw wijken waarschuwen? Typ in de signaalkamer: waarschuw alle nepagent".to_owned()
        )]
    );
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_counts_changes_nothing() -> Result<()> {
    let leiden = Gemeente::new("Leiden")?;
    for (file, said) in [
        ("geen json", "expected"),
        (
            "{\"form\":\"wijkbode-counts-1\",\"gemeente\":\"X\",\"period\":\"2026-10\",\"counts\":[],\"rows\":[]}",
            "unknown field",
        ),
        (
            "{\"form\":\"wijkbode-counts-1\",\"gemeente\":\"X\",\"period\":\"2026-10\",\"counts\":[{\"phenomenon\":\"kevin\",\"least\":12,\"most\":12}]}",
            "not known here",
        ),
    ] {
        fs::write(leiden.at("counts.json"), file)?;
        let done = leiden.run(&["import", &leiden.at("counts.json")])?;
        assert!(
            !done.status.success() && text(&done.stderr).contains(said),
            "{}",
            text(&done.stderr)
        );
    }
    Ok(())
}

#[tokio::test]
async fn counts_are_written_as_stix() -> Result<()> {
    let den_haag = Gemeente::new("Den Haag")?;
    publish(&den_haag.store().await?).await?;
    let written = den_haag.run(&["export", "counts", "--month", "2026-10", "--form", "stix"])?;
    let bundle: serde_json::Value = serde_json::from_slice(&written.stdout)?;
    assert_eq!(bundle["type"], "bundle");
    let objects = bundle["objects"].as_array().context("objects")?;
    let id = Regex::new(
        "^[a-z-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    )?;
    let at = Regex::new(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")?;
    for object in objects {
        assert_eq!(object["spec_version"], "2.1");
        assert!(
            object["id"].as_str().is_some_and(|text| id.is_match(text)),
            "{object}"
        );
        assert!(
            object["created"]
                .as_str()
                .is_some_and(|text| at.is_match(text)),
            "{object}"
        );
    }
    assert_eq!(objects.len(), 3, "a gemeente, one trick, one count");
    assert_eq!(objects[2]["count"], 12);
    Ok(())
}
