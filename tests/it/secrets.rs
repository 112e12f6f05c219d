//! Passwords, tokens and keys stay where they are kept: not in what the program prints, nor in its logs, nor in `Debug`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use testkit::{Synapse, unique};

use crate::bot::{On, PASSWORD};
use crate::synapse::{Town, answer};

/// All that our own crates would ever say.
const LOUD: &str = "wijkbode=trace,wijkbode_matrix=trace";
const DATABASE_PASSWORD: &str = "waterpasgeheim";
const WRONG_PASSWORD: &str = "verkeerd-brilkokergeheim";
const WRONG_TOKEN: &str = "syt_dmVya2VlcmQ_zwaluwstaartgeheim_0aBcDe";

/// One run of the built binary on a configuration of its own.
struct Run {
    folder: tempfile::TempDir,
    said: String,
}

impl Run {
    fn new() -> Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
            said: String::new(),
        })
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Gives whether it succeeded; what it printed is kept.
    fn wijkbode(
        &mut self,
        config: &str,
        environment: &[(&str, &str)],
        arguments: &[&str],
    ) -> Result<bool> {
        let file = self.folder.path().join("wijkbode.toml");
        fs::write(&file, format!("data = {:?}\n{config}", self.data()))?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_wijkbode"));
        command
            .arg("--config")
            .arg(file)
            .args(arguments)
            .env("RUST_LOG", LOUD);
        let done = command
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .output()?;
        for printed in [&done.stdout, &done.stderr] {
            self.said.push_str(&String::from_utf8_lossy(printed));
        }
        Ok(done.status.success())
    }
}

fn session(data: &Path) -> Result<serde_json::Value> {
    Ok(serde_json::from_slice(&fs::read(
        data.join("session.json"),
    )?)?)
}

/// What may never be seen of a bot that was set up.
fn secrets_in(data: &Path) -> Result<Vec<String>> {
    let token = session(data)?["access_token"]
        .as_str()
        .context("a token")?
        .to_owned();
    let recovery = fs::read_to_string(data.join("recovery-key"))?
        .trim()
        .to_owned();
    let key = fs::read(data.join("matrix/key"))?;
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let secrets = vec![
        token,
        recovery,
        hex,
        format!("{key:?}"),
        PASSWORD.to_owned(),
    ];
    ensure!(
        secrets.iter().all(|secret| secret.len() > 10),
        "a secret that is none"
    );
    Ok(secrets)
}

fn shown<'s>(said: &str, secrets: &'s [String]) -> Vec<&'s str> {
    secrets
        .iter()
        .map(String::as_str)
        .filter(|secret| said.contains(secret))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn setting_up_shows_the_recovery_key_once_and_no_other_secret() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let name = unique("wijkbode");
    synapse.register(&name, PASSWORD).await?;
    let homeserver = format!("[homeserver]\nurl = {:?}\nuser = {name:?}\n", synapse.url());
    let mut run = Run::new()?;
    ensure!(!run.wijkbode(
        &homeserver,
        &[("WIJKBODE_PASSWORD", WRONG_PASSWORD)],
        &["setup"]
    )?);
    ensure!(!run.wijkbode(
        &homeserver,
        &[("WIJKBODE_ACCESS_TOKEN", WRONG_TOKEN)],
        &["setup"]
    )?);
    ensure!(run.wijkbode(&homeserver, &[("WIJKBODE_PASSWORD", PASSWORD)], &["setup"])?);
    let mut secrets = secrets_in(&run.data())?;
    let recovery = secrets.remove(1);
    assert_eq!(
        run.said.matches(&recovery).count(),
        1,
        "shown once, to be kept"
    );
    let once = std::mem::take(&mut run.said).replace(&recovery, "");

    // The second time it is there already, and a token that was taken away is no reason to show it.
    ensure!(run.wijkbode(&homeserver, &[("WIJKBODE_PASSWORD", PASSWORD)], &["setup"])?);
    let mut revoked = session(&run.data())?;
    revoked["access_token"] = WRONG_TOKEN.into();
    fs::write(run.data().join("session.json"), revoked.to_string())?;
    for command in ["run", "check"] {
        ensure!(!run.wijkbode(&homeserver, &[], &[command])?, "{command}");
    }
    secrets.extend([WRONG_PASSWORD, WRONG_TOKEN].map(str::to_owned));
    secrets.push(recovery);
    let said = format!("{once}{}", run.said);
    assert_eq!(shown(&said, &secrets), Vec::<&str>::new(), "{said}");
    Ok(())
}

