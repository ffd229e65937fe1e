//! The only table of the contents of `publist.toml`, used by the reader, the help, and `publist init`.

/// A key of `publist.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfigurationKey {
    /// The table that contains it; empty for the top level of the file.
    pub table: &'static str,
    /// Its name.
    pub key: &'static str,
    /// An example of its value, as TOML.
    pub example: &'static str,
    /// A description of it.
    pub summary: &'static str,
}

/// The tables, with descriptions. Tables in double brackets may occur several times.
pub static CONFIGURATION_TABLES: &[(&str, &str)] = &[
    ("", "the list"),
    ("[[people]]", "a person whose name is marked; by default, the owners of the profile pages among the inputs"),
    ("[[sections]]", "a section of the list; each work goes into the first section whose query it matches"),
    ("[numbering]", "how works are numbered, if the style has numbers or a section has a prefix"),
    ("[metrics]", "figures shown under the title, each with its own name, such as h-index = 33"),
    ("[papers.\"KEY\"]", "settings for one work, identified by its citation key, DOI or title"),
    ("[lint]", "what `publist lint` reports"),
];

/// Every key, table by table.
pub static CONFIGURATION_KEYS: &[ConfigurationKey] = &[
    key("", "title", "\"Publications\"", "The title of the list"),
    key("", "inputs", "[\"papers.bib\"]", "Files to read, relative to this file; patterns such as *.bib are expanded"),
    key(
        "",
        "output",
        "[\"publications.html\", \"publications.docx\"]",
        "The files to write, relative to this file; by default, standard output",
    ),
    key("", "as", "\"html\"", "The form of outputs without a known extension; takes the values of --as"),
    key("", "style", "\"publist-numeric\"", "The CSL style: a name from `publist styles`, or the path of a .csl file"),
    key("", "locale", "\"en-US\"", "The language of headings, terms and dates; by default, that of the style"),
    key(
        "",
        "where",
        "\"-status:preprint\"",
        "Which works are listed; `publist list --help` describes the language of queries",
    ),
    key(
        "",
        "group-by",
        "[\"type\", \"year\"]",
        "Headings inside sections: year, type, keyword (the first one of each work), or a variable; [] for none",
    ),
    key("", "sort", "[\"-year\", \"title\"]", "The order inside a group; by default, the newest come first"),
    key("", "authors", "6", "Show at most this many authors; the name of the list's owner is always shown"),
    key(
        "",
        "hidden-owner",
        "\"remark\"",
        "What to show if “et al.” hides the owner of a profile page: et-al, or a remark with the name",
    ),
    key(
        "",
        "badges",
        "[\"doi\", \"arxiv\", \"code\"]",
        "What to show after each work: doi, arxiv, url, citations, or a field with an address",
    ),
    key("", "counts", "true", "Whether headings of sections show the number of works"),
    key("people", "name", "\"Yuan Zong\"", "The name, as “Yuan Zong” or “Zong, Yuan”"),
    key("people", "variants", "[\"Zong, Y. X.\"]", "Other names of the person: former names, names in other scripts"),
    key("people", "others", "[\"Yong Zong\"]", "Names of other people that look like this person's"),
    key("people", "orcid", "\"0000-0002-1825-0097\"", "The ORCID iD, which decides if a name has one"),
    key(
        "people",
        "role",
        "\"owner\"",
        "owner: the list is this person's; companion: another person to mark, such as a student",
    ),
    key("people", "look", "\"bold\"", "bold, italic, underline, bold-underline or plain"),
    key("people", "sign", "\"§\"", "Superscript signs after the name"),
    key("people", "legend", "\"students\"", "The meaning of look and sign, shown at the end of the list"),
    key("sections", "heading", "\"Journal articles\"", "The heading of the section"),
    key(
        "sections",
        "where",
        "\"type:article-journal\"",
        "Which works it contains; by default, all works that are in no section before it",
    ),
    key(
        "sections",
        "prefix",
        "\"J\"",
        "The prefix of the numbers: [J3]; with repeats = true, works keep the numbers they have in other sections",
    ),
    key("sections", "group-by", "[\"year\"]", "Headings inside this section, instead of those of the list"),
    key("sections", "sort", "[\"title\"]", "The order inside this section, instead of that of the list"),
    key("sections", "limit", "5", "The maximum number of works: the first ones in its order"),
    key(
        "sections",
        "repeats",
        "true",
        "Whether its works also appear in other sections, as in a list of selected works",
    ),
    key("numbering", "direction", "\"descending\"", "descending: the newest work has the highest number; or ascending"),
    key(
        "numbering",
        "scope",
        "\"list\"",
        "list: numbers run through the whole list; section: numbers start again in each section",
    ),
    key("numbering", "first", "1", "The first number"),
    key("papers", "hide", "true", "Leave the work out"),
    key("papers", "tags", "[\"selected\"]", "Additional keywords"),
    key("papers", "equal", "[\"Cheng Lu\", \"Yuan Zong\"]", "Authors who contributed equally, by name or position"),
    key("papers", "corresponding", "[\"Wenming Zheng\"]", "Corresponding authors"),
    key("papers", "presenting", "[1]", "Authors who gave the talk"),
    key("papers", "links", "{ code = \"https://example.org\" }", "Addresses for badges, by the name of the badge"),
    key(
        "papers",
        "set",
        "{ status = \"in press\", container-title = \"Journal\" }",
        "Variables of the work, by their CSL names; they replace the values of the input",
    ),
    key("lint", "without", "[\"missing-identifier\"]", "Codes and names of lints that are not reported"),
];

const fn key(table: &'static str, key: &'static str, example: &'static str, summary: &'static str) -> ConfigurationKey {
    ConfigurationKey { table, key, example, summary }
}
