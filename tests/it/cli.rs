//! The command line as an operator types it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result};
use testkit::{PATIENCE, Synapse, until};

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
