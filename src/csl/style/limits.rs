//! Refuses styles that no processor could finish: macros that contain themselves, and unlimited growth.

use super::ir::{Element, ForLanguage, Program, TextSource};

/// The maximum nesting depth of the elements of a style with its macros expanded.
const DEEPEST: usize = super::DEEPEST;
/// The maximum number of elements of a style with its macros expanded. The largest official styles have a tenth of
/// this.
const LARGEST: u64 = 4_000_000;

/// Checks a style. `name` returns the name of a macro, for the error.
pub(super) fn check<'a>(program: &Program, name: impl Fn(usize) -> &'a str) -> Result<(), String> {
    let mut sizes = Sizes { program, name: &name, known: vec![None; program.macros.len()], open: Vec::new() };
    sizes.of_elements(&program.citation.layout.elements)?;
    if let Some(bibliography) = &program.bibliography {
        sizes.of_elements(&bibliography.layout.elements)?;
    }
    for ForLanguage { program, .. } in &program.of_languages {
        sizes.of_elements(&program.citation.layout.elements)?;
        if let Some(bibliography) = &program.bibliography {
            sizes.of_elements(&bibliography.layout.elements)?;
        }
    }
    (0..program.macros.len()).try_for_each(|index| sizes.of_macro(index).map(drop))
}

#[derive(Debug, Clone, Copy, Default)]
struct Size {
    elements: u64,
    depth: usize,
}

struct Sizes<'p, F> {
    program: &'p Program,
    name: &'p F,
    known: Vec<Option<Size>>,
    open: Vec<usize>,
}

impl<'a, F: Fn(usize) -> &'a str> Sizes<'_, F> {
    fn of_elements(&mut self, elements: &[Element]) -> Result<Size, String> {
        let mut total = Size::default();
        for element in elements {
            let inside = match element {
                Element::Text(text) => match text.source {
                    TextSource::Macro(index) => self.of_macro(index)?,
                    _ => Size::default(),
                },
                Element::Group(group) => self.of_elements(&group.children)?,
                Element::Names(names) => self.of_elements(&names.substitute)?,
                Element::Choose(branches) => {
                    let mut all = Size::default();
                    for branch in branches {
                        let inside = self.of_elements(&branch.children)?;
                        all.elements = all.elements.saturating_add(inside.elements);
                        all.depth = all.depth.max(inside.depth);
                    }
                    all
                }
                Element::Date(_) | Element::Number(_) | Element::Label(_) => Size::default(),
            };
            total.elements = total.elements.saturating_add(inside.elements).saturating_add(1);
            total.depth = total.depth.max(inside.depth + 1);
        }
        if total.depth > DEEPEST {
            return Err(format!("its elements are nested more than {DEEPEST} levels deep"));
        }
        if total.elements > LARGEST {
            return Err(format!("with its macros expanded, it has more than {LARGEST} elements"));
        }
        Ok(total)
    }

    fn of_macro(&mut self, index: usize) -> Result<Size, String> {
        if let Some(size) = self.known.get(index).copied().flatten() {
            return Ok(size);
        }
        if self.open.contains(&index) {
            return Err(format!("the macro “{}” contains itself", (self.name)(index)));
        }
        if self.open.len() == DEEPEST {
            return Err(format!("its macros are nested more than {DEEPEST} levels deep"));
        }
        let Some(elements) = self.program.macros.get(index) else { return Ok(Size::default()) };
        self.open.push(index);
        let size = self.of_elements(elements)?;
        self.open.pop();
        self.known[index] = Some(size);
        Ok(size)
    }
}
