//! Synapse, the Matrix server that most neighbours use, on a port of this machine.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use matrix_sdk::{
    reqwest,
    ruma::{OwnedUserId, RoomId, UserId},
};
use serde_json::{Map, Value, json};
use tokio::sync::OnceCell;

use crate::{
    files::{free_port, random},
    keeper::{Keeper, Manners},
    kit::Kit,
    wait::blocking,
};

/// The part behind the colon of everyone's Matrix id.
pub const SERVER_NAME: &str = "wijk.test";

const PACKAGE: &str = "matrix-synapse";
const MANNERS: Manners = Manners {
    polite: "SIGTERM",
    last: "SIGKILL",
    user: None,
};
// What a template consists of.
const DATABASE: &str = "homeserver.db";
const SIGNING_KEY: &str = "signing.key";
const LOG_CONFIG: &str = "log.yaml";
// The limits that are set by one rule each.
const FREE: [&str; 9] = [
    "rc_message",
    "rc_admin_redaction",
    "rc_joins_per_room",
    "rc_key_requests",
    "rc_media_create",
    "rc_room_creation",
    "rc_reports",
    "rc_user_directory",
    "rc_profile",
];

/// How often a client may do something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limits {
    /// As often as it likes.
    #[default]
    None,
    /// As a new Synapse has it. Only signing up and logging in stay free: those are counted per
    /// address, and here all neighbours live at one.
    Defaults,
}

/// What a Synapse is started with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub limits: Limits,
    /// Settings as in `homeserver.yaml`, which replace the kit's own, such as
    /// `{"rc_message": {"per_second": 0.2, "burst_count": 3}}`.
    pub settings: Map<String, Value>,
}

/// A running Synapse. It ends when this is dropped, and at the latest when our program ends.
#[derive(Debug)]
pub struct Synapse {
    home: Arc<Home>,
}

/// A name that nobody on a shared server has yet: `anna` becomes something like `anna-5f0c31d2`.
#[must_use]
pub fn unique(name: &str) -> String {
    format!("{name}-{:08x}", random() & 0xffff_ffff)
}

impl Synapse {
    /// Starts one; returns when it answers.
    pub async fn start(options: Options) -> Result<Self> {
        let home = blocking(move || {
            let home = Home::new(&options)?;
            home.start()?;
            Ok(home)
        })
        .await?;
        Ok(Self {
            home: Arc::new(home),
        })
    }

