//! Tests of reading lists of references.

use proptest::prelude::*;

use super::FORMAT;
use crate::diag::{Code, Diagnostic};
use crate::model::{
    IdentifierVariable, Kind, Name, NameVariable, NumberVariable, PublicationStatus, Record, TextVariable, Variable,
};
use crate::seam::testing::{plain, read, read_with_codes};

/// The parts of a record in one line: type, authors, year, title, venue, volume, issue, pages.
fn shown(record: &Record) -> String {
    let names = |variable| {
        let names = record.names(variable)?;
        let list: Vec<String> = names.list.iter().map(Name::to_display_order).collect();
        Some(list.join(", ") + if names.truncated { " et al." } else { "" })
    };
    let number = |variable| record.number(variable).unwrap_or("-").to_owned();
    let text = |variable| record.plain_text(variable).unwrap_or_else(|| "-".to_owned());
    [
        record.kind.name().to_owned(),
        names(NameVariable::Author).unwrap_or_else(|| "-".to_owned()),
        record.year().map_or("-".to_owned(), |year| year.to_string()),
        text(TextVariable::Title),
        text(TextVariable::ContainerTitle),
        number(NumberVariable::Volume),
        number(NumberVariable::Issue),
        number(NumberVariable::Page),
    ]
    .join(" | ")
}

#[track_caller]
fn one(text: &str) -> Record {
    let (mut records, reports) = read(&FORMAT, text);
    assert_eq!(records.len(), 1, "{text}: {reports:?}");
    records.remove(0)
}

const ARTICLE: &str = "article-journal | A. Berg, K. L. Ito, C. Moe | 2021 | Tides in small harbours: a survey | Journal of Coasts | 12 | 3 | 101-119";

#[test]
fn an_article_in_many_styles() {
    for text in [
        "Berg, A., Ito, K. L., & Moe, C. (2021). Tides in small harbours: a survey. Journal of Coasts, 12(3), 101–119.",
        "A. Berg, K. L. Ito, and C. Moe, “Tides in small harbours: a survey,” Journal of Coasts, vol. 12, no. 3, pp. 101–119, 2021.",
        "Berg A, Ito KL, Moe C. Tides in small harbours: a survey. Journal of Coasts. 2021;12(3):101-19.",
        "Berg, A.; Ito, K. L.; Moe, C. Tides in small harbours: a survey. Journal of Coasts 2021, 12 (3), 101–119.",
        "Berg A, Ito KL, Moe C (2021) Tides in small harbours: a survey. Journal of Coasts 12(3):101–119",
        "Berg, A., Ito, K.L., Moe, C.: Tides in small harbours: a survey. Journal of Coasts. 12(3), 101–119 (2021)",
        "Berg, A., Ito, K.L. and Moe, C. (2021) ‘Tides in small harbours: a survey’, Journal of Coasts, 12(3), pp. 101–119.",
        "Berg, A., Ito, K.L., Moe, C., 2021. Tides in small harbours: a survey. Journal of Coasts 12 (3), 101–119.",
        "A. Berg, K.L. Ito, C. Moe, Tides in small harbours: a survey, Journal of Coasts 12(3) (2021) 101–119.",
        "A. Berg, K. L. Ito, C. Moe, Tides in small harbours: a survey. Journal of Coasts 12(3), 101–119 (2021).",
        "Berg, A., Ito, K. L. & Moe, C. Tides in small harbours: a survey. Journal of Coasts 12(3), 101–119 (2021).",
        "BERG, A.; ITO, K. L.; MOE, C. Tides in small harbours: a survey. Journal of Coasts, v. 12, n. 3, p. 101–119, jun. 2021.",
        "BERG A, ITO K L, MOE C. Tides in small harbours: a survey[J]. Journal of Coasts, 2021, 12(3): 101-119.",
    ] {
        assert_eq!(shown(&one(text)).replace("K.L.", "K. L."), ARTICLE, "{text}");
    }
}

