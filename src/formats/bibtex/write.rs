//! Records to entries.

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Sink};
use crate::formats::{RecordWriter, Row, WriteOptions, Writer};
use crate::latex::{self, Charset, PreambleUse};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, NumberVariable, Record, SourceFile, Text, TextVariable, Variable,
};
use crate::text::case::protected_ranges;

use super::dates::DateField;
use super::in_place::{Content, InPlace, Place, Rest};
use super::layout::Fields;
use super::options::TitleProtection;
use super::plan::Plans;
use super::{Dialect, data_model, dates, entry_types, languages, literal_lists, names, protection, titles, verbatim};

pub(super) struct BibWriter(pub Dialect);

impl Writer for BibWriter {
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        let entry = EntryWriter {
            dialect: self.0,
            options,
            entry_type: "misc",
            fields: Fields::default(),
            packed: String::new(),
            plans: Plans::default(),
            places: Vec::new(),
        };
        Ok(Box::new(BibFile {
            entry,
            text: String::new(),
            preamble: latex::Preamble::new(options.charset),
            sources: Vec::new(),
            out,
            count: 0,
            in_place: InPlace::default(),
        }))
    }
}

/// What becomes of an entry that was read in place, which is the one rule for it: as long as no option asks for a form and
/// the record says what the entry says, the entry stays, at most with another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    Kept,
    Rekeyed,
    Rewritten,
}

impl Treatment {
    fn of(record: &Record, key: &str, options: &WriteOptions) -> Self {
        let passage = record.origin.as_ref().and_then(|origin| origin.passage.as_ref());
        match passage.is_some_and(|passage| passage.says(record)) && !options.ask_for_a_form() {
            true if record.id == key => Self::Kept,
            true => Self::Rekeyed,
            false => Self::Rewritten,
        }
    }
}

struct BibFile<'a> {
    entry: EntryWriter<'a>,
    /// A buffer that is used again.
    text: String,
    preamble: latex::Preamble,
    /// The files that were read in place; one of them may have the preamble already.
    sources: Vec<Arc<SourceFile>>,
    out: &'a mut dyn Write,
    count: usize,
    in_place: InPlace,
}

impl RecordWriter for BibFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        self.count += 1;
        let Some(place) = self.in_place.place(record, self.entry.dialect.id()) else {
            let entry = self.entry(record, None, diag);
            if self.in_place.write_new(&entry, self.out)? {
                self.text = entry;
                return Ok(());
            }
            self.in_place.put_new(entry);
            return self.in_place.flush(self.out, Rest::MayCome);
        };
        let key = to_key(&record.id, self.count);
        let content = match Treatment::of(record, self.in_place.key(place), self.entry.options) {
            Treatment::Kept => Content::Kept,
            Treatment::Rekeyed => Content::Rekeyed(key),
            Treatment::Rewritten => Content::Replaced { text: self.entry(record, Some(place), diag), key },
        };
        self.in_place.put(place, content);
        Ok(())
    }

    fn end_of_file(&mut self, file: &Arc<SourceFile>) -> io::Result<()> {
        if file.format == self.entry.dialect.id() {
            self.in_place.end(file);
            self.sources.push(Arc::clone(file));
        }
        self.in_place.flush(self.out, Rest::MayCome)
    }

    /// BibTeX and biber take a preamble from anywhere in a file, so it stands where it is known what it must hold.
    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let preamble_use = match self.entry.dialect {
            Dialect::Bibtex => PreambleUse::InReferences,
            Dialect::Biblatex => PreambleUse::AtStart,
        };
        if let Some(preamble) = self.preamble.to_tex(preamble_use) {
            let preamble = format!("@preamble{{\"{preamble}\"}}\n");
            if !self.sources.iter().any(|file| file.text.contains(preamble.trim_end())) {
                self.in_place.put_new(preamble);
            }
        }
        self.in_place.flush(self.out, Rest::None)
    }
}

