//! What happens to files: outputs that are no files, that are inputs, that cannot be replaced, and signals.
//!
//! Tests that need more than a temporary folder say so if they are skipped.

#![cfg(unix)]

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::running::{Run, finish, publist};

const BOOK: &str = "@book{a,\n  title = {On A},\n  author = {Doe, Jane},\n  year = 2001\n}\n";

/// An entry with a mistake that is certain.
const MISTAKE: &str = "@book{a,\n  title = {On &amp; A},\n  author = {Doe, Jane},\n  year = 2001\n}\n";

/// How long something may take that takes no time.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder for one test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        fs::write(self.path(name), text).expect("the file is written");
        self.path(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file is there")
    }

    fn pipe(&self, name: &str) -> PathBuf {
        let status = Command::new("mkfifo").arg(self.path(name)).status().expect("mkfifo starts");
        assert!(status.success());
        self.path(name)
    }

    /// The command in this folder.
    fn publist(&self, line: &str) -> Command {
        let mut command = publist();
        command.current_dir(self.0.path()).args(line.split(' '));
        command
    }

    fn run(&self, line: &str) -> Run {
        finish(&mut self.publist(line))
    }

    fn temporary(&self, folder: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path(folder)).expect("the folder");
        let paths = entries.map(|entry| entry.expect("its entries").path());
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "part")).collect()
    }
}

fn skip(reason: &str) {
    // Not with a macro: their output is only shown if a test fails.
    let _ = writeln!(std::io::stderr(), "!!! SKIPPED: {reason}");
}

fn wait_until(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "it never happened");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(status.expect("kill starts").success());
}

#[test]
fn a_pipe_and_a_device_are_written_to_and_stay() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    let pipe = folder.pipe("pipe");
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).expect("the pipe is read")
    });
    assert_eq!(folder.run("export a.bib --to ris -o pipe").code, 0);
    assert!(reader.join().expect("the reader").starts_with("TY  - BOOK"));
    assert!(fs::symlink_metadata(pipe).expect("the pipe").file_type().is_fifo());
    if Path::new("/dev/full").exists() {
        let run = folder.run("export a.bib --to ris -o /dev/full");
        assert_eq!((run.code, run.stderr.contains("/dev/full")), (2, true), "{run:?}");
        folder.file("mistake.bib", MISTAKE);
        let full = OpenOptions::new().write(true).open("/dev/full").expect("the device");
        let status = folder.publist("lint --as json mistake.bib").stdout(full).stderr(Stdio::null()).status();
        assert_eq!(status.expect("it starts").code(), Some(2), "reports that are lost are an error");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_link_to_an_open_file_is_written_to_and_stays() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    symlink("/proc/self/fd/1", folder.path("out")).expect("a link");
    let run = folder.run("export a.bib --to ris -o out");
    assert_eq!((run.code, run.stdout.starts_with("TY  - BOOK")), (0, true), "{run:?}");
    assert!(fs::symlink_metadata(folder.path("out")).expect("the link").is_symlink());
    // What is in the file already stays.
    folder.file("log", "before\n");
    let log = OpenOptions::new().append(true).open(folder.path("log")).expect("the log");
    let status = folder.publist("export a.bib --to ris -o out").stdout(log).status().expect("it starts");
    assert_eq!((status.code(), folder.read("log").starts_with("before\nTY  - BOOK")), (Some(0), true));
    let log = OpenOptions::new().append(true).open(folder.path("log")).expect("the log");
    let status = folder.publist("export a.bib --to ris -o /dev/stdout").stdout(log).status().expect("it starts");
    assert_eq!((status.code(), folder.read("log").matches("TY  - BOOK").count()), (Some(0), 2));
}

#[test]
fn a_link_to_nothing_gets_its_target() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    fs::create_dir(folder.path("below")).expect("a folder");
    symlink("below/second", folder.path("first.bib")).expect("a link");
    symlink("../target.bib", folder.path("below/second")).expect("a link");
    assert_eq!(folder.run("export a.bib -o first.bib").code, 0);
    assert_eq!(folder.read("target.bib"), BOOK);
    assert!(fs::symlink_metadata(folder.path("first.bib")).expect("the link").is_symlink());
    assert!(fs::symlink_metadata(folder.path("below/second")).expect("the link").is_symlink());
}

