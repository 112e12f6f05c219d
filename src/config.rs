//! The configuration of one bot: where its data is, which database, which homeserver.
//!
//! Unknown keys are refused. Secrets come from files or the environment, never from this file.
//! `config/wijkbode.example.toml` names and explains every key.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{fmt, fs};

use anyhow::{Context, Result, anyhow, bail};
use regex::Regex;
use serde::Deserialize;
use wijkbode_matrix::{Places, ShareKeysWith};

use crate::catalogue::{Catalogue, Place};
use crate::engine::World;
use crate::ops::Token;
use crate::sentences::Sentences;
use crate::store::Database;

/// The configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Session, keys, the SDK's store, and (on SQLite) the database.
    pub data: PathBuf,
    pub database: Database,
    /// Where `/health`, `/live` and `/metrics` are served; nowhere when absent.
    pub health: Option<SocketAddr>,
    pub homeserver: Homeserver,
    pub share_keys: ShareKeysWith,
    /// Wait while another process has the database, and take over when it is gone.
    pub standby: bool,
    dashboard_token_file: Option<SecretFile>,
    sentences: Option<PathBuf>,
    catalogue: Option<PathBuf>,
    places: Vec<PathBuf>,
}

/// Whom to log in as, where. The session file leads once there is one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Homeserver {
    pub url: Option<String>,
    pub user: Option<String>,
    /// Only for the first login; may be removed afterwards.
    pub password_file: Option<SecretFile>,
    pub access_token_file: Option<SecretFile>,
    /// Only when the account has an encryption identity already.
    pub recovery_key_file: Option<SecretFile>,
}

/// A file that holds one secret and nothing else. Its name is never shown: it happens that somebody writes the secret
/// itself in its place.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct SecretFile(PathBuf);

impl SecretFile {
    /// The secret, without the line's end.
    ///
    /// # Errors
    /// When the file cannot be read; names the `key` of the configuration.
    pub fn read(&self, key: &str) -> Result<String> {
        let text = fs::read_to_string(&self.0).with_context(|| {
            format!("cannot read the file that `{key}` names; it must be the path of a file")
        })?;
        Ok(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}

impl fmt::Debug for SecretFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a file with a secret")
    }
}

/// The file, key by key. No `Debug`: a database URL holds a password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: PathBuf,
    #[serde(default)]
    database: DatabaseEntry,
    health: Option<SocketAddr>,
    #[serde(default)]
    homeserver: Homeserver,
    #[serde(default)]
    share_keys: ShareKeys,
    #[serde(default)]
    standby: bool,
    dashboard_token_file: Option<SecretFile>,
    sentences: Option<PathBuf>,
    catalogue: Option<PathBuf>,
    #[serde(default)]
    places: Vec<PathBuf>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatabaseEntry {
    /// `postgres://…`; SQLite in the data folder when absent.
    url: Option<String>,
    /// The same, from a file that holds only the URL.
    url_file: Option<SecretFile>,
    /// PostgreSQL: the schema of this gemeente.
    schema: Option<String>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ShareKeys {
    #[default]
    AllDevices,
    SignedDevices,
}

impl Config {
    /// Reads and checks a configuration file.
    ///
    /// # Errors
    /// Names the file, the line and what to do.
    pub fn from_file(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| {
            format!(
                "cannot read the configuration {}; give another with --config",
                path.display()
            )
        })?;
        Self::parse(&text).with_context(|| format!("in the configuration {}", path.display()))
    }

    /// Reads and checks the text of a configuration file.
    pub fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|error| without_secrets(text, &error))?;
        let database = database(&file)?;
        if file.standby && matches!(database, Database::Sqlite(_)) {
            bail!("`standby` needs PostgreSQL: a file of SQLite is on one machine only");
        }
        if file.dashboard_token_file.is_some() && file.health.is_none() {
            bail!(
                "`dashboard_token_file` is for what is served at `health`; give that address too"
            );
        }
        Ok(Self {
            database,
            data: file.data,
            health: file.health,
            homeserver: file.homeserver,
            share_keys: match file.share_keys {
                ShareKeys::AllDevices => ShareKeysWith::AllDevices,
                ShareKeys::SignedDevices => ShareKeysWith::SignedDevices,
            },
            standby: file.standby,
            dashboard_token_file: file.dashboard_token_file,
            sentences: file.sentences,
            catalogue: file.catalogue,
            places: file.places,
        })
    }

    /// What the gemeente's dashboard must send to read the published statistics; nothing where they are not served.
    pub fn dashboard_token(&self) -> Result<Option<Token>> {
        let file = self.dashboard_token_file.as_ref();
        file.map(|file| Token::new(file.read("dashboard_token_file")?))
            .transpose()
    }

    /// Where session, keys and the SDK's store are.
    pub fn matrix(&self) -> Places {
        Places::inside(&self.data)
    }

    /// Catalogue, wijken and sentences, with what the gemeente replaced.
    pub fn world(&self, us: &str) -> Result<World> {
        Ok(World {
            catalogue: Catalogue::load(self.catalogue.as_deref())?,
            sentences: Sentences::load(self.sentences.as_deref())?,
            places: self.places()?,
            us: us.to_owned(),
        })
    }

    /// The wijken of Den Haag, and those of the files that are named.
    pub fn places(&self) -> Result<Vec<Place>> {
        let own = self.places.iter().map(|file| Place::from_file(file));
        let own: Vec<_> = own.collect::<Result<_, _>>()?;
        Ok(own.into_iter().chain([Place::den_haag()]).collect())
    }
}

