//! Asks a person what the rules of merging cannot decide.

use std::io::{BufRead, Write};

use publist::merge::{MergeConflict, MergeFinding, MergeGroup, MergeJudge};

/// Puts questions and reads answers, a line each. An empty answer, and the end of the answers, take what is proposed.
pub(super) struct Asker<R, W> {
    pub(super) answers: R,
    pub(super) questions: W,
}

impl<R: BufRead, W: Write> Asker<R, W> {
    /// Puts a question until the answer is understood; `None` for what is proposed.
    fn ask<T>(&mut self, question: &str, understand: impl Fn(&str) -> Option<T>) -> Option<T> {
        loop {
            // Where nobody can be asked, nobody answers, and what is proposed is taken.
            write!(self.questions, "{question} ").and_then(|()| self.questions.flush()).ok()?;
            let mut answer = String::new();
            if self.answers.read_line(&mut answer).ok()? == 0 || answer.trim().is_empty() {
                return None;
            }
            if let Some(answer) = understand(answer.trim()) {
                return Some(answer);
            }
        }
    }

    fn say(&mut self, line: &str) {
        let _ = writeln!(self.questions, "{line}"); // what cannot be said is not asked either
    }
}

impl<R: BufRead, W: Write> MergeJudge for Asker<R, W> {
    fn is_same_work(&mut self, finding: &MergeFinding) -> bool {
        self.say(&format!("Not sure, as {}:", finding.reason.text()));
        for member in &finding.members {
            self.say(&format!("  “{}” in {}", member.title, member.place()));
        }
        let understand = |answer: &str| match answer.to_lowercase().as_str() {
            "y" | "yes" => Some(true),
            "n" | "no" => Some(false),
            _ => None,
        };
        self.ask("Is this one work? [y/N]", understand).unwrap_or(false)
    }

    fn choose(&mut self, group: &MergeGroup, conflict: &MergeConflict) -> usize {
        let title = group.members.iter().map(|member| member.title.as_str()).find(|title| !title.is_empty());
        self.say(&format!("“{}” of “{}”:", conflict.variable, title.unwrap_or(&group.id)));
        for (number, (value, member)) in (1..).zip(&conflict.values) {
            self.say(&format!("  {number}  {value}  ({})", group.members[*member].place()));
        }
        let count = conflict.values.len();
        let understand = |answer: &str| answer.parse().ok().filter(|number| (1..=count).contains(number));
        let proposed = conflict.kept + 1;
        self.ask(&format!("Which is right? [{proposed}]"), understand).unwrap_or(proposed) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::Asker;
    use publist::merge::MergeInput;
    use publist::model::{DateVariable, NameVariable, NumberVariable, TextVariable};
    use publist::{Date, Kind, MergeOptions, Name, Names, Record, merge};

    fn record(volume: &str, year: &str) -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, "Speech emotion recognition by attentive networks");
        record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
        record.set_text(TextVariable::ContainerTitle, "Example Letters");
        record.set_number(NumberVariable::Volume, volume);
        record.set_date(DateVariable::Issued, Date::parse(year));
        record
    }

    fn asked(answers: &str) -> (Record, String) {
        let inputs = [record("3", "2021"), record("3", "2022")];
        let inputs = inputs.map(|record| MergeInput { source: "a.json".into(), record }).to_vec();
        let mut asker = Asker { answers: answers.as_bytes(), questions: Vec::new() };
        let mut merged = merge(inputs, &MergeOptions::default(), Some(&mut asker), &mut ());
        assert_eq!(merged.records.len(), 1);
        (merged.records.remove(0), String::from_utf8(asker.questions).unwrap())
    }

    #[test]
    fn a_person_chooses_between_values() {
        let (record, questions) = asked("5\nx\n2\n");
        assert_eq!(record.dates[&DateVariable::Issued], Date::parse("2022"));
        assert!(
            questions
                .starts_with("“issued” of “Speech emotion recognition by attentive networks”:\n  1  2021  (a.json)\n")
        );
        assert_eq!(questions.matches("Which is right? [1]").count(), 3);
    }

    #[test]
    fn without_an_answer_the_proposal_is_taken() {
        assert_eq!(asked("").0.dates[&DateVariable::Issued], Date::parse("2021"));
        assert_eq!(asked("\n").0.dates[&DateVariable::Issued], Date::parse("2021"));
    }
}
