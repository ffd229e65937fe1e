//! What a list prints of the values of an entry, with publist's own styles, and what it reports about the others.

use std::fs;

use super::running::{Run, finish, publist};

/// Lists these entries; the arguments follow `--no-config`.
#[track_caller]
fn list(entries: &str, args: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("works.bib"), entries).unwrap();
    let form = if args.contains(&"--as") { &[][..] } else { &["--as", "text"] };
    let run = finish(
        publist()
            .current_dir(folder.path())
            .args(["list", "works.bib", "--no-config", "--group-by", "none"])
            .args(form)
            .args(args),
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// The only line of the list, without its number.
#[track_caller]
fn line(entry: &str, args: &[&str]) -> String {
    let shown = list(entry, args).stdout;
    let shown = shown.trim();
    assert_eq!(shown.lines().count(), 1, "{shown}");
    shown.strip_prefix("[1] ").unwrap_or(shown).to_owned()
}

const LNCS: &str = "@inproceedings{a, author = {Lind, Nora}, title = {Lamps}, booktitle = {Rooms}, volume = 443, \
                    series = {Lecture Notes in Lamps}, pages = {46--56}, publisher = {Hall}, year = 2020}";

#[test]
fn series_volumes_and_numbers_are_printed() {
    for (style, expected) in [
        ("numeric", "N. Lind, “Lamps,” in Rooms, Lecture Notes in Lamps, vol. 443, pp. 46–56, Hall, 2020."),
        ("author-date", "Lind, N. (2020). Lamps. In Rooms, Lecture Notes in Lamps, vol. 443, pp. 46–56, Hall."),
        ("compact", "2020 Lind N. Lamps. In Rooms, Lecture Notes in Lamps, vol. 443, pp. 46–56, Hall."),
    ] {
        assert_eq!(line(LNCS, &["--style", style]), expected);
    }
    let shown = line(&LNCS.replace("volume", "number"), &[]);
    assert!(shown.contains("in Rooms, Lecture Notes in Lamps 443, pp. 46–56"), "{shown}");
    let of_volume = LNCS.replace("series = {Lecture Notes in Lamps}", "number = 1");
    assert!(line(&of_volume, &["--locale", "de"]).contains("in Rooms, Bd. 443, Nr. 1, S. 46–56"));
    // What the title of the proceedings says is not repeated.
    let named = "@inproceedings{a, title = {Lamps}, booktitle = {Rooms and Lamps (RAL)}, series = {RAL}, year = 2020}";
    assert_eq!(line(named, &[]), "“Lamps,” in Rooms and Lamps (RAL), 2020.");
}

#[test]
fn works_of_no_type_of_their_own_have_pages_and_numbers() {
    for (entry, expected) in [
        (
            "@misc{a, title = {Lamps}, howpublished = {Workshop on Rooms}, type = {Workshop paper}, pages = {2--17}, year = 2020}",
            "“Lamps,” Workshop paper, Workshop on Rooms, pp. 2–17, 2020.",
        ),
        (
            "@techreport{a, title = {Lamps}, institution = {Hall}, number = 7, series = {Papers on Rooms}, pages = {1--9}, year = 2020}",
            "Lamps, Report no. 7, Hall, Papers on Rooms, pp. 1–9, 2020.",
        ),
        (
            "@unpublished{a, title = {Lamps}, type = {Working paper}, number = 3, year = 2020}",
            "Lamps, Working paper no. 3, 2020.",
        ),
        (
            "@phdthesis{a, title = {Lamps}, school = {Hall}, pages = {1--231}, year = 2020}",
            "Lamps, PhD thesis, Hall, pp. 1–231, 2020.",
        ),
        (
            "@misc{a, title = {Lamps}, type = {Bachelor Thesis}, howpublished = {Bachelor Thesis, Hall}, year = 2020}",
            "Lamps, Bachelor Thesis, Hall, 2020.",
        ),
        (
            "@inbook{a, title = {Lamps}, chapter = 3, pages = {1--9}, publisher = {Hall}, year = 2020}",
            "Lamps, Hall, chap. 3, pp. 1–9, 2020.",
        ),
        ("@book{a, title = {Lamps}, pages = {320}, publisher = {Hall}, year = 2020}", "Lamps, Hall, 2020."),
    ] {
        assert_eq!(line(entry, &[]), expected);
    }
}

#[test]
fn translators_are_printed_in_the_language_of_the_list() {
    let book =
        "@book{a, author = {Lind, Nora}, title = {Lamps}, translator = {Hart, Paul}, publisher = {Hall}, year = 2020}";
    for (args, expected) in [
        (vec![], "N. Lind, Lamps, translated by P. Hart, Hall, 2020."),
        (vec!["--locale", "de"], "N. Lind, Lamps, übersetzt von P. Hart, Hall, 2020."),
        (vec!["--locale", "fr"], "N. Lind, Lamps, traduit par P. Hart, Hall, 2020."),
        (vec!["--style", "author-date"], "Lind, N. (2020). Lamps. Translated by P. Hart. Hall."),
        (vec!["--style", "compact"], "2020 Lind N. Lamps. Translated by P. Hart. Hall."),
    ] {
        assert_eq!(line(book, &args), expected);
    }
    let own = line(book, &["--self", "Paul Hart", "--as", "markdown"]);
    assert!(own.contains("translated by **P. Hart**"), "{own}");
    assert_eq!(
        line("@book{a, title = {Lamps}, translator = {Hart, Paul}, year = 2020}", &[]).matches("Hart").count(),
        1
    );
}

#[test]
fn a_status_in_the_place_of_a_number_is_a_status() {
    let article = "@article{a, author = {Lind, Nora}, title = {Lamps}, journal = {Rooms}, FIELD, year = 2026}";
    for field in ["pages = {To appear}", "volume = {To appear}", "number = {(To appear)}"] {
        let shown = line(&article.replace("FIELD", field), &[]);
        assert_eq!(shown, "N. Lind, “Lamps,” Rooms, 2026. (To appear)", "{field}");
    }
    let undated = "@article{a, title = {Lamps}, journal = {Rooms}, pages = {in press}}";
    assert_eq!(line(undated, &["--locale", "de"]), "„Lamps“, Rooms, im Druck.");
}

#[test]
fn titles_have_no_spaces_at_their_ends_and_the_entry_stays() {
    let entry = "@book{a, title = { Lamps }, publisher = {Hall}, year = 2020}\n";
    assert_eq!(line(entry, &[]), "Lamps, Hall, 2020.");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("works.bib"), entry).unwrap();
    let run = finish(publist().current_dir(folder.path()).args(["export", "works.bib", "--to", "bibtex"]));
    assert_eq!(run.stdout, entry);
}

