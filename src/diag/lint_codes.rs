//! The explanations of the codes of lints.

pub(super) const MISTAKE_FIXED: &str = "`publist lint --fix` changed this value. It only fixes what is certain; the message shows the code of the \
         mistake and the new value.";
pub(super) const GLUED_WORDS: &str = "A lower-case letter is followed by a capitalised word without a space, as happens when a page is copied. \
         Nothing was changed, because names such as `SciPy` are written like this on purpose.";
pub(super) const BIBLATEX_REQUIREMENT: &str = "BibLaTeX's data model lists the fields that an entry of this type needs, and the form of their values. As \
         written for BibLaTeX, the record lacks one of those fields or has a value of a different form, so styles \
         leave a gap. Add or correct the field. Missing titles and venues have their own codes (W0601, W0905).";
pub(super) const NAMES_IN_CAPITALS: &str = "Some sources write family names, or whole names, in capitals, and styles print them like this. Nothing was \
         changed: `publist export --name-case usual` writes such names in the usual letter case.";
pub(super) const MISSING_IDENTIFIER: &str = "An article, a paper or a preprint of 2000 or later has no DOI, no other identifier and no address, so readers \
         cannot find it and programs cannot recognise it. Look up its DOI (https://search.crossref.org), or merge the \
         file with one that has it. If no record of the inputs has an identifier, this is reported once.";
pub(super) const MISSING_VENUE: &str = "An article has no journal, or a paper or chapter has no proceedings or book, so readers cannot find it by its \
         reference. Add the venue, or make it a preprint (`@misc`) if it has none. If no record of the inputs has a \
         venue, this is reported once.";
pub(super) const TITLE_IN_CAPITALS: &str = "The whole title is in capitals. Styles cannot convert it to another letter case because they do not know \
         which words are names. Write it in the usual letter case, or use `publist export --title-case sentence` and \
         check the names.";
pub(super) const DUPLICATE_WORK: &str = "By the rules of `publist merge`, two records are of one work: a list would show it twice, and citations of it \
         would get two numbers. `publist merge` combines them into one record without losing anything.";
pub(super) const PROBABLE_DUPLICATE: &str = "The records are similar, but there is not enough data to be sure. If they are one work, give both the same \
         identifier. `publist merge --strategy ask` asks about such pairs.";
pub(super) const PREPRINT_BESIDE_PUBLICATION: &str = "Both are in the inputs as separate works, so a list shows the work twice. Cite the publication: `publist \
         merge` joins them and keeps the number of the preprint; `--preprints link` keeps both and lets them refer to \
         each other.";
pub(super) const SUSPICIOUS_DATE: &str = "The date is in the future or before works of this type existed, ends before it starts, is earlier than the \
         month in the arXiv number, or a work has been forthcoming for years. Check it against the work. `--today` \
         sets the date to use as today.";
pub(super) const UNBALANCED_DELIMITERS: &str = "An opening brace or a dollar sign has no partner, so part of the text is missing or a TeX command was cut in \
         two. The text was kept unchanged, and is escaped when written for TeX. Correct it in the source.";
pub(super) const SEVERAL_PEOPLE_IN_NAME: &str = "A name contains something that separates people in a list, such as “and”, a semicolon or commas, a comma that \
         should separate the family name from the given names, or “Jr.” in the wrong part. Sorting, keys and initials \
         treat all of it as one person. In BibTeX, people are separated by “ and ” only, and suffixes are written \
         “King, Jr., Martin”. `publist lint --fix` takes lists apart if it is certain who is in them.";
pub(super) const FOREIGN_IN_NAME: &str = "A name contains “et al.”, a role such as “(ed.)”, an academic title, an address or digits. Styles print it \
         with the name and derive wrong initials from it. Put roles into their own field, write “and others” for “et \
         al.”, which `publist lint --fix` does, and remove the rest.";
pub(super) const SPLIT_INSTITUTION: &str = "The words of an institution were read as family and given names, so it is printed as “Organization, W. H.”. \
         In BibTeX, put its name into a second pair of braces; in CSL-JSON, make it a literal.";
