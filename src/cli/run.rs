//! `wijkbode run`: the bot, until SIGTERM or Ctrl-C.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{clock, failed};
use crate::bot;
use crate::config::Config;
use crate::ops::systemd;

/// Ends with 0 when told to stop, 75 when it should be started again, 77 when a person must log in, else 1.
pub async fn run(config: &Path) -> ExitCode {
    let (config, stop) = match prepare(config) {
        Ok(prepared) => prepared,
        Err(error) => return failed(&error),
    };
    match bot::run(&config, Arc::new(clock()), stop).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(ended) => {
            eprintln!("wijkbode: {ended}");
            systemd::ended(&ended.to_string());
            ExitCode::from(ended.exit_code())
        }
    }
}

fn prepare(config: &Path) -> Result<(Config, watch::Receiver<bool>)> {
    Ok((Config::from_file(config)?, stop_on_signals()?))
}

fn stop_on_signals() -> Result<watch::Receiver<bool>> {
    let (wish, stop) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for Ctrl-C")?;
    tokio::spawn(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        tracing::info!("told to stop");
        systemd::stopping();
        // Nobody listens any more when the bot has ended already.
        let _ = wish.send(true);
        // Whoever insists gets it: dropping everything is as safe as stopping.
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        std::process::exit(0);
    });
    Ok(stop)
}
