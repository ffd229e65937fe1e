//! The options of every subcommand that writes a format.

use publist::WriteOptions;
use publist::formats::{
    Alignment, BibOptions, Charset, Delimiters, Indent, Layout, PreprintType, TitleProtection, UrlPolicy,
};

/// How a format is written.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct WriteArgs {
    /// Write ASCII only, with TeX commands or escapes for all other characters
    #[arg(long)]
    ascii: bool,
    /// Write JSON formats with one record per line
    #[arg(long)]
    lines: bool,
    #[command(flatten)]
    bib: BibArgs,
}

/// How .bib files are written.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Options for BibTeX and BibLaTeX")]
struct BibArgs {
    /// The entry type of preprints; by default, misc, or online in BibLaTeX
    #[arg(long, value_name = "TYPE")]
    preprint: Option<Preprint>,
    /// What to put in braces in titles, so that styles keep its letter case
    #[arg(long, value_name = "WHAT", default_value = "words")]
    protect: Protect,
    /// Leave these fields out; `month` and `day` are parts of a date
    #[arg(long, value_name = "FIELD,...", value_delimiter = ',')]
    omit: Vec<String>,
    /// For which works to write the fields url and urldate
    #[arg(long, value_name = "WHEN", default_value = "always")]
    url: Url,
    /// Write these fields first, in this order
    #[arg(long, value_name = "FIELD,...", value_delimiter = ',', visible_alias = "sort-fields")]
    field_order: Vec<String>,
    /// The indent of fields: a number of spaces, or `tab`
    #[arg(long, value_name = "N|tab", default_value = "2", value_parser = indent)]
    indent: Indent,
    /// Align the equals signs of an entry
    #[arg(long)]
    align: bool,
    /// The delimiters of values
    #[arg(long, value_name = "WHICH", default_value = "braces")]
    delimiters: Delimiter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Preprint {
    /// @misc, as arXiv writes it
    Misc,
    /// @online, which only BibLaTeX has
    Online,
    /// @article, as Google Scholar writes it
    Article,
    /// @unpublished
    Unpublished,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Protect {
    /// The words that need it: names, acronyms, mixed case
    #[default]
    Words,
    /// The whole title
    Whole,
    /// Only what the record marks
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Url {
    /// For all works with an address
    #[default]
    Always,
    /// For works without a DOI
    WithoutDoi,
    /// None
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Delimiter {
    /// Braces
    #[default]
    Braces,
    /// Quotation marks, or braces if the value contains a quotation mark
    Quotes,
}

impl WriteArgs {
    /// Returns the options for the library.
    pub(crate) fn options(&self) -> WriteOptions {
        WriteOptions::default()
            .with_charset(if self.ascii { Charset::Ascii } else { Charset::Unicode })
            .with_layout(if self.lines { Layout::Lines } else { Layout::Pretty })
            .with_bib(self.bib.options())
    }
}

impl BibArgs {
    fn options(&self) -> BibOptions {
        fn names(names: &[String]) -> impl Iterator<Item = &str> {
            names.iter().map(|name| name.trim())
        }
        BibOptions::default()
            .with_preprint(self.preprint.map_or(PreprintType::Usual, |preprint| match preprint {
                Preprint::Misc => PreprintType::Misc,
                Preprint::Online => PreprintType::Online,
                Preprint::Article => PreprintType::Article,
                Preprint::Unpublished => PreprintType::Unpublished,
            }))
            .with_protection(match self.protect {
                Protect::Words => TitleProtection::Words,
                Protect::Whole => TitleProtection::Whole,
                Protect::None => TitleProtection::None,
            })
            .with_field_order(names(&self.field_order))
            .with_indent(self.indent)
            .with_alignment(if self.align { Alignment::Values } else { Alignment::None })
            .with_delimiters(match self.delimiters {
                Delimiter::Braces => Delimiters::Braces,
                Delimiter::Quotes => Delimiters::Quotes,
            })
            .with_omit(names(&self.omit))
            .with_url(match self.url {
                Url::Always => UrlPolicy::Always,
                Url::WithoutDoi => UrlPolicy::WithoutDoi,
                Url::Never => UrlPolicy::Never,
            })
    }
}

fn indent(text: &str) -> Result<Indent, String> {
    match text.parse() {
        Ok(spaces @ 0..=40) => Ok(Indent::Spaces(spaces)),
        _ if text == "tab" => Ok(Indent::Tab),
        _ => Err("give a number of spaces up to 40, or `tab`".to_owned()),
    }
}
