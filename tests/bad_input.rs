//! Bad input never stops good records, never crashes and is always reported; an error never destroys an existing file.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::running::{Run, finish, publist, run, run_with_stdin};

/// Two records in publist's own JSON.
const GOOD: &str = r#"[
  {"publist": 1, "id": "one", "type": "book", "title": "The first", "issued": "2020"},
  {"publist": 1, "id": "two", "type": "book", "title": "The second", "issued": "2021"}
]
"#;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Writes a file and returns its path.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// Exports files to publist's own JSON, with one line per report.
fn export(files: &[&Path], options: &[&str]) -> Run {
    let mut command = publist();
    command.arg("export").args(files).args(["--to", "json", "--diagnostics", "errorformat"]).args(options);
    finish(&mut command)
}

/// The titles of the records in an output of publist's own JSON.
fn titles(run: &Run) -> Vec<String> {
    let output: serde_json::Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|error| panic!("the output is not JSON: {error}\n{}\n{}", run.stdout, run.stderr));
    let records = output.as_array().expect("an array of records");
    records.iter().map(|record| record["title"].as_str().unwrap_or_default().to_owned()).collect()
}

fn assert_reports(run: &Run, code: &str) {
    assert!(run.stderr.contains(&format!("[{code}]")), "{code} was not reported:\n{}", run.stderr);
}

mod content {
    use super::*;

    #[test]
    fn an_empty_file_is_a_warning_and_an_empty_list() {
        let folder = Folder::new();
        for (name, content) in [("empty.json", ""), ("blank.bib", " \n\t\r\n"), ("no-extension", "")] {
            let run = export(&[&folder.file(name, content)], &[]);
            assert_eq!((run.code, titles(&run).len()), (0, 0), "{name}: {}", run.stderr);
            assert_reports(&run, "W0101");
        }
    }

