//! `publist styles`: lists the available styles, or shows one.

use std::io::{self, Write};

use publist::styles::{StyleInfo, StyleSource};
use publist::{Result, StyleFinder};
use serde_json::json;

use super::output::OutputArgs;
use super::preview;
use super::session::{Outcome, Session};

/// List the styles that can be used, or those that match a query
///
/// Lists the styles that come with publist and those in the folders of $PUBLIST_STYLES, in the user's data folder, in
/// Zotero's folder, and in /usr/share/citation-style-language. The exit code is 1 if no style matches.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Words to look for in names, titles and descriptions
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
    /// Show what a style looks like, on ten works of different types
    #[arg(long, value_name = "STYLE", conflicts_with_all = ["query", "json"])]
    preview: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    if let Some(style) = &args.preview {
        preview::run(style, &args.output, session)?;
        return Ok(Outcome::Done);
    }
    let finder = StyleFinder::from_environment();
    let styles = finder.search(&args.query.join(" "));
    args.output.print(session, |out| if args.json { print_json(&styles, out) } else { print_text(&styles, out) })?;
    if styles.is_empty() {
        session.sum_up(&format!(
            "no style has the words “{}”; a style in a file is used by its path",
            args.query.join(" ")
        ));
        return Ok(Outcome::CheckFailed);
    }
    Ok(Outcome::Done)
}

fn print_text(styles: &[StyleInfo], out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = styles.iter().map(shown_name).collect();
    let width = names.iter().map(|name| name.chars().count()).filter(|width| *width <= 48).max().unwrap_or(0);
    for (style, name) in styles.iter().zip(&names) {
        writeln!(out, "{name:width$}  {}", style.title)?;
        if let Some(description) = &style.description {
            writeln!(out, "{:width$}  {description}", "")?;
        }
        if let StyleSource::File(path) = &style.source {
            writeln!(out, "{:width$}  {}", "", path.display())?;
        }
    }
    Ok(())
}

/// The shortest name to type, and the main name if it is a different one.
fn shown_name(style: &StyleInfo) -> String {
    let shortest = style.aliases.iter().min_by_key(|alias| alias.len()).filter(|alias| alias.len() < style.name.len());
    match shortest {
        Some(alias) => format!("{alias} ({})", style.name),
        None => style.name.clone(),
    }
}

fn print_json(styles: &[StyleInfo], out: &mut dyn Write) -> io::Result<()> {
    let value = |style: &StyleInfo| {
        let (source, path) = match &style.source {
            StyleSource::Own => ("own", None),
            StyleSource::Archive => ("archive", None),
            StyleSource::File(path) => ("file", Some(path.to_string_lossy())),
        };
        json!({
            "name": style.name,
            "aliases": style.aliases,
            "title": style.title,
            "kind": style.kind.map(publist::csl::StyleKind::name),
            "source": source,
            "path": path,
            "description": style.description,
        })
    };
    serde_json::to_writer_pretty(&mut *out, &styles.iter().map(value).collect::<Vec<_>>())?;
    writeln!(out)
}
