//! The words of a publication list for which CSL's locales have no terms, by language.

use super::work_type::WorkType;
use crate::model::PublicationStatus;

/// The genres that follow from entry types, as biblatex's localisation keys.
const GENRES: [&str; 5] = ["bathesis", "mathesis", "phdthesis", "resreport", "techreport"];

/// The words of one language.
pub(super) struct Words {
    /// The primary subtag of the language.
    language: &'static str,
    /// The heading of a whole list.
    title: &'static str,
    /// The heading of the works that a person selected.
    selected: &'static str,
    /// The headings of the types of works, in the order of [`WorkType::ALL`].
    types: [&'static str; WorkType::ALL.len()],
    /// The names of statuses, in the order of [`PublicationStatus`].
    statuses: [&'static str; PublicationStatus::COUNT],
    /// The genres of works, in the order of [`GENRES`].
    genres: [&'static str; GENRES.len()],
    /// The words before the number of citations.
    pub cited_by: &'static str,
    /// The words before the name of an owner whom "et al." hides.
    pub including: &'static str,
    /// The meanings of the signs after names.
    pub equal_contribution: &'static str,
    pub corresponding: &'static str,
    pub presenting: &'static str,
}

/// The headings of a list in one language.
#[derive(Clone, Copy)]
pub struct Headings(&'static Words);

impl Headings {
    /// Returns the headings in a language, such as `de-AT`, or `None` if there are no words for it.
    pub fn in_language(language: &str) -> Option<Self> {
        Words::known(language).map(Self)
    }

    /// Returns the English headings.
    pub fn english() -> Self {
        Self(&LANGUAGES[0])
    }

    /// Returns the heading of the whole list.
    pub fn title(self) -> &'static str {
        self.0.title
    }

    /// Returns the heading of the works that a person selected.
    pub fn selected(self) -> &'static str {
        self.0.selected
    }

    /// Returns the words of this language for a heading of any language, if it is one of publist's.
    pub fn translated(self, heading: &str) -> Option<&'static str> {
        LANGUAGES.iter().find_map(|words| {
            let place = words.types.iter().position(|known| *known == heading);
            let named = [(words.title, self.0.title), (words.selected, self.0.selected)];
            let named = || named.iter().find(|(known, _)| *known == heading).map(|(_, own)| *own);
            place.map(|place| self.0.types[place]).or_else(named)
        })
    }

    /// Returns the heading of the works of a type.
    pub fn of(self, work_type: WorkType) -> &'static str {
        self.0.heading(work_type)
    }
}

impl Words {
    /// Returns the words of a language, or otherwise the English ones.
    pub(super) fn of(language: &str) -> &'static Self {
        Self::known(language).unwrap_or(&LANGUAGES[0])
    }

    fn known(language: &str) -> Option<&'static Self> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        LANGUAGES.iter().find(|words| words.language.eq_ignore_ascii_case(primary))
    }

    /// Returns the status that has this name in any language.
    pub(super) fn status_named(text: &str) -> Option<PublicationStatus> {
        let text = text.trim().trim_end_matches('.').to_lowercase();
        LANGUAGES.iter().find_map(|words| {
            let place = words.statuses.iter().position(|name| name.to_lowercase() == text)?;
            PublicationStatus::ALL.get(place).copied()
        })
    }

    /// Returns whether these are the English words.
    pub(super) fn is_english(&self) -> bool {
        self.language == "en"
    }

    /// Returns the genre that a localisation key of biblatex names.
    pub(super) fn genre(&self, key: &str) -> Option<&'static str> {
        GENRES.iter().position(|known| *known == key).map(|place| self.genres[place])
    }

    /// Returns the primary subtag of the language.
    pub(super) fn language(&self) -> &'static str {
        self.language
    }

    /// Returns the heading of a type of works.
    pub(super) fn heading(&self, work_type: WorkType) -> &'static str {
        self.types[work_type as usize]
    }

    /// Returns the name of a status, as written in the middle of a sentence.
    pub(super) fn status(&self, status: PublicationStatus) -> &'static str {
        self.statuses[status as usize]
    }
}

