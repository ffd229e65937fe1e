//! `publist init`: writes a first publist.toml.

use std::fmt::Write as _;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use publist::diag::Sink as _;
use publist::files::Examined;
use publist::formats::{PROFILE, Page, read_page};
use publist::keys::KeyUse;
use publist::list::{
    CONFIGURATION_FILE, CONFIGURATION_TABLES, Headings, WorkType, likely_badges, likely_owner, words_missing,
};
use publist::text::Encoding;
use publist::unpack::Unpacked;
use publist::{Error, Record, Result};

use super::input::InputArgs;
use super::keyed;
use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// Write a publist.toml for a publication list, with names, figures and sections taken from the inputs
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Only print all keys of publist.toml, with an example of each
    #[arg(long)]
    keys: bool,
    /// The language of the list and its headings, such as `de`; by default, English headings and the style's language
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
    /// Replace an existing publist.toml
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    if args.keys {
        args.output.print(session, |out| out.write_all(all_keys().as_bytes()))?;
        return Ok(Outcome::Done);
    }
    let files = args.input.files();
    let records = keyed::collect(&args.input, KeyUse::Identity, session)?;
    let headings = args.locale.as_deref().map_or(Some(Headings::english()), Headings::in_language);
    if let Some(locale) = args.locale.as_deref().filter(|_| headings.is_none()) {
        session.sink().report(words_missing(locale));
    }
    let headings = headings.unwrap_or_else(Headings::english);
    let pages: Vec<Page> = files.iter().map(|file| profile_page(file, args.input.encoding())).collect::<Result<_>>()?;
    let text = configuration(&files, pages, &records, args.locale.as_deref(), headings);
    let output = args.output.or_file((!args.output.is_given()).then(|| PathBuf::from(CONFIGURATION_FILE)));
    if let Some(path) = output.path().filter(|path| path.exists() && !args.force) {
        return Err(Error::usage(format!("{} already exists: use --force to replace it", path.display())));
    }
    output.print(session, |out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Done)
}

/// Makes a configuration for the works in these files.
fn configuration(
    files: &[PathBuf],
    pages: Vec<Page>,
    records: &[Record],
    locale: Option<&str>,
    headings: Headings,
) -> String {
    let mut toml = String::from("# Settings for `publist list`. `publist init --keys` prints every key.\n");
    let mut line = |text: String| {
        toml.push_str(&text);
        toml.push('\n');
    };
    line(format!("title = {}", quoted(headings.title())));
    let inputs: Vec<String> = files.iter().map(|file| quoted(&file.to_string_lossy())).collect();
    line(format!("inputs = [{}]", inputs.join(", ")));
    line("output = [\"publications.html\"] # add .docx, .tex, .typ, .rtf, .md or .txt files to write them too".into());
    line("style = \"publist-numeric\"".into());
    if let Some(locale) = locale {
        line(format!("locale = {}", quoted(locale)));
    }
    line("group-by = [\"year\"]".into());
    let badges: Vec<String> = likely_badges(records).iter().map(|badge| quoted(badge.name())).collect();
    line(match badges.as_slice() {
        [] => "# badges = [\"doi\", \"arxiv\", \"pdf\", \"code\"]".to_owned(),
        badges => format!("badges = [{}]", badges.join(", ")),
    });

    let mut owners = Vec::new();
    let mut metrics = Vec::new();
    for page in pages {
        owners.extend(page.owner.map(|owner| owner.to_display_order()));
        metrics.extend(page.metrics);
    }
    if !metrics.is_empty() {
        line("\n# Figures from the page, which are about the person and not about single papers.\n[metrics]".into());
        metrics.iter().for_each(|(name, value)| line(format!("{} = {}", quoted(name), quoted(value))));
    }
    owners.dedup();
    // The people, each with a remark.
    let mut people: Vec<(String, String)> = owners.into_iter().map(|owner| (owner, String::new())).collect();
    if people.is_empty()
        && let Some(owner) = likely_owner(records)
    {
        let (works, all) = (owner.works, records.len());
        let remark = format!("# An author of {works} of the {all} works: is the list this person's?\n");
        people.push((owner.name.to_display_order(), remark));
    }
    for (name, remark) in &people {
        line(format!("\n{remark}[[people]]\nname = {}", quoted(name)));
        line("variants = [] # former names, names in other scripts; initials are recognised without this".into());
    }
    if people.is_empty() {
        line("\n# [[people]]\n# name = \"Your Name\"".into());
    }
    page(records).into_iter().for_each(&mut line);
    let types: Vec<WorkType> = WorkType::ALL
        .iter()
        .copied()
        .filter(|known| records.iter().any(|record| WorkType::of(record.kind) == *known))
        .collect();
    let selected = quoted(headings.selected());
    line(format!("\n[[sections]]\nheading = {selected}\nwhere = \"tag:selected\"\nrepeats = true"));
    for work_type in types.iter().filter(|work_type| **work_type != WorkType::Other) {
        let names: Vec<&str> = work_type.kinds().map(publist::Kind::name).collect();
        let query = names.iter().map(|name| format!("type={name}")).collect::<Vec<_>>().join(" OR ");
        line(format!("\n[[sections]]\nheading = {}\nwhere = {}", quoted(headings.of(*work_type)), quoted(&query)));
    }
    let rest = quoted(headings.of(WorkType::Other));
    line(format!("\n# All other works.\n[[sections]]\nheading = {rest}"));
    if let Some(record) = records.first() {
        line("\n# Settings for one work, identified by its citation key, DOI or title:".into());
        line(format!("# [papers.{}]\n# tags = [\"selected\"]\n# equal = [1, 2]", quoted(&record.plain_title())));
    }
    toml
}

