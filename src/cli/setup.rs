//! `wijkbode setup`: the first login, or a new device after a lost store.

use std::io::{BufRead, IsTerminal, Write, stdin, stdout};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use wijkbode_matrix::{Login, Secret, set_up};

use super::status;
use crate::config::{Config, SecretFile};
use crate::store::Lock;

/// What is not given here, in the configuration or in the environment is asked.
#[derive(Args)]
pub struct Arguments {
    /// Base URL of the homeserver.
    #[arg(long, env = "WIJKBODE_HOMESERVER")]
    homeserver: Option<String>,
    /// Full user id or local part.
    #[arg(long, env = "WIJKBODE_USER")]
    user: Option<String>,
}

pub async fn run(config: &Path, arguments: &Arguments) -> ExitCode {
    status(set_up_bot(config, arguments).await)
}

async fn set_up_bot(config: &Path, arguments: &Arguments) -> Result<()> {
    let config = Config::from_file(config)?;
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("making the folder {}", config.data.display()))?;
    // Logging in beside a running bot would take its keys away. One on another machine has a session of its own.
    let _lock = Lock::of_folder(&config.data)?;
    let login = login(&config, arguments)?;
    let done = set_up(&config.matrix(), login)
        .await
        .context("the login did not succeed")?;
    println!("Logged in as {} (device {}).", done.user_id, done.device_id);
    for device in &done.left_over_devices {
        println!("The old device {device} could not be removed; remove it in another client.");
    }
    match done.recovery_key {
        Some(key) => println!(
            "\nThe recovery key, shown once:\n\n    {key}\n\nKeep it in the gemeente's safe, apart from this machine. It is also in {}.",
            config.matrix().recovery_key.display()
        ),
        None => println!("The keys were recovered; the recovery key stays as it was."),
    }
    println!("\nNext: wijkbode apply programme.toml, and then: wijkbode run");
    Ok(())
}

fn login(config: &Config, arguments: &Arguments) -> Result<Login> {
    let homeserver = arguments
        .homeserver
        .clone()
        .or_else(|| config.homeserver.url.clone());
    let homeserver = or_ask(
        homeserver,
        "Homeserver (for example https://matrix.example.org): ",
    )?;
    let recovery_key = secret(
        "WIJKBODE_RECOVERY_KEY",
        (
            "homeserver.recovery_key_file",
            config.homeserver.recovery_key_file.as_ref(),
        ),
    )?;
    if let Some(token) = secret(
        "WIJKBODE_ACCESS_TOKEN",
        (
            "homeserver.access_token_file",
            config.homeserver.access_token_file.as_ref(),
        ),
    )? {
        return Ok(Login {
            homeserver,
            user: None,
            secret: Secret::AccessToken(token),
            recovery_key,
        });
    }
    let user = arguments
        .user
        .clone()
        .or_else(|| config.homeserver.user.clone());
    let user = or_ask(user, "User: ")?;
    let password = match secret(
        "WIJKBODE_PASSWORD",
        (
            "homeserver.password_file",
            config.homeserver.password_file.as_ref(),
        ),
    )? {
        Some(password) => password,
        None => ask_secret("Password: ")?,
    };
    Ok(Login {
        homeserver,
        user: Some(user),
        secret: Secret::Password(password),
        recovery_key,
    })
}

/// From the environment, else from a file that holds nothing else.
fn secret(variable: &str, (key, file): (&str, Option<&SecretFile>)) -> Result<Option<String>> {
    match std::env::var(variable) {
        Ok(value) => Ok(Some(value)),
        Err(_) => file.map(|file| file.read(key)).transpose(),
    }
}

fn or_ask(known: Option<String>, question: &str) -> Result<String> {
    if let Some(known) = known {
        return Ok(known);
    }
    must_be_terminal(question)?;
    print!("{question}");
    stdout().flush()?;
    let mut answer = String::new();
    stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}

fn ask_secret(question: &str) -> Result<String> {
    must_be_terminal(question)?;
    rpassword::prompt_password(question).context("reading the password")
}

fn must_be_terminal(question: &str) -> Result<()> {
    if !stdin().is_terminal() {
        bail!(
            "\"{}\" cannot be asked without a terminal; put it in the configuration or the environment",
            question.trim()
        );
    }
    Ok(())
}