/// Runs `keys a.bib pipe -o a.bib`, and `change` while the pipe is read, which is after a.bib.
fn change_while_it_is_read(folder: &Folder, change: impl FnOnce()) -> Run {
    let pipe = folder.pipe("pipe");
    let mut command = folder.publist("keys a.bib pipe -o a.bib");
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut pipe = OpenOptions::new().write(true).open(pipe).expect("the pipe is read");
    change();
    pipe.write_all(b"@misc{z, title = {On Z}}\n").expect("the pipe is read");
    drop(pipe);
    let output = child.wait_with_output().expect("it ends");
    Run {
        code: output.status.code().expect("it was not killed"),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_replaced() {
    let folder = Folder::new();
    let path = folder.file("a.bib", BOOK);
    let run = change_while_it_is_read(&folder, || {
        let mut file = OpenOptions::new().append(true).open(&path).expect("the file");
        file.write_all(b"@misc{added, title = {On B}}\n").expect("it is written");
    });
    assert_eq!((run.code, run.stderr.contains("changed it since it was read")), (2, true), "{run:?}");
    assert_eq!(folder.read("a.bib"), format!("{BOOK}@misc{{added, title = {{On B}}}}\n"));
    assert!(folder.temporary(".").is_empty());

    // An editor that replaces files.
    let folder = Folder::new();
    let path = folder.file("a.bib", BOOK);
    let run = change_while_it_is_read(&folder, || {
        fs::rename(folder.file("new.bib", "@misc{new, title = {On C}}\n"), &path).expect("it is replaced");
    });
    assert_eq!((run.code, folder.read("a.bib").as_str()), (2, "@misc{new, title = {On C}}\n"), "{run:?}");

    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    let run = change_while_it_is_read(&folder, || {});
    assert_eq!((run.code, folder.read("a.bib")), (0, format!("{BOOK}\n@misc{{z, title = {{On Z}}}}\n")), "{run:?}");
}

#[test]
fn an_input_is_replaced_only_in_its_own_format() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    symlink("a.bib", folder.path("link.bib")).expect("a link");
    for line in [
        "cite --style apa a.bib -o a.bib",
        "cite --style apa a.bib -o link.bib",
        "list --as html a.bib -o a.bib",
        "export --to ris a.bib -o a.bib",
        "merge --to csl-json a.bib -o a.bib",
        "verify a.bib -o a.bib",
        "lint --fix --to ris a.bib -o a.bib",
    ] {
        let run = folder.run(line);
        assert_eq!((run.code, run.stderr.contains("is an input")), (2, true), "{line}: {run:?}");
        assert_eq!(folder.read("a.bib"), BOOK, "{line}");
    }
    let mut command = folder.publist("cite --style apa -o a.bib");
    let run = finish(command.stdin(File::open(folder.path("a.bib")).expect("the input")));
    assert_eq!((run.code, folder.read("a.bib").as_str()), (2, BOOK), "{run:?}");
    for line in [
        "export --align a.bib -o a.bib",
        "keys --key-pattern [auth] a.bib -o a.bib",
        "export --to biblatex a.bib -o a.bib",
    ] {
        let run = folder.run(line);
        assert_eq!(run.code, 0, "{line}: {run:?}");
    }
}

#[test]
fn an_input_to_which_the_output_is_appended_is_not_read() {
    let folder = Folder::new();
    let path = folder.file("a.bib", BOOK);
    let output = OpenOptions::new().append(true).open(path).expect("the file");
    let mut child = folder.publist("export --to biblatex a.bib").stdout(output).spawn().expect("it starts");
    assert_eq!((child.wait().expect("it ends").code(), folder.read("a.bib").as_str()), (Some(2), BOOK));
}

#[test]
fn a_byte_order_mark_stays_in_a_file_without_entries() {
    let folder = Folder::new();
    for line in ["export a.bib -o a.bib", "keys a.bib -o a.bib", "export a.bib -o b.bib"] {
        folder.file("a.bib", "\u{FEFF}");
        assert_eq!(folder.run(line).code, 0, "{line}");
        assert_eq!(folder.read(&line[line.len() - 5..]), "\u{FEFF}", "{line}");
    }
}

/// Whether this process, and so every one that it starts, ignores a signal. Only Linux says so.
fn is_ignored(number: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask & (1 << (number - 1)) != 0
}

#[test]
fn signals_leave_no_temporary_files() {
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        // nohup and shells that start something in the background have signals ignored, and so do their children.
        if is_ignored(number) {
            skip(&format!("SIG{name} is ignored here"));
            continue;
        }
        let folder = Folder::new();
        let pipe = folder.pipe("pipe");
        let mut child = folder.publist("export pipe --to ris -o a.ris").spawn().expect("it starts");
        let input = OpenOptions::new().write(true).open(pipe).expect("the pipe is read");
        assert_eq!(folder.temporary(".").len(), 1, "the output is there before the input is read");
        signal(&child, name);
        wait_until(|| child.try_wait().expect("it runs").is_some());
        assert_eq!(child.wait().expect("it ends").signal(), Some(number));
        assert_eq!(folder.temporary("."), [] as [PathBuf; 0], "{name}");
        assert!(!folder.path("a.ris").exists());
        drop(input);
    }
}

