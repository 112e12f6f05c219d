//! A server process that can't outlive us: the Rust side of `keeper.py`.
//!
//! Servers that are shared by tests live in statics, which Rust never drops. So each server is
//! the child of a small Python program that ends it as soon as our end of a pipe is gone.

use std::{
    io::{BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::Mutex,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{files::tail, kit::Kit, wait::until_blocking};

/// How a server wants to be ended.
pub(crate) struct Manners {
    /// Ends it so that nothing is lost.
    pub polite: &'static str,
    /// Ends it now, when nobody needs its data any more.
    pub last: &'static str,
    /// Who runs it where we are root.
    pub user: Option<&'static str>,
}

/// A folder, and at most one server running in it.
pub(crate) struct Keeper {
    folder: PathBuf,
    process: Mutex<Process>,
}

struct Process {
    child: Child,
    // Closing this ends the server; it is an Option so that `drop` can close it before waiting.
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Keeper {
    /// A new keeper with an empty folder of its own.
    pub fn new(kit: &Kit, name: &str, manners: &Manners) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix(&format!("wijkbode-{name}-"))
            .tempdir()
            .context("could not make a folder for temporary files")?
            // The keeper removes it, also when we can't.
            .keep();
        let mut child = Command::new(kit.python())
            .args(["-c", include_str!("keeper.py")])
            .arg(&folder)
            .args([manners.polite, manners.last])
            .args(manners.user)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Ctrl-C in a terminal reaches a whole group; the keeper has work to do after it.
            .process_group(0)
            .spawn()
            .context("could not start the keeper of a server")?;
        let orders = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().context("the keeper has no stdout")?);
        let process = Mutex::new(Process {
            child,
            orders,
            answers,
        });
        Ok(Self { folder, process })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the server and other commands printed.
    pub fn output(&self) -> PathBuf {
        self.folder.join("output.log")
    }

    /// Runs a command to its end.
    pub fn run(&self, command: &Command) -> Result<()> {
        match self.order(&json!({ "run": words(command)? }))? {
            Some(0) => Ok(()),
            exit => bail!("{command:?} ended with {exit:?}:\n{}", tail(&self.output())),
        }
    }

    /// Starts the server and waits until `ready`.
    pub fn start(&self, command: &Command, ready: impl Fn() -> bool) -> Result<()> {
        const LIMIT: Duration = Duration::from_secs(120);
        self.order(&json!({ "start": words(command)? }))?;
        until_blocking("the server to be ready", LIMIT, || {
            match self.order(&json!({ "state": true }))? {
                None => Ok(ready()),
                Some(exit) => bail!("the server ended with status {exit} while it started"),
            }
        })
        .with_context(|| format!("{command:?} printed:\n{}", tail(&self.output())))
    }

    /// Ends the server and keeps its folder.
    pub fn stop(&self) -> Result<()> {
        self.order(&json!({ "stop": true })).map(|_| ())
    }

    fn order(&self, order: &Value) -> Result<Option<i64>> {
        let mut process = self.process.lock().expect("no keeper call panics");
        let answer = process
            .order(order)
            .context("the keeper of a server is gone")?;
        Ok(answer["exit"].as_i64())
    }
}

impl Process {
    fn order(&mut self, order: &Value) -> Result<Value> {
        let orders = self.orders.as_mut().context("already closed")?;
        writeln!(orders, "{order}")?;
        orders.flush()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer)?;
        Ok(serde_json::from_str(&answer)?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.orders = None;
        // Only so that no zombie is left; the keeper ends by itself.
        let _ = self.child.wait();
    }
}

/// A command as the keeper takes it: its program and arguments, nothing else of it.
fn words(command: &Command) -> Result<Vec<&str>> {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| {
            word.to_str()
                .with_context(|| format!("{} is not UTF-8", word.display()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANNERS: Manners = Manners {
        polite: "SIGTERM",
        last: "SIGKILL",
        user: None,
    };

    #[test]
    fn a_server_and_its_folder_end_with_the_pipe() {
        let kit = Kit::ready().expect("the kit");
        let keeper = Keeper::new(kit, "test", &MANNERS).expect("a keeper");
        let folder = keeper.folder().to_owned();
        let mut server = Command::new("sh");
        server.args(["-c", "echo $$ > pid; exec sleep 600"]);
        let pid = folder.join("pid");
        keeper.start(&server, || pid.exists()).expect("a server");

        // A process that ends, by whatever way, closes its pipes; this is the same for the keeper.
        drop(keeper);
        assert!(!folder.exists());
    }

    #[test]
    fn a_server_that_does_not_start_tells_why() {
        let kit = Kit::ready().expect("the kit");
        let keeper = Keeper::new(kit, "test", &MANNERS).expect("a keeper");
        let mut server = Command::new("sh");
        server.args(["-c", "echo the port is taken; exit 3"]);
        let error = keeper
            .start(&server, || false)
            .expect_err("it ends at once");
        assert!(
            format!("{error:#}").contains("the port is taken"),
            "{error:#}"
        );
    }
}