static LANGUAGES: &[Words] = &[
    Words {
        language: "en",
        title: "Publications",
        selected: "Selected works",
        types: [
            "Journal articles",
            "Conference papers",
            "Preprints",
            "Books",
            "Chapters",
            "Theses",
            "Reports",
            "Data sets",
            "Software",
            "Patents",
            "Talks",
            "Other works",
        ],
        statuses: [
            "in preparation",
            "submitted",
            "under review",
            "accepted",
            "forthcoming",
            "in press",
            "ahead of print",
        ],
        genres: ["Bachelor’s thesis", "Master’s thesis", "PhD thesis", "research report", "technical report"],
        cited_by: "cited by",
        including: "including",
        equal_contribution: "equal contribution",
        corresponding: "corresponding author",
        presenting: "presenting author",
    },
    Words {
        language: "de",
        title: "Veröffentlichungen",
        selected: "Ausgewählte Arbeiten",
        types: [
            "Zeitschriftenartikel",
            "Konferenzbeiträge",
            "Preprints",
            "Bücher",
            "Buchkapitel",
            "Hochschulschriften",
            "Berichte",
            "Datensätze",
            "Software",
            "Patente",
            "Vorträge",
            "Weitere Arbeiten",
        ],
        statuses: [
            "in Vorbereitung",
            "eingereicht",
            "in Begutachtung",
            "angenommen",
            "im Erscheinen",
            "im Druck",
            "vorab veröffentlicht",
        ],
        genres: ["Bachelorarbeit", "Masterarbeit", "Dissertation", "Forschungsbericht", "technischer Bericht"],
        cited_by: "zitiert:",
        including: "darunter",
        equal_contribution: "gleicher Beitrag",
        corresponding: "korrespondierende Autorin oder korrespondierender Autor",
        presenting: "vorgetragen von",
    },
    Words {
        language: "fr",
        title: "Publications",
        selected: "Travaux choisis",
        types: [
            "Articles de revues",
            "Communications",
            "Prépublications",
            "Livres",
            "Chapitres",
            "Thèses et mémoires",
            "Rapports",
            "Jeux de données",
            "Logiciels",
            "Brevets",
            "Exposés",
            "Autres travaux",
        ],
        statuses: [
            "en préparation",
            "soumis",
            "en cours d’évaluation",
            "accepté",
            "à paraître",
            "sous presse",
            "prépublié",
        ],
        genres: [
            "mémoire de licence",
            "mémoire de master",
            "thèse de doctorat",
            "rapport de recherche",
            "rapport technique",
        ],
        cited_by: "citations :",
        including: "dont",
        equal_contribution: "contribution égale",
        corresponding: "auteur correspondant",
        presenting: "orateur",
    },
    Words {
        language: "es",
        title: "Publicaciones",
        selected: "Trabajos seleccionados",
        types: [
            "Artículos de revista",
            "Ponencias",
            "Prepublicaciones",
            "Libros",
            "Capítulos",
            "Tesis",
            "Informes",
            "Conjuntos de datos",
            "Software",
            "Patentes",
            "Conferencias",
            "Otros trabajos",
        ],
        statuses: [
            "en preparación",
            "enviado",
            "en revisión",
            "aceptado",
            "de próxima aparición",
            "en prensa",
            "publicado anticipadamente",
        ],
        genres: [
            "trabajo de fin de grado",
            "tesis de maestría",
            "tesis doctoral",
            "informe de investigación",
            "informe técnico",
        ],
        cited_by: "citado por",
        including: "entre ellos",
        equal_contribution: "contribución igual",
        corresponding: "autor de correspondencia",
        presenting: "ponente",
    },
    Words {
        language: "it",
        title: "Pubblicazioni",
        selected: "Lavori scelti",
        types: [
            "Articoli su rivista",
            "Contributi a convegni",
            "Preprint",
            "Libri",
            "Capitoli",
            "Tesi",
            "Rapporti",
            "Dataset",
            "Software",
            "Brevetti",
            "Interventi",
            "Altri lavori",
        ],
        statuses: [
            "in preparazione",
            "sottoposto",
            "in revisione",
            "accettato",
            "di prossima pubblicazione",
            "in corso di stampa",
            "prepubblicato",
        ],
        genres: [
            "tesi di laurea triennale",
            "tesi di laurea magistrale",
            "tesi di dottorato",
            "rapporto di ricerca",
            "rapporto tecnico",
        ],
        cited_by: "citazioni:",
        including: "tra cui",
        equal_contribution: "pari contributo",
        corresponding: "autore di riferimento",
        presenting: "relatore",
    },
    Words {
        language: "pt",
        title: "Publicações",
        selected: "Trabalhos selecionados",
        types: [
            "Artigos em periódicos",
            "Trabalhos em conferências",
            "Preprints",
            "Livros",
            "Capítulos",
            "Teses e dissertações",
            "Relatórios",
            "Conjuntos de dados",
            "Software",
            "Patentes",
            "Palestras",
            "Outros trabalhos",
        ],
        statuses: [
            "em preparação",
            "submetido",
            "em avaliação",
            "aceito",
            "a publicar",
            "no prelo",
            "publicação antecipada",
        ],
        genres: [
            "trabalho de conclusão de curso",
            "dissertação de mestrado",
            "tese de doutorado",
            "relatório de pesquisa",
            "relatório técnico",
        ],
        cited_by: "citado por",
        including: "entre eles",
        equal_contribution: "contribuição igual",
        corresponding: "autor correspondente",
        presenting: "apresentador",
    },
    Words {
        language: "nl",
        title: "Publicaties",
        selected: "Geselecteerde werken",
        types: [
            "Tijdschriftartikelen",
            "Conferentiebijdragen",
            "Preprints",
            "Boeken",
            "Hoofdstukken",
            "Proefschriften",
            "Rapporten",
            "Datasets",
            "Software",
            "Octrooien",
            "Voordrachten",
            "Overige werken",
        ],
        statuses: [
            "in voorbereiding",
            "ingediend",
            "onder review",
            "geaccepteerd",
            "te verschijnen",
            "in druk",
            "vooraf gepubliceerd",
        ],
        genres: ["bachelorscriptie", "masterscriptie", "proefschrift", "onderzoeksrapport", "technisch rapport"],
        cited_by: "geciteerd door",
        including: "onder wie",
        equal_contribution: "gelijke bijdrage",
        corresponding: "corresponderende auteur",
        presenting: "spreker",
    },
    Words {
        language: "zh",
        title: "学术成果",
        selected: "代表作",
        types: [
            "期刊论文",
            "会议论文",
            "预印本",
            "著作",
            "章节",
            "学位论文",
            "报告",
            "数据集",
            "软件",
            "专利",
            "报告与演讲",
            "其他成果",
        ],
        statuses: ["撰写中", "已投稿", "审稿中", "已录用", "待刊", "印刷中", "网络首发"],
        genres: ["学士学位论文", "硕士学位论文", "博士学位论文", "研究报告", "技术报告"],
        cited_by: "被引次数",
        including: "包括",
        equal_contribution: "同等贡献",
        corresponding: "通讯作者",
        presenting: "报告人",
    },
    Words {
        language: "ja",
        title: "研究業績",
        selected: "主要業績",
        types: [
            "学術雑誌論文",
            "国際会議論文",
            "プレプリント",
            "著書",
            "分担執筆",
            "学位論文",
            "報告書",
            "データセット",
            "ソフトウェア",
            "特許",
            "講演",
            "その他",
        ],
        statuses: ["準備中", "投稿中", "査読中", "採録決定", "近刊", "印刷中", "早期公開"],
        genres: ["学士論文", "修士論文", "博士論文", "研究報告書", "技術報告書"],
        cited_by: "被引用数",
        including: "を含む：",
        equal_contribution: "同等の貢献",
        corresponding: "責任著者",
        presenting: "発表者",
    },
];

#[cfg(test)]
mod tests {
    use super::{Headings, LANGUAGES, Words};
    use crate::list::work_type::WorkType;

    #[test]
    fn languages_are_found_by_their_primary_subtag_and_english_stands_in() {
        assert_eq!(Words::of("de-AT").heading(WorkType::Book), "Bücher");
        assert_eq!(Words::of("tlh").heading(WorkType::Book), "Books");
        assert_eq!(Headings::in_language("fr_CA").map(Headings::selected), Some("Travaux choisis"));
        assert!(Headings::in_language("tlh").is_none());
    }

    #[test]
    fn no_two_types_of_a_language_have_the_same_heading() {
        for words in LANGUAGES {
            let mut headings = words.types.to_vec();
            headings.sort_unstable();
            headings.dedup();
            assert_eq!(headings.len(), WorkType::ALL.len(), "{}", words.language);
        }
    }
}
