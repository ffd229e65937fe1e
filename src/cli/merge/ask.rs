//! Asks a person to decide what the rules of merging cannot.

use std::io::{BufRead, Write};

use publist::merge::{MergeConflict, MergeFinding, MergeGroup, MergeJudge};

/// Asks questions and reads answers, one line each.
///
/// An empty answer accepts the proposal, `a` accepts this and all further proposals, and `q` stops, as does the end of
/// the answers: then nothing must be written ([`Asker::is_stopped`]).
pub(super) struct Asker<R, W> {
    answers: R,
    questions: W,
    state: State,
}

/// The state of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was asked yet.
    Start,
    /// The possible answers were explained.
    Asking,
    /// Proposals are accepted without asking.
    Accepting,
    /// The person stopped.
    Stopped,
}

impl<R: BufRead, W: Write> Asker<R, W> {
    /// Creates an asker that writes questions and reads answers.
    pub(super) const fn new(answers: R, questions: W) -> Self {
        Self { answers, questions, state: State::Start }
    }

    /// Returns whether the person stopped, so that nothing must be written.
    pub(super) fn is_stopped(&self) -> bool {
        self.state == State::Stopped
    }

    /// Whether further questions are asked; explains the possible answers before the first question.
    fn is_asking(&mut self) -> bool {
        if self.state == State::Start {
            self.say(
                "Enter accepts the answer in brackets, `a` accepts all remaining proposals, `q` stops and writes \
                 nothing.",
            );
            self.state = State::Asking;
        }
        self.state == State::Asking
    }

    /// Repeats a question until the answer is understood; returns `proposed` for an empty answer, `None` if there are
    /// no more answers.
    fn ask<T>(&mut self, question: &str, help: &str, proposed: T, understand: impl Fn(&str) -> Option<T>) -> Option<T> {
        loop {
            let mut answer = String::new();
            let is_put = write!(self.questions, "{question} ").and_then(|()| self.questions.flush());
            if is_put.is_err() || self.answers.read_line(&mut answer).unwrap_or(0) == 0 {
                self.state = State::Stopped;
                return None;
            }
            match answer.trim().to_lowercase().as_str() {
                "" => return Some(proposed),
                "a" | "all" => {
                    self.state = State::Accepting;
                    return None;
                }
                "q" | "quit" => {
                    self.state = State::Stopped;
                    return None;
                }
                answer => match understand(answer) {
                    Some(answer) => return Some(answer),
                    None => self.say(help),
                },
            }
        }
    }

    fn say(&mut self, line: &str) {
        let _ = writeln!(self.questions, "{line}"); // what cannot be said is not asked either
    }
}

impl<R: BufRead, W: Write> MergeJudge for Asker<R, W> {
    fn is_same_work(&mut self, finding: &MergeFinding) -> Option<bool> {
        if !self.is_asking() {
            return None;
        }
        self.say(&format!("\nThese may be one work; {}:", finding.reason.text()));
        for member in &finding.members {
            self.say(&format!("  “{}”  ({})", member.title, member.place()));
        }
        let understand = |answer: &str| match answer {
            "y" | "yes" => Some(true),
            "n" | "no" => Some(false),
            _ => None,
        };
        self.ask("Are they one work? [n]", "Answer y, n, a or q.", false, understand)
    }

    fn choose(&mut self, group: &MergeGroup, conflict: &MergeConflict) -> Option<usize> {
        if !self.is_asking() {
            return None;
        }
        let title = group.members.iter().map(|member| member.title.as_str()).find(|title| !title.is_empty());
        self.say(&format!("\n“{}” of “{}”:", conflict.variable, title.unwrap_or(&group.id)));
        for (number, (value, member)) in (1..).zip(&conflict.values) {
            self.say(&format!("  {number}  {value}  ({})", group.members[*member].place()));
        }
        let count = conflict.values.len();
        let understand = |answer: &str| answer.parse().ok().filter(|number| (1..=count).contains(number));
        let (proposed, help) = (conflict.kept + 1, format!("Answer 1 to {count}, a or q."));
        Some(self.ask(&format!("Which is right? [{proposed}]"), &help, proposed, understand)? - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Asker;
    use publist::merge::{MergeInputs, Merged};
    use publist::model::{DateVariable, NameVariable, NumberVariable, TextVariable};
    use publist::{Code, Date, Diagnostic, Kind, MergeOptions, Name, Names, Record, merge};

    fn record(title: &str, volume: &str, year: &str) -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, title);
        record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
        record.set_text(TextVariable::ContainerTitle, "Example Letters");
        record.set_number(NumberVariable::Volume, volume);
        record.set_date(DateVariable::Issued, Date::parse(year));
        record
    }