impl BibFile<'_> {
    /// A record as an entry, written anew.
    fn entry(&mut self, record: &Record, place: Option<Place>, diag: &mut dyn Sink) -> String {
        let options = &self.entry.options.bib;
        let record = options.apply(record);
        self.entry.fill(&record, diag);
        let (key, entry_type) = (to_key(&record.id, self.count), self.entry.entry_type);
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        self.entry.fields.write_entry(entry_type, &key, options, &mut text);
        if self.entry.dialect == Dialect::Biblatex && self.entry.charset() == Charset::Ascii {
            text = latex::with_dotted_letters(text);
        }
        text = self.in_place.macros(place, self.entry.options.macros).applied(text);
        self.preamble.add(&text);
        text
    }
}

struct EntryWriter<'a> {
    dialect: Dialect,
    options: &'a WriteOptions,
    entry_type: &'static str,
    fields: Fields,
    /// The fields that the data model has no place for.
    packed: String,
    plans: Plans,
    /// The rows to write of a record; a buffer that is used again.
    places: Vec<u8>,
}

impl EntryWriter<'_> {
    /// Makes the fields of a record.
    fn fill(&mut self, record: &Record, diag: &mut dyn Sink) {
        let (entry_type, subtype) = entry_types::to_entry_type(record, self.dialect, self.options.bib.preprint);
        self.entry_type = entry_type;
        let map = self.dialect.fields();
        self.plans.get(record.kind, entry_type, self.dialect).places(record, &mut self.places);
        for index in 0..self.places.len() {
            let plan = self.plans.get(record.kind, entry_type, self.dialect);
            let (row, is_legal) = plan.row(self.places[index]);
            self.row(row, is_legal, record, subtype);
        }
        let extra = record.extra.get(self.dialect.id()).map_or(&[] as &[(String, Value)], Vec::as_slice);
        let mut written = HashSet::new();
        for (name, value) in extra {
            // A field that holds a variable would be read as that; the loss table says so.
            if map.row_of(record.kind, name).is_some() {
                continue;
            }
            let is_part = titles::part(name).is_some_and(|(main, _)| self.fields.has(main));
            let can_stand = is_field_name(name) && !is_part && written.insert(name.to_ascii_lowercase());
            match value.as_str().filter(|_| can_stand) {
                Some(value) => self.extra(name, value),
                None => {
                    let message = format!("the extra field “{name}” cannot be written, or another has its name");
                    diag.report(Diagnostic::new(Code::OutputLoss, message).about(record.id.as_str()));
                }
            }
        }
        if !self.packed.is_empty() {
            let is_taken = |name: &&str| extra.iter().any(|(taken, _)| taken.eq_ignore_ascii_case(name));
            // Extra fields of these names all at once can only be meant to be in the way.
            let name = data_model::PACKED.iter().copied().find(|name| !is_taken(name)).unwrap_or("verbc");
            self.fields.add(name, &self.packed);
            self.packed.clear();
        }
    }

    const fn charset(&self) -> Charset {
        self.options.charset
    }

    fn row(&mut self, row: &'static Row, is_legal: bool, record: &Record, subtype: Option<&str>) {
        let (start, charset) = (self.fields.values.len(), self.charset());
        let values = &mut self.fields.values;
        match row.variable {
            Variable::Kind => match subtype.filter(|_| !self.options.bib.omits_subtype()) {
                Some(subtype) => values.push_str(subtype),
                None => return,
            },
            Variable::Text(TextVariable::Genre) => return self.genre(row, record),
            Variable::Text(variable) => {
                let Some(text) = record.text(variable) else { return };
                self.text(variable, text);
                let in_volumes = match self.dialect {
                    Dialect::Bibtex => None,
                    Dialect::Biblatex => titles::field_in_volumes(record, variable),
                };
                let field = match in_volumes.unwrap_or(row.field) {
                    // Preprints that are to be articles.
                    "booktitle" if self.entry_type == "article" => self.dialect.journal(),
                    field => field,
                };
                if literal_lists::is_list(self.dialect, field) {
                    literal_lists::make_list(&mut self.fields.values, start);
                }
                if !is_legal || field != row.field {
                    return self.end(field, start);
                }
                return self.fields.end(field, start);
            }
            Variable::Names(variable) => match record.names.get(&variable) {
                Some(names) => names::append(values, names, charset),
                None => return,
            },
            Variable::Date(DateVariable::Issued) => {
                return record.dates.get(&DateVariable::Issued).into_iter().for_each(|date| self.issued(date));
            }
            Variable::Date(variable) => match record.dates.get(&variable) {
                Some(date) => values.push_str(&dates::to_value(date, charset)),
                None => return,
            },
            Variable::Number(variable) => {
                let Some(number) = record.numbers.get(&variable) else { return };
                latex::encode_plain_onto(values, number, charset);
                if variable == NumberVariable::Page && values[start..].contains('-') {
                    let range = to_page_range(&values[start..]);
                    values.truncate(start);
                    values.push_str(&range);
                }
            }
            Variable::Identifier(variable) => {
                let Some(identifier) = record.identifiers.get(&variable) else { return };
                let is_address = variable == IdentifierVariable::Url;
                let append = if is_address { verbatim::append_address } else { verbatim::append_number };
                append(values, identifier);
            }
            Variable::Language => {
                let Some(tag) = &record.language else { return };
                if languages::is_babel(tag) {
                    // `language` takes any text, and what stands in braces is no name of babel's.
                    values.push('{');
                    latex::encode_plain_onto(values, tag, charset);
                    values.push('}');
                    return self.end("language", start);
                }
                latex::encode_plain_onto(values, languages::to_babel(tag), charset);
            }
            Variable::Tags => {
                for (index, tag) in record.tags.iter().enumerate() {
                    values.push_str(if index > 0 { ", " } else { "" });
                    keyword(values, tag, charset);
                }
            }
            Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => return,
        }
        if is_legal {
            self.fields.end(row.field, start);
        } else {
            self.end(row.field, start);
        }
    }

    /// Appends the value of a text.
    fn text(&mut self, variable: TextVariable, text: &Text) {
        let (values, charset) = (&mut self.fields.values, self.options.charset);
        let is_title = matches!(variable, TextVariable::Title | TextVariable::TitleShort);
        match (self.options.bib.protection, text.as_plain()) {
            _ if !is_title => latex::encode_onto(values, text, charset),
            (TitleProtection::Words, Some(plain)) => {
                latex::encode_words_onto(values, plain, &protected_ranges(plain), charset);
            }
            (TitleProtection::Words, None) => latex::encode_title_onto(values, &protection::protect(text), charset),
            (TitleProtection::Whole, _) => latex::encode_title_onto(values, &protection::protect_whole(text), charset),
            (TitleProtection::None, _) => latex::encode_title_onto(values, text, charset),
        }
    }

    /// The genre, unless the entry type says it.
    fn genre(&mut self, row: &Row, record: &Record) {
        let genre = record.text(TextVariable::Genre);
        let plain = genre.map(Text::to_plain);
        let encoded = match (self.dialect, genre, plain.as_deref()) {
            (Dialect::Bibtex, _, Some(plain)) if entry_types::genre_of(self.entry_type) == Some(plain) => return,
            (Dialect::Biblatex, _, Some(plain)) if entry_types::bibstring_of(plain).is_some() => {
                entry_types::bibstring_of(plain).unwrap_or_default().to_owned()
            }
            // These words would be read as a genre that they do not name, or as none.
            (_, Some(_), Some(plain)) if plain == entry_types::NO_GENRE || entry_types::genre_of(plain).is_some() => {
                format!("{{{}}}", latex::encode_plain(plain, self.charset()))
            }
            (_, Some(genre), _) => latex::encode(genre, self.charset()),
            (Dialect::Bibtex, None, _) if record.kind == Kind::Thesis => entry_types::NO_GENRE.to_owned(),
            (_, None, _) => return,
        };
        self.field(row.field, &encoded);
    }

    fn issued(&mut self, date: &Date) {
        for field in dates::to_fields(date, self.dialect, self.charset()) {
            match field {
                DateField::Value(name, value) => self.field(name, &value),
                DateField::Month(_) if self.options.bib.omits("month") => {}
                DateField::Month(month) => self.fields.add_macro("month", month),
            }
        }
    }

    /// A field that came from a .bib file goes back: as it stood when it holds no TeX, and otherwise as what it says in TeX
    /// that can do no harm.
    fn extra(&mut self, name: &str, value: &str) {
        let is_written = self.charset() == Charset::Unicode || value.is_ascii();
        if is_written && verbatim::is_verbatim_field(name) && verbatim::is_harmless(value) {
            self.fields.add(name.to_owned(), value);
        } else {
            self.fields.add(name.to_owned(), &latex::encode(&latex::decode(value).text, self.charset()));
        }
    }

    /// A field of the record.
    fn field(&mut self, name: &'static str, value: &str) {
        let start = self.fields.values.len();
        self.fields.values.push_str(value);
        self.end(name, start);
    }

    /// Ends a field of the record; BibLaTeX gets those that its data model lacks within another one.
    fn end(&mut self, name: &'static str, start: usize) {
        if self.dialect == Dialect::Bibtex || data_model::has_field(self.entry_type, name) {
            return self.fields.end(name, start);
        }
        let separator = if self.packed.is_empty() { "" } else { ", " };
        for piece in [separator, name, " = {", &self.fields.values[start..], "}"] {
            self.packed.push_str(piece);
        }
        self.fields.values.truncate(start);
    }
}

