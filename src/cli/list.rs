//! `publist list`: a person's publication list.

use std::str::FromStr as _;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};
use publist::{
    BACKENDS, Badge, Counts, GroupBy, HiddenOwner, ListOptions, ListPerson, Numbering, NumberingDirection,
    NumberingScope, Query, Result, SortKey, StyleFinder, backend_by_id, own_name, publication_list, render_doc,
};

use super::input::InputArgs;
use super::keyed::{self, KeyUse};
use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// Make a publication list: newest first, in groups, with the person's own name in bold
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// The person's name, as “Yuan Zong” or “Zong, Yuan”; may be given several times. Otherwise the owner of the page
    #[arg(long = "self", value_name = "NAME")]
    self_names: Vec<String>,
    /// What the headings are, the outermost first: year, type, keyword, a variable such as container-title; or none
    #[arg(long, value_name = "WHAT,...", value_delimiter = ',', default_value = "year", value_parser = group)]
    group_by: Vec<Grouping>,
    /// List only works for which this holds: `type:article year>=2022 -tag:old`
    #[arg(long = "where", value_name = "QUERY", value_parser = Query::from_str)]
    query: Option<Query>,
    /// The order inside of a group; otherwise the newest come first
    #[arg(long, value_name = "KEY,...", value_delimiter = ',', allow_hyphen_values = true, value_parser = SortKey::from_str)]
    sort: Vec<SortKey>,
    /// Which work has the first number when the style numbers them
    #[arg(long, value_name = "ORDER", default_value = "descending")]
    numbering: Numbers,
    /// The first number
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    number_from: usize,
    /// Show so many authors at most; the person's own name is shown wherever it stands
    #[arg(long, value_name = "COUNT")]
    authors: Option<usize>,
    /// What is shown where “et al.” hides the name of the page's owner
    #[arg(long, value_name = "WHAT", default_value = "et-al")]
    hidden_owner: Hidden,
    /// What stands behind each work: doi, arxiv, url, citations, or a field with an address such as pdf, code, slides
    #[arg(long, value_name = "BADGE,...", value_delimiter = ',')]
    badges: Vec<String>,
    /// The style: a name that `publist styles` lists, or the path of a .csl file
    #[arg(long, value_name = "STYLE", default_value = "publist-numeric")]
    style: String,
    /// The form of the output
    #[arg(long = "as", value_name = "FORM", default_value = "text", value_parser = forms())]
    form: String,
    /// The language of terms and dates, such as `de` or `en-GB`; otherwise the style's own
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
}

/// What groups works, or that nothing does.
#[derive(Debug, Clone, Copy)]
struct Grouping(Option<GroupBy>);

fn group(name: &str) -> Result<Grouping, String> {
    if name.eq_ignore_ascii_case("none") { Ok(Grouping(None)) } else { name.parse().map(|by| Grouping(Some(by))) }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Hidden {
    /// Nothing but “et al.”
    EtAl,
    /// The name, in a remark
    Remark,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Numbers {
    /// The oldest, so that numbers stay when works are added
    Descending,
    /// The first of the list
    Ascending,
}

/// Runs it.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    let style = StyleFinder::from_environment().find(&args.style)?;
    let names: Vec<_> = args.self_names.iter().map(|name| own_name(name)).collect();
    let options = ListOptions {
        people: if names.is_empty() { Vec::new() } else { vec![ListPerson::owner(names)] },
        group_by: args.group_by.iter().filter_map(|grouping| grouping.0).collect(),
        sort: args.sort.clone(),
        numbering: Numbering {
            direction: match args.numbering {
                Numbers::Descending => NumberingDirection::Descending,
                Numbers::Ascending => NumberingDirection::Ascending,
            },
            scope: NumberingScope::List,
            first: args.number_from,
        },
        author_limit: args.authors,
        hidden_owner: match args.hidden_owner {
            Hidden::EtAl => HiddenOwner::EtAl,
            Hidden::Remark => HiddenOwner::Remark,
        },
        badges: args.badges.iter().map(|name| Badge::named(name)).collect(),
        counts: Counts::Hidden,
        locale: args.locale.clone(),
        ..ListOptions::default()
    };
    let mut records = keyed::collect(&args.input, KeyUse::Identity, session)?;
    records.retain(|record| args.query.as_ref().is_none_or(|query| query.matches(record)));
    let doc = publication_list(&records, &style, &options, &mut session.sink());
    let document = backend_by_id(&args.form).map(|backend| render_doc(&doc, backend)).unwrap_or_default();
    args.output.print(|out| out.write_all(document.as_bytes()))?;
    Ok(Outcome::Done)
}

fn forms() -> PossibleValuesParser {
    let backends = BACKENDS.iter().map(|backend| PossibleValue::new(backend.id()).help(backend.name()));
    PossibleValuesParser::new(backends)
}
