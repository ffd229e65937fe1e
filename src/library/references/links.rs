//! Identifiers, addresses and days of access in a reference. They are taken out of its text, so that what is left are
//! names, titles and numbers.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::patterns::regex;

/// What identifies the work.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Links {
    /// The DOI as written, without what is before it.
    pub(super) doi: Option<(String, Range<usize>)>,
    /// The arXiv number.
    pub(super) arxiv: Option<(String, Range<usize>)>,
    /// arXiv's class.
    pub(super) class: Option<String>,
    /// The first address.
    pub(super) url: Option<(String, Range<usize>)>,
    /// The PubMed number.
    pub(super) pmid: Option<(String, Range<usize>)>,
    /// The PubMed Central number.
    pub(super) pmcid: Option<(String, Range<usize>)>,
    /// The ISBN.
    pub(super) isbn: Option<(String, Range<usize>)>,
    /// The ISSN.
    pub(super) issn: Option<(String, Range<usize>)>,
    /// DOIs and addresses after the first.
    pub(super) further: Vec<Range<usize>>,
    /// A remark after the reference, such as an award.
    pub(super) remark: Option<Range<usize>>,
    /// The day of access, in words.
    pub(super) accessed: Option<(String, Range<usize>)>,
}

impl Links {
    /// Whether anything identifies the work.
    pub(super) fn is_any(&self) -> bool {
        self.doi.is_some() || self.arxiv.is_some() || self.url.is_some() || self.pmid.is_some() || self.isbn.is_some()
    }
}

static DOI: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:\bdoi\s?:?\s?)?(?:\(|<|\[)?(?:https?://(?:dx\.)?doi\.org/|\bdoi\.org/|\bdoi:?\s?)?(?P<id>\b10\.[0-9]{4,9}/[^\s<>“”]+)(?:>)?",
    )
});
static ARXIV: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:arXiv\s(?:e-?prints?|preprint),?\s)?(?:arXiv[\s:]*(?:preprint\s)?(?:abs/)?|https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|\babs/)(?:arXiv:)?(?P<id>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+(?:\.[a-z]{2})?/[0-9]{7}(?:v[0-9]+)?)(?:\.pdf)?(?:\s?[\[\(](?P<class>[a-z-]+(?:\.[A-Za-z-]+)?)[\]\)])?",
    )
});
static CORR: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)\barXiv\s(?:e-?prints?|preprint)?\b|\b(?:arXiv|CoRR)(?:\.org)?\b[,.:]?(?:\s\[Preprint\])?")
});
static URL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:\[Online\]\.?\s*|\bOnline\s)?(?:\(?(?:available|retrieved|accessed|access|disponível|disponible|verfügbar|abgerufen|abrufbar|erreichbar|besucht|url|from|at|unter|von|à|en|em|online|link|read|see)\b(?:\s(?:online|at|from|on|em|en|à l’adresse|unter|von|via|online at))*\s*:?\s*)?<?(?P<url>(?:https?|ftp)://[^\s<>“”]+|www\.[^\s<>“”]+\.[^\s<>“”]+)>?",
    )
});
static PMID: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\b(?:PMID|PubMed(?: ID)?)\s?:?\s?(?P<id>[0-9]{4,9})\b"));
static PMCID: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\b(?:PMCID\s?:?\s?)?(?P<id>PMC[0-9]{4,9})\b"));
static ISBN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\bISBN(?:-1[03])?\s?:?\s?(?P<id>[0-9][0-9 ‐–-]{8,16}[0-9X])\b"));
static ISSN: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)\bISSN\s?:?\s?(?P<id>[0-9]{4}[-–‐][0-9]{3}[0-9X])\b"));

/// Words for the day on which a page was seen.
static ACCESSED: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)[\(\[]?(?:(?:date of access|last accessed|last visited|last checked|accessed|retrieved|viewed|visited|access date|acesso em|acessado em|accesso|consult(?:é|ado|ata)(?: le| el| il)?|abgerufen|zugriff|zugegriffen|letzter zugriff|besucht|geraadpleegd|geöffnet|stand|cited)(?:\s(?:on|am|le|el|il|em|op))?\s?:?\s*)(?P<date>{DATE})[\)\]]?"
    ))
});
static BRACKETED_DAY: LazyLock<Regex> = LazyLock::new(|| regex(r"\[(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\]"));