#[test]
fn a_wrong_configuration_shows_no_secret() -> Result<()> {
    let database = |url: &str| format!("[database]\nurl = \"{url}\"\n");
    let homeserver = |rest: &str| format!("[homeserver]\n{rest}\n");
    let configurations = [
        database(&format!(
            "postgres://bode:{DATABASE_PASSWORD}@127.0.0.1:1/wijkbode"
        )),
        database(&format!(
            "postgres://bode:{DATABASE_PASSWORD}@127.0.0.1:poort/wijkbode"
        )),
        database(&format!(
            "postgres://bode:{DATABASE_PASSWORD}#@127.0.0.1/wijkbode"
        )),
        database(&format!(
            "postgres://bode:{DATABASE_PASSWORD}@nergens.invalid/wijkbode?sslmode=onzin"
        )),
        database(&format!(
            "mysql://bode:{DATABASE_PASSWORD}@127.0.0.1/wijkbode"
        )),
        format!("[database]\nurl_file = \"{DATABASE_PASSWORD}\"\n"),
        format!("database = \"postgres://bode:{DATABASE_PASSWORD}@127.0.0.1/wijkbode\"\n"),
        format!("[database]\npassword = \"{DATABASE_PASSWORD}\"\n"),
        homeserver(&format!(
            "url = \"http://127.0.0.1:1\"\nuser = \"bode\"\npassword_file = \"{DATABASE_PASSWORD}\""
        )),
        homeserver(&format!(
            "url = \"http://127.0.0.1:1\"\naccess_token_file = \"{DATABASE_PASSWORD}\""
        )),
        homeserver(&format!(
            "url = \"http://bode:{DATABASE_PASSWORD}@127.0.0.1:1\"\nuser = \"bode\""
        )),
        homeserver(&format!(
            "url = \"127.0.0.1:1/{DATABASE_PASSWORD}@\"\nuser = \"bode\""
        )),
    ];
    for configuration in configurations {
        for command in ["setup", "check", "run"] {
            let mut run = Run::new()?;
            ensure!(!run.wijkbode(
                &configuration,
                &[("WIJKBODE_PASSWORD", WRONG_PASSWORD)],
                &[command]
            )?);
            assert!(
                run.said.contains("wijkbode: ") || command == "check",
                "it says why: {}",
                run.said
            );
            let secrets = [DATABASE_PASSWORD, WRONG_PASSWORD].map(str::to_owned);
            assert_eq!(
                shown(&run.said, &secrets),
                Vec::<&str>::new(),
                "{command}, {configuration}: {}",
                run.said
            );
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_at_work_logs_no_secret() -> Result<()> {
    let mut town = Town::new(Synapse::shared().await?, On::Postgres).await?;
    town.bot.stop().await?;
    let config = fs::read_to_string(town.bot.config())?;
    let with_password =
        config.replacen("@127.0.0.1", &format!(":{DATABASE_PASSWORD}@127.0.0.1"), 1);
    ensure!(with_password != config, "{config}");
    fs::write(town.bot.config(), with_password)?;
    town.bot.with("RUST_LOG", LOUD);
    town.bot.start()?;
    let said = town.anna.say(&town.moerwijk, "actie flyers 40").await?;
    town.answer(&said).await?;
    let said = town.carla.say(&town.management, "hulp").await?;
    answer(&town.carla, &town.management, &said, &town.bot.user_id).await?;
    let checked = town.bot.command(&["check"]).output()?;
    town.bot.stop().await?;

    let mut secrets = secrets_in(&town.bot.data())?;
    secrets.push(DATABASE_PASSWORD.to_owned());
    let mut said = town.bot.read_log();
    said.push_str(&String::from_utf8_lossy(&checked.stdout));
    said.push_str(&String::from_utf8_lossy(&checked.stderr));
    assert!(said.contains("TRACE") || said.contains("DEBUG"), "{said}");
    assert_eq!(shown(&said, &secrets), Vec::<&str>::new(), "{said}");
    // The search finds what is there.
    said.push_str(&secrets[0]);
    assert_eq!(shown(&said, &secrets).len(), 1);
    Ok(())
}

/// A type with a field of such a name must write its `Debug` by hand, or have none.
#[test]
fn no_type_with_a_secret_derives_debug() -> Result<()> {
    const SECRETS: [&str; 6] = [
        "password",
        "access_token",
        "recovery_key",
        "secret",
        "store_key",
        "token",
    ];
    let mut wrong = Vec::new();
    for folder in ["src", "matrix/src"] {
        for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))? {
            let text = fs::read_to_string(&file)?;
            for part in text.split("#[derive(").skip(1) {
                let (derived, rest) = part.split_once(")]").context("the end of a derive")?;
                let body = rest.split("\n}").next().unwrap_or_default();
                let holds = |name: &&str| {
                    body.contains(&format!("{name}: String"))
                        || body.contains(&format!("{name}: Option<String>"))
                };
                if derived.contains("Debug") && SECRETS.iter().any(holds) {
                    wrong.push(format!(
                        "{}: {}",
                        file.display(),
                        body.lines().nth(1).unwrap_or_default()
                    ));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    Ok(())
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

/// The types that the configuration is made of, as a log would show them.
#[test]
fn debug_of_the_configuration_shows_no_secret() -> Result<()> {
    let text = format!(
        "data = \"x\"\n[database]\nurl = \"postgres://bode:{DATABASE_PASSWORD}@127.0.0.1/x\"\n\
         [homeserver]\npassword_file = \"{WRONG_PASSWORD}\"\naccess_token_file = \"{WRONG_TOKEN}\"\n"
    );
    let config = wijkbode::config::Config::parse(&text)?;
    let shown = format!("{config:?} {:#?} {:?}", config.database, config.homeserver);
    for secret in [DATABASE_PASSWORD, WRONG_PASSWORD, WRONG_TOKEN] {
        assert!(!shown.contains(secret), "{shown}");
    }
    Ok(())
}