#[test]
fn signals_leave_no_temporary_folders() {
    let folder = Folder::new();
    let works: String =
        (0..3000).map(|n| format!("@book{{k{n}, title = {{On {n}}}, author = {{Doe, J}}, year = 2001}}\n")).collect();
    folder.file("a.bib", &works);
    fs::create_dir(folder.path("site")).expect("a folder");
    let mut child = folder.publist("export a.bib --to hugo-blox -o site").spawn().expect("it starts");
    wait_until(|| !folder.temporary("site").is_empty() || child.try_wait().expect("it runs").is_some());
    if child.try_wait().expect("it runs").is_some() {
        return skip("all folders were moved to their place before the signal");
    }
    if is_ignored(2) {
        child.wait().expect("it ends");
        return skip("SIGINT is ignored here");
    }
    signal(&child, "INT");
    child.wait().expect("it ends");
    assert!(folder.temporary("site").is_empty());
}

#[test]
fn an_ignored_signal_stays_ignored() {
    let folder = Folder::new();
    let pipe = folder.pipe("pipe");
    let mut command = Command::new("sh");
    command.current_dir(folder.0.path()).env("PUBLIST", env!("CARGO_BIN_EXE_publist"));
    let script = "trap '' HUP; exec \"$PUBLIST\" export pipe --to ris -o a.ris";
    let mut child = command.args(["-c", script]).spawn().expect("sh starts");
    let mut input = OpenOptions::new().write(true).open(pipe).expect("the pipe is read");
    if !Path::new("/proc/self/status").exists() {
        signal(&child, "KILL");
        child.wait().expect("it ends");
        return skip("only Linux says which signals are ignored");
    }
    signal(&child, "HUP");
    input.write_all(BOOK.as_bytes()).expect("the pipe is read");
    drop(input);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert!(folder.read("a.ris").starts_with("TY  - BOOK"));
}

#[test]
fn owner_group_and_permissions_stay() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    let path = folder.file("b.bib", "");
    if chown(&path, Some(12_345), Some(23_456)).is_err() {
        return skip("only root can give files away");
    }
    fs::set_permissions(&path, Permissions::from_mode(0o6754)).expect("permissions");
    assert_eq!(folder.run("export a.bib -o b.bib").code, 0);
    let metadata = fs::metadata(path).expect("the file");
    assert_eq!((metadata.uid(), metadata.gid()), (12_345, 23_456));
    assert_eq!(metadata.mode() & 0o7777, 0o754, "not set-user-ID");
    assert_eq!(folder.read("b.bib"), BOOK);
}