#[test]
fn awards_are_shown_and_long_notes_are_reported() {
    let award = "@book{a, title = {Lamps}, award = {Best Book \\& Cover}, year = 2020}";
    assert_eq!(line(award, &[]), "Lamps, 2020. Best Book & Cover.");
    assert_eq!(line(award, &["--badges", "award"]), "Lamps, 2020. [Best Book & Cover]");
    let long = format!("@book{{a, title = {{Lamps}}, addendum = {{{}}}, year = 2020}}", "long ".repeat(80));
    let run = list(&long, &[]);
    assert!(
        run.stderr.contains("warning[W1626]: “addendum” is not in the list") && run.stderr.contains("(in a)"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_preprint_and_its_publication_are_reported() {
    let both = "@misc{pre, author = {Lind, Nora}, title = {A study of lamps}, eprint = {1901.00001}, archivePrefix = {arXiv}, year = 2019}\n\
                @article{pub, author = {Lind, Nora}, title = {A study of lamps}, journal = {Rooms}, year = 2020, doi = {10.5555/x}}";
    let stderr = list(both, &[]).stderr;
    for expected in ["warning[W1627]", "“pre”", "(in pub)", "publist merge"] {
        assert!(stderr.contains(expected), "{expected}: {stderr}");
    }
}

#[test]
fn keywords_are_split_outside_of_parentheses() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("works.bib"), "@misc{a, keywords = {maps (old, new), lamps}}").unwrap();
    let run = finish(publist().current_dir(folder.path()).args(["export", "works.bib", "--to", "csl-json"]));
    assert!(run.stdout.contains("maps (old, new)"), "{}", run.stdout);
    assert!(
        list("@misc{a, title = {Lamps}, keywords = {maps (old, new), lamps}}", &["--where", "tag=lamps"])
            .stdout
            .contains("Lamps")
    );
}

#[test]
fn no_comma_follows_a_question_mark_in_english() {
    let article = "@article{a, author = {Lind, Nora}, title = {Why lamps?}, journal = {Rooms}, year = 2020}";
    assert_eq!(line(article, &[]), "N. Lind, “Why lamps?” Rooms, 2020.");
    assert_eq!(
        line(&article.replace("article", "book").replace("journal", "publisher"), &[]),
        "N. Lind, Why lamps? Rooms, 2020."
    );
    assert_eq!(line(article, &["--locale", "de"]), "N. Lind, „Why lamps?“, Rooms, 2020.");
    assert!(line(article, &["--style", "ieee"]).contains("Why lamps?,”"), "other styles decide themselves");
}

#[test]
fn an_empty_list_is_reported() {
    let run = list("@misc{a, title = {Lamps}, year = 2020}", &["--where", "year=1900"]);
    assert!(run.stderr.contains("the list is empty: the only work matches neither"), "{}", run.stderr);
}
