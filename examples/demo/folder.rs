//! Where the demo keeps the bot's data: `demo/` in cargo's target folder, empty at each start.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// The folder, and that no other demo uses it as long as this lives.
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    pub fn fresh() -> Result<Self> {
        let target = target()?;
        let lock = File::create(target.join("demo.lock")).context("making target/demo.lock")?;
        ensure!(
            lock.try_lock().is_ok(),
            "another demo is running; end it with Ctrl-C and try again"
        );
        let path = target.join("demo");
        if path.exists() {
            fs::remove_dir_all(&path).with_context(|| format!("emptying {}", path.display()))?;
        }
        fs::create_dir_all(&path).with_context(|| format!("making {}", path.display()))?;
        Ok(Self { path, _lock: lock })
    }

    /// The bot's data folder.
    pub fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    /// A picture that the bot posted.
    pub fn picture(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The bot's log.
    pub fn log(&self) -> PathBuf {
        self.path.join("wijkbode.log")
    }
}

/// The target folder that this program was built into, wherever a setting put it.
fn target() -> Result<PathBuf> {
    let program = env::current_exe().context("looking for the running program")?;
    let marked = program
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file());
    Ok(marked.map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target"),
        Path::to_owned,
    ))
}