    const SPEECH: &str = "Speech emotion recognition by attentive networks";
    const FACES: &str = "Small movements of faces in long films of weddings";

    /// Returns the merged records, the questions, whether it stopped, and the codes of the reports.
    fn asked_of(records: &[Record], answers: &str) -> (Merged, String, bool, Vec<Code>) {
        let inputs = MergeInputs::of_source("a.json", records.iter().cloned());
        let mut asker = Asker::new(answers.as_bytes(), Vec::new());
        let mut reports: Vec<Diagnostic> = Vec::new();
        let merged = merge(inputs, &MergeOptions::default(), Some(&mut asker), &mut reports);
        let is_stopped = asker.is_stopped();
        let questions = String::from_utf8(asker.questions).unwrap();
        (merged, questions, is_stopped, reports.iter().map(|report| report.code).collect())
    }

    /// Like [`asked_of`], for two works with two records each, which differ in their years.
    fn asked(answers: &str) -> (Vec<Date>, String, bool, Vec<Code>) {
        let records = [
            record(SPEECH, "3", "2021"),
            record(SPEECH, "3", "2022"),
            record(FACES, "4", "2011"),
            record(FACES, "4", "2012"),
        ];
        let (merged, questions, is_stopped, codes) = asked_of(&records, answers);
        let years = merged.records.iter().map(|record| record.dates[&DateVariable::Issued].clone()).collect();
        (years, questions, is_stopped, codes)
    }

    fn years(years: [&str; 2]) -> Vec<Date> {
        years.map(Date::parse).to_vec()
    }

    #[test]
    fn a_person_chooses_between_values() {
        let (dates, questions, is_stopped, codes) = asked("5\nx\n2\n1\n");
        assert_eq!((dates, is_stopped), (years(["2022", "2011"]), false));
        assert!(
            questions
                .starts_with("Enter accepts the answer in brackets, `a` accepts all remaining proposals, `q` stops")
        );
        assert!(
            questions
                .contains("“issued” of “Speech emotion recognition by attentive networks”:\n  1  2021  (a.json)\n")
        );
        assert_eq!(questions.matches("Which is right? [1] ").count(), 4);
        assert_eq!(questions.matches("Answer 1 to 2, a or q.").count(), 2);
        assert!(!codes.contains(&Code::MergeConflict), "a person decided: {codes:?}");
    }

    #[test]
    fn an_empty_answer_takes_what_is_proposed() {
        let (dates, questions, is_stopped, codes) = asked("\n2\n");
        assert_eq!((dates, is_stopped), (years(["2021", "2012"]), false));
        assert_eq!(questions.matches("Which is right?").count(), 2);
        assert!(!codes.contains(&Code::MergeConflict));
    }

    #[test]
    fn all_the_rest_is_taken_as_proposed_and_reported() {
        let (dates, questions, is_stopped, codes) = asked("a\n");
        assert_eq!((dates, is_stopped), (years(["2021", "2011"]), false));
        assert_eq!(questions.matches("Which is right?").count(), 1);
        assert_eq!(codes.iter().filter(|&&code| code == Code::MergeConflict).count(), 2);
    }

    #[test]
    fn a_person_stops_and_so_does_the_end_of_the_answers() {
        for answers in ["q\n", "", "2\nQuit\n"] {
            let (_, questions, is_stopped, _) = asked(answers);
            assert!(is_stopped, "{answers:?}");
            assert_eq!(questions.matches("Which is right?").count(), answers.lines().count().max(1));
        }
    }

    #[test]
    fn a_person_says_whether_records_are_of_one_work() {
        let long = format!("{FACES}: a survey");
        let mut records = [record(&long, "", "2011"), record(FACES, "", "2011")];
        for record in &mut records {
            record.texts.remove(&TextVariable::ContainerTitle);
        }
        let (merged, questions, ..) = asked_of(&records, "maybe\nyes\n");
        assert_eq!(merged.records.len(), 1);
        assert!(questions.contains("These may be one work; their titles differ:"), "{questions}");
        assert!(questions.contains("Answer y, n, a or q."));
        for (answers, code) in [("n\n", Code::KeptApart), ("\n", Code::KeptApart), ("a\n", Code::MayBeSameWork)] {
            let (merged, _, _, codes) = asked_of(&records, answers);
            assert_eq!((merged.records.len(), codes), (2, vec![code]), "{answers:?}");
        }
    }
}
