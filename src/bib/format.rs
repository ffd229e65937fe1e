//! The two formats of .bib files, and how they are recognised.

use super::{Dialect, fields, file_reader, links, signs, write};
use crate::seam::{Evidence, Format, FurtherFields, KeyUse, OptionGroup, Recognition, Sign, TextSyntax, Writer};

/// The writer of BibTeX.
pub(crate) static BIBTEX_WRITER: &dyn Writer = &write::BibWriter(Dialect::Bibtex);

/// BibTeX files (`.bib`). The [module](crate::bib) says what is read and written.
pub static FORMAT: Format = Format {
    id: "bibtex",
    name: "BibTeX",
    summary: ".bib files for BibTeX",
    extensions: &["bib", "bibtex"],
    recognition: Recognition::Evidence(&[
        Evidence::decisive(Sign::Text {
            what: "an entry at the start of a line, and no sign of BibLaTeX",
            is_in: signs::is_bibtex,
        }),
        Evidence::possible(AN_ENTRY),
    ]),
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
    recognition: Recognition::Evidence(&[
        Evidence::decisive(Sign::Text {
            what: "an entry, and fields of BibLaTeX such as `date` but no `year`",
            is_in: signs::is_biblatex,
        }),
        Evidence::possible(AN_ENTRY),
    ]),
    reader: Some(&file_reader::BibReader(Dialect::Biblatex)),
    writer: Some(&write::BibWriter(Dialect::Biblatex)),
    fields: &fields::BIBLATEX,
    further_fields: FurtherFields { related: links::related, ..FurtherFields::DEFAULT },
    text_syntax: TextSyntax::Tex,
    key_use: KeyUse::Tex,
    option_groups: &[OptionGroup::Bib],
    ..Format::DEFAULT
};

/// The sign of both formats.
const AN_ENTRY: Sign = Sign::Text { what: "an entry at the start of a line", is_in: signs::has_entry };

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::model::IdentifierVariable;
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
}
