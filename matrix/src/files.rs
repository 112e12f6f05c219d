//! Small secret files: written whole or not at all, and readable by the bot only.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Replaces the file in one step; after this returns it survives a power cut.
pub(crate) fn write_secret(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_private_folder(folder)?;
    let draft = path.with_extension("draft");
    // A draft of a crashed try may have other rights: start anew, so that the mode below holds.
    remove_if_there(&draft)?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    File::open(folder)?.sync_all()
}

/// The content, or `None` when there is no such file.
pub(crate) fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(err) => Err(err),
    }
}

/// A folder that only the bot can look into.
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

/// Moves a folder out of the way, over what was moved there before.
pub(crate) fn set_aside(folder: &Path) -> io::Result<()> {
    let aside = folder.with_extension("old");
    match fs::remove_dir_all(&aside) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(err),
        _ => {}
    }
    match fs::rename(folder, aside) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(err),
        _ => Ok(()),
    }
}

/// Removes a file; none is fine.
pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(err),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_secret_is_replaced_whole_and_stays_private() {
        let folder = std::env::temp_dir().join(format!("wijkbode-files-{}", std::process::id()));
        let path = folder.join("session.json");
        write_secret(&path, b"one").expect("the folder is ours");
        write_secret(&path, b"two").expect("the folder is ours");
        let content = read_if_there(&path).expect("readable").expect("there");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        fs::remove_dir_all(&folder).expect("the folder is ours");
        assert_eq!(content, b"two");
        assert_eq!(mode & 0o777, 0o600);
    }
}
