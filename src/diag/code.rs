//! The only table of diagnostic codes, each with an explanation.
//!
//! A code never changes its meaning. Numbers are grouped by hundreds: 01 input files, 02 JSON, 03 BibTeX, 04 TeX text,
//! 05 profile pages, 06 values, 07 output, 08 styles and references, 09 lints, 10 round trips, XML and answers of
//! services, 11 CITATION.cff, 12 services that were asked for many works at once, 13 YAML, 14 merging, 16 publication
//! lists.

use std::fmt;

use super::severity::Severity;
use super::{lint_codes, style_codes};

macro_rules! codes {
    ($($variant:ident = $code:literal, $summary:literal, $explanation:expr;)*) => {
        /// The kind of problem of a report. The first letter of its text is the severity.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = concat!($code, ": ", $summary)] $variant,)* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the stable text of the code: a letter for the severity and four digits.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Returns its meaning in one line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// Returns its meaning and what to do, in a few sentences.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

codes! {
    // 01: input files
    EmptyInput = "W0101", "the input is empty",
        "The file is empty or holds only white space, so nothing was read. Check that you named the right file, and \
         that the program that wrote it had finished.";
    BinaryInput = "E0102", "the input is not text",
        "The file holds NUL bytes, as images, PDFs and archives do. publist reads text formats; `publist formats` \
         lists them.";
    InvalidUtf8 = "E0103", "the input is not valid UTF-8",
        "Some bytes are not UTF-8, and the rest of the file is. Each such place was read as U+FFFD, and the rest was kept. \
         Correct the bytes in an editor; or, if the file is in another encoding, name it, as in `--encoding windows-1252`.";
    UnknownFormat = "E0104", "the format of the input was not recognised",
        "Neither the name of the file nor its content shows its format. Give the format with --from; `publist formats` \
         lists all formats.";
    LegacyEncoding = "W0105", "the input is in an older encoding",
        "The file is not UTF-8 and does not declare another encoding. The encoding was guessed from the bytes, as web \
         browsers do; the more text there is, the better the guess. If letters look wrong, name the encoding, as in \
         `--encoding koi8-r`. To avoid this warning, declare the encoding (`% Encoding: KOI8-R` in the first line of a .bib \
         file, `encoding=\"koi8-r\"` in XML) or convert the file to UTF-8, for example with `iconv -f koi8-r -t utf-8`.";
    CorruptCompression = "E0106", "compressed data is damaged",
        "The compressed file is cut short or its bytes were changed, as after an interrupted download. The text before \
         the damage was read; the place shows where it ends. Download the file again.";
    CorruptArchive = "E0107", "an archive is damaged",
        "The tar archive is cut short, or no member starts where one should. The members before that place were read, \
         and also those after it that could be found. Download the archive again.";
    UnreadPacking = "E0108", "the input is packed in a way that publist cannot read",
        "publist unpacks gzip, Zstandard and tar, nested up to four levels deep. Unpack other files first; you can \
         pipe the output of a command to publist and read it with `-`.";
    InvalidBytes = "E0109", "some bytes are not valid in the encoding of the input",
        "The file declares an encoding other than UTF-8, or --encoding names one, and some bytes are not text in that \
         encoding: part of a character is missing, or there is text in yet another encoding. Each such place was read as U+FFFD, \
         and the rest was kept. If a .bib file is written back, these bytes stay as they are.";
    UnknownEncoding = "W0110", "the file declares an unknown encoding",
        "The declaration (`% Encoding: ...`, `encoding=\"...\"` in XML, `-*- coding: ... -*-`) names an encoding that publist \
         does not know. It was ignored, and the encoding was determined from the bytes. Correct the name, or give --encoding. \
         publist knows the names of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels), and \
         those that Java, Python, Emacs and macOS use.";
    EncodingContradicted = "W0111", "the file is not in the encoding that it declares",
        "The file declares one encoding, but its bytes are in another one: it starts with a byte order mark, or everything \
         outside ASCII is valid UTF-8, which is very unlikely for text in other encodings. The file was probably converted and the \
         declaration left as it was. The file was read as what it is. Correct the declaration; if it is right, give --encoding.";
    // 02: JSON
    JsonSyntax = "E0201", "the JSON is malformed",
        "The text at this place is not JSON. The records before it were kept. Reading continued at the next place \
         where a record can start, if there was one.";
    JsonTruncated = "E0202", "the JSON ends too early",
        "The file ends inside a value, as it does after an interrupted download. The records before it were kept.";
    JsonNotRecord = "E0203", "this JSON value is not a record",
        "An object with the members of a record was expected. The value was skipped.";
    JsonWrongType = "E0204", "a member has a value of the wrong type",
        "The value has a type that this member cannot have, such as an object instead of a text. The member was kept \
         among the extra fields of the record, and the rest of the record was read.";
    JsonTooDeep = "E0205", "the JSON is nested too deeply",
        "Values are nested more than 128 levels deep, which no real record needs. The value was skipped.";
    SchemaVersion = "W0206", "the record was written by a newer version",
        "The record has a newer schema version than this version of publist supports. Known members were read, and \
         unknown ones were kept as they are. A newer version of publist may be able to read more.";
    // 022: tables
    TableNoTitles = "E0220", "no column of a table has titles",
        "A table is read by its header: the first row that names a column of titles (“Title”, “Article Title”, ...). This \
         table has no such row near its beginning, so nothing was read. Give the column of titles this name, and the others \
         names such as “Authors”, “Year”, “Journal” and “DOI”.";
    TableRow = "W0221", "a row of a table does not fit its header",
        "The row has more or fewer cells than the header, or a line of it is too long. Cells may have been shifted by a \
         separator that is not in quotation marks. The row was read as it is.";
    TableQuote = "W0222", "a quotation mark of a table is not closed",
        "A cell starts with a quotation mark, and none ends it. The row was read up to the end of its line, with the mark as \
         a character.";
    TableEmptyRow = "W0223", "a row of a table says nothing about a work",
        "The row has no title, no authors and no identifier, so no record was made of it.";
    TableCells = "W0224", "cells of a row were left out",
        "A record keeps at most 200 cells of columns that have no variable. The row has more, and the others were left \
         out.";
    TableColumn = "E0225", "a column that was named is unknown",
        "`--columns` says what a column holds by its usual name, such as title, authors, year, journal, volume, issue, pages, \
         publisher, doi or url (see `publist formats csv`), and the column after an equals sign. One of them does not exist.";
    // 03: BibTeX
    BibtexSyntax = "E0301", "the entry is malformed",
        "The entry breaks BibTeX's syntax at this place. Readable parts were kept, and reading continued after it.";
    BibtexRepaired = "W0302", "a small mistake in an entry was repaired",
        "The entry breaks BibTeX's syntax, but its meaning is clear: for example, a comma is missing between fields.";
    UndefinedMacro = "W0303", "an undefined macro is used",
        "The value uses a macro that neither the file nor BibTeX defines. Its name was kept as text. Define the macro \
         with @string, or put the value in braces.";
    DuplicateField = "W0304", "a field is given twice",
        "BibTeX uses the first value of a field and ignores the others. publist also uses the first value, but keeps \
         the others among the extra fields of the record.";
    MacroTooLong = "E0305", "a macro is too long",
        "Macros that use other macros can grow without limit. A value longer than a megabyte was cut off, or commands \
         of the file's preamble were kept as they are.";
    MissingParent = "W0320", "an entry inherits from an entry that does not exist",
        "`crossref` or `xdata` names an entry that is not in the file, or a field that the entry does not have. \
         Nothing was inherited, and the reference was kept. Check the spelling of the key.";
    InheritanceCircle = "W0321", "entries inherit from each other in a circle",
        "Because of `crossref` or `xdata`, the entry is its own parent, directly or through other entries. publist \
         stopped where the circle closes, and each entry kept its own fields.";
    InheritanceTooLong = "W0322", "too much is inherited",
        "The chain of entries that inherit from each other is longer than 16, or inheritance would turn a small file \
         into a huge one. What goes beyond these limits was left out, and the reference was kept.";
    UnusedData = "N0323", "no entry uses an @xdata entry",
        "An @xdata entry only holds fields for other entries, and none refers to this one. It has no record of its \
         own.";
    CarriedData = "W0324", "data that publist stored for an entry cannot be read",
        "A comment at the end of the file holds what BibLaTeX has no field for, with one line for each entry. This \
         line was changed in a way that cannot be read. It was skipped; the entry itself was read.";
    NameMarks = "W0330", "a name has marks",
        "Signs of an affiliation or contribution after a name (“$^{*}$”) and emphasis are not part of it. They were \
         taken off, and stay in the .bib file. Several authors with an asterisk count as contributing equally; in \
         biblatex, `author+an = {1=equal; 2=equal}` says so without doubt. `publist list` marks your own name.";
    // 04: TeX text
    TexUnbalanced = "W0401", "unbalanced braces or math delimiters",
        "A brace or a dollar sign in the text has no partner. publist either added the missing partner or read the \
         sign as a plain character.";
    TexUnknownCommand = "W0402", "an unknown TeX command was kept as text",
        "The command has no meaning outside the document it was written for. It is shown as it is written.";
    TexTooDeep = "W0403", "TeX groups are nested too deeply",
        "Groups and commands are nested more than 32 levels deep, which no real title needs. Everything deeper was \
         kept as plain characters.";
    // 05: pages and lists as text
    ProfileCount = "W0501", "the page announces a different number of papers",
        "The header of the page states how many papers it lists, but a different number was found. The page may have \
         been cut off when it was copied, or the layout of a paper was not recognised.";
    ProfileNoIdentifier = "W0502", "the papers have no identifier and no venue",
        "A profile page gives no DOIs, arXiv numbers or journals, and publist does not invent them: the entries are \
         exported as preprints without a number. To complete the records, merge the page with a file that has this \
         data.";
    ProfileNoBlocks = "E0503", "no paper was found on the page",
        "A paper starts with a line with its subject and date, such as `SDOct 22, 2022`. No such line was found.";
    ProfileTruncated = "W0504", "the page ends inside a paper",
        "The last paper has no authors or no title, or its abstract ends in the middle of a sentence, as happens when \
         a page is cut off while copying. The available data was kept.";
    ProfileUnknownSubject = "W0505", "the subject is not a known arXiv category",
        "The letters before the date are not a category in arXiv's taxonomy. They were kept, and no class was derived.";
    ProfileAmbiguousSubject = "N0506", "the subject fits several arXiv archives",
        "The two letters are a category in several archives. The one that fits the rest of the page best was used and \
         marked as inferred. If no category fits better than the others, no class was derived.";
    ProfileMetrics = "N0507", "the metrics of the page do not belong to a paper",
        "The header states metrics of the person, such as the h-index and the number of citations. No record has them.";
    ProfileUnreadLine = "W0508", "a line of the page was not understood",
        "From its layout, the line belongs neither to the header nor to a paper. If it is inside a paper, it was kept \
         among the extra fields of the record.";
    ProfileNoOwner = "W0509", "the page does not say whose it is",
        "The first line of the page should be the name of a person. Without it, no name can be marked as the owner's.";
    ProfileNoAuthors = "W0510", "a paper of the page has no authors",
        "No line after the title looks like a list of names. The paper was kept without authors.";
    ReferencesNone = "E0511", "no reference was found in the text",
        "A reference has a title or a DOI, and two of three things: names, a year, and a journal, book, publisher or \
         address. No part of the text has them. The text may be no list of references, or its style may be unknown.";
    ReferencesUnreadLine = "W0512", "a line is not part of a reference",
        "The line has too little of a reference to be one: it may be a heading, the header of a page, or a reference in \
         an unknown style. It was left out.";
    ReferencesUnreadPart = "W0513", "a part of a reference was not understood",
        "Names, year and title were found, and what follows them has none of the usual forms of a journal, a book, a \
         thesis or a publisher. Nothing was guessed from it.";
    ReferencesDoubtful = "N0514", "it is not certain where a part of a reference begins and ends",
        "Nothing separates the part from its neighbours. The most probable reading was kept: compare it with the reference.";
    // 06: values
    MissingTitle = "W0601", "the record has no title",
        "Almost every style and every bibliography tool needs a title. The record was kept.";
    DuplicateId = "W0602", "two records have the same id",
        "Both records were kept. The later one gets a different id if the output format needs unique ids.";
    InvalidDate = "W0603", "the date is not valid",
        "The value is neither a calendar date nor an EDTF date. It was kept as text.";
    InvalidIdentifier = "W0604", "the identifier is malformed",
        "The identifier does not have the right form or the right check digit. It was kept unchanged.";
    UnknownType = "W0605", "the type is not known",
        "The type of the record is not one of CSL's types. It was read as `document`, and the original type was kept.";
    // 07: output
    OutputLoss = "W0701", "the target format cannot hold a value",
        "The format has no place for this value of the record. `publist formats FORMAT` shows what each format loses; \
         `json` loses nothing.";
    EmptyList = "N0702", "there is nothing to write",
        "No records were read, so the output is empty.";
    ProvenanceLoss = "N0703", "the target format cannot hold where a value came from",
        "The format has no place for the origin of a record or for marks of inferred values. The values are written.";
    KeyChanged = "W0704", "an id was changed because it cannot be a citation key",
        "The id holds white space, or characters with a meaning in TeX, so `\\cite` could not refer to it. These \
         characters were removed. Formats other than BibTeX keep such an id unchanged.";
    MeaninglessOption = "W0705", "an option has no effect on the output",
        "The option is for a different format, or asks for something that this format cannot express. It was ignored; \
         the message says why.";
    EncodingChanged = "W0706", "a file was converted to UTF-8",
        "A .bib file that is written back keeps its encoding. But a new or changed entry contains a character that the encoding \
         lacks and that cannot be written as TeX, for example in a citation key. So the whole file is now in UTF-8, and if it \
         declared its encoding, it declares UTF-8.";
    DialectChanged = "N0707", "an entry was converted to the other dialect",
        "The entry had a type or fields that the dialect of the output does not have. Their values were written under the \
         names that it has. All other fields are unchanged.";
    WrittenInPlace = "N0710", "a file was overwritten in place",
        "A file is usually replaced in one step by a new one. This file could not be: it is a mount point, as in \
         containers, or its owner, group or attributes cannot be given to a new file, or no file can be created in its \
         folder. So its contents were overwritten, after all of the output had been made. Nothing is wrong with the result; \
         only a crash at that moment would have left the file half written.";
    // 08: styles and references; E0801 was in use once
    LocaleMissing = "W0802", "the locale does not exist", style_codes::LOCALE_MISSING;
    StyleNoBibliography = "E0803", "the style has no bibliography", style_codes::NO_BIBLIOGRAPHY;
    UnknownCite = "E0805", "a cited work does not exist", style_codes::UNKNOWN_CITE;
    StyleNameUnknown = "W0806", "a style uses a name that is not in CSL", style_codes::NAME_UNKNOWN;
    StyleSyntax = "E0807", "a style is not well-formed XML", style_codes::SYNTAX;
    StyleElement = "E0808", "an element of a style is not valid", style_codes::ELEMENT;
    StyleAttribute = "W0809", "an element of a style has an unknown attribute", style_codes::ATTRIBUTE;
    StyleValue = "E0810", "an attribute of a style has a value that it cannot have", style_codes::VALUE;
    StyleMacro = "E0811", "a macro of a style does not exist or contains itself", style_codes::MACRO;
    StyleUnusable = "E0812", "a file is not a style that can be used", style_codes::UNUSABLE;
    StyleInfo = "W0813", "a style lacks information about itself", style_codes::INFO;
    StyleDuplicate = "W0814", "a part of a style is there twice", style_codes::DUPLICATE;
    StyleVariable = "W0815", "an element of a style cannot show a variable", style_codes::VARIABLE;
    StyleExtension = "W0816", "a style uses an extension that is not heeded", style_codes::EXTENSION;
    StyleUnused = "W0817", "a macro of a style is never used", style_codes::UNUSED;
    StyleUnreachable = "W0818", "a branch of a style is never reached", style_codes::UNREACHABLE;
    StyleDeprecated = "W0819", "a style uses a deprecated name", style_codes::DEPRECATED;
    CitationMember = "W0820", "a part of a citation is not understood", style_codes::CITATION_MEMBER;
    StylePrintsNothing = "W0821", "a style prints nothing for a work", style_codes::PRINTS_NOTHING;
    StyleEmpty = "W0822", "an element of a style shows nothing", style_codes::EMPTY;
    // 09: lints
    MistakeFixed = "N0900", "a mistake was fixed", lint_codes::MISTAKE_FIXED;
    GluedWords = "W0901", "two words are glued together", lint_codes::GLUED_WORDS;
    BiblatexRequirement = "W0902", "an entry lacks a field that BibLaTeX requires", lint_codes::BIBLATEX_REQUIREMENT;
    NamesInCapitals = "W0903", "names of people are in capitals", lint_codes::NAMES_IN_CAPITALS;
    MissingIdentifier = "N0904", "a paper has no identifier", lint_codes::MISSING_IDENTIFIER;
    MissingVenue = "W0905", "a paper has no venue", lint_codes::MISSING_VENUE;
    TitleInCapitals = "W0906", "a title is in capitals", lint_codes::TITLE_IN_CAPITALS;
    DuplicateWork = "W0907", "a work is in the inputs twice", lint_codes::DUPLICATE_WORK;
    ProbableDuplicate = "N0908", "two records may be of one work", lint_codes::PROBABLE_DUPLICATE;
    PreprintBesidePublication = "N0909", "a preprint and its publication are both in the inputs", lint_codes::PREPRINT_BESIDE_PUBLICATION;
    SuspiciousDate = "W0910", "a date is probably wrong", lint_codes::SUSPICIOUS_DATE;
    UnbalancedDelimiters = "W0911", "unbalanced braces or dollar signs in a text", lint_codes::UNBALANCED_DELIMITERS;
    SeveralPeopleInName = "W0912", "a name holds several people, or is not split", lint_codes::SEVERAL_PEOPLE_IN_NAME;
    ForeignInName = "W0913", "a name contains text that is not part of a name", lint_codes::FOREIGN_IN_NAME;
    SplitInstitution = "W0914", "an institution is split like a person's name", lint_codes::SPLIT_INSTITUTION;
    DeadIdentifier = "W0915", "an identifier cannot be right", lint_codes::DEAD_IDENTIFIER;
    ContradictingIdentifiers = "W0916", "identifiers of a record contradict each other", lint_codes::CONTRADICTING_IDENTIFIERS;
    SharedIdentifier = "W0917", "two works have one identifier", lint_codes::SHARED_IDENTIFIER;
    IdentifierElsewhere = "N0918", "an identifier is in the wrong field", lint_codes::IDENTIFIER_ELSEWHERE;
    PageRange = "W0919", "pages are not a range of pages", lint_codes::PAGE_RANGE;
    GarbledText = "W0920", "text was decoded in the wrong encoding", lint_codes::GARBLED_TEXT;
    LeftoverMarkup = "W0921", "text contains markup that was not read", lint_codes::LEFTOVER_MARKUP;
    TitleFullStop = "N0922", "a title ends with a full stop", lint_codes::TITLE_FULL_STOP;
    TitleHoldsMore = "W0923", "a title contains more than the title", lint_codes::TITLE_HOLDS_MORE;
    AbstractInTitle = "W0924", "the title field contains an abstract", lint_codes::ABSTRACT_IN_TITLE;
    VenueSpellings = "N0925", "a venue or publisher is written in several ways", lint_codes::VENUE_SPELLINGS;
    DuplicateKey = "W0926", "two entries of a file have the same key", lint_codes::DUPLICATE_KEY;
    PersonTwice = "W0927", "a person is in a list of names twice", lint_codes::PERSON_TWICE;
    PreprintWithPublication = "N0928", "a preprint has the DOI of a publication", lint_codes::PREPRINT_WITH_PUBLICATION;
    Placeholder = "W0929", "a value is a placeholder, or holds more than its field", lint_codes::PLACEHOLDER;
    MisspeltType = "W0930", "an entry type is misspelt", lint_codes::MISSPELT_TYPE;
    // 10: round trips
    RoundTripLoss = "E1001", "a value was lost that the format should keep",
        "The record was written and read back, and a value differs although the field map of the format says that it \
         is kept. This is a bug in publist; please report it with the record.";
    XmlSyntax = "E1010", "the XML is malformed",
        "The text at this place is not XML. The record around it was skipped, and reading continued at the next place \
         where a record starts.";
    XmlTruncated = "E1011", "the XML ends too early",
        "The file ends inside a record, as it does after an interrupted download. The records before it were kept.";
    XmlTooLarge = "E1012", "a record is too large or nested too deeply",
        "No real record is larger than 64 MB or nested more than 100 elements deep. The record was skipped, and \
         reading continued with the next one.";
    NoRecords = "E1013", "the file has no records of its format",
        "The whole file was read and nothing in it is a record: the service found nothing, or the file has a different \
         format. The message shows what the file contains. Check the query, or give the format with --from.";
    ServiceError = "E1014", "the service answered with an error",
        "The file does not contain records but an error message of the service, which was saved in place of the data. \
         The message is shown. Send the request again.";
    WebPage = "E1015", "the file is a web page without data about works",
        "The file is an HTML page, and no work is described in it in a form for programs (`citation_*` tags, JSON-LD, \
         COinS, BibTeX). Usually it is a page on which a service or a proxy reports an error or asks you to log in. Open it \
         in a browser to see what it says, and download the data again.";
    NoTitles = "E1016", "no record of the file has a title",
        "Records were read, and not one of them has a title. Such a file usually has another format than the one that was \
         given or recognised, or a dialect in which the titles have another name: look at the records before you use \
         them, and see what speaks for which format with `publist formats --recognise FILE`.";
    // 11: CITATION.cff
    YamlSyntax = "E1101", "the YAML is malformed",
        "The text at this place is not YAML, or its nesting or repetition exceeds the limits. Entries that can be read \
         on their own were read.";
    CffNoWork = "E1102", "the file has no keys and values",
        "A CITATION.cff file maps keys such as `title` and `authors` to values. This file contains something else.";
    TaggedNoRecord = "E1110", "the file has no records",
        "A record of a tagged format starts with a specific line, such as `TY  - JOUR` or `PMID- 1`. The file has no \
         such line: it may have a different format, or it is an error page that was saved in place of records.";
    TaggedNoEnd = "W1111", "a record has no end",
        "The line that ends a record is missing, either before the next record or at the end of the file. The record \
         was kept. At the end of the file, this may mean that the file was cut off.";
    TaggedStray = "W1112", "a line is not part of a record",
        "The line is before the first record or between two records. It was skipped, together with all similar lines \
         in the file.";
    // 12: services asked for many works at once
    UnknownToService = "N1203", "a service did not know one of the works",
        "A service that is asked for many works at once answers `null` for works it does not have. There is no record \
         of such a work.";
    DeletedRecord = "N1204", "a repository has deleted a record",
        "Repositories list the records that they have deleted, without what was in them. There is no record of such a \
         work.";
    ListGoesOn = "W1205", "the answer of a service is only a part of a list",
        "Services give long lists in parts. The file contains one of them: its records were read, and the others are in \
         the next parts, for which the service is asked with the token at the end of the file.";
    NotWorks = "N1206", "some parts of a file are not works, or not those of the file",
        "Answers of services and web pages hold things that nobody cites next to works, such as organisations, reviews and \
         other pages, and a page about one work may mention others. There is no record of them.";
    MarcNoWork = "E1207", "a record of a catalogue does not describe a work",
        "MARC also describes names and subjects (authorities), copies (holdings), classes and communities. It was left out.";
    // 13: YAML
    YamlKeyTwice = "E1301", "a key of a YAML map is given twice",
        "In YAML, a map can contain a key only once. The first value was read, and the others were left out.";
    HayagrivaNoEntries = "E1302", "the file has no entries",
        "A Hayagriva file maps keys to entries, such as `lu2022: {type: article, title: ...}`. This file contains \
         something else.";
    HayagrivaField = "E1303", "a field of an entry cannot be read",
        "Hayagriva does not accept this value for the field, such as words in place of a date. The field was kept \
         among the extra fields of the record, and the rest of the entry was read.";
    CslYamlNoItems = "E1304", "the YAML has no references",
        "CSL-YAML is a list of items, or a map with such a list under `references`, on its own or at the beginning of \
         a Markdown file. This file contains something else.";
    FolderExists = "W1305", "a folder of the output already exists",
        "The format has a folder for each work, and a folder with this name already exists. Its page may have been \
         edited, so it was not changed. `--rewrite` replaces the files in it that publist writes and keeps all others.";
    // 14: merging
    RecordsJoined = "N1401", "records of one work were merged",
        "The records have an identifier in common, or their titles, authors and years agree. The message shows which \
         of these, and where the records came from.";
    MergeConflict = "W1402", "records of one work disagree about an important value",
        "The records give different values for a title, the authors, a year, a venue, a page or an identifier, which \
         distinguish works from each other. The strategy decided which value to keep; the message and the report show \
         the others. `--strategy` selects a different rule.";
    MergeVariant = "N1403", "records of one work disagree",
        "The records give different values for something that does not distinguish works, such as an address or an \
         abstract, or a preprint differs from its publication. One value was kept; the message and the report show the \
         others.";
    NamesCompleted = "N1404", "a list of names that was cut short was completed",
        "One record says that there are more names than it gives (“et al.”), and another record has a list that starts \
         with the same names and includes the rest.";
    PreprintJoined = "N1405", "a preprint and its publication are both in the inputs",
        "`--preprints` says what to do with them: make one record that keeps the number, the date and the link of the \
         preprint (`merge`), keep two records (`keep`), keep two that refer to each other (`link`), or keep only the \
         publication (`drop`).";
    IdentifierMisplaced = "W1406", "records of two works share an identifier",
        "The records share an identifier, but the rest of their data cannot belong to one work, so they were kept \
         apart. Often an identifier was copied from another entry, or belongs to the book that contains the chapter, \
         or to the paper that a notice corrects.";
    KeptApart = "N1407", "similar records were kept apart",
        "The titles agree, but something shows that the records are of two works: different identifiers, editions, \
         parts, venues or pages, or a notice such as a correction. The message says what it is.";
    MayBeSameWork = "W1408", "two records may be of one work",
        "The records are similar, but there is not enough data to merge them, or they match two works equally well. \
         They were not changed. To merge them, give both the same identifier, or use `--strategy ask`.";
    MergedKeys = "W1409", "citation keys of merged records no longer exist",
        "A record that was merged had its own key. BibLaTeX keeps it as an alias (`ids`). BibTeX and other formats \
         have no aliases, so documents that cite it need the new key.";
    // 16: publication lists
    NotListed = "W1601", "a work is in no section of the list",
        "No section of the list contains this work, so it was left out. Extend the query of a section, or add a last \
         section without a query for all other works.";
    ConfigurationSyntax = "E1602", "the configuration is not valid TOML",
        "The text at this place of `publist.toml` breaks the syntax of TOML (https://toml.io). The parts that could be \
         read are used.";
    ConfigurationKeyUnknown = "W1603", "the configuration has an unknown key",
        "The key at this place of `publist.toml` does not exist: it may be misspelt, or belong in a different table. \
         `publist init --keys` lists all keys.";
    ConfigurationValue = "E1604", "the configuration has an invalid value",
        "The value at this place of `publist.toml` has the wrong type or meaning for its key. It was ignored.";
    ConfigurationUnused = "W1605", "settings are for a work that does not exist",
        "`publist.toml` has settings for a work, but none of the works that were read has that citation key, DOI or \
         title.";
    BeyondPdftex = "W1606", "a LaTeX document has characters that pdfLaTeX cannot print",
        "By default, pdfLaTeX only has letters for the Latin script. It prints other characters as a transcription or \
         as their numbers. LuaLaTeX prints the characters themselves, in the first font that has them.";
    GlyphMissing = "W1607", "no font has a character of the PDF",
        "Neither the fonts that come with publist nor those of the system have these characters, so the PDF shows \
         boxes in their place and is not marked as accessible. Install a font that has them; Noto has nearly all of \
         Unicode.";
    TypesettingWarning = "W1608", "Typst warns about the PDF",
        "The PDF was written, but Typst, which publist uses to make it, found something that may not look right. \
         Please report it with the input.";
    NobodyMarked = "W1609", "a person's name is nowhere in the list",
        "The list is marked for this person, but no work that was read has a matching name. The name may be misspelt, \
         or the person publishes under another name: add it to the variants.";
    WordsMissing = "N1610", "headings are in English, as publist has no words in the list's language",
        "publist has no words of its own, such as headings for types of works, in the language of the list. CSL's \
         terms and dates are in that language. You can set the headings of sections in `publist.toml`.";
    AuthorNotThere = "W1611", "a mark is for an author that the work does not have",
        "`publist.toml` says what an author of a work did, but no author of the work has that name or position. \
         Positions start at 1.";
    SignTwice = "W1612", "a sign has two meanings in the list",
        "A person in `publist.toml` has the same sign as a contribution shown in the list: `*` for equal \
         contributions, `†` for corresponding authors, `‡` for presenting authors. Give the person a different `sign`.";
    OwnerNotShown = "N1613", "the style does not show the owner of the list",
        "The work has the name, but the style cuts the list of authors before it. With `--authors`, or `authors` in \
         `publist.toml`, lists of authors are cut in a way that keeps the name.";
    NoAddress = "W1614", "a link of the list has no address",
        "A badge asks for a link, but the value of the work is no address that a document may link to: it has words, or \
         a scheme such as `file:`. The badge was left out. `base` and `[addresses]` in `publist.toml` complete addresses \
         that are relative, or numbers.";
    RelativeAddress = "W1615", "links that are relative to a site were left out",
        "An address such as `/papers/a.pdf` leads somewhere only from a page of the same site, so other documents leave \
         it out. Set `base` in `publist.toml` to the address of the site.";
    OutputElsewhere = "E1616", "an output is outside the folder of a configuration that was only found",
        "`publist list` found this `publist.toml` in the current folder or above it, and nobody named it on the command \
         line: the file may come from somebody else. Such a file may only write below its own folder, so this output was \
         not written. Name the file with `--config`, or the output with `--output`.";
    FeedWithoutHome = "W1617", "a feed does not know the address of its page",
        "An RSS feed must have a link to the page whose news it brings. Set `home` in the table `[feed]` of `publist.toml` \
         to the address of the list.";
    PictureMissing = "W1618", "a picture of a work is not there",
        "The field `preview` of a work names a picture, and next to the page that was written there is no such file. The \
         page has its address nevertheless. `base` or `preview` in `[addresses]` of `publist.toml` say where pictures are.";
    PlaceUnknown = "N1619", "a source does not say where something is",
        "A badge asks for a link, such as that to the code of a work. The source says that there is code, but not where, so \
         the list has no link. Add the address with `links` in `[papers.\"KEY\"]` of `publist.toml`.";
    BadgeMisspelt = "W1625", "no work has the field of a badge",
        "The list asks for a badge of a field that none of its works has, but they have a field with nearly the same name: \
         one of the two is misspelt.";
    NoteNotShown = "W1626", "a note of a work is not in the list",
        "A list shows the notes of a work after its reference (“Best Paper Award”). This one has more than 300 characters, or \
         several lines, as excerpts and the data of programs do, so it was left out. A shorter note is shown; `annote` is the \
         field for remarks about a work.";
    PreprintListed = "W1627", "a list has a preprint and its publication",
        "Two works of the list have the same title and authors, and one is the preprint of the other. `publist merge` makes \
         one record of them, which keeps the number of the preprint. `hide = true` in `[papers.\"KEY\"]` of `publist.toml` \
         leaves one of them out.";
}

impl Code {
    /// Returns its severity, which is the first letter of its text.
    pub const fn severity(self) -> Severity {
        match self.text().as_bytes()[0] {
            b'E' => Severity::Error,
            b'W' => Severity::Warning,
            _ => Severity::Note,
        }
    }

    /// Returns the code with that text, in upper or lower case.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.text().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Severity};

    #[test]
    fn codes_are_unique_sorted_and_found_again() {
        let numbers: Vec<&str> = Code::ALL.iter().map(|code| &code.text()[1..]).collect();
        assert!(numbers.is_sorted() && numbers.windows(2).all(|pair| pair[0] != pair[1]), "{numbers:?}");
        for &code in Code::ALL {
            assert_eq!(Code::from_text(code.text()), Some(code));
            assert!(code.explanation().ends_with('.'), "{code}");
        }
        assert_eq!(Code::EmptyInput.severity(), Severity::Warning);
    }
}
