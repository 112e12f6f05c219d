//! The built binary as an operator runs it, on a homeserver of the test kit.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use testkit::{PATIENCE, Postgres, Synapse, reqwest, unique, until};
use wijkbode::clock::Clock;
use wijkbode::domain::time::Moment;
use wijkbode::store::{Store, Waiting};

/// The password of the bot's account.
pub const PASSWORD: &str = "alleen voor tests";

/// A Tuesday in working hours, whenever the test runs.
const MORNING: &str = "2026-12-08T10:30";
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Amsterdam;

/// A bot with an account, a data folder and a configuration of its own. Stopped when dropped.
pub struct Bot {
    folder: tempfile::TempDir,
    pub localpart: String,
    pub user_id: String,
    /// The running process.
    pub child: Option<Child>,
    environment: Vec<(String, String)>,
    /// The same for each process of this bot: what is sent later is later, however long one takes to begin.
    clock: Clock,
}

/// Which database the bot keeps.
#[derive(Clone, Copy, Debug)]
pub enum On {
    Sqlite,
    Postgres,
}

impl Bot {
    /// Makes an account and runs `wijkbode setup`, without questions.
    pub async fn set_up(synapse: &Synapse, on: On) -> Result<Self> {
        Self::set_up_at(&synapse.url(), synapse, on).await
    }

    /// The same for a bot that finds its homeserver at another address, such as that of a proxy.
    pub async fn set_up_at(url: &str, synapse: &Synapse, on: On) -> Result<Self> {
        let localpart = unique("wijkbode");
        synapse.register(&localpart, PASSWORD).await?;
        let folder = tempfile::tempdir()?;
        let user_id = format!("@{localpart}:{}", testkit::synapse::SERVER_NAME);
        let bot = Self {
            folder,
            localpart,
            user_id,
            child: None,
            environment: vec![],
            clock: Clock::default(),
        };
        let morning = Moment::read(MORNING, ZONE).context("our own constant")?;
        bot.clock.jump_to(morning);
        fs::write(bot.config(), bot.configuration(url, on).await?)?;
        bot.log_in()?;
        Ok(bot)
    }

