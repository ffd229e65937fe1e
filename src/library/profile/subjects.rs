//! arXiv's taxonomy, and the meaning of the short subjects on a profile page.
//!
//! A page shows a category without its archive: `SD` for `cs.SD`. Most such suffixes belong to only one archive; the
//! others are distinguished by the rest of the page, or not at all.

use std::collections::BTreeMap;

/// Every category of arXiv that accepts papers, as `archive.SUFFIX`, or only the archive if it has no parts.
///
/// <https://arxiv.org/category_taxonomy>, as listed in
/// <https://github.com/arXiv/arxiv-base/blob/develop/arxiv/taxonomy/definitions.py>
#[rustfmt::skip]
pub const CATEGORIES: &[&str] = &[
    "astro-ph.CO", "astro-ph.EP", "astro-ph.GA", "astro-ph.HE", "astro-ph.IM", "astro-ph.SR",
    "cond-mat.dis-nn", "cond-mat.mes-hall", "cond-mat.mtrl-sci", "cond-mat.other", "cond-mat.quant-gas", "cond-mat.soft",
    "cond-mat.stat-mech", "cond-mat.str-el", "cond-mat.supr-con",
    "cs.AI", "cs.AR", "cs.CC", "cs.CE", "cs.CG", "cs.CL", "cs.CR", "cs.CV", "cs.CY", "cs.DB", "cs.DC", "cs.DL", "cs.DM",
    "cs.DS", "cs.ET", "cs.FL", "cs.GL", "cs.GR", "cs.GT", "cs.HC", "cs.IR", "cs.IT", "cs.LG", "cs.LO", "cs.MA", "cs.MM",
    "cs.MS", "cs.NA", "cs.NE", "cs.NI", "cs.OH", "cs.OS", "cs.PF", "cs.PL", "cs.RO", "cs.SC", "cs.SD", "cs.SE", "cs.SI",
    "cs.SY",
    "econ.EM", "econ.GN", "econ.TH",
    "eess.AS", "eess.IV", "eess.SP", "eess.SY",
    "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph",
    "math.AC", "math.AG", "math.AP", "math.AT", "math.CA", "math.CO", "math.CT", "math.CV", "math.DG", "math.DS", "math.FA",
    "math.GM", "math.GN", "math.GR", "math.GT", "math.HO", "math.IT", "math.KT", "math.LO", "math.MG", "math.MP", "math.NA",
    "math.NT", "math.OA", "math.OC", "math.PR", "math.QA", "math.RA", "math.RT", "math.SG", "math.SP", "math.ST",
    "nlin.AO", "nlin.CD", "nlin.CG", "nlin.PS", "nlin.SI",
    "nucl-ex", "nucl-th",
    "physics.acc-ph", "physics.ao-ph", "physics.app-ph", "physics.atm-clus", "physics.atom-ph", "physics.bio-ph",
    "physics.chem-ph", "physics.class-ph", "physics.comp-ph", "physics.data-an", "physics.ed-ph", "physics.flu-dyn",
    "physics.gen-ph", "physics.geo-ph", "physics.hist-ph", "physics.ins-det", "physics.med-ph", "physics.optics",
    "physics.plasm-ph", "physics.pop-ph", "physics.soc-ph", "physics.space-ph",
    "q-bio.BM", "q-bio.CB", "q-bio.GN", "q-bio.MN", "q-bio.NC", "q-bio.OT", "q-bio.PE", "q-bio.QM", "q-bio.SC", "q-bio.TO",
    "q-fin.CP", "q-fin.EC", "q-fin.GN", "q-fin.MF", "q-fin.PM", "q-fin.PR", "q-fin.RM", "q-fin.ST", "q-fin.TR",
    "quant-ph",
    "stat.AP", "stat.CO", "stat.ME", "stat.ML", "stat.OT", "stat.TH",
];

/// Two names of one category: the alias and the canonical name (`CATEGORY_ALIASES` in the source above).
const ALIASES: &[(&str, &str)] = &[
    ("cs.NA", "math.NA"),
    ("cs.SY", "eess.SY"),
    ("math.IT", "cs.IT"),
    ("math.MP", "math-ph"),
    ("q-fin.EC", "econ.GN"),
    ("stat.TH", "math.ST"),
];