#[test]
fn names_in_full() {
    let expected = "article-journal | Ada Berg, Kim van der Moe | 2021 | Tides | Journal of Coasts | 12 | 3 | 101-119";
    for text in [
        "Berg, Ada, and Kim van der Moe. 2021. “Tides.” Journal of Coasts 12 (3): 101–19.",
        "Berg, Ada, and Kim van der Moe. “Tides.” Journal of Coasts, vol. 12, no. 3, 2021, pp. 101–19.",
        "Ada Berg and Kim van der Moe. 2021. Tides. Journal of Coasts 12, 3 (2021), 101–119.",
        "BERG Ada, VAN DER MOE Kim, « Tides », Journal of Coasts, vol. 12, n° 3, 2021, p. 101-119.",
    ] {
        assert_eq!(shown(&one(text)).to_lowercase(), expected.to_lowercase(), "{text}");
    }
    let chinese = one("何俊杰，邓超，等．港口图像研究［J］．中国图象学报，2020，25(7)：1301－1315．");
    assert_eq!(
        shown(&chinese),
        "article-journal | 何俊杰, 邓超 et al. | 2020 | 港口图像研究 | 中国图象学报 | 25 | 7 | 1301-1315"
    );
}

#[test]
fn other_works() {
    for (text, expected) in [
        (
            "Berg, A. (2020). Knots. In K. Ito & C. Moe (Eds.), Handbook of Ropes (pp. 12–34). Example Press.",
            "chapter | A. Berg | 2020 | Knots | Handbook of Ropes | - | - | 12-34",
        ),
        (
            "A. Berg and K. Ito, “Knots,” in Proc. IEEE Int. Conf. Ropes (ICR), Oslo, Norway, May 2020, pp. 12–34.",
            "paper-conference | A. Berg, K. Ito | 2020 | Knots | Proc. IEEE Int. Conf. Ropes (ICR) | - | - | 12-34",
        ),
        (
            "Berg A. Knots for all. 2nd ed. Oslo: Example Press; 2020.",
            "book | A. Berg | 2020 | Knots for all | - | - | - | -",
        ),
        (
            "A. Berg, Knots for All (Example Press, Oslo, 2020).",
            "book | A. Berg | 2020 | Knots for All | - | - | - | -",
        ),
        (
            "Berg, Ada. 2020. “Knots of the North.” PhD diss., University of Oslo.",
            "thesis | Ada Berg | 2020 | Knots of the North | - | - | - | -",
        ),
        (
            "A. Berg, K. Ito, Knots and networks, arXiv preprint arXiv:2003.01234 (2020).",
            "article | A. Berg, K. Ito | 2020 | Knots and networks | - | - | - | -",
        ),
        (
            "World Health Organization. (2020). Safety at sea. https://example.org/safety",
            "webpage | World Health Organization | 2020 | Safety at sea | - | - | - | -",
        ),
    ] {
        let record = one(text);
        assert_eq!(shown(&record), expected, "{text}");
    }
    let chapter =
        one("Berg, A.: Knots. In: Ito, K., Moe, C. (eds.) Handbook of Ropes. pp. 12–34. Springer, Cham (2020)");
    let editors: Vec<String> =
        chapter.names(NameVariable::Editor).unwrap().list.iter().map(Name::to_display_order).collect();
    assert_eq!(editors, ["K. Ito", "C. Moe"]);
}

#[test]
fn identifiers_and_days_of_access() {
    let record = one(
        "[1] A. Berg, “Knots,” J. Ropes, vol. 1, pp. 2–3, 2020, doi: 10.5555/knots.1. [Online]. Available: https://example.org/k. Accessed: 3 May 2021.",
    );
    assert_eq!(record.doi(), Some("10.5555/knots.1"));
    assert_eq!(record.url(), Some("https://example.org/k"));
    assert_eq!(record.dates.values().map(ToString::to_string).collect::<Vec<_>>(), ["2020", "2021-05-03"]);
    assert_eq!(plain(&record, TextVariable::ContainerTitle), "J. Ropes");
    let preprint = one("Berg, A. (2020). Knots (arXiv:2003.01234). arXiv. https://doi.org/10.48550/arXiv.2003.01234");
    assert_eq!(preprint.identifier(IdentifierVariable::Eprint), Some("2003.01234"));
    assert_eq!((preprint.kind, preprint.plain_title().as_str()), (Kind::Article, "Knots"));
}

