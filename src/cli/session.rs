//! A run of the command: where its diagnostics go, how they are counted, and which exit code they lead to.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io::Write as _;
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use publist::choice::Choice as _;
use publist::diag::{Colour, Rendering, render, render_failure, render_human};
use publist::lint::{LINTS, Lint, LintOptions};
use publist::{Code, Diagnostic, Error, Severity, Sink};

use super::choice::possible_values;
use super::input::OpenedFiles;

/// The word for reports for people.
const HUMAN: &str = "human";

/// The options that every subcommand has.
#[derive(clap::Args)]
#[command(next_help_heading = "General options")]
pub(crate) struct SessionArgs {
    /// How to print diagnostics on standard error
    #[arg(long, global = true, value_name = "FORM", value_parser = DiagnosticsForm::parser())]
    #[arg(default_value = HUMAN, hide_default_value = true)]
    diagnostics: DiagnosticsForm,
    /// When to use colours in diagnostics
    #[arg(long, visible_alias = "color", global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_default_value = true)]
    colour: ColourWhen,
    /// Show errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Show notes too
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// A form of reports.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum DiagnosticsForm {
    /// For people.
    Human,
    /// For programs.
    Program(Rendering),
}

impl DiagnosticsForm {
    /// Returns the parser of an option that is a form of reports.
    pub(crate) fn parser() -> impl TypedValueParser<Value = Self> {
        let human = PossibleValue::new(HUMAN).help("For people, with the source line (the default)");
        let words = std::iter::once(human).chain(possible_values::<Rendering>());
        PossibleValuesParser::new(words).map(|word| Rendering::from_word(&word).map_or(Self::Human, Self::Program))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColourWhen {
    /// On a terminal, unless NO_COLOR is set (the default)
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The result of a subcommand that was not ended by an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It did what was asked.
    Done,
    /// A requested check failed.
    CheckFailed,
}

/// A run of the command.
///
/// It is shared and not borrowed mutably: the reader of a record and the writer to which it is streamed both report
/// while they run.
pub(crate) struct Session {
    form: Cell<DiagnosticsForm>,
    colour: Cell<Colour>,
    colour_when: ColourWhen,
    stream: Cell<ReportStream>,
    least_shown: Severity,
    /// Which codes are reported: all, unless a command chooses.
    chosen: RefCell<Option<LintOptions>>,
    fixed: Cell<usize>,
    warnings: Cell<usize>,
    /// How many notes of lints were not shown.
    hidden_notes: Cell<usize>,
    errors: Cell<usize>,
    /// The lints that readers reported, because they know the position in the source and the lints themselves do not.
    read_lints: RefCell<HashMap<(Code, String), usize>>,
    /// The code that is currently not reported.
    muted: Cell<Option<Code>>,
    opened_files: OpenedFiles,
    /// The error of a report that could not be written.
    failure: RefCell<Option<Error>>,
}

/// The stream to which reports are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportStream {
    /// Standard output: the reports are the result of the command.
    Output,
    /// Standard error.
    Error,
}

/// Receives the reports of one reader or writer for a session.
pub(crate) struct SessionSink<'a>(&'a Session);

impl Session {
    /// Starts a run.
    pub(crate) fn new(args: &SessionArgs) -> Self {
        let least_shown = match (args.quiet, args.verbose) {
            (true, _) => Severity::Error,
            (false, false) => Severity::Warning,
            (false, true) => Severity::Note,
        };
        let session = Self {
            form: Cell::new(DiagnosticsForm::Human),
            colour: Cell::new(Colour::None),
            colour_when: args.colour,
            stream: Cell::new(ReportStream::Error),
            least_shown,
            chosen: RefCell::default(),
            fixed: Cell::new(0),
            warnings: Cell::new(0),
            hidden_notes: Cell::new(0),
            errors: Cell::new(0),
            read_lints: RefCell::default(),
            muted: Cell::new(None),
            opened_files: OpenedFiles::default(),
            failure: RefCell::default(),
        };
        session.show(args.diagnostics, ReportStream::Error);
        session
    }

    /// Sets the form of reports and their stream; must be called before the first report.
    pub(crate) fn show(&self, form: DiagnosticsForm, stream: ReportStream) {
        self.form.set(form);
        self.colour.set(if is_coloured(self.colour_when, stream) { Colour::Ansi } else { Colour::None });
        self.stream.set(stream);
    }

    /// Returns the form of reports.
    pub(crate) fn form(&self) -> DiagnosticsForm {
        self.form.get()
    }

    /// Hides warnings and notes whose codes are not chosen.
    pub(crate) fn choose(&self, options: LintOptions) {
        *self.chosen.borrow_mut() = Some(options);
    }

