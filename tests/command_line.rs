//! Transcripts: the output of each command, byte for byte. Each file is a separate trial.
//!
//! A transcript is a block of a Markdown file (`README.md`, `tests/cli/*.trycmd`) that starts with ```` ```console ````.
//! In it, a line that starts with `$ ` is a shell command, `? 2` after it is its exit code unless that is 0, and the
//! following lines are its output to both streams. A line `...` matches any lines. Commands run in the root of the
//! repository. `TRANSCRIPTS=overwrite cargo test --test command_line` writes the current output.
//!
//! The format is that of the crate `trycmd`, which is not used: it treats every backslash as a slash, and the
//! difference between `\&` and `/&` matters for output in TeX.

#![allow(clippy::print_stdout, reason = "it is a program that reports")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Failed, Trial};

/// The maximum number of lines of an answer in a transcript: nobody reads more. Omitted lines are written as a line
/// `...`.
const MOST_LINES: usize = 40;

/// Longer answers that must be complete: the file, the command, and the reason.
const WHOLE: &[(&str, &str, &str)] = &[];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    if !cfg!(unix) {
        println!("!!! SKIPPED: the transcripts, which need a Unix shell.");
        return ExitCode::SUCCESS;
    }
    let overwrites = std::env::var_os("TRANSCRIPTS").is_some_and(|value| value == "overwrite");
    let transcripts = files().into_iter().map(|path| Trial::test(name(&path), move || check(&path, overwrites)));
    let own: [(&str, fn()); 4] = [
        ("own::three_dots_expect_any_lines", three_dots_expect_any_lines),
        ("own::a_transcript_is_compared_byte_for_byte", a_transcript_is_compared_byte_for_byte_and_written_anew),
        ("own::long_answers_are_refused", long_answers_are_refused),
        ("own::whole_answers_are_there", whole_answers_are_there),
    ];
    let own = own.map(|(name, test)| {
        Trial::test(name, move || {
            test();
            Ok(())
        })
    });
    libtest_mimic::run(&arguments, transcripts.chain(own).collect()).exit_code()
}

/// The files with transcripts.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("tests/cli"))
        .expect("there are transcripts")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "trycmd"))
        .collect();
    files.push(root.join("README.md"));
    files.sort();
    files
}