#[test]
fn lines_are_joined_and_what_printing_adds_is_left_out() {
    let page = "References\n\n[1] A. Berg and K. Ito, “Recog-\n    nition of knots in deep-sea ropes,” J. Ropes,\n\n                 JOURNAL OF EXAMPLES, VOL. 3          17\n\n    vol. 1, pp. 2–3, 2020, doi: 10.5555/\n    knots.1.\n12\n[2] C. Moe, “A deep-\n    sea rope,” J. Ropes, vol. 2, pp. 4–5, 2021.\n";
    let (records, codes) = read_with_codes(&FORMAT, page);
    let titles: Vec<String> = records.iter().map(Record::plain_title).collect();
    assert_eq!(titles, ["Recognition of knots in deep-sea ropes", "A deep-sea rope"]);
    assert_eq!(records[0].doi(), Some("10.5555/knots.1"));
    assert_eq!(records[1].origin.as_ref().and_then(|origin| origin.line), Some(11));
    assert_eq!(codes, [Code::ReferencesUnreadLine; 3], "the heading, the header of the page and its number");
}

#[test]
fn references_are_told_apart_without_numbers() {
    let apa = "Berg, A. (2020). Knots. Journal of Ropes, 1(2), 3–4.\nIto, K. (2021). Loops.\n    Journal of Ropes, 2(1), 5–6.\nMoe, C. (2022). Bends. Journal of Ropes, 3(1), 7–8.\n";
    let titles = |text: &str| read(&FORMAT, text).0.iter().map(Record::plain_title).collect::<Vec<_>>();
    assert_eq!(titles(apa), ["Knots", "Loops", "Bends"]);
    assert_eq!(titles(&apa.replace("    ", "")), ["Knots", "Loops", "Bends"]);
    let cv =
        "2021\n• A. Berg, “Knots,” J. Ropes, vol. 1, p. 2, 2021.\n• K. Ito, “Loops,” J. Ropes, vol. 1, p. 3, 2021.\n";
    assert_eq!(titles(cv), ["Knots", "Loops"]);
    let repeated = "Berg, Ada. 2020. “Knots.” Ropes 1 (2): 3–4.\n———. 2021. “Loops.” Ropes 2 (1): 5–6.\n";
    let records = read(&FORMAT, repeated).0;
    assert_eq!(records[0].authors(), records[1].authors());
    let group = "Berg, A. (2020). Knots. Ropes, 1(2), 3–4.\n\nIto, K. (2021). Loops. Ropes, 2(1), 5–6.\n\nMoe, C. (2022). Bends. Ropes, 3(1), 7–8.\n\nAy, D. (2022). Ends. Ropes, 3(1), 9–10.\n\nHuman Rights Watch. (2023). Ships. Ropes, 4(1), 1–2.\n\n———. (2024). “Ways of ships”. Ropes, 5(1), 1–2.\n";
    let records = read(&FORMAT, group).0;
    assert_eq!(records.len(), 6);
    assert_eq!(records[4].authors(), records[5].authors());
    assert_eq!(records[5].authors(), [Name::Literal("Human Rights Watch".to_owned())]);
}

#[test]
fn quotation_marks_of_several_kinds_may_be_mixed() {
    let record =
        one("Berg, A. \"Are You as “Knotted” as Your Ropes?,\" Journal of Ropes, vol. 1, no. 2, pp. 3–4, 2021.");
    assert_eq!(plain(&record, TextVariable::ContainerTitle), "Journal of Ropes");
}

#[test]
fn initials_without_full_stops_and_short_family_names_may_follow_given_names() {
    let shown = |text: &str| one(text).authors().iter().map(Name::to_display_order).collect::<Vec<_>>().join("; ");
    let rest = "2019. Knots in wet ropes. Journal of Ropes 3, 2 (2019), 1–9.";
    assert_eq!(shown(&format!("Ada E Berg, Kim D Moe, and Ken Ito. {rest}")), "Ada E Berg; Kim D Moe; Ken Ito");
    assert_eq!(shown(&format!("Yongming Li. {rest}")), "Yongming Li");
    assert_eq!(shown(&format!("Berg Ch. {rest}")), "Ch. Berg");
}

#[test]
fn words_instead_of_a_year_are_not_taken_from_a_title() {
    let record = one("Berg A, Ito K. Accepted methods for knots. Journal of Ropes. 2021;1(2):3-4.");
    assert_eq!(
        shown(&record),
        "article-journal | A. Berg, K. Ito | 2021 | Accepted methods for knots | Journal of Ropes | 1 | 2 | 3-4"
    );
    let record = one("Berg, A., Ito, K., in press. Knots. Journal of Ropes 1, 3–4.");
    assert_eq!(plain(&record, TextVariable::Status), "in press");
    for words in
        ["in press", "forthcoming", "submitted", "accepted", "to appear", "under review", "in preparation", "in prep."]
    {
        assert!(PublicationStatus::named(words).is_some(), "{words}");
    }
}

