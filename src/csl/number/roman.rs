//! Roman numerals.

const NUMERALS: &[(u64, &str)] = &[
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// Writes a number from 1 to 3999 in lower-case Roman numerals; `None` for others.
pub(in crate::csl) fn to_roman(number: u64) -> Option<String> {
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut result = String::new();
    for &(value, numeral) in NUMERALS {
        while rest >= value {
            result.push_str(numeral);
            rest -= value;
        }
    }
    Some(result)
}
