//! `publist explain`: what a diagnostic code means.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use publist::{Code, Result};

use super::output::OutputArgs;
use super::session::{Outcome, Session};

/// Explain a diagnostic code, or list all codes
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The code, such as W0501
    #[arg(value_name = "CODE", value_parser = codes(), ignore_case = true, hide_possible_values = true)]
    code: Option<Code>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs it.
pub(crate) fn run(args: &Args, _: &Session) -> Result<Outcome> {
    args.output.write(|out| match args.code {
        Some(code) => {
            writeln!(out, "{}[{code}]: {}\n", code.severity(), code.summary())?;
            let width = 80;
            fill(code.explanation(), width).iter().try_for_each(|line| writeln!(out, "{line}"))
        }
        None => Code::ALL.iter().try_for_each(|code| writeln!(out, "{code}  {}", code.summary())),
    })?;
    Ok(Outcome::Done)
}

fn codes() -> impl TypedValueParser<Value = Code> {
    let codes = Code::ALL.iter().map(|code| PossibleValue::new(code.text()).help(code.summary()));
    PossibleValuesParser::new(codes).try_map(|text| Code::from_text(&text).ok_or("there is no such code"))
}

/// Breaks a text into lines of at most so many characters, between words.
fn fill(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn lines_break_between_words_and_never_inside() {
        assert_eq!(fill("one two three", 7), ["one two", "three"]);
        assert_eq!(fill("extraordinary", 5), ["extraordinary"]);
        assert!(fill("", 5).is_empty());
    }
}
