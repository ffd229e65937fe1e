//! Finds styles: publist's own, those of the archive, and those in the user's folders.
//!
//! Names are looked up regardless of case, in this order: publist's own styles, `$PUBLIST_STYLES` and the user's data
//! folder, the archive, and then the folders of other programs (Zotero's, and Debian's citation-style-language-styles).
//! So the meaning of a name does not depend on other programs, and users can still replace a style of the archive.
//!
//! The archive needs the feature `archive`. Without it, there are only publist's own styles and those in files, and a
//! style has only the terms that it defines itself. This is reported as
//! [`Code::LocaleMissing`](crate::Code::LocaleMissing).

mod edition;
mod guide;
mod named;

use std::env;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use strsim::levenshtein;

use crate::csl::{ArchivedStyle, HAS_ARCHIVE, Refused, Style, StyleFile, StyleKind};
use crate::diag::Sink;
use crate::error::{Error, Result};
use crate::text::words::single_spaced;
use crate::text::xml::without_references;

/// The environment variable that lists the user's folders of styles.
pub const STYLES_VARIABLE: &str = "PUBLIST_STYLES";

/// How much of a style file is read to find its title; official styles have it in the first two kilobytes.
const BEGINNING: u64 = 8 * 1024;
/// The maximum length of a chain of styles that refer to each other.
const MOST_PARENTS: usize = 4;
/// The maximum size of a style file. The largest official one is a third of a megabyte.
const LARGEST: u64 = 16 * 1024 * 1024;

/// publist's own styles: the name and the XML.
const OWN: &[(&str, &str)] = &[
    ("publist-numeric", include_str!("../../styles/publist-numeric.csl")),
    ("publist-author-date", include_str!("../../styles/publist-author-date.csl")),
    ("publist-compact", include_str!("../../styles/publist-compact.csl")),
];

/// Common short names, besides those that the archive knows.
const ALIASES: &[(&str, &str)] = &[
    ("aaa", "american-anthropological-association"),
    ("abnt", "associacao-brasileira-de-normas-tecnicas"),
    ("acm", "association-for-computing-machinery"),
    ("acs", "american-chemical-society"),
    ("agu", "american-geophysical-union"),
    ("aip", "american-institute-of-physics"),
    ("ama", "american-medical-association"),
    ("aps", "american-physics-society"),
    ("asa", "american-sociological-association"),
    ("asce", "american-society-of-civil-engineers"),
    ("asme", "american-society-of-mechanical-engineers"),
    ("chicago", "chicago-author-date"),
    ("cse", "cse-name-year"),
    ("elsevier", "elsevier-with-titles"),
    ("gb-7714", "gb-7714-2015-numeric"),
    ("gb7714", "gb-7714-2015-numeric"),
    ("gost", "gost-r-705-2008-numeric"),
    ("harvard", "harvard-cite-them-right"),
    ("iet", "the-institution-of-engineering-and-technology"),
    ("iso-690", "iso-690-author-date"),
    ("iso690", "iso-690-author-date"),
    ("lancet", "the-lancet"),
    ("lncs", "springer-lecture-notes-in-computer-science"),
    ("mdpi", "multidisciplinary-digital-publishing-institute"),
    ("mhra", "modern-humanities-research-association-notes"),
    ("nlm", "nlm-citation-sequence"),
    ("rsc", "royal-society-of-chemistry"),
    ("springer", "springer-basic"),
    ("turabian", "turabian-author-date"),
];

/// Style guides that are not part of publist, and the one that is most like them.
const SIMILAR: &[(&str, &str)] =
    &[("bluebook", "chicago-notes"), ("oscola", "modern-humanities-research-association-notes")];

/// Where all styles of the CSL project can be downloaded.
const REPOSITORY: &str = "https://www.zotero.org/styles";

/// The source of a style.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum StyleSource {
    /// One of publist's own styles.
    Own,
    /// The archive that is part of publist.
    Archive,
    /// A file.
    File(PathBuf),
}

/// The properties of a style that are known without reading all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleInfo {
    /// The name by which it is found.
    pub name: String,
    /// Other names for it.
    pub aliases: Vec<String>,
    /// Its title.
    pub title: String,
    /// The kind of its citations, if the beginning of the file shows it.
    pub kind: Option<StyleKind>,
    /// The source of the style.
    pub source: StyleSource,
    /// The purpose of the style.
    pub description: Option<String>,
}

