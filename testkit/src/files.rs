//! Small things with files, ports and chance that both servers need.

use std::{
    fs,
    hash::{BuildHasher, Hasher, RandomState},
    net::TcpListener,
    os::unix::fs::symlink,
    path::Path,
};

use anyhow::{Context, Result, bail};

/// Copies a folder with everything in it, rights and symbolic links included.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    let context = || format!("could not copy {} to {}", from.display(), to.display());
    fs::create_dir_all(to).with_context(context)?;
    for entry in fs::read_dir(from).with_context(context)? {
        let entry = entry.with_context(context)?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().with_context(context)?;
        if kind.is_dir() {
            copy_folder(&source, &target)?;
        } else if kind.is_symlink() {
            symlink(fs::read_link(&source)?, &target).with_context(context)?;
        } else {
            fs::copy(&source, &target).with_context(context)?;
        }
    }
    fs::set_permissions(to, fs::metadata(from)?.permissions()).with_context(context)
}

/// The last lines of a log, for an error message.
pub(crate) fn tail(log: &Path) -> String {
    const LINES: usize = 15;
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}

/// A free port on the loopback address.
///
/// Not the kernel's own choice: a port from its range may become the near end of someone's
/// connection while our server restarts.
pub(crate) fn free_port() -> Result<u16> {
    const FIRST: u64 = 20_000;
    const COUNT: u64 = 12_000;
    const ATTEMPTS: usize = 100;
    for _ in 0..ATTEMPTS {
        let port = u16::try_from(FIRST + random() % COUNT)?;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    bail!("found no free port on 127.0.0.1 in {ATTEMPTS} attempts")
}

/// A random number, good enough for names and ports.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}