fn database(file: &File) -> Result<Database> {
    let entry = &file.database;
    let from_file = entry.url_file.as_ref();
    let from_file = from_file
        .map(|file| file.read("database.url_file"))
        .transpose()?;
    let from_environment = std::env::var("WIJKBODE_DATABASE_URL").ok();
    let Some(url) = from_environment.or(from_file).or_else(|| entry.url.clone()) else {
        if entry.schema.is_some() {
            bail!(
                "`database.schema` is for PostgreSQL; give `database.url` or `database.url_file` too"
            );
        }
        return Ok(Database::Sqlite(file.data.join("wijkbode.db")));
    };
    if !url.starts_with("postgres") {
        bail!(
            "`database.url` must begin with postgres://; leave it out for SQLite in the data folder"
        );
    }
    Ok(Database::Postgres {
        url,
        schema: entry
            .schema
            .clone()
            .unwrap_or_else(|| "wijkbode".to_owned()),
    })
}

/// Where the mistake is, and what. The parser would show the line itself, in which a password may stand, and the value
/// of a wrong type.
fn without_secrets(text: &str, error: &toml::de::Error) -> anyhow::Error {
    static VALUE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"string ".*""#).expect("our own pattern"));
    let said = VALUE.replace_all(error.message(), "a text");
    let before = error.span().and_then(|span| text.get(..span.start));
    match before {
        Some(before) => anyhow!("line {}: {said}", before.matches('\n').count() + 1),
        None => anyhow!("{said}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../config/wijkbode.example.toml");

    #[test]
    fn the_example_is_a_configuration() {
        let config = Config::parse(EXAMPLE).unwrap();
        assert!(matches!(config.database, Database::Sqlite(_)));
    }

    #[test]
    fn the_example_names_every_key() {
        // With every comment mark before a key taken away, it still is one, and nothing is left out.
        let everything = uncommented(EXAMPLE);
        let file: toml::Table = everything.parse().unwrap();
        let keys = |table: &toml::Table| {
            table
                .keys()
                .cloned()
                .collect::<std::collections::BTreeSet<_>>()
        };
        let of = |name: &str| keys(file[name].as_table().unwrap());
        let expected = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(
            keys(&file),
            expected(&[
                "catalogue",
                "dashboard_token_file",
                "data",
                "database",
                "health",
                "homeserver",
                "places",
                "sentences",
                "share_keys",
                "standby"
            ])
        );
        assert_eq!(of("database"), expected(&["schema", "url", "url_file"]));
        assert_eq!(
            of("homeserver"),
            expected(&[
                "access_token_file",
                "password_file",
                "recovery_key_file",
                "url",
                "user"
            ])
        );
    }

    /// Lines such as `# key = value` without their mark.
    fn uncommented(text: &str) -> String {
        let line = |line: &str| {
            let bare = line.strip_prefix("# ").unwrap_or(line);
            let is_key = bare
                .split_once(" = ")
                .is_some_and(|(key, _)| !key.contains(' '));
            if is_key {
                bare.to_owned()
            } else {
                line.to_owned()
            }
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_misspelt_key_is_refused_with_its_line() {
        let error = Config::parse("data = \"/var/lib/wijkbode\"\nhelth = \"127.0.0.1:1\"\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("line 2") && error.contains("helth"),
            "{error}"
        );
    }

    #[test]
    fn a_mistake_beside_a_secret_does_not_show_it() {
        const MISTAKES: [&str; 6] = [
            "data = \"x\"\n[database]\nurll = \"postgres://bode:geheim@db/x\"\n",
            "data = \"x\"\n[database]\nurl = \"postgres://bode:geheim@db/x\n",
            "data = \"x\"\ndatabase = \"postgres://bode:geheim@db/x\"\n",
            "data = \"x\"\n[database]\nurl = [\"postgres://bode:geheim@db/x\"]\n",
            "data = \"x\"\n[database]\nurl_file = \"postgres://bode:geheim@db/x\"\n",
            "data = \"x\"\n[homeserver]\npassword = \"geheim\"\n",
        ];
        for mistake in MISTAKES {
            let error = Config::parse(mistake).unwrap_err();
            let shown = format!("{error:#} {error:?}");
            assert!(!shown.contains("geheim"), "{shown}");
        }
        let url = "data = \"x\"\n[database]\nurl = \"postgres://bode:geheim@db/x\"\n\
                   [homeserver]\npassword_file = \"geheim\"\n";
        let config = Config::parse(url).unwrap();
        assert!(!format!("{config:?}").contains("geheim"));
    }

    #[test]
    fn another_database_than_the_two_is_refused() {
        let error = Config::parse("data = \"x\"\n[database]\nurl = \"mysql://x\"\n")
            .unwrap_err()
            .to_string();
        assert!(error.contains("postgres://"), "{error}");
    }
}
