//! Units in the language of siunitx (its manual, section 4.3): `\kilo\gram\per\metre\squared`, or literally `kg.m^{-2}`.

use super::protected;
use crate::model::Inline;

/// Units and prefixes by their commands. Prefixes join what follows.
static UNITS: &[(&str, &str)] = &[
    ("ampere A", "A"),
    ("candela cd", "cd"),
    ("kelvin K", "K"),
    ("gram g", "g"),
    ("metre meter m", "m"),
    ("mole mol", "mol"),
    ("second s", "s"),
    ("becquerel Bq", "Bq"),
    ("celsius degreeCelsius", "°C"),
    ("coulomb C", "C"),
    ("farad F", "F"),
    ("gray Gy", "Gy"),
    ("hertz Hz", "Hz"),
    ("henry H", "H"),
    ("joule J", "J"),
    ("katal kat", "kat"),
    ("lumen lm", "lm"),
    ("lux lx", "lx"),
    ("newton N", "N"),
    ("ohm", "Ω"),
    ("pascal Pa", "Pa"),
    ("radian rad", "rad"),
    ("siemens", "S"),
    ("sievert Sv", "Sv"),
    ("steradian sr", "sr"),
    ("tesla T", "T"),
    ("volt V", "V"),
    ("watt W", "W"),
    ("weber Wb", "Wb"),
    ("astronomicalunit", "au"),
    ("bel", "B"),
    ("dalton", "Da"),
    ("day", "d"),
    ("decibel dB", "dB"),
    ("degree", "°"),
    ("electronvolt eV", "eV"),
    ("hectare", "ha"),
    ("hour", "h"),
    ("litre", "l"),
    ("liter L", "L"),
    ("arcminute", "′"),
    ("arcsecond", "″"),
    ("minute", "min"),
    ("neper", "Np"),
    ("tonne", "t"),
    ("percent", "%"),
    ("angstrom", "Å"),
    ("bar", "bar"),
    ("parsec", "pc"),
    ("lightyear", "ly"),
    ("gauss", "G"),
    ("molar", "M"),
    ("bit", "bit"),
    ("byte", "B"),
    ("clight", "c"),
    ("elementarycharge", "e"),
    ("atomicmassunit", "u"),
    // Abbreviations of siunitx with their prefix.
    ("fg", "fg"),
    ("pg", "pg"),
    ("ng", "ng"),
    ("ug", "µg"),
    ("mg", "mg"),
    ("kg kilogram", "kg"),
    ("pm", "pm"),
    ("nm", "nm"),
    ("um", "µm"),
    ("mm", "mm"),
    ("cm", "cm"),
    ("dm", "dm"),
    ("km", "km"),
    ("as", "as"),
    ("fs", "fs"),
    ("ps", "ps"),
    ("ns", "ns"),
    ("us", "µs"),
    ("ms", "ms"),
    ("nmol", "nmol"),
    ("umol", "µmol"),
    ("mmol", "mmol"),
    ("kmol", "kmol"),
    ("pA", "pA"),
    ("nA", "nA"),
    ("uA", "µA"),
    ("mA", "mA"),
    ("kA", "kA"),
    ("ul", "µl"),
    ("ml", "ml"),
    ("hl", "hl"),
    ("uL", "µL"),
    ("mL", "mL"),
    ("mHz", "mHz"),
    ("kHz", "kHz"),
    ("MHz", "MHz"),
    ("GHz", "GHz"),
    ("THz", "THz"),
    ("mN", "mN"),
    ("kN", "kN"),
    ("MN", "MN"),
    ("kPa", "kPa"),
    ("MPa", "MPa"),
    ("GPa", "GPa"),
    ("mohm", "mΩ"),
    ("kohm", "kΩ"),
    ("Mohm", "MΩ"),
    ("uV", "µV"),
    ("mV", "mV"),
    ("kV", "kV"),
    ("uW", "µW"),
    ("mW", "mW"),
    ("kW", "kW"),
    ("MW", "MW"),
    ("GW", "GW"),
    ("mJ", "mJ"),
    ("uJ", "µJ"),
    ("kJ", "kJ"),
    ("meV", "meV"),
    ("keV", "keV"),
    ("MeV", "MeV"),
    ("GeV", "GeV"),
    ("TeV", "TeV"),
    ("kWh", "kWh"),
    ("pF", "pF"),
    ("nF", "nF"),
    ("uF", "µF"),
    ("mT", "mT"),
    ("uT", "µT"),
];