/// A day or a month, in one of the usual orders.
const DATE: &str = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?[0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{1,2}(?:st|nd|rd|th|\.|er)?\s(?:de\s)?\p{L}{3,10}\.?,?\s(?:de\s)?[0-9]{4}|\p{L}{3,10}\.?\s[0-9]{1,2}(?:st|nd|rd|th)?,?\s[0-9]{4}|[0-9]{4}\s\p{L}{3,10}\.?\s[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|\p{L}{3,10}\.?\s[0-9]{4}";

/// Takes the links out of a text: their characters become spaces, so that offsets stay.
pub(super) fn take(text: &mut String) -> Links {
    let mut links = Links::default();
    take_marks(text);
    links.remark = take_remark(text);
    links.accessed = take_day_of_access(text);
    take_arxiv(&mut links, text);
    while let Some((doi, range)) = find_doi(text) {
        blank(text, range.clone());
        if doi.to_lowercase().contains("/arxiv.") {
            blank_names_of_arxiv(text);
        }
        match &links.doi {
            Some((known, _)) if *known != doi => links.further.push(range),
            Some(_) => {}
            None => links.doi = Some((doi, range)),
        }
    }
    for (pattern, slot) in
        [(&PMCID, &mut links.pmcid), (&PMID, &mut links.pmid), (&ISBN, &mut links.isbn), (&ISSN, &mut links.issn)]
    {
        if let Some((id, range)) = find(pattern, text, "id") {
            blank(text, range.clone());
            *slot = Some((id, range));
        }
    }
    take_addresses(&mut links, text);
    links
}

/// Takes out the marks of affiliations after names, the given names in brackets with which APA distinguishes people of the
/// same initials, and remarks that a work is on the net.
fn take_marks(text: &mut String) {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| regex(r"[\p{L}.](?P<what>[*†‡§¶]+)(?:,|\.\s|\s&|\s\(|;|\sand\s)"));
    static GIVEN: LazyLock<Regex> = LazyLock::new(|| regex(r"\p{Lu}\.(?P<what>\s\[\p{Lu}[\p{L}-]+\])(?:,|\s&|\s\()"));
    static NET: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<what>\s\[(?:[Ii]nternet|[Oo]nline|on-line|[Pp]reprint|en ligne|em linha|en línea|electronic resource)\])|\.(?P<stop>\sOnline\.)",
        )
    });
    for pattern in [&MARKS, &GIVEN, &NET] {
        while let Some(range) =
            pattern.captures(text).and_then(|found| Some(found.name("what").or(found.name("stop"))?.range()))
        {
            blank(text, range);
        }
    }
}

/// "(IF 4.3)", "[Best Student Paper]"
fn take_remark(text: &mut String) -> Option<Range<usize>> {
    static REMARK: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"[.,;)0-9]\s(?P<remark>[\[(](?:IF|[Oo]ral|[Pp]oster|[Ss]potlight|[Bb]est|[Aa]ward|[Ii]nvited|[Kk]eynote|[Hh]onou?rable|[Aa]cceptance|Q[1-4]|CORE|[Cc]ited)[^()\[\]]{0,60}[\])])\.?\s*$",
        )
    });
    let range = REMARK.captures(text).and_then(|found| Some(found.name("remark")?.range()))?;
    blank(text, range.clone());
    Some(range)
}

/// A day after an address is that of access: `Available at: http://... (Accessed: 3 May 2020)`, `[2020-05-03]`.
fn take_day_of_access(text: &mut String) -> Option<(String, Range<usize>)> {
    let (date, range) = find(&ACCESSED, text, "date").or_else(|| find(&BRACKETED_DAY, text, "date"))?;
    blank(text, range.clone());
    Some((date, range))
}