/// The name of the trial for a file.
fn name(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

/// Replays the transcripts of a file, and overwrites them if requested.
fn check(path: &Path, overwrites: bool) -> Result<(), Failed> {
    let expected = fs::read_to_string(path).expect("a transcript is text");
    let (actual, mut differences) = replay(&expected);
    if overwrites && actual != expected {
        fs::write(path, &actual).expect("the transcript can be written");
    }
    if overwrites {
        differences.clear();
    }
    differences.extend(too_long(&name(path), &actual));
    if differences.is_empty() { Ok(()) } else { Err(Failed::from(format!("\n{}", differences.join("\n")))) }
}

/// The answers of a transcript that are too long to read.
fn too_long(name: &str, transcript: &str) -> Vec<String> {
    answers(transcript)
        .filter(|(command, lines)| {
            *lines > MOST_LINES && !WHOLE.iter().any(|(of, whole, _)| *of == name && whole == command)
        })
        .map(|(command, lines)| {
            format!(
                "$ {command}\n--- has an answer of {lines} lines, more than {MOST_LINES}: cut it down with lines `...`"
            )
        })
        .collect()
}

/// The commands of a transcript, with the number of lines of their answers.
fn answers(transcript: &str) -> impl Iterator<Item = (&str, usize)> {
    let blocks = transcript.split("```console\n").skip(1).map(|rest| rest.split("\n```").next().unwrap_or_default());
    blocks.flat_map(|block| {
        block.trim_start_matches("$ ").split("\n$ ").map(|answer| {
            let (command, lines) = answer.split_once('\n').unwrap_or((answer, ""));
            (command, lines.trim_end().lines().filter(|line| !line.starts_with("? ")).count())
        })
    })
}

/// Returns a transcript with the current output, and the differences.
fn replay(transcript: &str) -> (String, Vec<String>) {
    let mut actual = String::new();
    let mut differences = Vec::new();
    let mut lines = transcript.lines().peekable();
    let mut is_inside = false;
    while let Some(line) = lines.next() {
        let _ = writeln!(actual, "{line}");
        if line.starts_with("```") {
            is_inside = line == "```console";
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| is_inside) else { continue };
        let code = lines.next_if(|line| line.starts_with("? ")).unwrap_or("? 0");
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```")) {
            expected.push(line);
        }
        let blank_lines = expected.iter().rev().take_while(|line| line.is_empty()).count();
        expected.truncate(expected.len() - blank_lines);

        let (actual_code, output) = run(command);
        let output: Vec<&str> = output.trim_end_matches('\n').lines().collect();
        let matches = matches(&expected, &output);
        if !matches || code != actual_code {
            let (expected, output) = (expected.join("\n"), output.join("\n"));
            differences
                .push(format!("$ {command}\n--- expected\n{code}\n{expected}\n--- printed\n{actual_code}\n{output}"));
        }
        if actual_code != "? 0" {
            let _ = writeln!(actual, "{actual_code}");
        }
        for line in if matches { expected } else { shortened(output, &expected) } {
            let _ = writeln!(actual, "{line}");
        }
        actual.push_str(&"\n".repeat(blank_lines));
    }
    (actual, differences)
}

/// The output, shortened where the transcript was shortened before, if that was in one place.
fn shortened<'a>(mut output: Vec<&'a str>, expected: &[&'a str]) -> Vec<&'a str> {
    let dots: Vec<usize> = expected.iter().enumerate().filter(|(_, line)| **line == "...").map(|(at, _)| at).collect();
    if let [before] = dots[..] {
        let behind = expected.len() - before - 1;
        if before + behind < output.len() {
            output.splice(before..output.len() - behind, ["..."]);
        }
    }
    output
}

/// Runs a command and returns its exit code in the form of a transcript, and its output.
fn run(command: &str) -> (String, String) {
    let folder = Path::new(env!("CARGO_BIN_EXE_publist")).parent().expect("a file is in a folder");
    let search_path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", format!("{}:{search_path}", folder.display()))
        .env("NO_COLOR", "1")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    let code = output.status.code().unwrap_or_else(|| panic!("{command} was killed: {}", output.status));
    (format!("? {code}"), String::from_utf8(output.stdout).expect("the output is UTF-8"))
}

/// Returns whether lines are as expected, where a line `...` matches any lines.
fn matches(expected: &[&str], actual: &[&str]) -> bool {
    let mut parts = expected.split(|line| *line == "...");
    let Some(mut rest) = parts.next().and_then(|first| actual.strip_prefix(first)) else { return false };
    let mut parts: Vec<&[&str]> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(start) = (0..=rest.len()).find(|&start| rest[start..].starts_with(part)) else { return false };
        rest = &rest[start + part.len()..];
    }
    rest.ends_with(last)
}

fn three_dots_expect_any_lines() {
    assert!(matches(&["a", "...", "c"], &["a", "b", "b", "c"]));
    assert!(matches(&["...", "b", "...", "d"], &["a", "b", "c", "d"]));
    assert!(matches(&["a", "..."], &["a"]));
    assert!(!matches(&["a", "...", "a"], &["a"]));
    assert!(!matches(&["a"], &["a", "b"]));
}

fn a_transcript_is_compared_byte_for_byte_and_written_anew() {
    let transcript = "```console\n$ printf 'a\\\\b'\na/b\n\n$ exit 3\n\n$ echo one; echo two\n...\ntwo\n```\n";
    let (actual, differences) = replay(transcript);
    assert_eq!(actual, "```console\n$ printf 'a\\\\b'\na\\b\n\n$ exit 3\n? 3\n\n$ echo one; echo two\n...\ntwo\n```\n");
    assert_eq!(differences.len(), 2, "{differences:?}");

    let (actual, _) = replay("```console\n$ echo one; echo two\n1\n...\n```\n");
    assert_eq!(actual, "```console\n$ echo one; echo two\none\n...\n```\n");
    let (actual, _) = replay("```console\n$ seq 9\n1\n...\n8\n10\n```\n");
    assert_eq!(actual, "```console\n$ seq 9\n1\n...\n8\n9\n```\n");
}

fn long_answers_are_refused() {
    let transcript = |lines: usize| format!("# Text\n\n```console\n$ a\n? 1\nx\n\n$ b\n{}```\n", "x\n".repeat(lines));
    assert_eq!(answers(&transcript(2)).collect::<Vec<_>>(), [("a", 1), ("b", 2)]);
    assert!(too_long("some", &transcript(MOST_LINES)).is_empty());
    assert_eq!(too_long("some", &transcript(MOST_LINES + 1)).len(), 1);
}

fn whole_answers_are_there() {
    let long: BTreeSet<(String, String)> = files()
        .iter()
        .flat_map(|path| {
            let transcript = fs::read_to_string(path).expect("a transcript is text");
            let long = answers(&transcript).filter(|(_, lines)| *lines > MOST_LINES);
            long.map(|(command, _)| (name(path), command.to_owned())).collect::<Vec<_>>()
        })
        .collect();
    for (file, command, why) in WHOLE {
        assert!(!why.is_empty(), "{command}: why?");
        assert!(long.contains(&((*file).to_owned(), (*command).to_owned())), "{file} has no long answer of: {command}");
    }
}