pub(super) const DEAD_IDENTIFIER: &str = "Its check digit is wrong, or it does not have the form of its kind. It leads nowhere, or to a different work. \
         Check it against the work. Readers report the same problem as W0604.";
pub(super) const CONTRADICTING_IDENTIFIERS: &str = "The address of the record leads to a different DOI or arXiv number than the one in the record, so one of the \
         two belongs to a different work. Open both and correct the wrong one.";
pub(super) const SHARED_IDENTIFIER: &str = "Two records share an identifier but are different works, by the rules of `publist merge`. Usually it was \
         copied from another entry, or belongs to the book that contains the chapter. Correct it in one of them.";
pub(super) const IDENTIFIER_ELSEWHERE: &str = "A DOI is in a publisher's address or in a note, where programs do not look for it. `publist lint --fix` puts \
         it into its own field if the address shows it without doubt.";
pub(super) const PAGE_RANGE: &str = "The last page comes before the first, two pages are joined into one number, the pages are a placeholder \
         (“1-1” in IEEE's early access, “n/a-n/a”), or contain characters that do not belong there. `publist lint --fix` removes “pp.” and double hyphens; check the rest against \
         the work.";
pub(super) const GARBLED_TEXT: &str = "The text shows traces of UTF-8 that was read as Windows-1252 (“Ã©” for “é”, “â€™” for “’”), or contains \
         U+FFFD in place of bytes that could not be read. `publist lint --fix` repairs the former if all of the text \
         can be repaired. The latter is lost: download the record again.";
pub(super) const LEFTOVER_MARKUP: &str = "HTML tags or entities, or TeX commands, are in the text as plain characters and are printed like this. They \
         were escaped twice, or come from a source with markup that the format does not have. `publist lint --fix` \
         replaces entities; correct the rest by hand.";
pub(super) const TITLE_FULL_STOP: &str = "Styles add the full stop themselves, so a full stop in the title is printed twice or before a comma. `publist \
         lint --fix` removes it if the last word is not an abbreviation.";
pub(super) const TITLE_HOLDS_MORE: &str = "The title also contains the venue, the year or an identifier of the work, as happens when a whole reference \
         is pasted. They are printed twice and break keys, sorting and searching. Keep only the title in this field.";
pub(super) const ABSTRACT_IN_TITLE: &str = "The title is the same as the abstract, or has several sentences and the length of an abstract. Look up the \
         title.";
pub(super) const VENUE_SPELLINGS: &str = "The inputs contain the full name and an abbreviation of one journal or publisher, or two spellings of it. \
         References are then not uniform, and grouping by venue shows it twice. Use one form; the short form has its \
         own field, for styles that print it.";
pub(super) const DUPLICATE_KEY: &str = "A citation of the key leads to one of the two entries, and which one depends on the program; BibTeX reports \
         an error. Change one of the keys, or merge the entries if they are one work.";
pub(super) const PERSON_TWICE: &str = "A list contains the same name twice, or two names with the same ORCID iD. Usually a list was joined with \
         itself or an iD was copied. Correct the list. If two people have the same name, distinguish them by their \
         given names or iDs.";
pub(super) const PREPRINT_WITH_PUBLICATION: &str = "The type of the record is a preprint, but its DOI does not belong to a preprint server: the work has been \
         published. Make it an article or a paper with its venue and year, and keep the arXiv number in `eprint`.";
pub(super) const PLACEHOLDER: &str = "Sites export something for every field, also if there is no value yet: “n/a” as volume and number (Wiley), the \
         pages “1-1” (IEEE, early access), “Volume 12 - 2021” (Frontiers); people write “to appear” there. References print it. Remove it, or get the \
         record again now that the work has appeared.";
pub(super) const MISSPELT_TYPE: &str = "BibTeX’s styles and biber do not know the entry type, and print the entry as @misc with a warning. `publist lint \
         --fix` gives it the type that is meant.";
