//! Pieces of TeX in rich text, which are written as they were read.

use super::Encoder;
use crate::latex::{Charset, encode_plain, known, meanings};
use crate::model::Tex;

impl Encoder<'_> {
    /// Writes a piece of TeX. Its source has balanced braces ([`Tex`]).
    pub(super) fn tex(&mut self, tex: &Tex) {
        let start = self.out.tex.len();
        match self.out.charset {
            Charset::Unicode => self.out.tex.push_str(tex.source()),
            charset => {
                for character in tex.source().chars() {
                    match charset.has(character) {
                        true => self.out.tex.push(character),
                        false => {
                            self.out.tex.extend(["{", &encode_plain(character.encode_utf8(&mut [0; 4]), charset), "}"]);
                        }
                    }
                }
            }
        }
        self.last_tex = Some(start..self.out.tex.len());
    }

    /// Separates the last piece of TeX from what was written after it, if that would be read as a part of it.
    pub(super) fn separate_tex(&mut self) {
        let tex = &mut *self.out.tex;
        let Some(place) = self.last_tex.take_if(|place| place.end < tex.len()) else { return };
        let (source, next) = (&tex[place.clone()], tex.as_bytes()[place.end]);
        let name = name_at_end(source);
        let is_group = next == b'{' && !source.ends_with(' ') && takes_groups(source);
        if is_group || name.is_some_and(known::takes_argument) {
            tex.insert(place.end, '}');
            tex.insert(place.start, '{');
        } else if name.is_some() && next.is_ascii_alphabetic() && !source.ends_with(' ') {
            tex.insert(place.end, ' ');
        } else if name.is_some() && next.is_ascii_whitespace() && !source.ends_with(' ') {
            // White space after a name would be skipped.
            tex.insert(place.end, '\\');
        }
    }
}

/// The name of the command that this TeX ends with, if a space or nothing follows it.
fn name_at_end(source: &str) -> Option<&str> {
    let source = source.trim_end_matches(' ');
    let letters = source.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let (before, name) = source.split_at(source.len() - letters);
    (letters > 0 && before.ends_with('\\')).then_some(name)
}

/// Whether a group after this TeX could be an argument of its command.
fn takes_groups(source: &str) -> bool {
    let Some(name) = source.strip_prefix('\\') else { return false };
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    letters == name.len() || meanings::of(&name[..letters]).is_none()
}
