//! The options of every subcommand that writes a format.

use publist::formats::{
    AddressField, Alignment, BibOptions, Charset, DataComment, Delimiters, Indent, Layout, OtherDialect, PreprintType,
    TitleProtection, UrlPolicy,
};
use publist::{Format, WriteOptions};

use super::choice::one_of;

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
    /// The entry type of preprints
    #[arg(long, value_name = "TYPE", default_value_t, value_parser = one_of::<PreprintType>())]
    preprint: PreprintType,
    /// What to put in braces in titles, so that styles keep its letter case
    #[arg(long, value_name = "WHAT", default_value_t, value_parser = one_of::<TitleProtection>())]
    protect: TitleProtection,
    /// Leave these fields out; `month` and `day` are parts of a date
    #[arg(long, value_name = "FIELD,...", value_delimiter = ',')]
    omit: Vec<String>,
    /// For which works to write the fields url and urldate
    #[arg(long, value_name = "WHEN", default_value_t, value_parser = one_of::<UrlPolicy>())]
    url: UrlPolicy,
    /// Write only entries in BibLaTeX, without a comment for data that no field holds
    #[arg(long)]
    plain: bool,
    /// The field for the address of a @misc in BibTeX
    #[arg(long, value_name = "FIELD", default_value_t, value_parser = one_of::<AddressField>())]
    address: AddressField,
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
    #[arg(long, value_name = "WHICH", default_value_t, value_parser = one_of::<Delimiters>())]
    delimiters: Delimiters,
}

impl WriteArgs {
    /// Returns the options for the library, to write the format that was named. If none was, only the extension of the
    /// output says that it is a .bib file, and not for which dialect: then nothing is converted.
    pub(crate) fn options_for(&self, to: Option<&'static Format>) -> WriteOptions {
        let options = self.options();
        let other_dialect = if to.is_some() { OtherDialect::Converted } else { OtherDialect::Kept };
        let bib = options.bib.clone().with_other_dialect(other_dialect);
        options.with_bib(bib)
    }

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
            .with_preprint(self.preprint)
            .with_protection(self.protect)
            .with_field_order(names(&self.field_order))
            .with_indent(self.indent)
            .with_alignment(if self.align { Alignment::Values } else { Alignment::None })
            .with_delimiters(self.delimiters)
            .with_omit(names(&self.omit))
            .with_url(self.url)
            .with_address(self.address)
            .with_data_comment(if self.plain { DataComment::LeftOut } else { DataComment::Written })
    }
}

fn indent(text: &str) -> Result<Indent, String> {
    match text.parse() {
        Ok(spaces @ 0..=40) => Ok(Indent::Spaces(spaces)),
        _ if text == "tab" => Ok(Indent::Tab),
        _ => Err("give a number of spaces up to 40, or `tab`".to_owned()),
    }
}
