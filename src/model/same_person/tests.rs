//! Which names agree, and how well.

use super::NameAgreement::{self, Abbreviated, Same, Swapped};
use crate::model::{Name, Person};

#[track_caller]
fn agree(one: &str, other: &str, expected: impl Into<Option<NameAgreement>>) {
    let expected = expected.into();
    let name = |text: &str| match text.split_once(", ") {
        Some((family, given)) => Name::person(family, given),
        None => Name::from_display_order(text),
    };
    let (one, other) = (name(one), name(other));
    assert_eq!(one.agreement(&other), expected, "{one:?} {other:?}");
    assert_eq!(other.agreement(&one), expected, "{other:?} {one:?}");
}

#[test]
fn equal_names_agree_whatever_their_case_and_accents() {
    agree("Yuan Zong", "Yuan ZONG", Same);
    agree("José Müller", "Jose Muller", Same);
    agree("José Müller", "Jose Mueller", Same);
    agree("Søren Ørsted", "Soren Oersted", Same);
    agree("Ada van der Example", "Ada van der Example", Same);
    agree("Wen-Ming Zheng", "Wenming Zheng", Same);
    agree("Wen Ming Zheng", "Wenming Zheng", Same);
    agree("小明, 王", "小明, 王", Same);
    agree("Y. Zong", "Zong, Y", Same);
}

#[test]
fn the_same_words_are_the_same_name_wherever_the_family_name_starts() {
    agree("García Márquez, Gabriel", "Márquez, Gabriel García", Same);
    agree("García-Márquez, Gabriel", "Garcia Marquez, Gabriel", Same);
    agree("van der Example, Ada", "Example, Ada van der", Same);
}

#[test]
fn initials_agree_with_the_names_they_start() {
    agree("Yuan Zong", "Y. Zong", Abbreviated);
    agree("A. v. d. Example", "Ada v. d. Example", Abbreviated);
    agree("Jean-Pierre Serre", "J.-P. Serre", Abbreviated);
    agree("Serre, Jean-Pierre", "Serre, JP", Abbreviated);
    agree("Mary Ann Evans", "Mary Evans", Abbreviated);
    agree("Jörg Müller", "Joerg Mueller", Abbreviated);
    agree("García Márquez, José", "J. García Márquez", Abbreviated);
    agree("Zong, Yuan", "Zong, Y X", Abbreviated);
}

#[test]
fn names_in_each_others_place_are_told_apart() {
    agree("Zong, Yuan", "Yuan, Zong", Swapped);
    agree("Li, Wei", "Wei, Li", Swapped);
    agree("Zheng, Wen-Ming", "Wen-Ming, Zheng", Swapped);
    agree("Li, Wei", "Wei, Lin", None);
    agree("Serre, Jean-Pierre", "Serre JP", Swapped);
    agree("Serre, Jean-Pierre", "Serre PJ", None);
}

#[test]
fn what_a_hyphen_joins_is_one_name() {
    agree("Li, Ming", "Li, Ming-Hua", None);
    agree("Li, Ming", "Li, M.-H.", None);
    agree("Müller, Anna", "Müller, A.-L.", None);
    agree("Kim, Min", "Kim, Min-Jun", None);
    agree("Kim, M.", "Kim, Min-Jun", Abbreviated);
    agree("Zheng, Wenming", "Zheng, W.-M.", Abbreviated);
    agree("Zheng, Wenming", "Zheng, WM", Abbreviated);
    agree("ZHENG, WM", "Zheng, Wenming", Abbreviated);
}

#[test]
fn initials_may_have_several_letters() {
    agree("Ivanov, Yu.", "Ivanov, Yuri", Abbreviated);
    agree("Ivanov, Yu.", "Ivanov, Y.", Abbreviated);
    agree("Petrović, Đorđe", "Petrovic, Djordje", Abbreviated);
    agree("Petrović, Đorđe", "Petrovic, Dj.", Abbreviated);
    agree("Ivanov, Yu.", "Ivanov, Yan", None);
}

#[test]
fn initials_stand_behind_the_family_name_in_lists_of_medicine() {
    agree("Li, Xiaoming", "Li XM", Swapped);
    agree("Gupta, Sunil Kumar", "Gupta S K", Swapped);
    agree("Gupta, Sunil Kumar", "Gupta S. K.", Swapped);
    agree("Smith, John", "SMITH J", Swapped);
    agree("Smith, John", "SMITH P", None);
    agree("Nguyễn, Văn An", "Nguyễn Văn An", Swapped);
}

#[test]
fn titles_and_suffixes_in_a_wrong_place_are_told() {
    agree("Müller, Jürgen", "Prof. Dr. Jürgen Müller", Same);
    agree("Downey, Robert", "Downey Jr., Robert", Same);
    agree("Gates, William H.", "III, William H. Gates", Same);
}

#[test]
fn some_particles_are_abbreviated_or_left_out() {
    agree("von Weizsäcker, Carl Friedrich", "v. Weizsäcker, C. F.", Abbreviated);
    agree("von Weizsäcker, Carl Friedrich", "Weizsäcker, C. F. v.", Abbreviated);
    agree("von Weizsäcker, Carl Friedrich", "Weizsäcker, C. F.", Abbreviated);
    agree("da Silva, Maria José", "Silva, M. J.", Abbreviated);
    agree("da Silva, Maria José", "de Silva, M. J.", None);
}

#[test]
fn other_people_do_not() {
    agree("Yuan Zong", "Yan Zong", None);
    agree("Yuan Zong", "Yuan Zhong", None);
    agree("Yuan Zong", "X. Zong", None);
    agree("Wei Li", "Wei Lin", None);
    agree("Li, JA", "Li, JB", None);
    agree("LI, AN", "LI, AI", None);
    agree("王小明", "李雷", None);
    agree("明, 王", "民, 王", None);
    agree("Example, Ada", "van der Example, Ada", None);
    agree("García Márquez, José", "José Márquez", None);
}

#[test]
fn suffixes_that_differ_are_two_people() {
    let with = |suffix: &str| {
        Name::Person(Person {
            family: "King".into(),
            given: Some("Ada".into()),
            suffix: Some(suffix.into()),
            ..Person::default()
        })
    };
    assert_eq!(with("Jr.").agreement(&with("III")), None);
    assert_eq!(with("Jr.").agreement(&with("Jr")), Some(Same));
    assert_eq!(with("Jr.").agreement(&Name::person("King", "Ada")), Some(Same));
}

#[test]
fn a_literal_agrees_with_what_reads_alike() {
    agree("Plato", "PLATO", Same);
    let literal = |text: &str| Name::Literal(text.into());
    assert_eq!(literal("Yuan Zong").agreement(&Name::person("Zong", "Yuan")), Some(Same));
    assert_eq!(literal("ZONG Yuan").agreement(&Name::person("Zong", "Yuan")), Some(Swapped));
    assert_eq!(literal("李明").agreement(&Name::person("李", "明")), Some(Same));
    assert_eq!(literal("Zong Yuan Group").agreement(&Name::person("Zong", "Yuan")), None);
}
