//! `publist list`: makes a person's publication list.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::{Duration, SystemTime};

use publist::keys::KeyUse;
use publist::list::{
    Badge, Configuration, GroupBy, HiddenOwner, LanguageSettings, MarkedPerson, NumberDirection, Numbering,
};
use publist::query::SortKey;
use publist::{Diagnostic, Error, ListOptions, Name, Query, Result, Sink as _, Style, StyleFinder, publication_list};

use super::abbreviations::AbbreviationArgs;
use super::choice::one_of;
use super::configuration::{ConfigurationArgs, Configured};
use super::document_forms::{self, Extent};
use super::input::InputArgs;
use super::keyed;
use super::list_checks;
use super::output::OutputArgs;
use super::pictures;
use super::session::{Outcome, Session};

/// The default style.
const USUAL_STYLE: &str = "publist-numeric";

/// The interval at which --watch checks files.
const PAUSE: Duration = Duration::from_millis(300);

/// Make a publication list: newest first, in groups, with your own name marked
///
/// The publist.toml in the current folder, or in a folder above it, sets the people, the sections and the details of single
/// papers. `publist init` writes one. Command-line options override it.
///
/// A query for --where combines conditions: `type:article year>=2022 author:"Zong" tag:selected -status:preprint`. Fields
/// are CSL's variables and year, key, name, tag, venue, citations. `:` looks for words, `=` compares the whole value, and
/// `<` and `>=` compare dates and numbers. OR, NOT, parentheses, has:doi and missing:doi are supported.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    configuration: ConfigurationArgs,
    #[command(flatten)]
    abbreviations: AbbreviationArgs,
    /// Your name, as “Yuan Zong” or “Zong, Yuan”; can be repeated. By default, the owner of the profile page
    #[arg(long = "self", value_name = "NAME")]
    self_names: Vec<String>,
    #[arg(long, value_name = "WHAT,...", value_delimiter = ',', value_parser = group, help = group_by_help())]
    group_by: Option<Vec<Grouping>>,
    /// List only works that match this query
    #[arg(long = "where", value_name = "QUERY", allow_hyphen_values = true, value_parser = Query::from_str)]
    query: Option<Query>,
    /// The order inside a group; by default, the newest come first
    #[arg(long, value_name = "KEY,...", value_delimiter = ',', allow_hyphen_values = true, value_parser = SortKey::from_str)]
    sort: Vec<SortKey>,
    /// Which work gets the first number, if the style numbers works
    #[arg(long, value_name = "ORDER", value_parser = one_of::<NumberDirection>())]
    numbering: Option<NumberDirection>,
    /// The first number
    #[arg(long, value_name = "NUMBER", value_parser = first_number)]
    number_from: Option<usize>,
    /// Show at most this many authors; your own name is always shown
    #[arg(long, value_name = "COUNT")]
    authors: Option<usize>,
    /// What to show if “et al.” hides the name of the page's owner
    #[arg(long, value_name = "WHAT", value_parser = one_of::<HiddenOwner>())]
    hidden_owner: Option<HiddenOwner>,
    #[arg(long, value_name = "BADGE,...", value_delimiter = ',', help = badges_help())]
    badges: Vec<String>,
    /// The style: a name from `publist styles`, or the path of a .csl file
    #[arg(long, value_name = "STYLE")]
    style: Option<String>,
    /// The form of the output; by default it follows from the extension of the output file. Standard output gets only the
    /// body of a document
    #[arg(long = "as", value_name = "FORM", value_parser = document_forms::parser())]
    form: Option<String>,
    /// Write HTML, LaTeX and Typst without the frame of a document, for use in another one
    #[arg(long)]
    fragment: bool,
    /// The language of headings, terms and dates, such as `de` or `en-GB`; by default, that of the style
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
    /// Make the list again whenever an input, the configuration or the style changes
    #[arg(long)]
    watch: bool,
    /// Write to this file instead of standard output; can be repeated to write the list in several forms
    #[arg(short, long = "output", value_name = "FILE")]
    outputs: Vec<PathBuf>,
}