/// Finds styles in a list of folders and among those that are part of publist.
#[derive(Debug, Clone, Default)]
pub struct StyleFinder {
    /// Folders that are searched before the archive.
    before: Vec<PathBuf>,
    /// Folders that are searched after the archive.
    after: Vec<PathBuf>,
}

impl StyleFinder {
    /// Creates a finder for the styles that are part of publist only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a finder that also searches the folders of this user and this machine: those of `$PUBLIST_STYLES`, the
    /// user's data folder (`$XDG_DATA_HOME/publist/styles`), Zotero's styles, and
    /// `/usr/share/citation-style-language/styles`.
    pub fn from_environment() -> Self {
        let home = env::home_dir().filter(|home| home.is_absolute());
        let mut before: Vec<PathBuf> =
            env::var_os(STYLES_VARIABLE).map(|paths| env::split_paths(&paths).collect()).unwrap_or_default();
        before.retain(|path| !path.as_os_str().is_empty());
        // <https://specifications.freedesktop.org/basedir-spec/latest/>: a relative path is to be ignored.
        let data = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        before
            .extend(data.or_else(|| Some(home.as_ref()?.join(".local/share"))).map(|data| data.join("publist/styles")));
        let mut after: Vec<PathBuf> = home.iter().map(|home| home.join("Zotero/styles")).collect();
        after.push(PathBuf::from("/usr/share/citation-style-language/styles"));
        Self { before, after }
    }

