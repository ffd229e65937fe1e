//! `publist explain`: prints the meaning of a diagnostic code.

use publist::{Code, Result};

use super::output::OutputArgs;
use super::paragraph::fill;
use super::session::{Outcome, Session};

/// Explain a diagnostic code, or list all codes
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The code, such as W0501
    #[arg(value_name = "CODE", value_parser = parse_code)]
    code: Option<Code>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, session: &Session) -> Result<Outcome> {
    args.output.print(session, |out| match args.code {
        Some(code) => {
            writeln!(out, "{}[{code}]: {}\n", code.severity(), code.summary())?;
            fill(code.explanation(), 80).iter().try_for_each(|line| writeln!(out, "{line}"))
        }
        None => Code::ALL.iter().try_for_each(|code| writeln!(out, "{code}  {}", code.summary())),
    })?;
    Ok(Outcome::Done)
}

fn parse_code(text: &str) -> Result<Code, String> {
    Code::from_text(text).ok_or_else(|| {
        let digits = text.trim_start_matches(|character: char| !character.is_ascii_digit());
        match Code::ALL.iter().find(|code| &code.text()[1..] == digits) {
            Some(code) => format!("there is no such code; did you mean {code}?"),
            None => "there is no such code; `publist explain` lists all codes".to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::parse_code;
    use publist::Code;

    #[test]
    fn a_code_with_the_wrong_letter_is_pointed_out() {
        assert_eq!(parse_code("w0101"), Ok(Code::EmptyInput));
        assert_eq!(parse_code("E0101"), Err("there is no such code; did you mean W0101?".to_owned()));
        assert_eq!(parse_code("nonsense"), Err("there is no such code; `publist explain` lists all codes".to_owned()));
    }
}