/// A way to group works, or `None` for no groups.
#[derive(Debug, Clone, Copy)]
struct Grouping(Option<GroupBy>);

fn group(name: &str) -> Result<Grouping> {
    if name.eq_ignore_ascii_case("none") { Ok(Grouping(None)) } else { name.parse().map(|by| Grouping(Some(by))) }
}

fn first_number(text: &str) -> Result<usize> {
    let number = text.parse().ok().filter(|number| *number <= Numbering::MAX_FIRST);
    number.ok_or_else(|| Error::usage(format!("it should be a number from 0 to {}", Numbering::MAX_FIRST)))
}

fn group_by_help() -> String {
    let words = GroupBy::words();
    format!(
        "Group works by these, the outermost first: {words}, a variable such as container-title; or none. A keyword is \
         the first one of each work"
    )
}

fn badges_help() -> String {
    let words = Badge::words();
    format!("What to show after each work: {words}, or a field with an address such as pdf, code, slides")
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let mut watched = make(args, session)?;
    if !args.watch {
        return Ok(Outcome::Done);
    }
    loop {
        let before: Vec<Option<SystemTime>> = watched.iter().map(|path| changed_at(path)).collect();
        while watched.iter().map(|path| changed_at(path)).eq(before.iter().copied()) {
            std::thread::sleep(PAUSE);
        }
        watched = make(args, session)?;
    }
}

/// Makes the list, and returns the files from which it was made.
fn make(args: &Args, session: &Session) -> Result<Vec<PathBuf>> {
    let configured = args.configuration.read(session)?;
    let inputs = configured.configuration.inputs.iter().map(|input| configured.path(input)).collect();
    let input = args.input.or_these(inputs);
    let mut records = keyed::collect(&input, KeyUse::Identity, session)?;
    let read = records.len();
    args.abbreviations.complete(&mut records)?;
    configured.configuration.apply(&mut records, &mut session.sink());
    records.retain(|record| args.query.as_ref().is_none_or(|query| query.matches(record)));
    list_checks::check(&records, read, session);

    let mut files = input.files();
    files.extend(configured.file.clone());
    let (mut written, mut reports) = (Vec::new(), Vec::new());
    for configuration in in_languages(args, &configured.configuration) {
        let (style, style_path) = style(args, &configured, &configuration, session)?;
        let mut found: Vec<Diagnostic> = Vec::new();
        let doc = publication_list(&records, &style, &options(args, &configuration), &mut found);
        // What is wrong with a work is wrong in every language.
        found.retain(|report| !reports.contains(report));
        found.iter().for_each(|report| session.sink().report(report.clone()));
        reports.extend(found);
        let outputs = outputs(args, &configured, &configuration, session);
        for output in &outputs {
            let form = form(args, &configuration, output.path())?;
            let extent = if args.fragment || output.path().is_none() { Extent::Part } else { Extent::Whole };
            if extent == Extent::Part && document_forms::is_binary(&form) && output.path().is_none() {
                return Err(Error::usage(format!(
                    "a {form} document is not text: write it to a file with --output FILE.{form}"
                )));
            }
            let bytes = document_forms::write(&doc, &form, extent, session)?;
            output.print(session, |out| out.write_all(&bytes))?;
            if let Some(page) = output.path().filter(|_| form == "html") {
                pictures::report_missing(&doc, page, session);
            }
        }
        written.extend(outputs);
        files.extend(Some(style_path).filter(|path| path.is_file()));
    }
    report_written(args, &written, session);
    Ok(files)
}

/// The configurations of the list, one for each language in which it is made: that of `--locale` if somebody asks for one list,
/// and otherwise the configuration's own language and those that have files to write.
fn in_languages(args: &Args, configuration: &Configuration) -> Vec<Configuration> {
    let languages = &configuration.languages;
    if let Some(locale) = &args.locale {
        let asked = languages.iter().find(|language| language.locale.eq_ignore_ascii_case(locale));
        let other = || LanguageSettings::of(locale, configuration.outputs.clone());
        return vec![configuration.in_language(&asked.cloned().unwrap_or_else(other))];
    }
    let mut all = vec![configuration.clone()];
    if args.outputs.is_empty() && args.form.is_none() {
        let with_files = languages.iter().filter(|language| !language.outputs.is_empty());
        all.extend(with_files.map(|language| configuration.in_language(language)));
    }
    all
}

