//! Transcripts: what each command prints, word for word.

#[test]
fn commands_print_what_the_transcripts_say() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd").case("README.md");
}
