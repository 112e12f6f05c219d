//! The bot, set up and run by the code that an operator runs.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow};
use testkit::Synapse;
use testkit::neighbour::PASSWORD;
use testkit::ruma::OwnedUserId;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use wijkbode::bot::{self, Ended};
use wijkbode::clock::Clock;
use wijkbode::config::Config;
use wijkbode::engine::Engine;
use wijkbode::programme::{self, Programme};
use wijkbode::store::{Database, Store};
use wijkbode_matrix::{Login, Secret, set_up};

use crate::folder::Folder;
use crate::screen::BOT;

/// The bot, at work.
pub struct Bot {
    running: JoinHandle<Result<(), Ended>>,
    stop: watch::Sender<bool>,
}

/// As an operator would write it. The database is named here too, so that no variable of this machine names another.
pub fn config(folder: &Folder, synapse: &Synapse) -> Result<Config> {
    let (data, url) = (folder.data(), synapse.url());
    let mut config = Config::parse(&format!(
        "data = {data:?}\n[homeserver]\nurl = {url:?}\nuser = {BOT:?}\n"
    ))?;
    fs::create_dir_all(&config.data)?;
    config.database = Database::Sqlite(data.join("wijkbode.db"));
    Ok(config)
}

/// As `wijkbode setup` does it.
pub async fn log_in(config: &Config, synapse: &Synapse) -> Result<OwnedUserId> {
    synapse.register(BOT, PASSWORD).await?;
    let login = Login {
        homeserver: synapse.url(),
        user: Some(BOT.to_owned()),
        secret: Secret::Password(PASSWORD.to_owned()),
        recovery_key: None,
    };
    let done = set_up(&config.matrix(), login).await?;
    Ok(done.user_id.as_str().try_into()?)
}

/// As `wijkbode apply` does it; gives the database, to see when the bot is at rest.
pub async fn apply(config: &Config, clock: &Clock) -> Result<Store> {
    let programme = Programme::parse(include_str!("programme.toml"), &config.places()?)?;
    let store = Store::open(&config.database).await?;
    let engine = Engine::new(store.clone(), Arc::new(config.world("")?));
    let mut turn = engine.turn(clock.now(), "apply".to_owned()).await?;
    let plan = programme::plan(&mut turn, &programme).await?;
    programme::apply(&mut turn, &programme, &plan, false, false).await?;
    turn.commit().await?;
    Ok(store)
}

impl Bot {
    /// As `wijkbode run` does it.
    pub fn run(config: Config, clock: Arc<Clock>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(async move { bot::run(&config, clock, stopped).await });
        Self { running, stop }
    }

    /// Waits until it ends, which it should not do before it is told to; gives why it did.
    pub async fn ends(&mut self) -> anyhow::Error {
        match (&mut self.running).await {
            Ok(Ok(())) => anyhow!("the bot stopped by itself"),
            Ok(Err(ended)) => anyhow::Error::from(ended).context("the bot stopped by itself"),
            Err(panicked) => anyhow::Error::from(panicked).context("the bot stopped by itself"),
        }
    }

    /// Tells it to stop, and waits until it did.
    pub async fn stop(self) {
        const LIMIT: Duration = Duration::from_secs(10);
        // Nobody listens any more when it ended already.
        let _ = self.stop.send(true);
        // Ending without its goodbye is as safe.
        let _ = tokio::time::timeout(LIMIT, self.running).await;
    }
}