/// Runs a script as root of a user namespace, where mounting needs no other right. Returns nothing if that is not allowed.
fn in_namespace(folder: &Folder, script: &str) -> Option<Run> {
    let namespace = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["-r", "-m", "sh", "-ec", script]).current_dir(folder.0.path());
        command.env("PUBLIST", env!("CARGO_BIN_EXE_publist")).env("NO_COLOR", "1").stdin(Stdio::null());
        command
    };
    let possible = namespace("mount --bind . .").stderr(Stdio::null()).status();
    possible.is_ok_and(|status| status.success()).then(|| finish(&mut namespace(script)))
}

#[test]
fn a_mounted_file_is_overwritten_in_place() {
    let folder = Folder::new();
    folder.file("a.bib", MISTAKE);
    folder.file("mounted.bib", "");
    let script = "mount --bind a.bib mounted.bib; \"$PUBLIST\" lint --verbose --fix --in-place mounted.bib";
    let Some(run) = in_namespace(&folder, script) else { return skip("nothing can be mounted here") };
    assert_eq!(run.code, 0, "{run:?}");
    assert!(format!("{}{}", run.stdout, run.stderr).contains("N0710"), "{run:?}");
    assert_eq!(folder.read("a.bib"), MISTAKE.replace("&amp;", "\\&"), "shorter than before");
    assert!(folder.temporary(".").is_empty());
    // Longer than before.
    folder.file("a.bib", "");
    folder.file("b.bib", BOOK);
    let run = in_namespace(&folder, "mount --bind a.bib mounted.bib; \"$PUBLIST\" export b.bib -o mounted.bib");
    assert_eq!((run.expect("it was possible before").code, folder.read("a.bib").as_str()), (0, BOOK));
}

#[test]
fn a_file_whose_folder_is_write_protected_is_overwritten_in_place() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    fs::create_dir(folder.path("below")).expect("a folder");
    folder.file("below/b.bib", "");
    fs::set_permissions(folder.path("below"), Permissions::from_mode(0o555)).expect("permissions");
    if File::create(folder.path("below/c")).is_ok() {
        return skip("root writes to every folder");
    }
    let run = folder.run("export a.bib -o below/b.bib");
    fs::set_permissions(folder.path("below"), Permissions::from_mode(0o755)).expect("permissions");
    assert_eq!((run.code, folder.read("below/b.bib").as_str()), (0, BOOK), "{run:?}");
}

#[test]
fn a_file_in_a_read_only_folder_is_overwritten_in_place() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    folder.file("b.bib", "");
    fs::create_dir(folder.path("below")).expect("a folder");
    folder.file("below/b.bib", "");
    let script = "mount --bind below below; mount --bind b.bib below/b.bib; mount -o remount,ro,bind below below; \
                  \"$PUBLIST\" export a.bib -o below/b.bib";
    let Some(run) = in_namespace(&folder, script) else { return skip("nothing can be mounted here") };
    assert_eq!((run.code, folder.read("b.bib").as_str()), (0, BOOK), "{run:?}");
}

#[test]
fn nothing_is_written_under_the_name_of_a_packed_file() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    let run = folder.run("export a.bib --to bibtex -o a.bib.gz");
    assert_eq!((run.code, run.stderr.contains("gzip")), (2, true), "{run:?}");
    assert!(!folder.path("a.bib.gz").exists());
}

#[test]
fn replaced_files_of_folders_stay_links() {
    let folder = Folder::new();
    folder.file("a.bib", BOOK);
    assert_eq!(folder.run("export a.bib --to hugo-blox -o site").code, 0);
    let work = fs::read_dir(folder.path("site")).expect("the site").next().expect("a work").expect("a work").path();
    fs::rename(work.join("index.md"), folder.path("page.md")).expect("it is moved");
    let page = folder.read("page.md");
    folder.file("page.md", "old");
    symlink(folder.path("page.md"), work.join("index.md")).expect("a link");
    assert_eq!(folder.run("export --rewrite a.bib --to hugo-blox -o site").code, 0);
    assert!(fs::symlink_metadata(work.join("index.md")).expect("the link").is_symlink());
    assert_eq!(folder.read("page.md"), page);
    let mut text = String::new();
    File::open(work.join("index.md")).and_then(|mut file| file.read_to_string(&mut text)).expect("the page");
    assert_eq!(text, page);
}
