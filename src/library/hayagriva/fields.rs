//! THE field map of Hayagriva. A field of a parent has the parent's type as a prefix; `parent` alone means the
//! container.

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Kinds, Row};

/// The field map of Hayagriva.
pub static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const TEXT: Fidelity = Fidelity::Normalised("as plain text; words that keep their case and simple formulas are marked");
const NAMES: Fidelity = Fidelity::Depends("the names are kept; the mark that a list was cut short is lost");
const DATE: Fidelity = Fidelity::Depends(
    "a day, month, season, year or the start of a period is kept, also that it is approximate; words are lost",
);
const NUMBER: Fidelity = Fidelity::Depends("a number is kept, also with words around it; other text is lost");
const ARXIV: Fidelity = Fidelity::Depends("arXiv numbers are kept, those of other archives are lost");

/// Works whose publisher is an organisation.
const OF_INSTITUTIONS: Kinds = Kinds::Only(&[Kind::Thesis, Kind::Report, Kind::Standard]);

const ROWS: &[Row] = &[
    becomes(&[Kind::ArticleMagazine, Kind::Review, Kind::ReviewBook], "article-journal"),
    becomes(&[Kind::Classic, Kind::Pamphlet], "book"),
    becomes(&[Kind::Bill, Kind::Regulation, Kind::Treaty], "legislation"),
    becomes(&[Kind::Standard], "report"),
    becomes(&[Kind::EntryDictionary], "entry-encyclopedia"),
    becomes(&[Kind::Map], "graphic"),
    becomes(&[Kind::Dataset, Kind::Hearing, Kind::Interview, Kind::PersonalCommunication, Kind::Speech], "document"),
    Row::new("type", Variable::Kind, Fidelity::Kept),
    text("title", TextVariable::Title),
    text("title.short", TextVariable::TitleShort),
    text("abstract", TextVariable::Abstract),
    text("note", TextVariable::Note),
    text("genre", TextVariable::Genre),
    text("archive", TextVariable::Archive),
    text("archive-location", TextVariable::ArchiveLocation),
    text("call-number", TextVariable::CallNumber),
    text("publisher.name", TextVariable::Publisher),
    text("publisher.location", TextVariable::PublisherPlace),
    Row {
        kinds: OF_INSTITUTIONS,
        fidelity: Fidelity::Depends(
            "it is kept if there is a publisher; without one, it would be read as the publisher, so it is lost",
        ),
        ..text("organization", TextVariable::Authority)
    },
    text("organization", TextVariable::Authority),
    text("runtime", TextVariable::Dimensions),
    text("parent.title", TextVariable::ContainerTitle),
    text("parent.title.short", TextVariable::ContainerTitleShort),
    text("parent(anthology).title", TextVariable::CollectionTitle),
    text("parent(conference).title", TextVariable::EventTitle),
    text("parent(conference).location", TextVariable::EventPlace),
    text("parent(original).title", TextVariable::OriginalTitle),
    text("parent(original).publisher.name", TextVariable::OriginalPublisher),
    text("parent(original).publisher.location", TextVariable::OriginalPublisherPlace),
    text("parent(repository).title", TextVariable::Source),
    names("author", NameVariable::Author),
    names("editor", NameVariable::Editor),
    names("affiliated.translator", NameVariable::Translator),
    names("affiliated.compiler", NameVariable::Compiler),
    names("affiliated.composer", NameVariable::Composer),
    names("affiliated.collaborator", NameVariable::Contributor),
    names("affiliated.director", NameVariable::Director),
    names("affiliated.executive-producer", NameVariable::ExecutiveProducer),
    names("affiliated.illustrator", NameVariable::Illustrator),
    names("affiliated.narrator", NameVariable::Narrator),
    names("affiliated.organizer", NameVariable::Organizer),
    names("affiliated.cast-member", NameVariable::Performer),
    names("affiliated.producer", NameVariable::Producer),
    names("affiliated.writer", NameVariable::ScriptWriter),
    names("affiliated.founder", NameVariable::SeriesCreator),
    names("parent.author", NameVariable::ContainerAuthor),
    names("parent(anthology).editor", NameVariable::CollectionEditor),
    names("parent(conference).affiliated.director", NameVariable::Chair),
    names("parent(original).author", NameVariable::OriginalAuthor),
    Row::new("date", Variable::Date(DateVariable::Issued), DATE),
    Row::new(
        "url.date",
        Variable::Date(DateVariable::Accessed),
        Fidelity::Depends("a point in time is kept if there is an address"),
    ),
    Row::new("parent(conference).date", Variable::Date(DateVariable::EventDate), DATE),
    Row::new("parent(original).date", Variable::Date(DateVariable::OriginalDate), DATE),
    number("volume", NumberVariable::Volume),
    number("issue", NumberVariable::Issue),
    number("chapter", NumberVariable::ChapterNumber),
    number("edition", NumberVariable::Edition),
    number("page-range", NumberVariable::Page),
    Row::new("page-total", Variable::Number(NumberVariable::NumberOfPages), NUMBER),
    Row::new("volume-total", Variable::Number(NumberVariable::NumberOfVolumes), NUMBER),
    number("parent(anthology).volume", NumberVariable::CollectionNumber),
    number("serial-number.serial", NumberVariable::Number),
    number("serial-number.version", NumberVariable::Version),
    number("serial-number.printing", NumberVariable::PrintingNumber),
    identifier("serial-number.doi", IdentifierVariable::Doi),
    identifier("serial-number.isbn", IdentifierVariable::Isbn),
    identifier("serial-number.issn", IdentifierVariable::Issn),
    identifier("serial-number.pmid", IdentifierVariable::Pmid),
    identifier("serial-number.pmcid", IdentifierVariable::Pmcid),
    Row::new("serial-number.arxiv", Variable::Identifier(IdentifierVariable::Eprint), ARXIV),
    Row::new("serial-number.arxiv", Variable::Text(TextVariable::EprintType), ARXIV),
    Row::new(
        "url",
        Variable::Identifier(IdentifierVariable::Url),
        Fidelity::Depends("an address with a scheme is kept, others are lost"),
    ),
    Row::new("language", Variable::Language, Fidelity::Depends("a language tag is kept, other words are lost")),
];

const fn text(field: &'static str, variable: TextVariable) -> Row {
    Row::new(field, Variable::Text(variable), TEXT)
}

const fn names(field: &'static str, variable: NameVariable) -> Row {
    Row::new(field, Variable::Names(variable), NAMES)
}

const fn number(field: &'static str, variable: NumberVariable) -> Row {
    Row::new(field, Variable::Number(variable), Fidelity::Kept)
}

const fn identifier(field: &'static str, variable: IdentifierVariable) -> Row {
    Row::new(field, Variable::Identifier(variable), Fidelity::Kept)
}

const fn becomes(kinds: &'static [Kind], kind: &'static str) -> Row {
    Row { kinds: Kinds::Only(kinds), ..Row::new("type", Variable::Kind, Fidelity::Degraded(kind)) }
}

#[cfg(test)]
mod tests {
    use super::super::kinds::BECOMES;
    use super::FIELDS;
    use crate::model::{Kind, Variable};
    use crate::seam::Fidelity;

    #[test]
    fn the_table_of_types_and_the_field_map_agree() {
        for &kind in Kind::ALL {
            let becomes = BECOMES.iter().find(|(from, _)| *from == kind).map(|(_, to)| to.name());
            let declared = match FIELDS.fidelity(kind, Variable::Kind) {
                Fidelity::Degraded(name) => Some(name),
                _ => None,
            };
            assert_eq!(becomes, declared, "{kind}");
        }
    }
}