static PREFIXES: &[(&str, &str)] = &[
    ("quecto", "q"),
    ("ronto", "r"),
    ("yocto", "y"),
    ("zepto", "z"),
    ("atto", "a"),
    ("femto", "f"),
    ("pico", "p"),
    ("nano", "n"),
    ("micro", "µ"),
    ("milli", "m"),
    ("centi", "c"),
    ("deci", "d"),
    ("deca deka", "da"),
    ("hecto", "h"),
    ("kilo", "k"),
    ("mega", "M"),
    ("giga", "G"),
    ("tera", "T"),
    ("peta", "P"),
    ("exa", "E"),
    ("zetta", "Z"),
    ("yotta", "Y"),
    ("ronna", "R"),
    ("quetta", "Q"),
];

/// A narrow space that no line is broken at, as between units.
const BETWEEN: &str = "\u{202F}";

/// Reads a unit. Commands that siunitx does not define are shown by their names.
pub(super) fn read(source: &str) -> Vec<Inline> {
    let mut unit = Unit::default();
    let mut rest = source.trim();
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        match first {
            '\\' => {
                let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let (name, after) = rest.split_at(letters);
                rest = unit.command(name, after.trim_start());
            }
            '^' | '_' => {
                let (script, after) = script(rest);
                rest = after;
                let script = vec![Inline::Str(script.replace('-', "−"))];
                unit.inlines.push(if first == '^' { Inline::Sup(script) } else { Inline::Sub(script) });
            }
            '.' | '~' | ' ' if !unit.is_empty() => unit.push(BETWEEN),
            '.' | '~' | ' ' | '{' | '}' | '$' => {}
            other => unit.push(other.encode_utf8(&mut [0; 4])),
        }
    }
    unit.end();
    protected(unit.inlines)
}

/// The superscript or subscript at the start, without its braces.
fn script(rest: &str) -> (&str, &str) {
    let group = rest.strip_prefix('{').and_then(|inner| inner.split_once('}'));
    group.unwrap_or_else(|| rest.split_at(rest.chars().next().map_or(0, char::len_utf8)))
}

#[derive(Default)]
struct Unit {
    inlines: Vec<Inline>,
    /// The prefix that waits for its unit.
    prefix: String,
    /// The power of the next unit, given before it, and whether it is divided by.
    power: Option<String>,
    is_per: bool,
    /// Whether the last unit has a power that a command after it replaces.
    is_last_per: bool,
}

impl Unit {
    fn is_empty(&self) -> bool {
        self.inlines.is_empty()
    }

    fn push(&mut self, text: &str) {
        match self.inlines.last_mut() {
            Some(Inline::Str(before)) => before.push_str(text),
            _ => self.inlines.push(Inline::Str(text.to_owned())),
        }
    }

    /// Reads a command, and returns what follows it.
    fn command<'t>(&mut self, name: &str, after: &'t str) -> &'t str {
        let find = |table: &[(&str, &'static str)]| {
            let row = table.iter().find(|(names, _)| names.split(' ').any(|listed| listed == name));
            row.map(|(_, sign)| *sign)
        };
        match name {
            "per" => self.is_per = true,
            "square" => self.power = Some("2".to_owned()),
            "cubic" => self.power = Some("3".to_owned()),
            "squared" => self.raise("2"),
            "cubed" => self.raise("3"),
            "tothe" | "raiseto" => {
                let (power, rest) = script(after);
                match name {
                    "tothe" => self.raise(power),
                    _ => self.power = Some(power.to_owned()),
                }
                return rest;
            }
            "of" => {
                let (what, rest) = script(after);
                self.push(&format!(" ({what})"));
                return rest;
            }
            "," => self.push(BETWEEN),
            name => match (find(PREFIXES), find(UNITS)) {
                (Some(prefix), _) => self.prefix.push_str(prefix),
                (None, sign) => self.unit(sign.unwrap_or(name)),
            },
        }
        after
    }

    fn unit(&mut self, sign: &str) {
        if !self.is_empty() {
            self.push(BETWEEN);
        }
        let sign = std::mem::take(&mut self.prefix) + sign;
        self.push(&sign);
        self.is_last_per = std::mem::take(&mut self.is_per);
        match self.power.take() {
            Some(power) => self.raise(&power),
            None if self.is_last_per => self.inlines.push(Inline::Sup(vec![Inline::Str("−1".to_owned())])),
            None => {}
        }
    }

    /// Gives the last unit a power.
    fn raise(&mut self, power: &str) {
        if matches!(self.inlines.last(), Some(Inline::Sup(_))) {
            self.inlines.pop();
        }
        let sign = if self.is_last_per { "−" } else { "" };
        self.inlines.push(Inline::Sup(vec![Inline::Str(format!("{sign}{}", power.replace('-', "−")))]));
    }

    fn end(&mut self) {
        let prefix = std::mem::take(&mut self.prefix);
        self.push(&prefix);
    }
}