/// The meaning of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A category written in full, or an archive.
    Full(&'static str),
    /// A suffix that belongs to only one category.
    Suffix(&'static str),
    /// A suffix that belongs to several categories, none of which is an alias of another.
    Ambiguous(Vec<&'static str>),
    /// An unknown subject.
    Unknown,
}

/// Which archives the subjects of a page and its field suggest.
#[derive(Debug, Default)]
pub struct Evidence {
    counts: BTreeMap<&'static str, usize>,
    field: Option<&'static str>,
}

/// Returns the archive of a category: `cs` for `cs.SD`, `hep-th` for `hep-th`.
pub fn archive(category: &str) -> &str {
    category.split_once('.').map_or(category, |(archive, _)| archive)
}

impl Subject {
    /// Looks a subject up, in upper or lower case.
    pub fn of(text: &str) -> Self {
        let is_text = |name: &&'static str| name.eq_ignore_ascii_case(text);
        let archives = CATEGORIES.iter().map(|category| archive(category));
        if let Some(full) = CATEGORIES.iter().copied().chain(archives).find(is_text) {
            return Self::Full(full);
        }
        let suffix = |category: &'static str| category.split_once('.').map(|(_, suffix)| suffix);
        let fitting = CATEGORIES.iter().copied().filter(|category| suffix(category).as_ref().is_some_and(is_text));
        let mut candidates: Vec<&'static str> = fitting.map(canonical).collect();
        candidates.sort_unstable();
        candidates.dedup();
        match candidates.as_slice() {
            [] => Self::Unknown,
            [category] => Self::Suffix(category),
            _ => Self::Ambiguous(candidates),
        }
    }

    /// Reads one or more subjects, with or without something between them: `SD`, `cs.CV, cs.MM`, `CVMM`. Returns `None` if
    /// there is none, or an unknown one.
    pub fn all(text: &str) -> Option<Vec<Self>> {
        let is_between =
            |character: char| character.is_whitespace() || matches!(character, ',' | ';' | '·' | '•' | '|');
        let mut all = Vec::new();
        for word in text.split(is_between).filter(|word| !word.is_empty()) {
            match Self::of(word) {
                Self::Unknown => all.extend(Self::glued(word)?),
                subject => all.push(subject),
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// Reads subjects of two capitals each that nothing separates: `CVMM`.
    fn glued(word: &str) -> Option<Vec<Self>> {
        let pairs = word.as_bytes().chunks(2);
        let is_pairs = word.len().is_multiple_of(2) && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let subjects = pairs.map(|pair| str::from_utf8(pair).map_or(Self::Unknown, Self::of));
        let known = subjects.map(|subject| (subject != Self::Unknown).then_some(subject));
        is_pairs.then(|| known.collect()).flatten()
    }

    /// Returns its category, if it is certain.
    fn certain(&self) -> Option<&'static str> {
        match self {
            Self::Full(category) | Self::Suffix(category) => Some(category),
            Self::Ambiguous(_) | Self::Unknown => None,
        }
    }
}

impl Evidence {
    /// Counts the archives of the subjects that are certain; `field` is the field line of the page.
    pub fn gather<'a>(subjects: impl Iterator<Item = &'a Subject>, field: Option<&str>) -> Self {
        let mut counts = BTreeMap::new();
        for category in subjects.filter_map(Subject::certain) {
            *counts.entry(archive(category)).or_default() += 1;
        }
        Self { counts, field: field.and_then(|field| Subject::of(field.trim()).certain()).map(archive) }
    }

    /// Chooses among categories: the one whose archive is the most frequent on the page, or else the one of the page's
    /// field. Returns the category with the reason in words; `None` if there is no evidence.
    pub fn choose(&self, candidates: &[&'static str]) -> Option<(&'static str, String)> {
        let count = |category: &str| self.counts.get(archive(category)).copied().unwrap_or_default();
        let most = candidates.iter().map(|category| count(category)).max().filter(|&most| most > 0);
        let mut best: Vec<&'static str> = candidates.to_vec();
        if let Some(most) = most {
            best.retain(|category| count(category) == most);
            if let [category] = best.as_slice() {
                let archive = archive(category);
                let papers = if most == 1 { "another paper of the page is" } else { "other papers of the page are" };
                return Some((category, format!("{papers} of {archive}")));
            }
        }
        let field = self.field?;
        best.retain(|category| archive(category) == field);
        match best.as_slice() {
            [category] => Some((category, format!("the page's field belongs to {field}"))),
            _ => None,
        }
    }
}

/// Returns the canonical name of a category.
fn canonical(category: &'static str) -> &'static str {
    ALIASES.iter().find(|(alias, _)| *alias == category).map_or(category, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{ALIASES, CATEGORIES, Evidence, Subject};

    /// Returns the suffixes of two letters, each with its categories.
    fn suffixes() -> BTreeMap<&'static str, Vec<&'static str>> {
        let mut suffixes: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for category in CATEGORIES {
            if let Some((_, suffix)) = category.split_once('.').filter(|(_, suffix)| suffix.len() == 2) {
                suffixes.entry(suffix).or_default().push(*category);
            }
        }
        suffixes
    }

    #[test]
    fn the_taxonomy_has_155_categories_each_once() {
        assert_eq!(CATEGORIES.len(), 155);
        let mut sorted = CATEGORIES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), 155);
        assert!(ALIASES.iter().all(|(alias, name)| CATEGORIES.contains(alias) && CATEGORIES.contains(name)));
    }

    #[test]
    fn each_of_the_93_suffixes_is_understood() {
        let suffixes = suffixes();
        assert_eq!(suffixes.len(), 93);
        for (suffix, categories) in suffixes {
            match Subject::of(suffix) {
                Subject::Suffix(_) | Subject::Ambiguous(_) => {}
                other => panic!("{suffix} ({categories:?}) became {other:?}"),
            }
        }
    }

    #[test]
    fn nineteen_suffixes_are_in_several_archives_and_aliases_settle_three() {
        let several: Vec<&str> =
            suffixes().into_iter().filter(|(_, list)| list.len() > 1).map(|(suffix, _)| suffix).collect();
        let expected = "AP CG CO CV DS GN GR GT IT LO NA OT PR SC SI SP ST SY TH";
        assert_eq!(several.join(" "), expected);
        let settled: Vec<&str> =
            several.into_iter().filter(|suffix| matches!(Subject::of(suffix), Subject::Suffix(_))).collect();
        assert_eq!(settled, ["IT", "NA", "SY"]);
        assert_eq!(Subject::of("NA"), Subject::Suffix("math.NA"));
        assert_eq!(Subject::of("MP"), Subject::Suffix("math-ph"));
    }

    #[test]
    fn archives_full_forms_and_long_suffixes() {
        assert_eq!(Subject::of("hep-th"), Subject::Full("hep-th"));
        assert_eq!(Subject::of("quant-ph"), Subject::Full("quant-ph"));
        assert_eq!(Subject::of("cs.SD"), Subject::Full("cs.SD"));
        assert_eq!(Subject::of("mtrl-sci"), Subject::Suffix("cond-mat.mtrl-sci"));
        assert_eq!(Subject::of("STR-EL"), Subject::Suffix("cond-mat.str-el"));
        assert_eq!(Subject::of("optics"), Subject::Suffix("physics.optics"));
        assert_eq!(Subject::of("XX"), Subject::Unknown);
        assert_eq!(Subject::of(""), Subject::Unknown);
    }

    #[test]
    fn several_subjects_of_one_paper() {
        let (cv, mm) = (Subject::of("CV"), Subject::of("MM"));
        for text in ["CVMM", "CV MM", "CV, MM", "CV·MM"] {
            assert_eq!(Subject::all(text), Some(vec![cv.clone(), mm.clone()]), "{text}");
        }
        assert_eq!(Subject::all("cs.SD"), Some(vec![Subject::Full("cs.SD")]));
        for text in ["", "CVXX", "CVM", "cvmm", "On", "A Title"] {
            assert_eq!(Subject::all(text), None, "{text}");
        }
    }

    #[test]
    fn the_page_decides_and_then_its_field() {
        let candidates = ["cs.CV", "math.CV"];
        let page = |subjects: &[&str], field: Option<&str>| {
            let subjects: Vec<Subject> = subjects.iter().map(|subject| Subject::of(subject)).collect();
            Evidence::gather(subjects.iter(), field).choose(&candidates).map(|(category, _)| category)
        };
        assert_eq!(page(&["SD", "CL", "CV"], None), Some("cs.CV"));
        assert_eq!(page(&["AG", "CV", "RT", "LG"], Some("LG")), Some("math.CV"));
        assert_eq!(page(&["AG", "LG"], Some("LG")), Some("cs.CV"));
        assert_eq!(page(&["ML", "AS"], Some("LG")), Some("cs.CV"));
        assert_eq!(page(&["CV", "CV"], Some("CV")), None);
        assert_eq!(page(&["hep-th"], None), None);
    }
}
