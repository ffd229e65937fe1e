//! `publist cite`: formats records as citations and references in a CSL style.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use clap::builder::{PossibleValue, PossibleValuesParser};
use publist::csl::{Formatted, Links, Order, StyleKind, Uncited, Unprinted, cite_document};
use publist::formats::{DocumentCitations, UncitedRecords, citations_of_document};
use publist::keys::KeyUse;
use publist::markup::{BACKENDS, Block, Entry, EntryDisplay, backend_by_id, render_text};
use publist::model::Citation;
use publist::{Error, Query, Record, ReferenceOptions, Result, Style, StyleFinder, Text, cite, render_doc};
use serde_json::{Value, json};

use super::abbreviations::AbbreviationArgs;
use super::choice::one_of;
use super::input::InputArgs;
use super::keyed;
use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// The default style.
const USUAL_STYLE: &str = "apa";

/// The output form for programs, besides the backends.
const JSON: &str = "json";

/// Format records as references in a CSL style
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The style: a name from `publist styles`, or the path of a .csl file; by default `apa`
    #[arg(long, value_name = "STYLE")]
    style: Option<String>,
    /// The form of the output
    #[arg(long = "as", value_name = "FORM", default_value = "text", value_parser = forms())]
    form: String,
    /// The language of terms and dates, such as `de` or `en-GB`; by default, that of the style
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
    /// Format only records that match this query; `publist list --help` describes the language
    #[arg(long = "where", value_name = "QUERY", allow_hyphen_values = true, value_parser = Query::from_str)]
    query: Option<Query>,
    /// The citations of a document, in the JSON of citeproc-js, or any text with citations such as `[see @lu2022, p. 3]`;
    /// only the works that it cites are listed. By default, every record is cited once, on its own
    #[arg(long, value_name = "FILE")]
    citations: Option<PathBuf>,
    /// A citation as in Pandoc, such as `[see @lu2022, pp. 3-5; -@wang2024]`; can be repeated
    #[arg(long, value_name = "CITATION", allow_hyphen_values = true)]
    cite: Vec<String>,
    /// The id of a work that is listed although the document does not cite it; `*` for all; can be repeated
    #[arg(long, value_name = "ID")]
    nocite: Vec<String>,
    #[command(flatten)]
    abbreviations: AbbreviationArgs,
    /// Leave out the numbers or labels before references
    #[arg(long)]
    no_number: bool,
    /// The order of references
    #[arg(long, value_name = "ORDER", default_value_t, value_parser = one_of::<Order>())]
    sort: Order,
    /// Which identifiers become links
    #[arg(long, value_name = "WHICH", default_value_t, value_parser = one_of::<Links>())]
    link: Links,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let name = args.style.as_deref().unwrap_or(USUAL_STYLE);
    let style = StyleFinder::from_environment().find_reporting(name, &mut session.sink())?;
    if args.style.is_none() {
        session.sum_up(&format!("using the style “{}”: --style NAME chooses another one", style.title()));
    }
    let mut records = keyed::collect(&args.input, KeyUse::Identity, session)?;
    args.abbreviations.complete(&mut records)?;
    records.retain(|record| args.query.as_ref().is_none_or(|query| query.matches(record)));
    let options =
        ReferenceOptions::default().with_locale(args.locale.as_deref()).with_order(args.sort).with_links(args.link);
    // Programs know the notice of other processors; it does not belong in a list for people.
    let is_for_programs = backend_by_id(&args.form).is_none();
    let options = options.with_unprinted(if is_for_programs { Unprinted::Notice } else { Unprinted::Title });
    let document = document(args, &style, &records, session)?;
    let mut formatted = match &document {
        None => cite(&records, &style, &options, &mut session.sink()),
        Some(document) => {
            let uncited = match &document.uncited {
                UncitedRecords::All => Uncited::All,
                UncitedRecords::These(records) if records.is_empty() => Uncited::LeftOut,
                UncitedRecords::These(records) => Uncited::These(records),
            };
            let options = options.with_uncited(uncited);
            cite_document(&records, &document.citations, &style, &options, &mut session.sink())
        }
    };
    if args.no_number
        && let Some(references) = &mut formatted.references
    {
        for entry in &mut references.entries {
            entry.parts.retain(|part| part.display != EntryDisplay::LeftMargin);
        }
    }
    match backend_by_id(&args.form) {
        Some(backend) => {
            // The citations of a document come before its list of references.
            let citations = if document.is_some() { std::mem::take(&mut formatted.citations) } else { Vec::new() };
            let mut doc = formatted.into_doc(&style, &mut session.sink());
            doc.blocks.splice(..0, citations.into_iter().map(Block::Paragraph));
            args.output.print(session, |out| writeln!(out, "{}", render_doc(&doc, backend).trim_end_matches('\n')))?;
        }
        None => {
            let ids: Vec<&str> = match &document {
                None => records.iter().map(|record| record.id.as_str()).collect(),
                // A citation of a document is identified by the id of its first work.
                Some(document) => {
                    let first = |citation: &Citation| citation.cites.first().and_then(|cite| records.get(cite.record));
                    let citations = &document.citations;
                    citations.iter().map(|citation| first(citation).map_or("", |record| record.id.as_str())).collect()
                }
            };
            args.output.print(session, |out| print_json(&style, &ids, &formatted, out))?;
        }
    }
    Ok(Outcome::Done)
}