    #[test]
    fn a_binary_file_is_an_error_and_the_other_files_are_read() {
        let folder = Folder::new();
        let binary = folder.file("paper.json", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xfe");
        let good = folder.file("good.json", GOOD);
        let run = export(&[&binary, &good], &[]);
        assert_eq!((run.code, titles(&run)), (1, vec!["The first".to_owned(), "The second".to_owned()]));
        assert_reports(&run, "E0102");
    }

    #[test]
    fn a_file_of_no_known_format_is_an_error_and_the_other_files_are_read() {
        let folder = Folder::new();
        let unknown = folder.file("letter", "Dear Sir or Madam,\nplease find enclosed nothing at all.\n");
        let good = folder.file("good.json", GOOD);
        let run = export(&[&unknown, &good], &[]);
        assert_eq!((run.code, titles(&run).len()), (1, 2), "{}", run.stderr);
        assert_reports(&run, "E0104");
    }

    #[test]
    fn invalid_utf8_costs_no_record() {
        let folder = Folder::new();
        let latin1 = GOOD.replace("The first", "Caf@ society");
        let bytes: Vec<u8> = latin1.bytes().map(|byte| if byte == b'@' { 0xE9 } else { byte }).collect();
        let run = export(&[&folder.file("latin1.json", bytes)], &[]);
        assert_eq!((run.code, titles(&run)), (1, vec!["Caf\u{FFFD} society".to_owned(), "The second".to_owned()]));
        assert_reports(&run, "E0103");
    }

    #[test]
    fn error_answers_saved_as_files_are_errors_and_no_records() {
        let folder = Folder::new();
        let page = "<!DOCTYPE html>\n<html><head><title>503</title></head><body>Unavailable</body></html>";
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><link href='http://arxiv.org/api/x'/>";
        let error =
            "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>no</summary></entry></feed>";
        for (name, content, code) in [
            ("page.bib", page.to_owned(), "E1015"),
            ("page.json", page.to_owned(), "E1015"),
            ("page.xml", page.to_owned(), "E1015"),
            ("page", page.to_owned(), "E1015"),
            ("error.xml", format!("{atom}{error}"), "E1014"),
            ("nothing.xml", format!("{atom}</feed>"), "E1013"),
            ("rate.xml", "Rate exceeded.".to_owned(), "E0104"),
            ("efetch.xml", "<eFetchResult><ERROR>Empty id list</ERROR></eFetchResult>".to_owned(), "E1014"),
            (
                "unresolved.xml",
                "<doi_records><doi_record><crossref><error>x</error></crossref></doi_record></doi_records>".to_owned(),
                "E1014",
            ),
        ] {
            let run = export(&[&folder.file(name, content)], &[]);
            assert_eq!((run.code, titles(&run).len()), (1, 0), "{name}: {}", run.stderr);
            assert_reports(&run, code);
        }
    }

    #[test]
    fn broken_xml_costs_no_other_record() {
        let folder = Folder::new();
        let whole = |key: u32| format!("<article key='{key}'><title>T{key}.</title></article>");
        let xml = format!("<dblp>{}<article key='2'><title>T2</titel></article>{}<article><titl", whole(1), whole(3));
        let run = export(&[&folder.file("dblp.xml", xml)], &[]);
        assert_eq!((run.code, titles(&run)), (1, vec!["T1".to_owned(), "T3".to_owned()]));
        assert_reports(&run, "E1010");
        assert!(run.stderr.contains("dblp.xml:1:"), "{}", run.stderr);
        let bomb = "<!DOCTYPE dblp [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><dblp><article key='1'><title>&b;</title></article></dblp>";
        let run = export(&[&folder.file("bomb.xml", bomb)], &[]);
        assert_eq!((run.code, titles(&run)), (0, vec!["&b;".to_owned()]));
    }

    #[test]
    fn truncated_json_keeps_the_records_before_the_end() {
        let folder = Folder::new();
        let cut = &GOOD[..GOOD.len() - 30];
        let run = export(&[&folder.file("cut.json", cut)], &[]);
        assert_eq!((run.code, titles(&run)), (1, vec!["The first".to_owned()]));
        assert_reports(&run, "E0202");
    }

    /// Two records in each format of tagged lines, without the line that ends a file.
    const TAGGED: [(&str, &str); 4] = [
        ("ris", "TY  - BOOK\nTI  - The first\nER  - \nTY  - BOOK\nTI  - The second\n"),
        ("refer", "%0 Book\n%T The first\n\n%0 Book\n%T The second\n"),
        ("nbib", "PMID- 1\nTI  - The first\n\nPMID- 2\nTI  - The second\n"),
        ("wos", "FN Example Web of Science\nVR 1.0\nPT J\nTI The first\nER\n\nPT J\nTI The second\n"),
    ];

    #[test]
    fn tagged_lines_are_recognised_and_a_cut_costs_no_record() {
        let folder = Folder::new();
        for (format, text) in TAGGED {
            let run = export(&[&folder.file(format, text)], &[]);
            assert_eq!(titles(&run), ["The first", "The second"], "{format}: {}", run.stderr);
            assert_eq!(run.code, 0, "{format}: {}", run.stderr);
            if ["ris", "wos"].contains(&format) {
                assert_reports(&run, "W1111");
            }
        }
    }

    #[test]
    fn an_error_page_in_place_of_tagged_lines_is_an_error() {
        let folder = Folder::new();
        let page = folder.file("export", "<!DOCTYPE html>\n<html><body>Rate limit exceeded</body></html>\n");
        for (format, _) in TAGGED {
            let run = export(&[&page], &["--from", format]);
            assert_eq!((run.code, titles(&run).len()), (1, 0), "{format}: {}", run.stderr);
            assert_reports(&run, "E1110");
        }
    }

    #[test]
    fn bytes_that_are_no_text_cost_no_tagged_record() {
        let folder = Folder::new();
        for (format, text) in TAGGED {
            let bytes: Vec<u8> = text.bytes().map(|byte| if byte == b'f' { 0xE9 } else { byte }).collect();
            let run = export(&[&folder.file(format, bytes)], &["--from", format]);
            assert_eq!(titles(&run), ["The \u{e9}irst", "The second"], "{format}: {}", run.stderr);
            assert_reports(&run, "W0105");
            let run = export(&[&folder.file(format, text.replace("second", "sec\0nd"))], &["--from", format]);
            assert_eq!((run.code, titles(&run).len()), (1, 2), "{format}: {}", run.stderr);
            assert_reports(&run, "E0102");
        }
    }

    #[test]
    fn a_value_of_the_wrong_type_costs_no_record() {
        let folder = Folder::new();
        let odd = GOOD.replace(r#""2020""#, r#"{"odd": [null, true]}"#);
        let run = export(&[&folder.file("odd.json", odd)], &[]);
        assert_eq!((run.code, titles(&run).len()), (1, 2), "{}", run.stderr);
        assert_reports(&run, "E0204");
        assert!(run.stdout.contains("odd"), "the value was not kept: {}", run.stdout);
    }

    #[test]
    fn a_record_without_a_title_is_kept() {
        let folder = Folder::new();
        let run = export(&[&folder.file("untitled.json", r#"[{"publist": 1, "id": "x", "type": "book"}]"#)], &[]);
        assert_eq!((run.code, titles(&run)), (1, vec![String::new()]), "{}", run.stderr);
        assert_reports(&run, "W0601");
        assert_reports(&run, "E1016");
        let two = r#"[{"publist": 1, "id": "x", "type": "book"}, {"publist": 1, "id": "y", "title": "T"}]"#;
        let run = export(&[&folder.file("one-title.json", two)], &[]);
        assert_eq!(run.code, 0, "one title is enough: {}", run.stderr);
    }

    #[test]
    fn two_records_with_one_id_are_both_kept_under_two_keys() {
        let folder = Folder::new();
        let twins = GOOD.replace("\"two\"", "\"one\"");
        let run = export(&[&folder.file("twins.json", twins)], &[]);
        assert_eq!((run.code, titles(&run).len()), (0, 2), "{}", run.stderr);
        assert_reports(&run, "W0602");
        let output: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_ne!(output[0]["id"], output[1]["id"]);
    }
}

mod size {
    use super::*;

    /// Nesting that would overflow the stack of a recursive parser many times.
    const DEEP: usize = 1_000_000;

    #[test]
    fn nested_json_is_passed_over() {
        let folder = Folder::new();
        let bombs = [
            "[".repeat(DEEP),
            "{\"a\":".repeat(DEEP),
            format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP)),
            format!(r#"{{"publist": 1, "id": "x", "title": {}"a"{}}}"#, r#"[{"em": "#.repeat(DEEP), "}]".repeat(DEEP)),
        ];
        let good = folder.file("good.json", GOOD);
        for bomb in bombs {
            let run = export(&[&folder.file("bomb.json", bomb), &good], &["--from", "json"]);
            assert_eq!(run.code, 1, "{}", run.stderr);
            assert!(titles(&run).ends_with(&["The first".to_owned(), "The second".to_owned()]));
        }
    }

    #[test]
    fn nested_braces_are_passed_over() {
        let folder = Folder::new();
        let good = "@book{good, title = {The good one}, year = 2020}\n";
        let bombs = [
            format!("@book{{x, title = {}a{}}}\n", "{".repeat(DEEP), "}".repeat(DEEP)),
            format!("@book{{x, title = {{{}a{}}}}}\n", r"\emph{".repeat(DEEP), "}".repeat(DEEP)),
            format!("@book{{x, title = {{{}}}}}\n", r"\'".repeat(DEEP)),
            format!("@book{{x, title = {{{}}}}}\n", "$".repeat(DEEP + 1)),
        ];
        for bomb in bombs {
            let run = export(&[&folder.file("bomb.bib", format!("{good}{bomb}"))], &["--from", "bibtex"]);
            assert!(titles(&run).contains(&"The good one".to_owned()), "{}", run.stderr);
        }
    }

    #[test]
    fn an_endless_line_is_read_in_linear_time() {
        const LENGTH: usize = 100 << 20;
        let folder = Folder::new();
        let line = format!(r#"{{"publist": 1, "id": "long", "type": "book", "title": "{}"}}"#, "a".repeat(LENGTH));
        let lines = folder.file("long.jsonl", line);
        let run = export(&[&lines, &folder.file("good.json", GOOD)], &["--from", "json", "-o", "/dev/null"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    }

    #[test]
    fn tagged_records_of_any_size_are_read_in_linear_time() {
        const TIMES: usize = 200_000;
        let folder = Folder::new();
        let lines = |start: &str, line: &str, end: &str| format!("{start}{}{end}", line.repeat(TIMES));
        for (format, text) in [
            (
                "ris",
                lines(
                    "TY  - CPAPER\nTI  - T\n",
                    "T2  - A\nAU  - A, B\nN1  - n\nLA  - x\nSN  - 1\nKW  - a;b\n",
                    "ER  - \n",
                ),
            ),
            ("ris", lines("TY  - JOUR\nTI  - T\nAU  - A", ",, a", "\nER  - \n")),
            ("ris", lines("TY  - JOUR\nTI  - T\nAB  - a\n", "and more\n", "ER  - \n")),
            ("refer", lines("%0 Book\n%T T\n", "%A A, B\n%@ 1\n%Z n\n%8 a\n", "")),
            ("nbib", lines("PMID- 1\nTI  - T\n", "FAU - A, B\nIS  - 1\nAID - 1 [pii]\nLID - 2 [pii]\nLA  - eng\n", "")),
            ("wos", lines("PT J\nTI T\n", "AU A, B\nOI A, B/0\nSN 1\nCR a\n", "ER\n")),
        ] {
            let run = export(&[&folder.file("many", text)], &["--from", format, "-o", "/dev/null"]);
            assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        }
    }

    #[test]
    fn an_endless_line_of_no_known_format_is_not_read_to_its_end() {
        let run = run_with_stdin(&["export", "-", "--to", "json"], "lorem ipsum ".repeat(1 << 20).as_bytes());
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("E0104") && run.stderr.len() < 1000, "{}", run.stderr);
    }
}

mod files {
    use super::*;

    #[test]
    fn a_missing_file_ends_the_work_before_it_begins() {
        let folder = Folder::new();
        let good = folder.file("good.json", GOOD);
        let run = export(&[&good, &folder.path("missing.json")], &[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("missing.json"), "{}", run.stderr);
    }

    #[test]
    fn a_folder_is_no_input() {
        let folder = Folder::new();
        let run = export(&[folder.0.path()], &[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("is a folder"), "{}", run.stderr);
    }

    #[test]
    fn an_output_that_cannot_be_written_is_named() {
        let folder = Folder::new();
        let good = folder.file("good.json", GOOD);
        for output in [folder.path("no/such/folder/out.bib"), folder.0.path().to_owned(), good.join("out.bib")] {
            let run = export(&[&good], &["-o", output.to_str().unwrap()]);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
            assert!(run.stderr.contains(output.to_str().unwrap()), "{}", run.stderr);
        }
        assert_eq!(folder.names(), ["good.json"], "nothing is left behind");
    }

    #[test]
    fn a_run_that_fails_leaves_an_existing_output_untouched() {
        let folder = Folder::new();
        let existing = folder.file("out.json", "precious");
        let run = export(&[&folder.path("missing.json")], &["-o", existing.to_str().unwrap()]);
        assert_eq!((run.code, fs::read_to_string(&existing).unwrap().as_str()), (2, "precious"));
        assert_eq!(folder.names(), ["out.json"]);
    }

    #[test]
    fn an_existing_output_is_replaced_when_all_is_written() {
        let folder = Folder::new();
        let good = folder.file("good.json", GOOD);
        let existing = folder.file("out.json", "x".repeat(100_000));
        let run = export(&[&good], &["-o", existing.to_str().unwrap()]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
        let written = Run { stdout: fs::read_to_string(&existing).unwrap(), ..run };
        assert_eq!(titles(&written), ["The first", "The second"]);
        assert_eq!(folder.names(), ["good.json", "out.json"]);
    }

    #[test]
    fn a_file_may_be_input_and_output_at_once() {
        let folder = Folder::new();
        let file = folder.file("records.json", GOOD);
        let run = export(&[&file], &["-o", file.to_str().unwrap()]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        let written = Run { stdout: fs::read_to_string(&file).unwrap(), ..run };
        assert_eq!(titles(&written), ["The first", "The second"]);
    }

    #[test]
    fn an_unknown_format_name_is_wrong_usage_with_a_suggestion() {
        let run = run(["export", "-", "--to", "bibtx"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("'bibtex'"), "{}", run.stderr);
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::io::Read as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::{Command, Stdio};

    #[test]
    fn a_full_disk_is_named() {
        let folder = Folder::new();
        let good = folder.file("good.json", GOOD);
        let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let good = good.to_str().unwrap();
        let commands: [&[&str]; 4] =
            [&["export", good, "--to", "json"], &["formats"], &["explain"], &["completions", "bash"]];
        for args in commands {
            let run = finish(publist().args(args).stdout(full()));
            assert_eq!(run.code, 2, "{args:?}");
            assert!(run.stderr.contains("<stdout>: No space left"), "{args:?}: {}", run.stderr);
        }
        let run = run(["export", good, "--to", "json", "-o", "/dev/full"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("/dev/full: No space left"), "{}", run.stderr);
        assert!(fs::metadata("/dev/full").unwrap().file_type() != fs::metadata(good).unwrap().file_type());
    }

    /// A limit on the size of files simulates a disk that fills up while a file is written.
    #[test]
    fn a_disk_that_fills_up_leaves_an_existing_output_untouched() {
        let folder = Folder::new();
        let many: String = (0..20_000)
            .map(|number| format!(r#"{{"publist": 1, "id": "r{number}", "title": "Record {number}"}}"#) + "\n")
            .collect();
        let many = folder.file("many.jsonl", many);
        let existing = folder.file("out.json", "precious");
        let script = r#"trap '' XFSZ; ulimit -f 8; exec "$@""#;
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_publist"), "export"]);
        command.arg(many).args(["--from", "json", "--to", "json", "-o"]).arg(&existing);
        let run = finish(&mut command);
        assert_eq!((run.code, fs::read_to_string(&existing).unwrap().as_str()), (2, "precious"), "{}", run.stderr);
        assert!(run.stderr.contains("out.json"), "{}", run.stderr);
        assert_eq!(folder.names(), ["many.jsonl", "out.json"], "nothing is left behind");
    }

    #[test]
    fn a_reader_that_goes_away_ends_the_work_quietly() {
        let folder = Folder::new();
        let many: String = (0..20_000)
            .map(|number| format!(r#"{{"publist": 1, "id": "r{number}", "title": "Record {number}"}}"#) + "\n")
            .collect();
        let many = folder.file("many.jsonl", many);
        let mut command = publist();
        command.arg("export").arg(many).args(["--from", "json", "--to", "json"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut beginning = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut beginning).unwrap(); // and then it is closed
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    }

    #[test]
    fn an_output_keeps_its_permissions_and_a_link_stays_a_link() {
        let folder = Folder::new();
        let good = folder.file("good.json", GOOD);
        let existing = folder.file("out.json", "");
        fs::set_permissions(&existing, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path("link.json");
        symlink(&existing, &link).unwrap();
        let run = export(&[&good], &["-o", link.to_str().unwrap()]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&existing).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::read_to_string(&existing).unwrap().contains("The second"));
    }

    #[test]
    fn a_new_output_has_the_permissions_of_any_new_file() {
        let folder = Folder::new();
        let good = folder.file("good.json", GOOD);
        let output = folder.path("new.json");
        assert_eq!(export(&[&good], &["-o", output.to_str().unwrap()]).code, 0);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&output), mode(&good));
    }
}

mod reports {
    use super::*;

    #[test]
    fn programs_get_one_json_object_a_line_for_reports_and_for_failures() {
        let folder = Folder::new();
        let cut = folder.file("cut.json", &GOOD[..GOOD.len() - 30]);
        let mut command = publist();
        command.arg("export").arg(cut).args(["--to", "json", "--diagnostics", "json"]);
        let run = finish(&mut command);
        let report: serde_json::Value = serde_json::from_str(run.stderr.trim_end()).unwrap();
        assert_eq!((run.code, &report["code"]), (1, &serde_json::json!("E0202")));

        let run = super::run(["export", "missing.json", "--to", "json", "--diagnostics", "json"]);
        let report: serde_json::Value = serde_json::from_str(run.stderr.trim_end()).unwrap();
        assert_eq!((run.code, &report["severity"]), (2, &serde_json::json!("error")));
    }

    #[test]
    fn quiet_hides_warnings_and_verbose_shows_notes() {
        let folder = Folder::new();
        let empty = folder.file("empty.json", "");
        let with = |options: &[&str]| export(&[&empty], options).stderr;
        assert_eq!(with(&["-q"]), "");
        assert!(with(&[]).contains("W0101") && !with(&[]).contains("N0702"));
        assert!(with(&["-v"]).contains("N0702"));
    }

    #[test]
    fn people_get_a_sum_and_no_colour_unless_on_a_terminal() {
        let folder = Folder::new();
        let cut = folder.file("cut.json", &GOOD[..GOOD.len() - 30]);
        let cut = cut.to_str().unwrap();
        let plain = run(["export", cut, "--to", "json"]);
        assert!(plain.stderr.ends_with("publist: 1 error\n") && !plain.stderr.contains('\u{1b}'), "{}", plain.stderr);
        let coloured = run(["export", cut, "--to", "json", "--colour", "always"]);
        assert!(coloured.stderr.contains('\u{1b}'), "{}", coloured.stderr);
    }
}
