//! `.bib` files that are written back by a command: what the command does not ask for stays, byte for byte.

use std::fs;

use super::running::{Run, run};

const LIBRARY: &str = "% Mine\r\n@preamble{\"\\newcommand{\\noopsort}[1]{}\"}\r\n@string{jow = {Journal of Water}}\r\n\r\n\
@article{roe1,\r\n  author  = {Roe, R.~A. and {\\L}ake, J.},\r\n  title   = {Talking \\ce{H2O}},\r\n  journal = jow,\r\n  \
year    = 2020,\r\n  doi     = {10.5555/one},\r\n}\r\n% between\r\n@ARTICLE{dup, author={Roe, R. A. and Lake, J.}, \
title={Talking H2O}, journal=jow, year=2020, doi={10.5555/ONE}, volume=7}\r\n\
@misc{other, title = {\\x & more}, crossref = {dup}}\r\n@comment{jabref-meta: grouping:\r\n0 AllEntriesGroup:;\r\n}\r\n";

fn with_file(text: &str, args: &[&str]) -> (Run, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("in.bib");
    fs::write(&path, text).expect("the file is written");
    let args = args.iter().map(|arg| if *arg == "FILE" { path.as_os_str().to_owned() } else { (*arg).into() });
    let run = run(args);
    (run, fs::read_to_string(&path).expect("the file is there"))
}

#[test]
fn merging_in_place_removes_what_is_there_twice() {
    let (run, text) = with_file(LIBRARY, &["merge", "FILE", "--in-place"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("1 citation key of merged records no longer exists: dup (now roe1)"), "{}", run.stderr);
    assert_eq!(text.matches("Talking").count(), 1, "{text}");
    for kept in [
        "% Mine\r\n@preamble{\"\\newcommand{\\noopsort}[1]{}\"}\r\n@string{jow = {Journal of Water}}\r\n",
        "@article{roe1,\r\n  author  = {Roe, R.~A. and {\\L}ake, J.},\r\n  title   = {Talking \\ce{H2O}},\r\n  journal = jow,\r\n",
        "  volume  = {7},\r\n",
        "@misc{other, title = {\\x & more}, crossref = {roe1}}\r\n",
        "@comment{jabref-meta: grouping:\r\n0 AllEntriesGroup:;\r\n}\r\n",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text}");
}

#[test]
fn merging_in_place_leaves_a_file_without_repeated_works() {
    let text = LIBRARY.replace("10.5555/ONE", "10.5555/two").replace("title={Talking H2O}", "title={Something else}");
    assert_eq!(with_file(&text, &["merge", "FILE", "--in-place"]).1, text);
    let (run, text) = with_file("[{\"id\": \"a\"}]", &["merge", "FILE", "--in-place"]);
    assert_eq!((run.code, text.as_str()), (2, "[{\"id\": \"a\"}]"), "{}", run.stderr);
}

#[test]
fn a_chosen_entry_brings_what_it_inherits_from() {
    let text = "@string{p = {P}}\n@inproceedings{c, author = {Roe, R}, title = {C}, crossref = {b}}\n\
                @misc{x, title = {X}}\n@proceedings{b, title = {B}, booktitle = {B}, publisher = p, year = 2001}\n";
    let (run, _) = with_file(text, &["export", "FILE", "--to", "bibtex", "--where", "author:Roe"]);
    assert_eq!(run.stdout, text.replace("@misc{x, title = {X}}\n", ""));
}

#[test]
fn options_of_content_change_nothing_else() {
    let (run, _) = with_file(LIBRARY, &["export", "FILE", "--to", "bibtex", "--omit", "doi"]);
    let expected = LIBRARY.replace("\r\n  doi     = {10.5555/one},", "").replace(" doi={10.5555/ONE},", "");
    assert_eq!(run.stdout, expected);
}

#[test]
fn a_fix_changes_its_field() {
    let text = LIBRARY.replace("Talking H2O", "Talking &amp; H2O");
    let (run, fixed) = with_file(&text, &["lint", "FILE", "--fix", "--in-place", "--only", "W0921"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(fixed, LIBRARY.replace("Talking H2O", "Talking \\& H2O"), "{}", run.stdout);
}