/// The citations of the document: those of the file, then those of the command line.
fn document(args: &Args, style: &Style, records: &[Record], session: &Session) -> Result<Option<DocumentCitations>> {
    if args.citations.is_none() && args.cite.is_empty() && args.nocite.is_empty() {
        return Ok(None);
    }
    let mut document = match &args.citations {
        Some(path) => read_citations(path, records, session)?,
        None => DocumentCitations::default(),
    };
    for text in &args.cite {
        let before = document.citations.len();
        document.add_written(text, records, &mut session.sink());
        if document.citations.len() == before {
            return Err(Error::usage(format!("“{text}” is no citation: write `[see @key, p. 3]` or `@key`")));
        }
    }
    for id in &args.nocite {
        document.add_uncited(id, records, &mut session.sink());
    }
    if style.is_note() {
        document.count_notes();
    }
    Ok(Some(document))
}

fn read_citations(path: &Path, records: &[Record], session: &Session) -> Result<DocumentCitations> {
    let fail = |error| Error::io(path, error);
    session.opened_files().add(path, &fs::metadata(path).map_err(fail)?)?;
    let text = fs::read_to_string(path).map_err(fail)?;
    citations_of_document(&text, records, &mut session.sink())
        .map_err(|error| Error::usage(format!("{}: cannot read citations: {error}", path.display())))
}

fn forms() -> PossibleValuesParser {
    let backends = BACKENDS.iter().map(|backend| PossibleValue::new(backend.id()).help(backend.name()));
    let json = PossibleValue::new(JSON).help("JSON with every citation and reference as text and HTML");
    PossibleValuesParser::new(backends.chain([json]))
}

/// `{"class", "citations": [{"id", "text", "html"}], "bibliography": [{"id", "text", "html"}]}`
fn print_json(style: &Style, ids: &[&str], formatted: &Formatted, out: &mut dyn Write) -> io::Result<()> {
    let class = if style.kind() == StyleKind::Note { "note" } else { "in-text" };
    let citations: Vec<Value> = ids.iter().zip(&formatted.citations).map(|(id, text)| both_forms(id, text)).collect();
    let entries = formatted.references.as_ref().map(|references| references.entries.as_slice()).unwrap_or_default();
    let bibliography: Vec<Value> = entries.iter().map(both_forms_of_entry).collect();
    let value = json!({ "class": class, "citations": citations, "bibliography": bibliography });
    serde_json::to_writer_pretty(&mut *out, &value)?;
    writeln!(out)
}

fn both_forms(id: &str, text: &Text) -> Value {
    json!({ "id": id, "text": in_form("text", text), "html": in_form("html", text) })
}

/// A reference: in HTML, its parts are in the elements that CSL processors use; in text, spaces separate them.
fn both_forms_of_entry(entry: &Entry) -> Value {
    let texts: Vec<String> = entry
        .parts
        .iter()
        .map(|part| in_form("text", &part.text).trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    let html = entry.parts.iter().map(|part| {
        let html = in_form("html", &part.text);
        let class = match part.display {
            EntryDisplay::Inline => return html,
            EntryDisplay::LeftMargin => "csl-left-margin",
            EntryDisplay::RightInline => "csl-right-inline",
            EntryDisplay::Block => "csl-block",
            EntryDisplay::Indent => "csl-indent",
        };
        format!("<div class=\"{class}\">{html}</div>")
    });
    json!({ "id": entry.id, "text": texts.join(" "), "html": html.collect::<String>() })
}

fn in_form(backend: &str, text: &Text) -> String {
    backend_by_id(backend).map_or_else(String::new, |backend| render_text(text, backend))
}
