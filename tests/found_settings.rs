//! What a publist.toml may do that was found and not named, and what `list` says about the files that it writes.

use std::fs;
use std::path::Path;

use crate::running::{Run, finish, publist};

const WORK: &str = "@article{a, author={Lind, Nora}, title={Lamps}, journal={Rooms}, year=2020}\n";

/// A folder `work` with a list of one work and this output.
fn folder(output: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let work = folder.path().join("work");
    fs::create_dir(&work).unwrap();
    fs::write(work.join("a.bib"), WORK).unwrap();
    fs::write(work.join("publist.toml"), format!("inputs = [\"a.bib\"]\noutput = [{output}]\n")).unwrap();
    folder
}

fn list(folder: &Path, args: &[&str]) -> Run {
    finish(publist().current_dir(folder.join("work")).arg("list").args(args))
}

#[test]
fn settings_that_were_found_write_below_their_folder_only() {
    let folder = folder("\"ok.txt\", \"../out.txt\", \"/tmp/publist-elsewhere.txt\", \"sub/../../out.txt\"");
    let run = list(folder.path(), &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("E1616").count(), 3, "{}", run.stderr);
    assert!(run.stderr.contains("publist.toml:2:21"), "{}", run.stderr);
    assert!(run.stderr.contains("using the settings of publist.toml"), "{}", run.stderr);
    assert!(run.stderr.contains("wrote ok.txt"), "{}", run.stderr);
    assert!(folder.path().join("work/ok.txt").exists() && !folder.path().join("out.txt").exists());
    let named = list(folder.path(), &["--config", "publist.toml", "-o", "../out.txt"]);
    assert_eq!(named.code, 0, "{}", named.stderr);
    assert!(folder.path().join("out.txt").exists());
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let folder = folder("\"link.txt\", \"elsewhere/a.txt\", \"dangling.txt\", \"inside.txt\"");
    let work = folder.path().join("work");
    fs::write(folder.path().join("target.txt"), "kept").unwrap();
    fs::create_dir(folder.path().join("other")).unwrap();
    std::os::unix::fs::symlink("../target.txt", work.join("link.txt")).unwrap();
    std::os::unix::fs::symlink("../other", work.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("../nothing.txt", work.join("dangling.txt")).unwrap();
    fs::write(work.join("real.txt"), "").unwrap();
    std::os::unix::fs::symlink("real.txt", work.join("inside.txt")).unwrap();
    let run = list(folder.path(), &[]);
    assert_eq!((run.code, run.stderr.matches("E1616").count()), (1, 3), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.path().join("target.txt")).unwrap(), "kept");
    assert!(!folder.path().join("other/a.txt").exists() && !folder.path().join("nothing.txt").exists());
    assert!(fs::read_to_string(work.join("real.txt")).unwrap().contains("Lamps"));
}

#[cfg(unix)]
#[test]
fn settings_of_another_user_are_refused_unless_they_are_named() {
    let folder = folder("\"a.txt\"");
    if std::os::unix::fs::chown(folder.path().join("work/publist.toml"), Some(12345), None).is_err() {
        return; // Only the administrator may give files away.
    }
    let run = list(folder.path(), &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("belongs to another user (12345)"), "{}", run.stderr);
    assert!(!folder.path().join("work/a.txt").exists());
    // The other commands that read settings refuse them, too.
    let other = |args: &[&str]| finish(publist().current_dir(folder.path().join("work")).args(args));
    for args in [&["export", "a.bib", "--to", "rendercv"][..], &["lint", "a.bib"]] {
        let run = other(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains("belongs to another user (12345)"), "{}", run.stderr);
        assert_eq!(other(&[args, &["--no-config"]].concat()).code, 0, "{args:?}");
        assert_eq!(other(&[args, &["--config", "publist.toml"]].concat()).code, 0, "{args:?}");
    }
    assert_eq!(other(&["export", "a.bib", "--to", "bibtex"]).code, 0, "it reads no settings");
    assert_eq!(list(folder.path(), &["--config", "publist.toml"]).code, 0);
    assert_eq!(list(folder.path(), &["--no-config", "a.bib"]).code, 0);
}

#[test]
fn an_empty_standard_output_is_explained() {
    let folder = folder("\"a.txt\"");
    let file = fs::File::create(folder.path().join("stdout")).unwrap();
    let mut command = publist();
    command.current_dir(folder.path().join("work")).arg("list").stdout(file).stderr(std::process::Stdio::piped());
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    if cfg!(unix) {
        assert!(stderr.contains("nothing was written to standard output"), "{stderr}");
    }
    let quiet = list(folder.path(), &["--quiet"]);
    assert_eq!((quiet.code, quiet.stderr.as_str()), (0, ""));
}

#[test]
fn first_numbers_have_bounds() {
    let folder = folder("");
    for number in ["18446744073709551615", "-1", "1000001", "x"] {
        let run = list(folder.path(), &[&format!("--number-from={number}")]);
        assert_eq!(run.code, 2, "{number}");
        assert!(run.stderr.contains("from 0 to 1000000"), "{}", run.stderr);
    }
    assert!(list(folder.path(), &["--number-from", "1000000"]).stdout.contains("[1000000]"));
}