#[test]
fn in_a_list_of_inverted_names_others_are_groups() {
    let list = "Berg, A. (2020). Knots. Ropes, 1(2), 3–4.\n\nIto, K. (2021). Loops. Ropes, 2(1), 5–6.\n\nMoe, C. (2022). Bends. Ropes, 3(1), 7–8.\n\nAy, D. (2022). Ends. Ropes, 3(1), 9–10.\n\nHuman Rights Watch. (2023). Ships. Ropes, 4(1), 1–2.\n";
    let records = read(&FORMAT, list).0;
    assert_eq!(records[4].authors(), [Name::Literal("Human Rights Watch".into())]);
}

#[test]
fn every_value_says_from_which_characters_it_was_read() {
    let record = one("Berg, A. (2020). Knots. Journal of Ropes, 1(2), 3–4.");
    let reason =
        |variable| record.inferred.iter().find(|mark| mark.variable == variable).map(|mark| mark.reason.as_str());
    assert_eq!(reason(Variable::Text(TextVariable::Title)), Some("characters 18 to 22 of the reference"));
    assert_eq!(reason(Variable::Text(TextVariable::ContainerTitle)), Some("characters 25 to 40 of the reference"));
    let unmarked: Vec<Variable> = record
        .variables()
        .into_iter()
        .filter(|variable| !matches!(variable, Variable::Origin | Variable::Inferred))
        .filter(|variable| reason(*variable).is_none())
        .collect();
    assert_eq!(unmarked, []);
}

#[test]
fn what_is_not_understood_is_reported_and_not_guessed() {
    let (records, reports) = read(
        &FORMAT,
        "Berg, A. (2020). Knots and ropes. Found in the attic, box three; lid missing. https://example.org\n",
    );
    assert_eq!(records[0].plain_title(), "Knots and ropes");
    assert_eq!(plain(&records[0], TextVariable::ContainerTitle), "");
    let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
    assert_eq!(codes, [Code::ReferencesUnreadPart]);
    let (_, codes) = read_with_codes(
        &FORMAT,
        "Berg, A. (2020). Knots. Ropes, 1(2), 3–4. https://doi.org/10.5555/a.1 https://example.org/a https://example.org/b\n",
    );
    assert_eq!(codes, [Code::ReferencesUnreadPart], "the second address");
    // Institute of Physics: nothing is between the title and the journal.
    let (records, codes) = read_with_codes(
        &FORMAT,
        "Berg A and Ito K 2020 Knots in wet ropes Journal of Coasts 12 101–9 https://doi.org/10.5555/a.1\n",
    );
    assert_eq!(records[0].plain_title(), "Knots in wet ropes");
    assert_eq!(plain(&records[0], TextVariable::ContainerTitle), "Journal of Coasts");
    assert_eq!(codes, []);
}

#[test]
fn prose_is_no_list_of_references() {
    for text in [
        "It was a dark night in 1854. The captain (A. Berg, 2020) had seen nothing, and said so.",
        "cargo install publist\n\nThis installs version 1.2 (2024).\n",
        "2020-01-01 12:00:01 INFO started\n2020-01-01 12:00:02 INFO stopped\n",
        "1. Mix the flour.\n2. Add two eggs.\n3. Bake for 20 minutes.\n",
    ] {
        let (records, codes) = read_with_codes(&FORMAT, text);
        assert_eq!((records.len(), codes), (0, vec![Code::ReferencesNone]), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "(\\PC|\n){0,300}") {
        let _: (Vec<Record>, Vec<Diagnostic>) = read(&FORMAT, &text);
    }

    #[test]
    fn pieces_of_references_in_any_order_are_read_without_a_panic(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "Berg, A.", "Ito K", "and ", "et al. ", "(2020) ", "“", "” ", "Title. ", "In: ", "(Eds.) ", "vol. 1", "12(3)", ": 1–9",
                "[J]", "Press", "\n", ", ", "; ", "10.5555/a.b", "https://a.b/c", "arXiv:2001.00001", "何俊杰，", "．", "PhD thesis", "2nd ed.",
                "\"", "‘", "’", "———. ", "Berg, Ada. ", "Human Rights Watch. ", "2021. ", "Ropes, ", "? ", "é", "（", "）", "\n\n",
            ]),
            0..40,
        )
    ) {
        let _ = read(&FORMAT, &pieces.concat());
    }
}
