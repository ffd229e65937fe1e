//! The only list of variables that a record can have.
//!
//! Names and classes follow CSL 1.0.2, appendix IV ("Variables"); the few rows that CSL does not have are marked as
//! such. Formats, styles, the JSON form, its schema and the loss tables all read this list: adding a variable takes one
//! line here.

use std::fmt;

/// Declares one class of variables: the enum, its CSL names, and the lookup by name.
macro_rules! variables {
    ($(#[$meta:meta])* $class:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $class { $($(#[$doc])* #[doc = concat!("`", $name, "`")] $variant,)* }

        impl $class {
            /// Every variable of this class, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the variable's name in CSL and in the JSON form.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Returns the variable with that name, or `None` if this class has none.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }

        impl fmt::Display for $class {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.name())
            }
        }
    };
}

variables! {
    /// Variables of rich text.
    TextVariable {
        Title = "title",
        TitleShort = "title-short",
        Abstract = "abstract",
        Annote = "annote",
        Archive = "archive",
        ArchiveCollection = "archive_collection",
        ArchiveLocation = "archive_location",
        ArchivePlace = "archive-place",
        Authority = "authority",
        CallNumber = "call-number",
        CitationLabel = "citation-label",
        CollectionTitle = "collection-title",
        ContainerTitle = "container-title",
        ContainerTitleShort = "container-title-short",
        Dimensions = "dimensions",
        Division = "division",
        /// Not in CSL: the archive of `eprint`, such as `arXiv` (biblatex's `eprinttype`).
        EprintType = "eprint-type",
        /// Not in CSL: the primary class of an eprint, such as `cs.SD` (biblatex's `eprintclass`).
        EprintClass = "eprint-class",
        EventTitle = "event-title",
        EventPlace = "event-place",
        Genre = "genre",
        Jurisdiction = "jurisdiction",
        License = "license",
        Medium = "medium",
        Note = "note",
        OriginalPublisher = "original-publisher",
        OriginalPublisherPlace = "original-publisher-place",
        OriginalTitle = "original-title",
        PartTitle = "part-title",
        Publisher = "publisher",
        PublisherPlace = "publisher-place",
        References = "references",
        ReviewedGenre = "reviewed-genre",
        ReviewedTitle = "reviewed-title",
        Scale = "scale",
        Source = "source",
        Status = "status",
        VolumeTitle = "volume-title",
        YearSuffix = "year-suffix",
    }
}

variables! {
    /// Variables of numbers and number-like values ("12", "3–5", "Spring", "e1004").
    NumberVariable {
        ChapterNumber = "chapter-number",
        CitationNumber = "citation-number",
        CollectionNumber = "collection-number",
        Edition = "edition",
        Issue = "issue",
        Locator = "locator",
        Number = "number",
        NumberOfPages = "number-of-pages",
        NumberOfVolumes = "number-of-volumes",
        Page = "page",
        PageFirst = "page-first",
        PartNumber = "part-number",
        PrintingNumber = "printing-number",
        Section = "section",
        SupplementNumber = "supplement-number",
        Version = "version",
        Volume = "volume",
    }
}

variables! {
    /// Variables of dates.
    DateVariable {
        Issued = "issued",
        Accessed = "accessed",
        AvailableDate = "available-date",
        EventDate = "event-date",
        OriginalDate = "original-date",
        Submitted = "submitted",
    }
}

variables! {
    /// Variables of lists of names.
    NameVariable {
        Author = "author",
        Chair = "chair",
        CollectionEditor = "collection-editor",
        Compiler = "compiler",
        Composer = "composer",
        ContainerAuthor = "container-author",
        Contributor = "contributor",
        Curator = "curator",
        Director = "director",
        Editor = "editor",
        EditorTranslator = "editor-translator",
        EditorialDirector = "editorial-director",
        ExecutiveProducer = "executive-producer",
        Guest = "guest",
        Host = "host",
        Illustrator = "illustrator",
        Interviewer = "interviewer",
        Narrator = "narrator",
        Organizer = "organizer",
        OriginalAuthor = "original-author",
        Performer = "performer",
        Producer = "producer",
        Recipient = "recipient",
        ReviewedAuthor = "reviewed-author",
        ScriptWriter = "script-writer",
        SeriesCreator = "series-creator",
        Translator = "translator",
    }
}