    /// Also searches a folder, before the archive.
    #[must_use]
    pub fn with_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.before.push(folder.into());
        self
    }

    /// Returns the style with that name, or the one in the file with that path.
    ///
    /// # Errors
    /// Returns an error if there is none, with the most similar names, or if the file cannot be read or contains no
    /// usable style.
    pub fn find(&self, name: &str) -> Result<Style> {
        self.find_reporting(name, &mut ())
    }

    /// Returns the same as [`find`](Self::find). If a style cannot be used, all its faults are reported; the faults of a
    /// style that can be used are reported when it formats something.
    ///
    /// # Errors
    /// Returns an error as [`find`](Self::find) does. It names the first fault of a style that cannot be used.
    pub fn find_reporting(&self, name: &str, diag: &mut dyn Sink) -> Result<Style> {
        let mut wanted = name.to_owned();
        for _ in 0..=MOST_PARENTS {
            match self.find_file(&wanted, diag)? {
                Found::Style(style) if is_path(&wanted) => return Ok(*style),
                Found::Style(style) => {
                    let language = guide::language(style.id());
                    return Ok(style.with_language_of_guide(language));
                }
                Found::Refers(parent) => wanted = parent,
                Found::Nothing => return Err(self.unknown(name, &wanted)),
            }
        }
        Err(Error::usage(format!(
            "the style {name} leads through a chain of more than {MOST_PARENTS} styles that refer to each other"
        )))
    }

    /// Returns all usable styles, each once: publist's own first, then by name.
    pub fn list(&self) -> Vec<StyleInfo> {
        let mut styles: Vec<StyleInfo> = OWN.iter().map(|(name, xml)| info(name, xml, StyleSource::Own)).collect();
        let mut others = self.files(&self.before);
        others.extend(ArchivedStyle::all().map(archived_info));
        others.extend(self.files(&self.after));
        others.sort_by(|one, other| one.name.cmp(&other.name)); // stable: of one name, the one that goes first stays first
        others.dedup_by(|later, first| later.name == first.name);
        others.retain(|other| styles.iter().all(|own| own.name != other.name));
        styles.append(&mut others);
        styles
    }

    /// Returns the styles that have every word of the query in their names, title or description.
    pub fn search(&self, query: &str) -> Vec<StyleInfo> {
        let query = query.to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let matches = |style: &StyleInfo| {
            let names = style.aliases.iter().chain([&style.name, &style.title]).chain(&style.description);
            let text = names.map(|text| text.to_lowercase()).collect::<Vec<_>>().join("\n");
            words.iter().all(|word| text.contains(word))
        };
        self.list().into_iter().filter(matches).collect()
    }

    fn find_file(&self, name: &str, diag: &mut dyn Sink) -> Result<Found> {
        if is_path(name) {
            return read(Path::new(name), diag);
        }
        let name = plain_name(name);
        if let Some((name, xml)) =
            OWN.iter().find(|(own, _)| *own == name || own.strip_prefix("publist-") == Some(&name))
        {
            return found(name, &format!("{name}.csl"), xml, diag);
        }
        if let Some(path) = file_in(&self.before, &name) {
            return read(&path, diag);
        }
        if let Some(archived) = archived_or_alias(&name) {
            return Ok(archived.style().map_or(Found::Nothing, |style| Found::Style(Box::new(style))));
        }
        if let Some(path) = file_in(&self.after, &name) {
            return read(&path, diag);
        }
        let Some((guide, edition)) = edition::split(&name) else { return Ok(Found::Nothing) };
        let of_edition = format!("{guide}-{edition}-edition");
        if let Some(path) = file_in(&self.before, &of_edition).or_else(|| file_in(&self.after, &of_edition)) {
            return read(&path, diag);
        }
        let style = archived_or_alias(guide).filter(|style| edition::is_of(style.title(), &edition));
        Ok(style.and_then(ArchivedStyle::style).map_or(Found::Nothing, |style| Found::Style(Box::new(style))))
    }

    fn unknown(&self, name: &str, wanted: &str) -> Error {
        let mut message = if name == wanted {
            format!("there is no style “{name}”")
        } else {
            format!("the style {name} refers to the style {wanted}, which was not found")
        };
        let nearest = self.nearest(&plain_name(wanted));
        if !nearest.is_empty() {
            message.push_str(&format!("; did you mean {}?", nearest.join(" or ")));
        }
        if Path::new(wanted).is_file() {
            message.push_str(&format!("; to use the file “{wanted}”, give “./{wanted}”"));
        }
        if !HAS_ARCHIVE {
            message.push_str("; this build of publist has no archive of styles (feature `archive`)");
        }
        message.push_str(" (`publist styles` lists all styles; others are at ");
        message.push_str(REPOSITORY);
        message.push_str(": to use a file, give its path)");
        Error::usage(message)
    }

    /// Up to three names that are spelled much like this one, or that contain it.
    fn nearest(&self, name: &str) -> Vec<String> {
        let styles = self.list();
        let names = styles.iter().flat_map(|style| style.aliases.iter().chain([&style.name]));
        let mut ranked: Vec<(usize, &String)> = names
            .filter_map(|candidate| {
                let distance = levenshtein(name, candidate);
                let is_near = distance <= name.chars().count() / 3;
                let contains = name.chars().count() > 2 && candidate.contains(name);
                (is_near || contains).then_some((if contains { 1 } else { distance }, candidate))
            })
            .collect();
        ranked.sort();
        ranked.dedup(); // a style of the archive may be in a folder too
        let mut nearest: Vec<String> = ranked.into_iter().map(|(_, candidate)| candidate.clone()).take(3).collect();
        if nearest.is_empty() {
            nearest.extend(SIMILAR.iter().filter(|(guide, _)| *guide == name).map(|(_, style)| (*style).to_owned()));
        }
        if nearest.is_empty() {
            // The title may have the words of the name, or the name an edition too many.
            let guide = edition::split(name).map_or(name, |(guide, _)| guide);
            let query = guide.replace('-', " ");
            let by_title = self.search(&query).into_iter().map(|style| style.name);
            nearest.extend(by_title.take(if query.is_empty() { 0 } else { 3 }));
        }
        nearest
    }

    fn files(&self, folders: &[PathBuf]) -> Vec<StyleInfo> {
        let mut styles = Vec::new();
        for folder in folders {
            for folder in [folder.clone(), folder.join("dependent")] {
                let Ok(entries) = fs::read_dir(folder) else { continue };
                let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
                paths.retain(|path| path.extension().is_some_and(|extension| extension == "csl"));
                paths.sort();
                styles.extend(paths.into_iter().filter_map(|path| {
                    let name = path.file_stem()?.to_str()?.to_lowercase();
                    let mut beginning = Vec::new();
                    fs::File::open(&path).ok()?.take(BEGINNING).read_to_end(&mut beginning).ok()?;
                    Some(info(&name, &String::from_utf8_lossy(&beginning), StyleSource::File(path)))
                }));
            }
        }
        styles
    }
}

enum Found {
    Style(Box<Style>),
    Refers(String),
    Nothing,
}

fn found(name: &str, file: &str, xml: &str, diag: &mut dyn Sink) -> Result<Found> {
    match StyleFile::from_xml(name, file, xml) {
        Ok(StyleFile::Independent(style)) => Ok(Found::Style(style)),
        Ok(StyleFile::Dependent { parent }) => Ok(Found::Refers(parent)),
        Err(Refused { faults, message }) => {
            faults.into_iter().for_each(|fault| diag.report(fault));
            Err(Error::usage(message))
        }
    }
}

