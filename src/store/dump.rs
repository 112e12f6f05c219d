//! The file of a backup: JSON Lines, the same for both databases.
//!
//! A header; then per table a line with its columns and a line per row; and last how many rows each table has, with the
//! SHA-256 of all lines before. It is written once and checked as a whole before anything of it is used.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::domain::time::Moment;

/// The form of the file. Another form gets another number.
const FORMAT: i64 = 1;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The form of the file.
    pub wijkbode_backup: i64,
    /// The newest migration that the database had.
    pub schema: i64,
    /// Just before the database was read, UTC milliseconds.
    pub at: Moment,
    /// `sqlite` or `postgresql`; it may be restored on the other.
    pub database: String,
}

impl Header {
    pub(super) fn new(schema: i64, at: Moment, database: &str) -> Self {
        Self {
            wijkbode_backup: FORMAT,
            schema,
            at,
            database: database.to_owned(),
        }
    }
}

/// What a backup holds, when it is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    pub header: Header,
    /// How many rows each table has.
    pub rows: BTreeMap<String, i64>,
}

impl Contents {
    pub fn all_rows(&self) -> i64 {
        self.rows.values().sum()
    }
}

/// The last line.
#[derive(Serialize, Deserialize)]
struct Footer {
    rows: BTreeMap<String, i64>,
    sha256: String,
}

/// The line before the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TableLine {
    pub table: String,
    pub columns: Vec<String>,
}

/// Writes a backup under a temporary name, readable for its owner only.
pub(super) struct Writer {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
    hash: Sha256,
    rows: BTreeMap<String, i64>,
}

impl Writer {
    /// Begins a file that will be `path`, which may not be there yet.
    pub fn begin(path: &Path, header: &Header) -> Result<Self> {
        ensure!(
            !path.exists(),
            "{} exists already; choose another name",
            path.display()
        );
        let file = tempfile::Builder::new()
            .prefix(".wijkbode-backup-")
            .tempfile_in(folder_of(path))
            .with_context(|| format!("making a file in {}", folder_of(path).display()))?;
        let mut writer = Self {
            file: BufWriter::new(file),
            path: path.to_owned(),
            hash: Sha256::new(),
            rows: BTreeMap::new(),
        };
        writer.line(header)?;
        Ok(writer)
    }

    pub fn table(&mut self, line: &TableLine) -> Result<()> {
        self.rows.insert(line.table.clone(), 0);
        self.line(line)
    }

    /// A row of this table, which was begun last.
    pub fn row(&mut self, table: &str, row: &[Value]) -> Result<()> {
        *self.rows.entry(table.to_owned()).or_default() += 1;
        self.line(row)
    }

    /// Writes the last line, makes everything last on the disk, and gives the file its name.
    pub fn finish(mut self, header: Header) -> Result<Contents> {
        let footer = Footer {
            rows: self.rows.clone(),
            sha256: hex(&self.hash.clone().finalize()),
        };
        self.line(&footer)?;
        let file = self.file.into_inner().map_err(|error| error.into_error())?;
        file.as_file().sync_all()?;
        file.persist_noclobber(&self.path)
            .with_context(|| format!("giving the backup its name {}", self.path.display()))?;
        // The name is on the disk only when the folder is.
        File::open(folder_of(&self.path))?.sync_all()?;
        Ok(Contents {
            header,
            rows: self.rows,
        })
    }

    fn line(&mut self, line: &(impl Serialize + ?Sized)) -> Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        self.file
            .write_all(&bytes)
            .with_context(|| format!("writing {}", self.path.display()))
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A backup that was found whole.
pub(super) struct Dump {
    path: PathBuf,
    file: File,
    /// Where the last line begins, in bytes.
    end: u64,
    pub contents: Contents,
}

/// A line between the first and the last.
pub(super) enum Line {
    Table(TableLine),
    Row(Vec<Value>),
}

impl Dump {
    /// Reads the whole file once, and says what is wrong with it.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
        let header = read_header(&file, path)?;
        let (end, footer, found) = read_footer(&file, path)?;
        ensure!(
            found == footer.sha256,
            "{} was changed or damaged since it was written (its SHA-256 differs); take another backup",
            path.display()
        );
        let rows = footer.rows;
        let mut dump = Self {
            path: path.to_owned(),
            end,
            contents: Contents { header, rows },
            file,
        };
        dump.count()?;
        Ok(dump)
    }

    /// All lines between the first and the last.
    pub fn lines(&mut self) -> Result<impl Iterator<Item = Result<Line>> + use<'_>> {
        self.file.rewind()?;
        let lines = BufReader::new((&self.file).take(self.end)).lines();
        let path = &self.path;
        let read = move |(number, line): (usize, std::io::Result<String>)| {
            let at = || format!("{}, line {}", path.display(), number + 1);
            read_line(&line.with_context(at)?).with_context(at)
        };
        Ok(lines.enumerate().skip(1).map(read))
    }

    /// Whether the rows are those that the last line counts.
    fn count(&mut self) -> Result<()> {
        let path = self.path.clone();
        let mut found = BTreeMap::new();
        let mut now = String::new();
        for line in self.lines()? {
            match line? {
                Line::Table(table) => {
                    now.clone_from(&table.table);
                    ensure!(
                        found.insert(table.table, 0).is_none(),
                        "{}: the table {now} comes twice",
                        path.display()
                    );
                }
                Line::Row(_) => {
                    *found.get_mut(&now).with_context(|| {
                        format!("{}: a row comes before any table", path.display())
                    })? += 1;
                }
            }
        }
        ensure!(
            found == self.contents.rows,
            "{}: the rows are not those that its last line counts; take another backup",
            path.display()
        );
        Ok(())
    }
}

fn read_header(mut file: &File, path: &Path) -> Result<Header> {
    file.rewind()?;
    let mut line = String::new();
    BufReader::new(file).read_line(&mut line)?;
    let no_backup = || format!("{} is no backup of wijkbode", path.display());
    let header: Value = serde_json::from_str(&line).with_context(no_backup)?;
    let format = header.get("wijkbode_backup").and_then(Value::as_i64);
    if let Some(other) = format.filter(|format| *format != FORMAT) {
        bail!(
            "{} has the form {other}, and this program knows form {FORMAT}; use the wijkbode that wrote it, or a newer one",
            path.display()
        );
    }
    serde_json::from_value(header).with_context(no_backup)
}

/// Where the last line begins, the line, and the SHA-256 of all before it.
fn read_footer(mut file: &File, path: &Path) -> Result<(u64, Footer, String)> {
    file.rewind()?;
    let mut reader = BufReader::new(file);
    let (mut hash, mut end) = (Sha256::new(), 0);
    let (mut last, mut next) = (Vec::new(), Vec::new());
    while reader.read_until(b'\n', &mut next)? > 0 {
        hash.update(&last);
        end += last.len() as u64;
        std::mem::swap(&mut last, &mut next);
        next.clear();
    }
    let footer = serde_json::from_slice(&last)
        .ok()
        .filter(|_| last.ends_with(b"\n"));
    let footer = footer.with_context(|| {
        format!(
            "{} is no backup of wijkbode, or it is cut off: its last line does not count the rows",
            path.display()
        )
    })?;
    Ok((end, footer, hex(&hash.finalize())))
}

fn read_line(line: &str) -> Result<Line> {
    if line.starts_with('[') {
        return Ok(Line::Row(serde_json::from_str(line)?));
    }
    Ok(Line::Table(serde_json::from_str(line)?))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
