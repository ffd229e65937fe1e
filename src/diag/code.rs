//! The only table of diagnostic codes, each with an explanation.
//!
//! A code never changes its meaning. Numbers are grouped by hundreds: 01 input files, 02 JSON, 03 BibTeX, 04 TeX text,
//! 05 profile pages, 06 values, 07 output, 08 styles and references, 09 lints, 10 round trips, XML and answers of
//! services, 11 CITATION.cff, 12 services that were asked for many works at once, 13 YAML, 14 merging, 16 publication
//! lists.

use std::fmt;

/// The severity of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Something looks wrong, but all data was kept.
    Warning,
    /// Data could not be read or kept.
    Error,
}

impl Severity {
    /// Returns the severity in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

macro_rules! codes {
    ($($variant:ident = $code:literal, $summary:literal, $explanation:literal;)*) => {
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
    EmptyInput = "W0101", "the input holds nothing",
        "The file is empty or holds only white space. Nothing was read. Check that the right file was named, and that the \
         program which made it had finished.";
    BinaryInput = "E0102", "the input is not text",
        "The file holds NUL bytes, as images, PDFs and archives do. publist reads text formats; name a file in one of \
         those that `publist formats` lists.";
    InvalidUtf8 = "E0103", "the input is not valid UTF-8",
        "Some bytes are not UTF-8, and the rest of the file is. Each such place was read as U+FFFD, and the rest was kept. \
         Correct the bytes in an editor; or, if the file is in another encoding, name it, as in `--encoding windows-1252`.";
    UnknownFormat = "E0104", "the format of the input was not recognised",
        "Neither the file's name nor its beginning tells its format. Name it with --from; `publist formats` lists all.";
    LegacyEncoding = "W0105", "the input is in an older encoding",
        "The file is not UTF-8 and does not declare another encoding. The encoding was guessed from the bytes, as web \
         browsers do; the more text there is, the better the guess. If letters look wrong, name the encoding, as in \
         `--encoding koi8-r`. To avoid this warning, declare the encoding (`% Encoding: KOI8-R` in the first line of a .bib \
         file, `encoding=\"koi8-r\"` in XML) or convert the file to UTF-8, for example with `iconv -f koi8-r -t utf-8`.";
    CorruptCompression = "E0106", "compressed data is damaged",
        "The file was compressed, and it is cut short or its bytes were changed, as happens when a download breaks off. What \
         stands before the damage was read; the place is where that text ends. Fetch the file again.";
    CorruptArchive = "E0107", "an archive is damaged",
        "The tar archive is cut short, or no member starts where one should. The members before that place were read, and \
         those behind it as far as they could be found. Fetch the archive again.";
    UnreadPacking = "E0108", "the input is packed in a way that is not read",
        "publist unpacks gzip, Zstandard and tar, up to four times inside of each other. Unpack other files first: what a \
         command writes to its standard output can be read from `-`.";
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
        "The text at this place is not JSON. Records before it were kept; reading went on at the next place where a \
         record can start, if there was one.";
    JsonTruncated = "E0202", "the JSON ends too early",
        "The file ends inside a value, as it does after an interrupted download. The records before it were kept.";
    JsonNotRecord = "E0203", "this JSON value is no record",
        "An object with the members of a record was expected. The value was passed over.";
    JsonWrongType = "E0204", "a member has a value of the wrong type",
        "The value of this member is of a type that cannot be read as what the member means, such as an object where a \
         text belongs. The member was kept among the record's extra fields; the rest of the record was read.";
    JsonTooDeep = "E0205", "the JSON is nested too deeply",
        "Values are nested more than 128 deep, which no record is. The value was passed over.";
    SchemaVersion = "W0206", "the record was written by a newer version",
        "The record's schema version is newer than this program's. What is known was read, members that are not known \
         were kept unread. A newer publist may read more.";
    // 03: BibTeX
    BibtexSyntax = "E0301", "the entry is malformed",
        "The entry breaks BibTeX's syntax at this place. What could be read of it was kept, and reading went on with the \
         next entry.";
    BibtexRepaired = "W0302", "a small mistake in an entry was repaired",
        "The entry breaks BibTeX's syntax in a way that leaves no doubt what was meant, such as a missing comma between \
         two fields.";
    UndefinedMacro = "W0303", "a macro is used that is not defined",
        "The value names a macro that neither the file nor BibTeX defines. Its name was kept as text. Define it with \
         @string, or put the value in braces.";
    DuplicateField = "W0304", "a field is given twice",
        "BibTeX keeps the first value of a field and ignores the others. So does publist, and keeps the others among the \
         record's extra fields.";
    MacroTooLong = "E0305", "a macro grows too long",
        "Macros that hold other macros can grow without bound. The value of this one is longer than a megabyte; it was cut \
         off.";
    MissingParent = "W0320", "an entry inherits from one that is not there",
        "`crossref` or `xdata` names an entry that the file does not hold, or a field that the entry does not have. Nothing \
         was inherited; the reference was kept. Check the spelling of the key.";
    InheritanceCircle = "W0321", "entries inherit from each other in a circle",
        "By `crossref` or `xdata` the entry is, perhaps over others, its own parent. The circle was cut where it closes, and \
         each entry kept its own fields.";
    InheritanceTooLong = "W0322", "too much is inherited",
        "The chain of entries that inherit from each other is longer than 16, or a small file would grow into a huge one by \
         what is inherited. What goes beyond was left out; the reference was kept.";
    UnusedData = "N0323", "no entry uses a container of data",
        "An @xdata entry only holds fields for other entries, and none names it. It is no work, so there is no record of it.";
    CarriedData = "W0324", "data that publist wrote beside an entry cannot be read",
        "A comment at the end of the file holds what BibLaTeX has no field for, a line for each entry. This line was changed \
         in a way that cannot be read. It was passed over; the entry itself was read.";
    // 04: TeX text
    TexUnbalanced = "W0401", "braces or math delimiters do not pair",
        "The text has a brace or a dollar sign without its partner. It was read as far as its meaning is clear, and the \
         partner was supplied or the sign taken as a character.";
    TexUnknownCommand = "W0402", "an unknown TeX command was kept as text",
        "The command has no meaning outside of the document it was written for. It was kept as the characters it is \
         written with.";
    TexTooDeep = "W0403", "TeX groups are nested too deeply",
        "Groups and commands stand more than 32 deep in each other, which no title is. What is deeper was kept as plain \
         characters.";
    // 05: profile pages
    ProfileCount = "W0501", "the page announces another number of papers",
        "The header of the page states how many papers it lists, and another number was found. The page may have been \
         cut when it was copied, or a paper is laid out in a way that was not recognised.";
    ProfileNoIdentifier = "W0502", "the papers have no identifier and no venue",
        "A profile page gives neither DOI nor arXiv number nor journal. publist invents none: the entries are exported \
         as preprints without a number. Merge the page with a file that has them to complete the records.";
    ProfileNoBlocks = "E0503", "no paper was found on the page",
        "A paper starts with a line of subject and date, such as `SDOct 22, 2022`. No such line was found.";
    ProfileTruncated = "W0504", "the page ends inside a paper",
        "The last paper lacks its authors or its title, or its abstract ends in the middle of a sentence, as happens when a \
         page was cut while it was copied. What is there was kept.";
    ProfileUnknownSubject = "W0505", "the subject is no known arXiv category",
        "The letters before the date are not a category of arXiv's taxonomy. They were kept, and no class was derived.";
    ProfileAmbiguousSubject = "N0506", "the subject fits several arXiv archives",
        "The two letters stand for categories of several archives. The one that fits the rest of the page best was taken \
         and marked as inferred; when none fits better than another, no class was derived.";
    ProfileMetrics = "N0507", "the page's metrics belong to no paper",
        "The header states metrics of the person, such as the h-index and the number of citations. They are totals: no \
         record holds them.";
    ProfileUnreadLine = "W0508", "a line of the page was not understood",
        "The line belongs neither to the header nor to a paper, as far as its layout tells. It was kept among the \
         record's extra fields where there is a record.";
    ProfileNoOwner = "W0509", "the page does not say whose it is",
        "The first line of the page should be a person's name. Without it no paper can be marked as that person's own.";
    ProfileNoAuthors = "W0510", "a paper of the page has no authors",
        "No line after the title has the form of a list of names. The paper was kept without authors.";
    // 06: values
    MissingTitle = "W0601", "the record has no title",
        "Almost every style and every bibliography tool expects a title. The record was kept.";
    DuplicateId = "W0602", "two records have the same id",
        "Both records were kept. The later one gets another id when a format needs ids to be unique.";
    InvalidDate = "W0603", "the date is no date",
        "The value is neither a calendar date nor an EDTF date. It was kept as words.";
    InvalidIdentifier = "W0604", "the identifier is malformed",
        "The identifier does not have the form or the check digit that its kind demands. It was kept as it is.";
    UnknownType = "W0605", "the type is not known",
        "The record's type is not one of CSL's. It was read as `document`, and the original type was kept.";
    // 07: output
    OutputLoss = "W0701", "the target format cannot hold a value",
        "The format has no place for this value of the record. `publist formats FORMAT` shows what each format loses; \
         `json` loses nothing.";
    EmptyList = "N0702", "there is nothing to write",
        "No record was read, so the output has no entries.";
    ProvenanceLoss = "N0703", "the target format cannot hold where a value came from",
        "The format has no place for the origin of a record or for the marks of what was inferred. The values themselves are \
         written.";
    KeyChanged = "W0704", "an id was changed because it cannot be a citation key",
        "The id holds white space, or characters that have a meaning in TeX, so `\\cite` could not name it. They were left \
         out. Formats other than BibTeX keep such an id as it is.";
    MeaninglessOption = "W0705", "an option means nothing for the output",
        "The option is for another format, or asks for what the format has no word for. It was passed over as far as it \
         means nothing; the message says why.";
    EncodingChanged = "W0706", "a file was converted to UTF-8",
        "A .bib file that is written back keeps its encoding. But a new or changed entry contains a character that the encoding \
         lacks and that cannot be written as TeX, for example in a citation key. So the whole file is now in UTF-8, and if it \
         declared its encoding, it declares UTF-8.";
    // 08: styles and references; E0801 was in use once
    LocaleMissing = "W0802", "there is no locale of that name",
        "The language asked for is not among the CSL locales. The nearest one was used instead. A build without the feature \
         `archive` has no locales at all: then terms such as “et al.” and the names of months are missing unless the style \
         itself has them.";
    StyleNoBibliography = "E0803", "the style has no bibliography",
        "The style formats citations only, as note styles for legal writing do. Choose another style for a list of \
         references.";
    UnknownCite = "E0805", "a work that is cited is not there",
        "A citation names an id that no record has. The cite was left out; check the id, or give the file that holds the \
         record as an input too.";
    StyleNameUnknown = "W0806", "a style names what CSL does not know",
        "A variable, type or locator in the style is not one of CSL 1.0.2's: it may be misspelt, or belong to an extension. \
         What the style would do with it is left out.";
    // 09: lints
    MistakeFixed = "N0900", "a mistake was fixed",
        "`publist lint --fix` changed this value, as it was asked to. Only what is certain is fixed; the message says which code \
         found it and what the value is now.";
    GluedWords = "W0901", "two words are glued together",
        "A lower-case letter is followed by a capitalised word without a space, as happens when a page is copied. Nothing \
         was changed: names such as `SciPy` are written so on purpose.";
    BiblatexRequirement = "W0902", "an entry lacks what BibLaTeX wants of it",
        "BibLaTeX's data model names fields that an entry of this type needs, and forms that values must have. The record, as \
         it is written for BibLaTeX, lacks one of those fields or has a value of another form, so that styles leave a gap. \
         Add the field. Titles and venues have codes of their own (W0601, W0905).";
    NamesInCapitals = "W0903", "names of people are in capitals",
        "Some sources write family names, or whole names, in capitals. Styles print them so. Nothing was changed: `publist \
         export --name-case usual` writes such names in the usual letter case.";
    MissingIdentifier = "N0904", "a paper has no identifier",
        "An article, a paper or a preprint of 2000 or later has neither a DOI nor another number or address, so that readers \
         cannot reach it and programs cannot tell it from others. Look its DOI up (https://search.crossref.org), or merge the \
         file with one that has it. Where no record of the inputs has any, this is said once.";
    MissingVenue = "W0905", "a paper has no venue",
        "An article has no journal, or a paper or chapter no proceedings or book, so that its reference cannot be found by. Add \
         the venue, or make it a preprint (`@misc`) if it has none. Where no record of the inputs has one, this is said once.";
    TitleInCapitals = "W0906", "a title is in capitals",
        "The whole title is in capitals, which styles cannot turn into another letter case without knowing its names. Write it in \
         the usual letter case, or let `publist export --title-case sentence` lower it and check the names.";
    DuplicateWork = "W0907", "a work is in the inputs twice",
        "Two records are of one work, by the rules of `publist merge`: a list would show it twice, and citations of it would \
         get two numbers. `publist merge` makes one record of them and loses nothing.";
    ProbableDuplicate = "N0908", "two records may be of one work",
        "They look alike, and not enough is known to be sure. Give both one identifier if they are one work. `publist merge \
         --strategy ask` asks about such pairs.";
    PreprintBesidePublication = "N0909", "a preprint and its publication are both in the inputs",
        "Both stand in the inputs as works of their own, so that a list shows the work twice. Cite the publication: `publist \
         merge` joins them and keeps the preprint's number; `--preprints link` keeps both and lets them name each other.";
    SuspiciousDate = "W0910", "a date can hardly be right",
        "The date lies in the future or before there were works of this type, ends before it starts, comes before the month \
         in the number of arXiv, or a work has been forthcoming for years. Compare it with the work. The day that counts as \
         today can be given with --today.";
    UnbalancedDelimiters = "W0911", "braces or dollar signs of a text do not pair",
        "An opening brace or a dollar sign has no partner, so that a part of the text was lost or TeX commands are cut in two. \
         The text is kept as it is, and is escaped where it is written for TeX. Correct it at the source.";
    SeveralPeopleInName = "W0912", "one name holds several people, or is not split",
        "A name holds what parts people in a list, such as “and” or a semicolon, or a comma that should part the family name \
         from the given ones. Sorting, keys and initials take all of it for one person. In BibTeX people are parted by “ and ”.";
    ForeignInName = "W0913", "a name holds what is no part of a name",
        "A name holds “et al.”, a role such as “(ed.)”, an academic title, an address or digits. Styles print it with the name \
         and shorten it to wrong initials. Put roles into their own field, write “and others” for “et al.”, and take the rest out.";
    SplitInstitution = "W0914", "an institution is split like a person's name",
        "The words of an institution were taken for family and given names, so that it is printed as “Organization, W. H.”. \
         In BibTeX, put its name into a second pair of braces; in CSL-JSON, make it a literal.";
    DeadIdentifier = "W0915", "an identifier cannot be right",
        "Its check digit is wrong, or it has not the form of its sort. It leads nowhere, or to another work. Compare it with the \
         work. Readers report the same as W0604.";
    ContradictingIdentifiers = "W0916", "identifiers of a record contradict each other",
        "The address of the record leads to another DOI or number of arXiv than the one it gives, so that one of the two belongs to \
         another work. Follow both and correct the wrong one.";
    SharedIdentifier = "W0917", "two works have one identifier",
        "Two records have an identifier in common and are of different works, by the rules of `publist merge`. Usually it was \
         copied from another entry, or is that of the book a chapter is in. Correct it at one of them.";
    IdentifierElsewhere = "N0918", "an identifier stands in another field",
        "A DOI stands in an address of a publisher or in a note, where programs do not look for it. `publist lint --fix` puts it \
         into the field of its own where the address tells it without doubt.";
    PageRange = "W0919", "pages are no range of pages",
        "The last page comes before the first, two pages are written together, or signs stand there that are none of pages. \
         `publist lint --fix` takes “pp.” and double hyphens out; the rest needs a look at the work.";
    GarbledText = "W0920", "text was decoded in the wrong encoding",
        "The text has the traces of UTF-8 that was read as Windows-1252 (“Ã©” for “é”, “â€™” for “’”), or the sign U+FFFD for what \
         could not be read. `publist lint --fix` mends the former where all of it reads well; the latter is lost: fetch the \
         record again.";
    LeftoverMarkup = "W0921", "text holds markup that was not read",
        "HTML tags or entities, or commands of TeX, stand in the text as characters and are printed so. They were escaped twice, \
         or come from a source that the format knows nothing of. `publist lint --fix` resolves entities; write the rest anew.";
    TitleFullStop = "N0922", "a title ends with a full stop",
        "Styles set the full stop themselves, so that one of the title is printed twice or stands before a comma. `publist lint \
         --fix` takes it off where the last word is no abbreviation.";
    TitleHoldsMore = "W0923", "a title holds more than the title",
        "The title holds the venue, the year or an identifier of the work, as references that were pasted do. They are printed twice and \
         spoil keys, sorting and searching. Leave the title alone in the field.";
    AbstractInTitle = "W0924", "an abstract stands in the place of the title",
        "The title is the abstract, or has several sentences and the length of one. Look the title up.";
    VenueSpellings = "N0925", "a venue or publisher is written in several ways",
        "The inputs hold the full name and an abbreviation of one journal or publisher, or two spellings of it. References are then \
         not uniform, and grouping by venue shows it twice. Choose one form; styles that want the other have a short form for it.";
    DuplicateKey = "W0926", "two entries of a file have one key",
        "Citations of the key lead to one of the two, and which one it is depends on the program; BibTeX stops at it. Give one \
         another key, or merge them if they are one work.";
    PersonTwice = "W0927", "a list of names holds a person twice",
        "The same name stands twice in a list, or two names in it have one ORCID iD. Usually a list was joined with itself or an \
         iD was copied. Correct the list; of real namesakes, tell the names apart by their given names or iDs.";
    PreprintWithPublication = "N0928", "a preprint has the DOI of a publication",
        "The record is a preprint by its type, and its DOI is not that of a preprint server: the work has appeared. Make it an \
         article or a paper with its venue and year, and keep the number of arXiv in `eprint`.";
    // 10: round trips
    RoundTripLoss = "E1001", "a value was lost that the format should hold",
        "The record was written and read back, and a value differs although the format's field map says that it is kept. \
         This is a fault of publist, please report it with the record.";
    XmlSyntax = "E1010", "the XML is malformed",
        "The text at this place is not XML. The record it belongs to was passed over; reading went on at the next place where \
         a record starts.";
    XmlTruncated = "E1011", "the XML ends too early",
        "The file ends inside a record, as it does after an interrupted download. The records before it were kept.";
    XmlTooLarge = "E1012", "a record is too large or nested too deeply",
        "No real record is larger than 64 MB or nested more than 100 elements deep. It was passed over, and reading went on at \
         the next one.";
    NoRecords = "E1013", "the file holds no record of its format",
        "The file was read to its end and nothing in it is a record: the service found nothing, or the file is of another \
         format. The message names what is there. Check the query, or name the format with --from.";
    ServiceError = "E1014", "the service answered with an error",
        "The file is no answer with records but the message of a service that something went wrong; the message is shown. It \
         was saved in place of the data. Ask the service again.";
    WebPage = "E1015", "the file is a web page",
        "The file is an HTML page and not data: mostly the page with which a service or a proxy says that something went \
         wrong, or asks to log in. Open it in a browser to see what it says, and download the data again.";
    // 11: CITATION.cff
    YamlSyntax = "E1101", "the YAML is malformed",
        "The text at this place is not YAML, or it is nested or repeated beyond measure. Entries that can be read by \
         themselves were read.";
    CffNoWork = "E1102", "the file holds no keys and values",
        "A CITATION.cff file is a mapping of keys such as `title` and `authors` to values. This one holds something else.";
    TaggedNoRecord = "E1110", "the file holds no record",
        "A record of a tagged format begins with a line of its own, such as `TY  - JOUR` or `PMID- 1`. The file has no such \
         line: it may be of another format, or an error page that was saved in place of records.";
    TaggedNoEnd = "W1111", "a record has no end",
        "The line that ends a record is missing, before another record begins or at the end of the file. The record was \
         kept. At the end of the file it may mean that the file was cut.";
    TaggedStray = "W1112", "a line belongs to no record",
        "The line stands before the first record or between two. It was passed over, as were others of its kind in the \
         file.";
    // 12: services asked for many works at once
    UnknownToService = "N1203", "a service did not know one of the works",
        "Services that are asked for many works at once answer with `null` for those they do not have. There is no record \
         of such a work.";
    // 111: tagged lines
    // 13: YAML
    YamlKeyTwice = "E1301", "a key of a YAML map is given twice",
        "YAML allows a key only once in a map. The first value was read and the others were left out.";
    HayagrivaNoEntries = "E1302", "the file holds no entries",
        "A Hayagriva file is a map of keys to entries, such as `lu2022: {type: article, title: ...}`. This one holds \
         something else.";
    HayagrivaField = "E1303", "a field of an entry cannot be read",
        "Hayagriva does not take this value for the field, such as words for a date. The field was kept among the record's \
         extra fields; the rest of the entry was read.";
    CslYamlNoItems = "E1304", "the YAML holds no references",
        "CSL-YAML is a list of items, or a map with such a list under `references`, by itself or at the beginning of a \
         Markdown file. This one holds something else.";
    FolderExists = "W1305", "a folder of the output is there already",
        "The format has a folder for each work, and one of this name is there. Somebody may have added to the page in it, so \
         it was left as it is. `--rewrite` replaces the files in it that publist writes and leaves the others.";
    // 14: merging
    RecordsJoined = "N1401", "records of one work became one",
        "The records have an identifier in common, or their titles, authors and years agree. The message says which, and \
         where they stood.";
    MergeConflict = "W1402", "records of one work disagree about what tells works apart",
        "The records give different values for a title, the authors, a year, a venue, a page or an identifier. One value was \
         kept, by the strategy; the message and the report hold the others. `--strategy` chooses otherwise.";
    MergeVariant = "N1403", "records of one work disagree",
        "The records give different values for something that does not tell works apart, such as an address or an abstract, \
         or a preprint differs from its publication. One value was kept; the message and the report hold the others.";
    NamesCompleted = "N1404", "a list of names that was cut short was completed",
        "One record says that there are more names than it gives (“et al.”), and another, whose list starts with the same \
         names, has the rest.";
    PreprintJoined = "N1405", "a preprint and its publication are both there",
        "`--preprints` says what becomes of them: one record, which keeps the number, the day and the link of the preprint \
         (`merge`), two records (`keep`), two that name each other (`link`), or the publication alone (`drop`).";
    IdentifierMisplaced = "W1406", "an identifier is on the records of two works",
        "The records share an identifier, and what else they say cannot be said of one work: they were kept apart. Often an \
         identifier was copied from another entry, or is that of the book a chapter is in, or of the paper that a notice \
         corrects.";
    KeptApart = "N1407", "records that look alike were kept apart",
        "The titles agree, and something shows that they are of two works: identifiers, editions, parts, venues or pages that \
         differ, or a notice such as a correction. The message says what.";
    MayBeSameWork = "W1408", "two records may be of one work",
        "They look alike, but not enough is known to join them, or they fit two works equally well. They were left as they \
         are. Give both one identifier to join them, or use `--strategy ask`.";
    MergedKeys = "N1409", "citation keys of merged records are gone",
        "A record that was merged had a key of its own. BibLaTeX keeps it as an alias (`ids`); BibTeX and other formats have \
         none, so documents that cite by it need the key of the entry.";
    // 16: publication lists
    NotListed = "W1601", "a work is in no section of the list",
        "None of the sections of the list holds this work, so it is left out. Widen the query of a section, or add a last \
         section without a query for all that is left.";
    ConfigurationSyntax = "E1602", "the configuration is no TOML",
        "The text at this place of `publist.toml` breaks the syntax of TOML (https://toml.io). What could be read counts.";
    ConfigurationKeyUnknown = "W1603", "the configuration has a key that is not known",
        "The key at this place of `publist.toml` means nothing here: it may be misspelt, or stand in the wrong table. \
         `publist init --keys` lists all keys.";
    ConfigurationValue = "E1604", "a value of the configuration is not what the key needs",
        "The value at this place of `publist.toml` has the wrong type or meaning for its key. It was passed over.";
    ConfigurationUnused = "W1605", "settings are for a work that is not there",
        "`publist.toml` sets something for a work, but none of the works that were read has that citation key, DOI or title.";
    BeyondPdftex = "W1606", "a LaTeX document has characters that pdfLaTeX has no letters for",
        "pdfLaTeX, as it is installed everywhere, has letters for the Latin script. The document tells it to show how others are \
         read, or their numbers; LuaLaTeX shows the characters themselves, in the first font that has them.";
    GlyphMissing = "W1607", "no font has a character of the PDF",
        "Neither the fonts that come with publist nor those of the system have these characters, so the PDF shows boxes in their \
         place, and is not marked as accessible. Install a font that has them; Noto has nearly all of Unicode.";
    TypesettingWarning = "W1608", "Typst warns about the PDF",
        "The PDF was written, but Typst, which sets it, found something that may not look right. Please report it with the input.";
    NobodyMarked = "W1609", "a person's name is nowhere in the list",
        "The list is said to be a person's, but no work that was read has a name that is theirs. The name may be misspelt, or \
         they publish under another one: add it as a variant.";
    WordsMissing = "N1610", "headings are English, for want of words in the list's language",
        "publist has no words of its own, such as headings for types of works, in the language of the list. CSL's terms and \
         dates are in that language; headings of sections can be given in `publist.toml`.";
    AuthorNotThere = "W1611", "a mark is for an author whom the work does not have",
        "`publist.toml` says what an author of a work did, but no author of the work has that name, or there is none at that \
         place. Places are counted from 1.";
    SignTwice = "W1612", "a sign means two things in the list",
        "The sign of a person in `publist.toml` is also that of a contribution that the list shows: `*` of equal ones, `†` of \
         corresponding authors, `‡` of presenting ones. Give the person another `sign`.";
    OwnerNotShown = "N1613", "the style does not show the owner of the list",
        "The work has the name, but the style shows fewer authors than come before it. With `--authors`, or `authors` in \
         `publist.toml`, lists of authors are cut so that the name stays.";
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
