//! Runs the built command and captures its output.

use std::ffi::OsStr;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// The built command, without colour and independent of the caller's environment.
pub fn publist() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_publist"));
    command.env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// The result of a run.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Its standard output.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
}

/// Runs the command with arguments. A crash fails the test.
pub fn run<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(args: I) -> Run {
    finish(publist().args(args))
}

/// Runs the command with arguments and standard input.
pub fn run_with_stdin(args: &[&str], stdin: &[u8]) -> Run {
    let mut command = publist();
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut pipe = child.stdin.take().expect("the standard input is a pipe");
    let bytes = stdin.to_owned();
    let feeder = std::thread::spawn(move || {
        let _ = pipe.write_all(&bytes); // The command need not read it all.
    });
    let output = child.wait_with_output().expect("the command ends");
    feeder.join().expect("the input was written");
    keep(&output, &command)
}

/// Runs a prepared command.
pub fn finish(command: &mut Command) -> Run {
    let output = command.output().expect("the command starts");
    keep(&output, command)
}

fn keep(output: &std::process::Output, command: &Command) -> Run {
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code().unwrap_or_else(|| panic!("{command:?} was killed: {}\n{stderr}", output.status));
    assert!(!stderr.contains("panicked"), "{command:?}: {stderr}");
    Run { code, stdout: String::from_utf8_lossy(&output.stdout).into_owned(), stderr }
}
