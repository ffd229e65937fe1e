//! THE table of what `publist.toml` may hold: read by the reader, the help, and what `publist init` writes.

/// A key of `publist.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfigurationKey {
    /// The table it stands in; empty for the top of the file.
    pub table: &'static str,
    /// Its name.
    pub key: &'static str,
    /// What it holds, as TOML.
    pub example: &'static str,
    /// What it does.
    pub summary: &'static str,
}

/// The tables, with what each is for. Tables in double brackets may be given several times.
pub static CONFIGURATION_TABLES: &[(&str, &str)] = &[
    ("", "the list"),
    ("[[people]]", "a person whose name is marked; without any, the owners of the profile pages that are read"),
    ("[[sections]]", "a section of the list; each work is in the first one whose query it fits"),
    ("[numbering]", "how works are numbered, where the style has numbers or a section has a prefix"),
    ("[metrics]", "figures shown under the title, each under a name of its own, such as h-index = 33"),
    ("[papers.\"KEY\"]", "what is set for one work, found by its citation key, DOI or title"),
    ("[lint]", "what `publist lint` reports"),
];

/// Every key, table by table.
pub static CONFIGURATION_KEYS: &[ConfigurationKey] = &[
    key("", "title", "\"Publications\"", "What heads the list"),
    key("", "inputs", "[\"papers.bib\"]", "Files to read, relative to this one; patterns such as *.bib are expanded"),
    key(
        "",
        "output",
        "[\"publications.html\", \"publications.docx\"]",
        "The files to write, relative to this one; otherwise the standard output",
    ),
    key("", "as", "\"html\"", "The form of outputs whose names do not tell it, as for --as"),
    key(
        "",
        "style",
        "\"publist-numeric\"",
        "The CSL style: a name that `publist styles` lists, or the path of a .csl file",
    ),
    key("", "locale", "\"en-US\"", "The language of headings, terms and dates; otherwise the style's own"),
    key("", "where", "\"-status:preprint\"", "Which works are listed at all; `publist list --help` tells the language"),
    key(
        "",
        "group-by",
        "[\"type\", \"year\"]",
        "Headings inside of sections: year, type, keyword (the first one of each work), or a variable; [] for none",
    ),
    key("", "sort", "[\"-year\", \"title\"]", "The order inside of a group; otherwise the newest come first"),
    key("", "authors", "6", "Show so many authors at most; one's own name is shown wherever it stands"),
    key(
        "",
        "hidden-owner",
        "\"remark\"",
        "Where “et al.” hides the owner of a profile page: et-al, or a remark with the name",
    ),
    key(
        "",
        "badges",
        "[\"doi\", \"arxiv\", \"code\"]",
        "What stands behind each work: doi, arxiv, url, citations, or a field with an address",
    ),
    key("", "counts", "true", "Whether headings of sections say how many works they hold"),
    key("people", "name", "\"Yuan Zong\"", "The name, as “Yuan Zong” or “Zong, Yuan”"),
    key("people", "variants", "[\"Zong, Y. X.\"]", "Other names of the person: former names, names in other scripts"),
    key("people", "others", "[\"Yong Zong\"]", "Names of other people that could be taken for this one's"),
    key("people", "orcid", "\"0000-0002-1825-0097\"", "The ORCID iD, which decides wherever a name has one"),
    key("people", "role", "\"owner\"", "owner: the list is this person's; companion: a student, a member of the team"),
    key("people", "look", "\"bold\"", "bold, italic, underline, bold-underline or plain"),
    key("people", "sign", "\"§\"", "Raised signs behind the name"),
    key("people", "legend", "\"students\"", "What look and sign mean, shown at the end of the list"),
    key("sections", "heading", "\"Journal articles\"", "What heads the section"),
    key("sections", "where", "\"type:article-journal\"", "Which works it holds; without it, all that are left"),
    key(
        "sections",
        "prefix",
        "\"J\"",
        "Stands before the numbers of its works: [J3]; works of a section with repeats keep those that they have elsewhere",
    ),
    key("sections", "group-by", "[\"year\"]", "Headings inside of this section, in place of the list's"),
    key("sections", "sort", "[\"title\"]", "The order inside of this section, in place of the list's"),
    key("sections", "limit", "5", "How many works it holds at most: the first ones in its order"),
    key("sections", "repeats", "true", "Whether its works are in other sections, too: a list of selected works"),
    key("numbering", "direction", "\"descending\"", "descending: the newest work has the highest number; or ascending"),
    key("numbering", "scope", "\"list\"", "list: numbers go through the whole list; section: each section starts anew"),
    key("numbering", "first", "1", "The first number"),
    key("papers", "hide", "true", "Leave the work out"),
    key("papers", "tags", "[\"selected\"]", "Keywords, in addition to those that the work has"),
    key("papers", "equal", "[\"Cheng Lu\", \"Yuan Zong\"]", "Authors who contributed equally, by name or place"),
    key("papers", "corresponding", "[\"Wenming Zheng\"]", "Corresponding authors"),
    key("papers", "presenting", "[1]", "Authors who gave the talk"),
    key("papers", "links", "{ code = \"https://example.org\" }", "Addresses for badges"),
    key(
        "papers",
        "set",
        "{ status = \"in press\", container-title = \"Journal\" }",
        "Variables of the work, under CSL's names, in place of what the input says",
    ),
    key("lint", "without", "[\"missing-identifier\"]", "Codes and names of lints that are not reported"),
];

const fn key(table: &'static str, key: &'static str, example: &'static str, summary: &'static str) -> ConfigurationKey {
    ConfigurationKey { table, key, example, summary }
}