    /// A second bot on the same account and database, as on another machine: with a device and a data folder of its own.
    pub fn standby(&self) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let bot = Self {
            folder,
            localpart: self.localpart.clone(),
            user_id: self.user_id.clone(),
            child: None,
            environment: self.environment.clone(),
            clock: Clock::ahead_by(self.clock.is_ahead_by()),
        };
        let theirs = fs::read_to_string(self.config())?;
        let (_data, rest) = theirs.split_once('\n').context("data comes first")?;
        let ours = format!("data = {:?}\nstandby = true\n{rest}", bot.data());
        fs::write(bot.config(), ours)?;
        let key = fs::read_to_string(self.data().join("recovery-key"))?;
        bot.log_in_with(&[("WIJKBODE_RECOVERY_KEY", &key)])?;
        Ok(bot)
    }

    /// Runs `wijkbode setup`, the first time or after a loss; gives what it printed.
    pub fn log_in(&self) -> Result<String> {
        self.log_in_with(&[])
    }

    fn log_in_with(&self, environment: &[(&str, &str)]) -> Result<String> {
        let mut setup = self.command(&["setup"]);
        setup.env("WIJKBODE_PASSWORD", PASSWORD);
        let done = setup.envs(environment.iter().copied()).output()?;
        ensure!(
            done.status.success(),
            "setup: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(String::from_utf8(done.stdout)?)
    }

    async fn configuration(&self, homeserver: &str, on: On) -> Result<String> {
        let mut text = format!("data = {:?}\nhealth = \"127.0.0.1:0\"\n", self.data());
        if let On::Postgres = on {
            let url = Postgres::shared().await?.fresh_database().await?;
            text.push_str(&format!(
                "[database]\nurl = {url:?}\nschema = \"den_haag\"\n"
            ));
        }
        text.push_str(&format!(
            "[homeserver]\nurl = {homeserver:?}\nuser = {:?}\n",
            self.localpart
        ));
        Ok(text)
    }

    pub fn config(&self) -> PathBuf {
        self.folder.path().join("wijkbode.toml")
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// The database, as the configuration names it.
    pub fn database(&self) -> wijkbode::store::Database {
        wijkbode::config::Config::from_file(&self.config())
            .expect("our own configuration")
            .database
    }

    /// A look into the database, also beside the running bot.
    pub async fn store(&self) -> Result<Store> {
        Store::open(&self.database()).await
    }

    /// Waits until so much waits in the database; `what` says it in words.
    pub async fn waits(&self, what: &str, enough: impl Fn(&Waiting) -> bool) -> Result<()> {
        let store = self.store().await?;
        let look = async || Ok::<_, anyhow::Error>(enough(&store.begin().await?.waiting().await?));
        let waited = until(what, PATIENCE, || async { look().await.unwrap_or(false) }).await;
        store.close().await;
        waited.with_context(|| self.read_log())
    }

    /// As if the homeserver had asked for silence, so that all answers wait.
    pub async fn falls_silent(&self) -> Result<()> {
        self.is_silent_until(i64::MAX).await
    }

    pub async fn speaks_again(&self) -> Result<()> {
        self.is_silent_until(0).await
    }

    async fn is_silent_until(&self, moment: i64) -> Result<()> {
        let store = self.store().await?;
        let mut tx = store.begin().await?;
        tx.set_fact("pause_until", &moment.to_string()).await?;
        tx.commit().await?;
        store.close().await;
        Ok(())
    }

    /// What `/health` answers, and with which status. The port is in the log.
    pub async fn health(&self) -> Result<(u16, Value)> {
        let log = self.read_log();
        let (_, said) = log
            .rsplit_once("serving /health and /metrics address=")
            .context("no /health yet")?;
        let address = said.split_whitespace().next().context("an address")?;
        let answer = reqwest::get(format!("http://{address}/health")).await?;
        let status = answer.status().as_u16();
        Ok((status, serde_json::from_str(&answer.text().await?)?))
    }

    /// Waits until the log says this.
    pub async fn logs(&self, what: &str) -> Result<()> {
        until(&format!("the log to say: {what}"), PATIENCE, || async {
            self.read_log().contains(what)
        })
        .await
    }

    pub fn count_logs(&self, what: &str) -> usize {
        self.read_log().matches(what).count()
    }

    /// The clock of every later command is this much ahead of what it would have been.
    pub fn comes_back_later(&mut self, wait: Duration) {
        let wait = i64::try_from(wait.as_millis()).expect("a short time");
        self.clock.jump_to(self.now().plus_ms(wait));
    }

    /// What the bot's clock shows; it goes on while the bot is down.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// A variable for every later command, such as a failpoint.
    pub fn with(&mut self, name: &str, value: &str) {
        self.environment.retain(|(known, _)| known != name);
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// A subcommand of the built binary, on this bot's configuration.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wijkbode"));
        command.arg("--config").arg(self.config()).args(arguments);
        command.env("WIJKBODE_CLOCK_AHEAD", self.clock.is_ahead_by().to_string());
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null());
        command
    }

    /// Applies a programme; gives what it printed.
    pub fn apply(&self, programme: &str) -> Result<String> {
        let file = self.folder.path().join("programme.toml");
        fs::write(&file, programme)?;
        let done = self
            .command(&["apply", file.to_str().context("a path in UTF-8")?])
            .output()?;
        ensure!(
            done.status.success(),
            "apply: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(String::from_utf8(done.stdout)?)
    }

    /// Runs a subcommand that must succeed; gives what it printed.
    pub fn does(&self, arguments: &[&str]) -> Result<String> {
        let done = self.command(arguments).output()?;
        ensure!(
            done.status.success(),
            "{arguments:?}: {}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(String::from_utf8(done.stdout)?)
    }

    /// The database is gone; from here on the bot has an empty one, of this kind.
    pub async fn loses_its_database(&self, synapse: &Synapse, on: On) -> Result<()> {
        for file in ["wijkbode.db", "wijkbode.db-wal", "wijkbode.db-shm"] {
            // Not every one is there, and on PostgreSQL none.
            let _ = fs::remove_file(self.data().join(file));
        }
        fs::write(self.config(), self.configuration(&synapse.url(), on).await?)?;
        Ok(())
    }

    /// Runs the bot; its log goes on where it was.
    pub fn start(&mut self) -> Result<()> {
        self.spawn(self.command(&["run"]))
    }

    /// Runs the bot with a copy of its data on a disk of its own, in memory, that nobody else sees; gone with the bot.
    /// `options` are those of `mount`.
    pub fn start_on_disk(&mut self, options: &str) -> Result<()> {
        const MOUNT: &str = r#"
            set -e; data=$1; options=$2; shift 2
            cp -a "$data" "$data.copy"
            mount -t tmpfs none "$data"; cp -a "$data.copy/." "$data"
            mount -o "remount,$options" "$data"; exec "$@""#;
        let bot = self.command(&["run"]);
        let mut alone = Command::new("unshare");
        alone.args(["--map-root-user", "--mount", "sh", "-c", MOUNT, "sh"]);
        alone.arg(self.data()).arg(options);
        alone.arg(bot.get_program()).args(bot.get_args());
        let environment = bot.get_envs();
        alone.envs(environment.filter_map(|(name, value)| Some((name, value?))));
        self.spawn(alone)
    }

    /// The data folder as the running bot sees it.
    pub fn data_on_disk(&self) -> Result<PathBuf> {
        let child = self.child.as_ref().context("the bot is not running")?;
        let root = PathBuf::from(format!("/proc/{}/root", child.id()));
        Ok(root.join(self.data().strip_prefix("/")?))
    }

    fn spawn(&mut self, mut command: Command) -> Result<()> {
        let log = File::options().create(true).append(true).open(self.log())?;
        let child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        self.child = Some(child);
        Ok(())
    }

    /// Starts a bot that has ended by itself; `false` when it is still running.
    pub fn revive(&mut self) -> Result<bool> {
        let child = self.child.as_mut().context("the bot was never started")?;
        if child.try_wait()?.is_none() {
            return Ok(false);
        }
        self.start()?;
        Ok(true)
    }

    /// `kill -9`: no chance to say goodbye.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// SIGTERM, and the status with which it ends.
    pub async fn stop(&mut self) -> Result<Option<i32>> {
        self.signal("TERM")?;
        self.ends().await
    }

    /// Sends the process a signal, such as `STOP` and `CONT` to let it miss a moment.
    pub fn signal(&self, name: &str) -> Result<()> {
        let child = self.child.as_ref().context("the bot is not running")?;
        let mut kill = Command::new("kill");
        kill.arg(format!("-{name}")).arg(child.id().to_string());
        ensure!(kill.status()?.success(), "kill -{name}");
        Ok(())
    }

    /// Waits for the bot to end by itself, and gives its status.
    pub async fn ends(&mut self) -> Result<Option<i32>> {
        let child = Mutex::new(self.child.take().context("the bot is not running")?);
        let ended = || {
            child
                .lock()
                .ok()
                .and_then(|mut child| child.try_wait().ok().flatten())
        };
        until("the bot to end", PATIENCE, || async { ended().is_some() }).await?;
        Ok(ended().and_then(|status| status.code()))
    }

    /// What the bot answers to a monitor: the status line and headers, and the body.
    pub fn visit(&self, path: &str) -> Result<(String, String)> {
        self.visit_with(path, "")
    }

    /// The same with a header, its line ended.
    pub fn visit_with(&self, path: &str, header: &str) -> Result<(String, String)> {
        let log = self.read_log();
        let address = log
            .rsplit("address=")
            .next()
            .and_then(|rest| rest.split_whitespace().next());
        let mut stream = TcpStream::connect(address.context("no address yet")?)?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").context("head and body")?;
        Ok((head.to_owned(), body.to_owned()))
    }

    pub fn read_log(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // Nothing can be done about a process that does not die.
        let _ = self.kill();
        if std::thread::panicking() {
            eprintln!("--- log of the bot ---\n{}", self.read_log());
        }
    }
}