/// Returns the style of the list, and the path that it may have.
fn style(
    args: &Args,
    configured: &Configured,
    configuration: &Configuration,
    session: &Session,
) -> Result<(Style, PathBuf)> {
    let style = args.style.as_deref().or(configuration.style.as_deref()).unwrap_or(USUAL_STYLE);
    let is_own_style = args.style.is_none() && style.ends_with(".csl");
    let path = if is_own_style { configured.path(style) } else { PathBuf::from(style) };
    let style = StyleFinder::from_environment().find_reporting(&path.to_string_lossy(), &mut session.sink())?;
    Ok((style, path))
}

/// The options of the configuration, overridden by those of the command line.
fn options(args: &Args, configuration: &Configuration) -> ListOptions {
    let mut options = configuration.options.clone();
    if !args.self_names.is_empty() {
        options.people =
            vec![MarkedPerson::owner(args.self_names.iter().map(|name| Name::from_either_order(name)).collect())];
    }
    if let Some(groups) = &args.group_by {
        options.group_by = groups.iter().filter_map(|grouping| grouping.0).collect();
    }
    if !args.sort.is_empty() {
        options.sort = args.sort.clone();
    }
    options.numbering.direction = args.numbering.unwrap_or(options.numbering.direction);
    options.numbering.first = args.number_from.unwrap_or(options.numbering.first);
    options.author_limit = args.authors.or(options.author_limit);
    options.hidden_owner = args.hidden_owner.unwrap_or(options.hidden_owner);
    if !args.badges.is_empty() {
        options.badges = args.badges.iter().map(|name| Badge::named(name)).collect();
    }
    options.locale = args.locale.clone().or(options.locale);
    options
}

/// The given files, or otherwise those of the configuration that it may write. If a form is given without a file, the
/// output is written to standard output.
fn outputs(args: &Args, configured: &Configured, configuration: &Configuration, session: &Session) -> Vec<OutputArgs> {
    if !args.outputs.is_empty() {
        return args.outputs.iter().cloned().map(OutputArgs::to).collect();
    }
    let files = &configuration.outputs;
    if args.form.is_some() || files.is_empty() {
        return vec![OutputArgs::default()];
    }
    files.iter().filter_map(|output| configured.output(output, session)).map(OutputArgs::to).collect()
}

/// Says which files were written, and that a file which the shell opened for standard output stays empty.
fn report_written(args: &Args, outputs: &[OutputArgs], session: &Session) {
    let files: Vec<String> = outputs.iter().filter_map(|output| Some(output.path()?.display().to_string())).collect();
    if !files.is_empty() {
        session.sum_up(&format!("wrote {}", files.join(", ")));
    }
    let is_file = std::fs::metadata("/dev/stdout").is_ok_and(|metadata| metadata.is_file());
    if is_file && args.outputs.is_empty() && outputs.len() == files.len() {
        session.sum_up("nothing was written to standard output: use --output - or --as FORM");
    }
}

/// Returns the form: the given one, that of the file's extension, that of the configuration, or text.
///
/// # Errors
/// Returns an error if the extension belongs to no form, and none is given.
fn form(args: &Args, configuration: &Configuration, output: Option<&Path>) -> Result<String> {
    let configured = configuration.form.as_deref().filter(|form| document_forms::is_known(form));
    let form = args.form.as_deref().or_else(|| output.and_then(document_forms::of_file)).or(configured);
    match (form, output.and_then(Path::extension)) {
        (None, Some(extension)) => Err(Error::usage(format!(
            "no form of a list has the extension .{}: add --as FORM",
            extension.to_string_lossy()
        ))),
        (form, _) => Ok(form.unwrap_or("text").to_owned()),
    }
}

fn changed_at(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