    /// The one without limits that all tests of this program share. People on it need
    /// [`unique`] names, and nobody may stop it.
    pub async fn shared() -> Result<&'static Self> {
        static SHARED: OnceCell<Synapse> = OnceCell::const_new();
        SHARED
            .get_or_try_init(|| Self::start(Options::default()))
            .await
    }

    /// Where clients connect, such as `http://127.0.0.1:20123`; the same after a restart.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.home.port)
    }

    #[must_use]
    pub fn server_name(&self) -> &'static str {
        SERVER_NAME
    }

    /// Its log, for error messages.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.home.keeper.output()
    }

    /// Makes an account.
    pub async fn register(&self, localpart: &str, password: &str) -> Result<OwnedUserId> {
        let account = json!({
            "auth": { "type": "m.login.dummy" },
            "username": localpart,
            "password": password,
            "inhibit_login": true,
        });
        let response = reqwest::Client::new()
            .post(format!("{}/_matrix/client/v3/register", self.url()))
            .body(account.to_string())
            .send()
            .await
            .with_context(|| format!("could not register {localpart}"))?;
        let (status, body) = (response.status(), response.text().await?);
        if !status.is_success() {
            bail!("could not register {localpart}: {status} {body}");
        }
        user_id(localpart)
    }

    /// Makes an account that may use Synapse's own admin API.
    pub async fn register_admin(&self, localpart: &str, password: &str) -> Result<OwnedUserId> {
        let (home, url) = (Arc::clone(&self.home), self.url());
        let (user, key) = (localpart.to_owned(), password.to_owned());
        blocking(move || {
            let mut script = Command::new(home.kit.script("register_new_matrix_user"));
            script.args(["--admin", "--user", &user, "--password", &key]);
            script.arg("--config").arg(home.config()).arg(url);
            home.keeper.run(&script)
        })
        .await
        .with_context(|| format!("could not register {localpart}"))?;
        user_id(localpart)
    }

    /// A request in the name of whoever has this access token, such as `logout` or `createRoom`.
    pub async fn post(&self, token: &str, path: &str, body: &Value) -> Result<Value> {
        self.post_to(token, &format!("/_matrix/client/v3/{path}"), body)
            .await
    }

    async fn post_to(&self, token: &str, path: &str, body: &Value) -> Result<Value> {
        let response = reqwest::Client::new()
            .post(format!("{}{path}", self.url()))
            .bearer_auth(token)
            .body(body.to_string())
            .send()
            .await
            .with_context(|| format!("could not ask for {path}"))?;
        let (status, body) = (response.status(), response.text().await?);
        if !status.is_success() {
            bail!("could not ask for {path}: {status} {body}");
        }
        Ok(serde_json::from_str(&body)?)
    }

    /// Ends it, politely; [`Self::start_again`] brings it back with all it knew.
    pub async fn stop(&self) -> Result<()> {
        let home = Arc::clone(&self.home);
        blocking(move || home.keeper.stop()).await
    }

    /// Starts it at the same address after [`Self::stop`].
    pub async fn start_again(&self) -> Result<()> {
        let home = Arc::clone(&self.home);
        blocking(move || home.start()).await
    }

    /// Forgets which transaction became which event, as a Synapse does after a day. It is away for a moment meanwhile.
    pub async fn forget_transaction_ids(&self) -> Result<()> {
        self.stop().await?;
        let home = Arc::clone(&self.home);
        blocking(move || home.forget_transaction_ids()).await?;
        self.start_again().await
    }

    pub async fn restart(&self) -> Result<()> {
        self.stop().await?;
        self.start_again().await
    }

    /// Restarts it with other settings, and all it knew.
    pub async fn restart_with(&self, options: Options) -> Result<()> {
        self.stop().await?;
        self.home.configure(&options)?;
        self.start_again().await
    }

    /// Lifts the limits of one user, as the handbook for operators tells a server's administrator to do.
    pub async fn lift_limits(&self, user: &str) -> Result<()> {
        let none = json!({ "messages_per_second": 0, "burst_count": 0 });
        let path = format!("/_synapse/admin/v1/users/{user}/override_ratelimit");
        let token = self.administrator().await?;
        self.post_to(&token, &path, &none).await.map(drop)
    }

    /// Throws everybody out of a room and forgets it, as an administrator may.
    pub async fn remove_room(&self, room: &RoomId) -> Result<()> {
        let response = reqwest::Client::new()
            .delete(format!("{}/_synapse/admin/v1/rooms/{room}", self.url()))
            .bearer_auth(self.administrator().await?)
            .body(json!({ "purge": true }).to_string())
            .send()
            .await?;
        if !response.status().is_success() {
            bail!("could not remove {room}: {}", response.text().await?);
        }
        Ok(())
    }

    /// The access token of a new administrator.
    async fn administrator(&self) -> Result<String> {
        const PASSWORD: &str = "alleen voor beheer";
        let admin = unique("beheerder");
        self.register_admin(&admin, PASSWORD).await?;
        let login = json!({
            "type": "m.login.password",
            "identifier": { "type": "m.id.user", "user": admin },
            "password": PASSWORD,
        });
        let session = self.post("", "login", &login).await?;
        Ok(session["access_token"]
            .as_str()
            .context("a token")?
            .to_owned())
    }
}

/// The folder of one Synapse, and who runs it.
struct Home {
    kit: &'static Kit,
    keeper: Keeper,
    port: u16,
}

impl std::fmt::Debug for Home {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Synapse on port {}", self.port)
    }
}

impl Home {
    fn new(options: &Options) -> Result<Self> {
        let kit = Kit::ready()?;
        // An empty database takes Synapse two seconds to make, so that is done once.
        let template = kit.template(PACKAGE, |folder| make_template(kit, folder))?;
        let home = Self::empty(kit, options)?;
        for file in [DATABASE, SIGNING_KEY] {
            fs::copy(template.join(file), home.keeper.folder().join(file))
                .with_context(|| format!("could not copy {file} of {}", template.display()))?;
        }
        Ok(home)
    }

    fn empty(kit: &'static Kit, options: &Options) -> Result<Self> {
        let keeper = Keeper::new(kit, "synapse", &MANNERS)?;
        let home = Self {
            kit,
            keeper,
            port: free_port()?,
        };
        home.configure(options)?;
        let log = home.keeper.folder().join(LOG_CONFIG);
        fs::write(log, log_settings().to_string())?;
        Ok(home)
    }

    fn configure(&self, options: &Options) -> Result<()> {
        let config = config(self.keeper.folder(), self.port, options);
        Ok(fs::write(self.config(), config.to_string())?)
    }