fn keyword(values: &mut String, tag: &str, charset: Charset) {
    let start = values.len();
    latex::encode_plain_onto(values, tag, charset);
    if values[start..].contains([',', ';']) {
        values.insert(start, '{');
        values.push('}');
    }
}

fn is_field_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+:.".contains(&byte))
}

/// The citation key. What BibTeX or TeX would trip over becomes a hyphen; a record without an id gets its number.
fn to_key(id: &str, number: usize) -> String {
    if id.is_empty() {
        return format!("entry{number}");
    }
    let is_fit = |character: char| {
        !character.is_whitespace() && !character.is_control() && !"{}(),\"'#%=\\~@$&^".contains(character)
    };
    if id.chars().all(is_fit) {
        return id.to_owned();
    }
    id.chars().map(|character| if is_fit(character) { character } else { '-' }).collect()
}

/// Hyphens between pages become two, as TeX wants for a range; others stay.
fn to_page_range(pages: &str) -> String {
    let mut result = String::with_capacity(pages.len() + 4);
    for (index, piece) in pages.split('-').filter(|piece| !piece.is_empty()).enumerate() {
        if index > 0 {
            result.push_str("--");
        }
        result.push_str(piece);
    }
    let is_range = !pages.starts_with('-') && !pages.ends_with('-');
    if is_range { result } else { pages.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Code, Diagnostic};
    use crate::formats::bibtex::FORMAT;
    use crate::formats::{Charset, Input, WriteOptions};
    use crate::model::{Kind, Record, TextVariable};

    fn written(record: &Record) -> (String, Vec<Diagnostic>) {
        let (mut bytes, mut reports) = (Vec::new(), Vec::new());
        let options = WriteOptions::default();
        let mut file = FORMAT.writer.unwrap().start(&options, &mut bytes).unwrap();
        file.record(record, &mut reports).unwrap();
        file.finish().unwrap();
        (String::from_utf8(bytes).unwrap(), reports)
    }

    /// A record with an extra field, as a .bib file or a JSON file can bring it.
    fn with_extra(name: &str, value: impl Into<serde_json::Value>) -> Record {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.keep_extra("bibtex", name, value);
        record
    }

    #[track_caller]
    fn extra(name: &str, value: &str, expected: &str) {
        let text = written(&with_extra(name, value)).0;
        let entry = text.split("\n@preamble").next();
        assert_eq!(entry, Some(format!("@book{{a,\n  {name} = {{{expected}}},\n}}\n").as_str()));
    }

    #[test]
    fn extra_fields_cannot_be_commands() {
        extra("remark", "$\\input{x}$", "\\$\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}\\$");
        for name in ["remark", "file"] {
            extra(name, "^^5cinput x", "\\textasciicircum{}\\textasciicircum{}5cinput x");
        }
        extra("remark", "50% {\\bf x} {Ä}", "50\\% \\textbf{x} {Ä}");
        extra("remark", "a\u{0}b", "a{\\unichar{0}}b");
    }

    #[test]
    fn addresses_and_files_stand_as_they_were() {
        extra("file", ":a_b/c#1.pdf:PDF", ":a_b/c#1.pdf:PDF");
        extra("bdsk-url-1", "https://example.org/%20~x&y_z", "https://example.org/%20~x&y_z");
    }

    #[test]
    fn hyphens_that_are_no_range_stay() {
        for (pages, written) in [("1-5, 7-9", "1--5, 7--9"), ("1--5", "1--5"), ("-1", "-1"), ("--", "--"), ("5-", "5-")]
        {
            assert_eq!(super::to_page_range(pages), written);
        }
    }

    #[test]
    fn an_extra_field_that_cannot_be_written_is_reported() {
        for record in [with_extra("a b", "x"), with_extra("", "x"), with_extra("count", 3)] {
            let (text, reports) = written(&record);
            assert_eq!(text, "@book{a,\n}\n");
            assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::OutputLoss]);
        }
        let mut twice = with_extra("shelf", "1");
        twice.keep_extra("bibtex", "Shelf", "2");
        assert_eq!(written(&twice).1.len(), 1);
    }

    #[test]
    fn the_file_says_how_characters_without_a_command_are_set() {
        let (mut bytes, options) = (Vec::new(), WriteOptions { charset: Charset::Ascii, ..WriteOptions::default() });
        let mut file = FORMAT.writer.unwrap().start(&options, &mut bytes).unwrap();
        for title in ["Ä", "Щи", "中"] {
            let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
            record.set_text(TextVariable::Title, title);
            file.record(&record, &mut ()).unwrap();
        }
        file.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("  title = {{\\unichar{1065}}{\\unichar{1080}}},\n"), "{text}");
        assert!(text.contains("\n\n@preamble{\"\\ifdefined\\unichar"), "{text}");
        assert!(text.ends_with("\n\\unicharreading{1065}{Shch}\n\\unicharreading{1080}{i}\"}\n"), "{text}");
        let (mut back, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
        let input = Input { name: "back.bib", bytes: &mut text.as_bytes() };
        FORMAT.reader.unwrap().read(input, &mut |record| back.push(record.plain_title()), &mut reports).unwrap();
        assert_eq!((back, reports), (vec!["Ä".to_owned(), "Щи".into(), "中".into()], vec![]));
    }

    #[test]
    fn control_characters_do_not_keep_a_file_from_being_read() {
        let record = Record { id: "a".into(), ..with_extra("file", "a\u{0}\u{1b}[2J") };
        let (text, mut back) = (written(&record).0, Vec::new());
        let input = Input { name: "back.bib", bytes: &mut text.as_bytes() };
        FORMAT.reader.unwrap().read(input, &mut |record| back.push(record), &mut ()).unwrap();
        assert_eq!(back.len(), 1);
        assert!(!text.contains(|character: char| character.is_control() && character != '\n'), "{text}");
    }
}