fn read(path: &Path, diag: &mut dyn Sink) -> Result<Found> {
    let xml = read_style_file(path)?;
    let file = path.to_string_lossy();
    let name = path.file_stem().map_or_else(|| file.clone(), |stem| stem.to_string_lossy());
    found(&name, &file, &xml, diag)
}

/// Returns the text of a style file, without a byte order mark.
///
/// # Errors
/// Returns an error if the file cannot be read, is too large for a style, or is not UTF-8.
pub fn read_style_file(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| Error::io(path, error))?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, error))?;
    let problem = |problem: &str| Error::usage(format!("{}: {problem}", path.display()));
    if bytes.len() as u64 > LARGEST {
        return Err(problem("it is too large for a style"));
    }
    let mut xml = String::from_utf8(bytes).map_err(|_| problem("it is not UTF-8 text"))?;
    if xml.starts_with('\u{FEFF}') {
        xml.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(xml)
}

/// The file with that name in the first folder that has one: a style, or a dependent style, which refers to another.
fn file_in(folders: &[PathBuf], name: &str) -> Option<PathBuf> {
    // A name is a single file: it cannot lead out of the folder.
    let is_plain =
        !name.is_empty() && name.chars().all(|character| character.is_alphanumeric() || "-_.+".contains(character));
    let candidates = folders
        .iter()
        .flat_map(|folder| [folder.join(format!("{name}.csl")), folder.join(format!("dependent/{name}.csl"))]);
    candidates.filter(|_| is_plain).find(|path| path.is_file())
}

fn archived(name: &str) -> Option<ArchivedStyle> {
    ArchivedStyle::all().find(|style| style.names().contains(&name) || style.id().rsplit('/').next() == Some(name))
}

fn archived_or_alias(name: &str) -> Option<ArchivedStyle> {
    archived(name).or_else(|| archived(ALIASES.iter().find(|(alias, _)| *alias == name)?.1))
}

fn archived_info(style: ArchivedStyle) -> StyleInfo {
    let (name, rest) = style.names().split_first().map_or(("", &[][..]), |(name, rest)| (*name, rest));
    let of_id = style.id().rsplit('/').next().filter(|of_id| *of_id != name && !rest.contains(of_id));
    let ours = ALIASES.iter().filter(|(_, of)| *of == name).map(|(alias, _)| *alias);
    StyleInfo {
        name: name.to_owned(),
        aliases: rest.iter().copied().chain(ours).chain(of_id).map(str::to_owned).collect(),
        title: style.title().to_owned(),
        kind: None,
        source: StyleSource::Archive,
        description: None,
    }
}

/// Reads the properties at the beginning of a style file. If the file is not a style, its name is its title.
fn info(name: &str, beginning: &str, source: StyleSource) -> StyleInfo {
    let element = |tag: &str| {
        let (_, rest) = beginning.split_once(&format!("<{tag}"))?;
        let (_, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once('<')?;
        Some(without_references(&single_spaced(text)).into_owned()).filter(|text| !text.is_empty())
    };
    let attribute = |name: &str| Some(beginning.split_once(&format!("{name}=\""))?.1.split_once('"')?.0);
    let kinds = [StyleKind::Numeric, StyleKind::AuthorDate, StyleKind::Author, StyleKind::Label, StyleKind::Note];
    StyleInfo {
        name: name.to_owned(),
        aliases: Vec::new(),
        title: element("title").unwrap_or_else(|| name.to_owned()),
        kind: attribute("citation-format").and_then(|format| kinds.into_iter().find(|kind| kind.name() == format)),
        source,
        description: element("summary"),
    }
}

/// Whether this is the path of a style file and not a name.
fn is_path(name: &str) -> bool {
    let path = Path::new(name);
    let has_extension = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csl"));
    path.components().count() > 1 && !name.contains("://") || has_extension && path.is_file()
}

/// The name of a style in the form in which it is looked up. Styles refer to each other by URLs that end with it.
fn plain_name(name: &str) -> String {
    let address = name.split(['?', '#']).next().unwrap_or(name).trim_end_matches('/');
    let last = if name.contains("://") { address.rsplit('/').next().unwrap_or(address) } else { name };
    normal_form(last.strip_suffix(".csl").unwrap_or(last))
}

fn normal_form(name: &str) -> String {
    name.trim().to_lowercase().split([' ', '_']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests;
