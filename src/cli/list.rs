//! `publist list`: a person's publication list.

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};
use publist::{
    BACKENDS, GroupBy, ListOptions, Numbering, Result, StyleFinder, backend_by_id, own_name, publication_list,
    render_doc,
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
    /// What the headings are
    #[arg(long, value_name = "WHAT", default_value = "year")]
    group_by: Groups,
    /// Which work has the number 1 when the style numbers them
    #[arg(long, value_name = "ORDER", default_value = "descending")]
    numbering: Numbers,
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

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Groups {
    /// Years, the latest first
    Year,
    /// Types of works
    Type,
    /// No headings
    None,
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
    let options = ListOptions {
        self_names: args.self_names.iter().map(|name| own_name(name)).collect(),
        group_by: match args.group_by {
            Groups::Year => GroupBy::Year,
            Groups::Type => GroupBy::Type,
            Groups::None => GroupBy::None,
        },
        numbering: match args.numbering {
            Numbers::Descending => Numbering::Descending,
            Numbers::Ascending => Numbering::Ascending,
        },
        locale: args.locale.clone(),
    };
    let records = keyed::collect(&args.input, KeyUse::Identity, session)?;
    let doc = publication_list(&records, &style, &options, &mut session.sink());
    let document = backend_by_id(&args.form).map(|backend| render_doc(&doc, backend)).unwrap_or_default();
    args.output.print(|out| out.write_all(document.as_bytes()))?;
    Ok(Outcome::Done)
}

fn forms() -> PossibleValuesParser {
    let backends = BACKENDS.iter().map(|backend| PossibleValue::new(backend.id()).help(backend.name()));
    PossibleValuesParser::new(backends)
}