fn take_arxiv(links: &mut Links, text: &mut String) {
    let Some(found) = ARXIV.captures(text) else { return };
    let whole = found.get(0).map(|whole| whole.range()).unwrap_or_default();
    links.arxiv = found.name("id").map(|id| (id.as_str().to_owned(), id.range()));
    links.class = found.name("class").map(|class| class.as_str().to_owned());
    let whole = with_label(text, whole);
    blank(text, whole);
    blank_names_of_arxiv(text);
}

/// Takes out the names of arXiv, as its number says it already.
fn blank_names_of_arxiv(text: &mut String) {
    while let Some(range) = CORR.find(text).map(|found| found.range()).filter(|range| is_alone(text, range.clone())) {
        blank(text, range);
    }
}

fn take_addresses(links: &mut Links, text: &mut String) {
    while let Some(found) = URL.captures(text) {
        let (Some(whole), Some(url)) = (found.get(0), found.name("url")) else { return };
        let bare = trimmed(url.as_str());
        let is_trimmed = bare.len() < url.len();
        let own = url.start()..url.start() + bare.len();
        let range = whole.start()..if is_trimmed { own.end } else { whole.end() };
        let bare = bare.to_owned();
        blank(text, range);
        match links.url {
            Some(_) => links.further.push(own),
            None => links.url = Some((bare, own)),
        }
    }
}

/// Whether only punctuation and words for preprints surround a range, so that it is not a part of a title.
fn is_alone(text: &str, range: Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    before.is_empty()
        || before.ends_with(['.', ',', '?', '”', '"', ')', ':', '’', '('])
        || before.ends_with(" in")
        || before.ends_with("In")
}

/// "arXiv preprint" and the like directly before the number.
fn with_label(text: &str, range: Range<usize>) -> Range<usize> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:\bpreprint(?: at)?|\bavailable (?:at|from):?|\barXiv(?: \[[A-Za-z.-]+\])?:?|\bCoRR,?(?: (?:vol\. )?)?|\bin|\be-?print:?|\()\s*$",
        )
    });
    let mut start = range.start;
    let mut end = range.end;
    while let Some(found) = LABEL.find(&text[..start]) {
        if found.as_str().starts_with('(') {
            if !text[end..].starts_with(')') {
                break;
            }
            end += 1;
        }
        start = found.start();
    }
    start..end
}

fn find(pattern: &Regex, text: &str, group: &str) -> Option<(String, Range<usize>)> {
    let found = pattern.captures(text)?;
    Some((found.name(group)?.as_str().to_owned(), found.get(0)?.range()))
}

fn find_doi(text: &str) -> Option<(String, Range<usize>)> {
    let found = DOI.captures(text)?;
    let (whole, id) = (found.get(0)?, found.name("id")?);
    let bare = trimmed(id.as_str());
    let cut = id.len() - bare.len();
    let end = if cut > 0 { id.start() + bare.len() } else { whole.end() };
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(?:\b(?:available|retrieved|disponível|disponible|verfügbar)(?:\s(?:online|at|from|em|en|unter))*\s?:?\s*|\bDOI\s?:?\s*)$",
        )
    });
    let start = BEFORE.find(&text[..whole.start()]).map_or(whole.start(), |before| before.start());
    Some((bare.to_owned(), start..end))
}

/// An address without the punctuation of the sentence after it.
fn trimmed(address: &str) -> &str {
    let mut bare = address;
    loop {
        let next = bare.trim_end_matches(['.', ',', ';', ':', '’', '\'', '"', '。', '，', '>']);
        let next = match next.strip_suffix([')', ']']) {
            Some(inside) if next.matches(['(', '[']).count() < next.matches([')', ']']).count() => inside,
            _ => next,
        };
        if next == bare {
            return bare;
        }
        bare = next;
    }
}

/// Replaces the characters of a range by spaces; the length stays.
pub(super) fn blank(text: &mut String, range: Range<usize>) {
    let spaces = " ".repeat(range.len());
    text.replace_range(range, &spaces);
}
