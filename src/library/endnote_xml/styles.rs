//! Text in runs with a single style: `<style face="bold italic">`.

use super::characters::pictured;
use crate::latex;
use crate::markup::text_as_read;
use crate::model::{Inline, Text};
use crate::syntax::element::Element;
use crate::text::xml::append_escaped_xml;

/// A set of faces, as bits at their indices in [`FACES`].
type Faces = u8;

/// A face: its name, and its markup.
type Face = (&'static str, fn(Vec<Inline>) -> Inline);

/// EndNote's faces, the outermost first.
const FACES: &[Face] = &[
    ("italic", Inline::Em),
    ("bold", Inline::Strong),
    ("underline", Inline::Underline),
    ("superscript", Inline::Sup),
    ("subscript", Inline::Sub),
];

/// The faces of which a run can have only one.
const SCRIPTS: Faces = 0b11000;

/// Appends text as runs.
pub(super) fn append_styled(text: &Text, xml: &mut String) {
    let mut runs: Vec<(Faces, String)> = Vec::new();
    collect(text.inlines(), 0, 0, &mut runs);
    for (faces, characters) in runs {
        append_run(faces, &characters, xml);
    }
}

/// Appends characters as one run without a style.
pub(super) fn append_plain(characters: &str, xml: &mut String) {
    append_run(0, characters, xml);
}

fn append_run(faces: Faces, characters: &str, xml: &mut String) {
    let names: Vec<&str> =
        (0..).zip(FACES).filter(|(bit, _)| faces & (1 << bit) != 0).map(|(_, (name, _))| *name).collect();
    let face = if names.is_empty() { "normal".to_owned() } else { names.join(" ") };
    xml.push_str(&format!("<style face=\"{face}\" font=\"default\" size=\"100%\">"));
    append_escaped_xml(&pictured(characters), xml);
    xml.push_str("</style>");
}

/// Collects the runs. Markup for which EndNote has no face is dropped and its characters are kept; formulas become
/// Unicode.
fn collect(inlines: &[Inline], faces: Faces, quotes: usize, runs: &mut Vec<(Faces, String)>) {
    let push = |characters: &str, runs: &mut Vec<(Faces, String)>| match runs.last_mut() {
        Some((last, before)) if *last == faces => before.push_str(characters),
        _ => runs.push((faces, characters.to_owned())),
    };
    for inline in inlines {
        match inline {
            // A script inside a script is lost, unless Unicode has characters for it.
            Inline::Math(_) | Inline::Sub(_) | Inline::Sup(_) if faces & SCRIPTS != 0 => {
                push(&text_as_read(&Text::from(vec![inline.clone()])), runs);
            }
            Inline::Str(characters) | Inline::Code(characters) => push(characters, runs),
            Inline::Math(tex) => collect(&latex::math_to_unicode(tex), faces, quotes, runs),
            Inline::Quote(content) => {
                let (open, close) = if quotes.is_multiple_of(2) { ("“", "”") } else { ("‘", "’") };
                push(open, runs);
                collect(content, faces, quotes + 1, runs);
                push(close, runs);
            }
            container => {
                let empty = container.with_children(Vec::new());
                let bit = FACES.iter().position(|(_, make)| make(Vec::new()) == empty);
                let inner = bit.map_or(faces, |bit| faces | (1 << bit));
                collect(container.children().unwrap_or_default(), inner, quotes, runs);
            }
        }
    }
}

/// Returns the text of an element: that of its runs, or its direct text. `characters` decodes the characters of a run.
pub(super) fn text(element: &Element, characters: &dyn Fn(&str) -> String) -> Text {
    let runs: Vec<(Faces, String)> = match element.child("style") {
        None => return Text::plain(characters(element.characters().trim())),
        Some(_) => element.named("style").map(|style| (faces(style), characters(&style.characters()))).collect(),
    };
    Text::from(grouped(&runs, 0))
}

/// Returns the characters of an element, without their styles.
pub(super) fn plain(element: &Element) -> String {
    match element.child("style") {
        None => element.characters().trim().to_owned(),
        Some(_) => element.named("style").map(Element::characters).collect(),
    }
}

fn faces(style: &Element) -> Faces {
    let names = style.attribute("face").unwrap_or_default();
    let bits = (0..).zip(FACES).filter(|(_, (name, _))| names.split_whitespace().any(|other| other == *name));
    bits.fold(0, |faces, (bit, _)| faces | (1 << bit))
}

/// Groups adjacent runs that share a face, face by face.
fn grouped(runs: &[(Faces, String)], bit: usize) -> Vec<Inline> {
    let Some((_, make)) = FACES.get(bit) else {
        return runs.iter().map(|(_, characters)| Inline::Str(characters.clone())).collect();
    };
    let has_face = |run: &(Faces, String)| run.0 & (1 << bit) != 0;
    let mut inlines = Vec::new();
    for group in runs.chunk_by(|one, other| has_face(one) == has_face(other)) {
        let inner = grouped(group, bit + 1);
        match has_face(&group[0]) {
            true => inlines.push(make(inner)),
            false => inlines.extend(inner),
        }
    }
    inlines
}