    /// Returns a sink whose reports are shown immediately and counted. Several sinks may exist at a time.
    pub(crate) fn sink(&self) -> SessionSink<'_> {
        SessionSink(self)
    }

    /// Returns the files that were read.
    pub(crate) fn opened_files(&self) -> &OpenedFiles {
        &self.opened_files
    }

    /// Returns how many errors in the data were reported.
    pub(crate) fn errors(&self) -> usize {
        self.errors.get()
    }

    /// Returns how many warnings were reported, shown or not.
    pub(crate) fn warnings(&self) -> usize {
        self.warnings.get()
    }

    /// Remembers that a reader reported a lint.
    pub(crate) fn remember_lint(&self, diagnostic: &Diagnostic) {
        let is_lint =
            |lint: &&&Lint| lint.code == diagnostic.code || lint.reported_by_readers_as == Some(diagnostic.code);
        if let Some(lint) = LINTS.iter().find(is_lint) {
            *self.read_lints.borrow_mut().entry((lint.code, diagnostic.message.clone())).or_default() += 1;
        }
    }

    /// Returns whether a reader reported this lint, and forgets one such report.
    pub(crate) fn forget_lint(&self, diagnostic: &Diagnostic) -> bool {
        let mut lints = self.read_lints.borrow_mut();
        match lints.get_mut(&(diagnostic.code, diagnostic.message.clone())) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// Hides reports with this code until the next call, because later reports replace them.
    pub(crate) fn mute(&self, code: Option<Code>) {
        self.muted.set(code);
    }

    /// Prints a summary for people.
    pub(crate) fn sum_up(&self, what: &str) {
        if self.form() == DiagnosticsForm::Human && self.least_shown <= Severity::Warning {
            say(&format!("publist: {what}"));
        }
    }

    /// Ends a successful run: prints a summary for people, and returns the exit code.
    pub(crate) fn finish(&self, outcome: Outcome) -> ExitCode {
        if let Some(error) = self.failure.take() {
            return self.fail(&error);
        }
        let shown_warnings = if self.least_shown <= Severity::Warning { self.warnings() } else { 0 };
        let counts: Vec<String> = [(self.errors(), "error"), (shown_warnings, "warning"), (self.fixed.get(), "fix")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| match (count, noun) {
                (1, noun) => format!("1 {noun}"),
                (count, "fix") => format!("{count} fixes"),
                (count, noun) => format!("{count} {noun}s"),
            })
            .collect();
        let hidden = match self.hidden_notes.get() {
            0 => None,
            1 => Some("1 note is shown only with --verbose".to_owned()),
            count => Some(format!("{count} notes are shown only with --verbose")),
        };
        let lines: Vec<String> =
            Some(counts.join(", ")).filter(|counts| !counts.is_empty()).into_iter().chain(hidden).collect();
        if !lines.is_empty() && self.form() == DiagnosticsForm::Human {
            say(&format!("publist: {}", lines.join("; ")));
        }
        if self.errors() > 0 || outcome == Outcome::CheckFailed { ExitCode::from(1) } else { ExitCode::SUCCESS }
    }

    /// Ends a failed run: prints the error, and returns the exit code.
    pub(crate) fn fail(&self, error: &Error) -> ExitCode {
        if error.is_broken_pipe() {
            return ExitCode::SUCCESS;
        }
        let message = error.to_string();
        say(&match self.form() {
            DiagnosticsForm::Human if self.colour.get() == Colour::Ansi => {
                format!("publist: \u{1b}[1;31m{message}\u{1b}[0m")
            }
            DiagnosticsForm::Human => format!("publist: {message}"),
            DiagnosticsForm::Program(rendering) => render_failure(&message, rendering),
        });
        ExitCode::from(2)
    }

    fn report(&self, diagnostic: &Diagnostic) {
        if self.muted.get() == Some(diagnostic.code) {
            return;
        }
        let severity = diagnostic.severity();
        let is_fix = diagnostic.code == Code::MistakeFixed;
        let is_chosen = self.chosen.borrow().as_ref().is_none_or(|options| options.reports(diagnostic.code));
        if severity < Severity::Error && !is_fix && !is_chosen {
            return;
        }
        if is_fix {
            self.fixed.set(self.fixed.get() + 1);
        }
        match severity {
            Severity::Error => self.errors.set(self.errors() + 1),
            Severity::Warning => self.warnings.set(self.warnings() + 1),
            Severity::Note => {}
        }
        let is_named = self.chosen.borrow().as_ref().is_some_and(|options| options.only.contains(&diagnostic.code));
        // Fixes, and what was asked for by name, are always shown, unless only errors are shown.
        let is_shown = severity >= self.least_shown || (is_fix || is_named) && self.least_shown < Severity::Error;
        if !is_shown && self.least_shown == Severity::Warning && self.chosen.borrow().is_some() {
            self.hidden_notes.set(self.hidden_notes.get() + 1);
        }
        if is_shown {
            let shown = match self.form() {
                DiagnosticsForm::Human => render_human(diagnostic, self.colour.get()),
                DiagnosticsForm::Program(rendering) => render(diagnostic, rendering),
            };
            match self.stream.get() {
                ReportStream::Error => say(&shown),
                ReportStream::Output => {
                    if let Err(error) = writeln!(std::io::stdout().lock(), "{shown}") {
                        self.failure.borrow_mut().get_or_insert_with(|| Error::io("<stdout>", error));
                    }
                }
            }
        }
    }
}

impl Sink for SessionSink<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.0.report(&diagnostic);
    }
}

/// Writes a line to standard error. If it is closed, there is nobody left to inform.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

fn is_coloured(when: ColourWhen, stream: ReportStream) -> bool {
    use anstream::{AutoStream, ColorChoice};
    match (when, stream) {
        (ColourWhen::Always, _) => true,
        (ColourWhen::Never, _) => false,
        // Respects terminals, NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM=dumb.
        (ColourWhen::Auto, ReportStream::Error) => AutoStream::choice(&std::io::stderr()) != ColorChoice::Never,
        (ColourWhen::Auto, ReportStream::Output) => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
    }
}