variables! {
    /// Variables of identifiers: opaque strings, whose case never changes and which are never escaped as text.
    IdentifierVariable {
        Doi = "DOI",
        Url = "URL",
        Isbn = "ISBN",
        Issn = "ISSN",
        Pmid = "PMID",
        Pmcid = "PMCID",
        /// Not in CSL: the number from an eprint archive, such as `2210.12430` (biblatex's `eprint`).
        Eprint = "eprint",
    }
}

/// Any part of a record that a format may keep or lose: the variables of all classes, and the other parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Variable {
    /// The type of the work.
    Kind,
    /// Returns a rich-text variable.
    Text(TextVariable),
    /// A list of names.
    Names(NameVariable),
    /// Returns a date.
    Date(DateVariable),
    /// A number.
    Number(NumberVariable),
    /// An identifier.
    Identifier(IdentifierVariable),
    /// The language of the work.
    Language,
    /// The keywords.
    Tags,
    /// The related works.
    Related,
    /// Fields of other formats that have no variable in the model.
    Extra,
    /// Where the record was read.
    Origin,
    /// The marks of inferred and inherited values.
    Inferred,
}

impl Variable {
    /// Returns all variables, class by class.
    pub fn all() -> impl Iterator<Item = Self> {
        let parts = [Self::Language, Self::Tags, Self::Related, Self::Extra, Self::Origin, Self::Inferred];
        std::iter::once(Self::Kind)
            .chain(TextVariable::ALL.iter().copied().map(Self::Text))
            .chain(NameVariable::ALL.iter().copied().map(Self::Names))
            .chain(DateVariable::ALL.iter().copied().map(Self::Date))
            .chain(NumberVariable::ALL.iter().copied().map(Self::Number))
            .chain(IdentifierVariable::ALL.iter().copied().map(Self::Identifier))
            .chain(parts)
    }

    /// Returns the name in the JSON form and the loss tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "type",
            Self::Text(variable) => variable.name(),
            Self::Names(variable) => variable.name(),
            Self::Date(variable) => variable.name(),
            Self::Number(variable) => variable.name(),
            Self::Identifier(variable) => variable.name(),
            Self::Language => "language",
            Self::Tags => "tags",
            Self::Related => "related",
            Self::Extra => "extra",
            Self::Origin => "origin",
            Self::Inferred => "inferred",
        }
    }

    /// Returns whether CSL 1.0.2 has the variable; the others are publist's own.
    pub const fn is_csl(self) -> bool {
        !matches!(
            self,
            Self::Text(TextVariable::EprintType | TextVariable::EprintClass)
                | Self::Identifier(IdentifierVariable::Eprint)
                | Self::Tags
                | Self::Related
                | Self::Extra
                | Self::Origin
                | Self::Inferred
        )
    }

    /// Returns the variable with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(variable) = TextVariable::from_name(name) {
            return Some(Self::Text(variable));
        }
        if let Some(variable) = NameVariable::from_name(name) {
            return Some(Self::Names(variable));
        }
        if let Some(variable) = DateVariable::from_name(name) {
            return Some(Self::Date(variable));
        }
        if let Some(variable) = NumberVariable::from_name(name) {
            return Some(Self::Number(variable));
        }
        if let Some(variable) = IdentifierVariable::from_name(name) {
            return Some(Self::Identifier(variable));
        }
        [Self::Kind, Self::Language, Self::Tags, Self::Related, Self::Extra, Self::Origin, Self::Inferred]
            .into_iter()
            .find(|part| part.name() == name)
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Variable;

    #[test]
    fn every_name_leads_back_to_its_variable() {
        for variable in Variable::all() {
            assert_eq!(Variable::from_name(variable.name()), Some(variable));
        }
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names: Vec<_> = Variable::all().map(Variable::name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