    fn config(&self) -> PathBuf {
        self.keeper.folder().join("homeserver.yaml")
    }

    fn start(&self) -> Result<()> {
        self.keeper
            .start(&self.server(), || answers(self.port))
            .context("Synapse did not start")
    }

    fn forget_transaction_ids(&self) -> Result<()> {
        const FORGET: &str = "import sqlite3, sys\n\
                              with sqlite3.connect(sys.argv[1]) as database:\n    \
                              database.execute('DELETE FROM event_txn_id_device_id')\n";
        let mut script = Command::new(self.kit.python());
        script
            .args(["-c", FORGET])
            .arg(self.keeper.folder().join(DATABASE));
        self.keeper.run(&script)
    }

    fn server(&self) -> Command {
        let mut command = Command::new(self.kit.python());
        command
            .args(["-m", "synapse.app.homeserver", "--config-path"])
            .arg(self.config());
        command
    }
}

/// Starts Synapse once on nothing and keeps the database that it made.
fn make_template(kit: &'static Kit, folder: &Path) -> Result<()> {
    let home = Home::empty(kit, &Options::default())?;
    home.keeper.run(home.server().arg("--generate-keys"))?;
    home.start()?;
    home.keeper.stop()?;
    for file in [DATABASE, SIGNING_KEY] {
        fs::copy(home.keeper.folder().join(file), folder.join(file))
            .with_context(|| format!("Synapse made no {file}"))?;
    }
    Ok(())
}

/// `homeserver.yaml`, of which JSON is a part. What it doesn't name stays as Synapse has it,
/// such as the two minutes for which it caches answers to a sync.
fn config(folder: &Path, port: u16, options: &Options) -> Value {
    let mut config = json!({
        "server_name": SERVER_NAME,
        "listeners": [{
            "port": port,
            "bind_addresses": ["127.0.0.1"],
            "type": "http",
            "resources": [{ "names": ["client"] }],
        }],
        "database": { "name": "sqlite3", "args": { "database": folder.join(DATABASE) } },
        "log_config": folder.join(LOG_CONFIG),
        "media_store_path": folder.join("media"),
        "signing_key_path": folder.join(SIGNING_KEY),
        "trusted_key_servers": [],
        "report_stats": false,
        "enable_registration": true,
        "enable_registration_without_verification": true,
        "registration_shared_secret": "for the loopback address only",
        "bcrypt_rounds": 4,
        "presence": { "enabled": false },
        "url_preview_enabled": false,
    });
    merge(&mut config, limits(options.limits));
    merge(&mut config, options.settings.clone());
    config
}

fn limits(limits: Limits) -> Map<String, Value> {
    let free = json!({ "per_second": 10_000, "burst_count": 10_000 });
    let mut rules = Map::new();
    rules.insert("rc_registration".to_owned(), free.clone());
    rules.insert(
        "rc_login".to_owned(),
        json!({ "address": free, "account": free, "failed_attempts": free }),
    );
    if limits == Limits::None {
        for name in FREE {
            rules.insert((*name).to_owned(), free.clone());
        }
        rules.insert(
            "rc_joins".to_owned(),
            json!({ "local": free, "remote": free }),
        );
        rules.insert(
            "rc_invites".to_owned(),
            json!({ "per_room": free, "per_user": free, "per_issuer": free }),
        );
    }
    rules
}

fn merge(config: &mut Value, settings: Map<String, Value>) {
    for (name, value) in settings {
        config[name] = value;
    }
}

fn log_settings() -> Value {
    json!({
        "version": 1,
        "formatters": { "line": { "format": "%(asctime)s %(levelname)s %(name)s: %(message)s" } },
        "handlers": { "stderr": { "class": "logging.StreamHandler", "formatter": "line" } },
        "root": { "level": "WARNING", "handlers": ["stderr"] },
        "disable_existing_loggers": false,
    })
}

/// Whether Synapse is ready for requests.
fn answers(port: u16) -> bool {
    health(port).is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

fn health(port: u16) -> std::io::Result<String> {
    const LIMIT: Duration = Duration::from_secs(2);
    let mut connection = TcpStream::connect(("127.0.0.1", port))?;
    connection.set_read_timeout(Some(LIMIT))?;
    connection
        .write_all(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    Ok(answer)
}

fn user_id(localpart: &str) -> Result<OwnedUserId> {
    Ok(UserId::parse(format!("@{localpart}:{SERVER_NAME}"))?)
}
