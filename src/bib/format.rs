//! The two formats of .bib files, and how they are recognised.

use super::{Dialect, fields, file_reader, links, write};
use crate::seam::{Format, FurtherFields, KeyUse, Likelihood, OptionGroup, TextSyntax, Writer};

/// The writer of BibTeX.
pub(crate) static BIBTEX_WRITER: &dyn Writer = &write::BibWriter(Dialect::Bibtex);

/// BibTeX files (`.bib`). The [module](crate::bib) says what is read and written.
pub static FORMAT: Format = Format {
    id: "bibtex",
    name: "BibTeX",
    summary: ".bib files for BibTeX",
    extensions: &["bib", "bibtex"],
    sniff: |beginning| sniff(beginning, Dialect::Bibtex),
    reader: Some(&file_reader::BibReader(Dialect::Bibtex)),
    writer: Some(BIBTEX_WRITER),
    fields: &fields::BIBTEX,
    further_fields: FurtherFields { related: links::related, ..FurtherFields::DEFAULT },
    text_syntax: TextSyntax::Tex,
    key_use: KeyUse::Tex,
    option_groups: &[OptionGroup::Bib],
    ..Format::DEFAULT
};

/// BibLaTeX files (`.bib`), as biber reads them. The [module](crate::bib) says what is read and written.
pub static BIBLATEX: Format = Format {
    id: "biblatex",
    name: "BibLaTeX",
    summary: ".bib files for BibLaTeX and biber",
    extensions: &["bib", "biblatex"],
    sniff: |beginning| sniff(beginning, Dialect::Biblatex),
    reader: Some(&file_reader::BibReader(Dialect::Biblatex)),
    writer: Some(&write::BibWriter(Dialect::Biblatex)),
    fields: &fields::BIBLATEX,
    further_fields: FurtherFields { related: links::related, ..FurtherFields::DEFAULT },
    text_syntax: TextSyntax::Tex,
    key_use: KeyUse::Tex,
    option_groups: &[OptionGroup::Bib],
    ..Format::DEFAULT
};

/// A .bib file has a line that starts with an entry. Fields that exist in only one of the dialects identify the
/// dialect.
fn sniff(beginning: &[u8], dialect: Dialect) -> Likelihood {
    let text = String::from_utf8_lossy(beginning).to_ascii_lowercase();
    let has_entry = text.lines().any(|line| {
        let after = line.trim_start().strip_prefix('@').unwrap_or_default();
        let kind = after.trim_start_matches(|character: char| character.is_ascii_alphanumeric());
        kind.len() < after.len() && kind.trim_start().starts_with(['{', '('])
    });
    let has_field = |names: &[&str]| {
        text.lines().any(|line| line.split_once('=').is_some_and(|(name, _)| names.contains(&name.trim())))
    };
    match dialect {
        _ if !has_entry => Likelihood::No,
        Dialect::Biblatex
            if has_field(&["date", "journaltitle", "eprinttype", "location"]) && !has_field(&["year"]) =>
        {
            Likelihood::Certain
        }
        Dialect::Biblatex | Dialect::Bibtex => Likelihood::Possible,
    }
}

#[cfg(test)]
mod tests {
    use super::{BIBLATEX, FORMAT};
    use crate::model::IdentifierVariable;
    use crate::seam::Likelihood;
    use crate::syntax::Input;

    #[test]
    fn a_doi_is_read_without_its_address() {
        for doi in ["10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E", "\\url{http://dx.doi.org/10.1000/a<b>}"] {
            let (text, mut records) = (format!("@misc{{a, title = {{T}}, doi = {{{doi}}}}}"), Vec::new());
            let mut unread = text.as_bytes();
            let input = Input::new("in.bib", &mut unread);
            FORMAT.reader.unwrap().read(input, &mut |record| records.push(record), &mut ()).unwrap();
            assert_eq!(records[0].identifiers[&IdentifierVariable::Doi], "10.1000/a<b>", "{doi}");
        }
    }

    #[test]
    fn the_dialects_are_told_apart_by_their_fields() {
        for (text, bibtex, biblatex) in [
            ("% a\n@misc{a,\n year = 2020\n}", Likelihood::Possible, Likelihood::Possible),
            ("@misc{a,\n date = {2020},\n}", Likelihood::Possible, Likelihood::Certain),
            ("me@example.org", Likelihood::No, Likelihood::No),
        ] {
            assert_eq!((FORMAT.sniff)(text.as_bytes()), bibtex, "{text}");
            assert_eq!((BIBLATEX.sniff)(text.as_bytes()), biblatex, "{text}");
        }
    }
}