/// The fewest works for which a chart says something.
const CHARTED: usize = 20;

/// Returns the table `[page]`, with what the works have figures for; without any, as a comment.
fn page(records: &[Record]) -> Vec<String> {
    let mut lines = vec![
        "\n# What the web page shows besides the list: search, filters, BibTeX and abstracts by default.".to_owned(),
    ];
    let has_citations = records.iter().any(|record| record.citation_count().is_some());
    let mut charts = Vec::new();
    if records.iter().filter(|record| record.year().is_some()).count() >= CHARTED {
        charts.push(quoted("works"));
    }
    if has_citations {
        charts.push(quoted("citations"));
    }
    if charts.is_empty() {
        lines.push("# [page]\n# totals = true\n# charts = [\"works\"]".to_owned());
    } else {
        lines.push(format!("[page]\ntotals = true\ncharts = [{}]", charts.join(", ")));
    }
    lines
}

/// Reads a file as a profile page; the page is empty if the file is something else.
fn profile_page(file: &Path, encoding: Option<Encoding>) -> Result<Page> {
    let name = file.to_string_lossy();
    let mut bytes = BufReader::new(File::open(file).map_err(|error| Error::io(file, error))?);
    let text = Unpacked { name: &name, file_name: &name, bytes: &mut bytes };
    let mut text = Examined::new(text, None, encoding)?;
    if text.format() == Some(&PROFILE) { read_page(text.input(), &mut ()) } else { Ok(Page::default()) }
}

/// Returns every key with its example, after a comment that describes it.
fn all_keys() -> String {
    let mut text = String::new();
    for table in CONFIGURATION_TABLES {
        if !text.is_empty() {
            text.push('\n');
        }
        _ = writeln!(text, "# {}", table.summary);
        if !table.header.is_empty() {
            _ = writeln!(text, "{}", table.header);
        }
        for key in table.keys() {
            _ = writeln!(text, "{} = {} # {}", key.key, key.example, key.summary());
        }
    }
    text
}

/// Writes a string of TOML.
fn quoted(text: &str) -> String {
    let mut string = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => string.extend(['\\', character]),
            control if control.is_control() => _ = write!(string, "\\u{:04X}", u32::from(control)),
            other => string.push(other),
        }
    }
    string.push('"');
    string
}
