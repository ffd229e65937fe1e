//! Reports macros that do not exist, contain themselves, or are never called.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::faults::{Allowed, Faults};
use crate::diag::Code;
use crate::syntax::xml::PlacedElement;

/// With how many macros the name of one that does not exist is compared.
const MOST_COMPARED: usize = 500;

/// What an element calls: the name of the macro, and the place.
type Calls<'s> = Vec<(&'s str, &'s Range<usize>)>;

impl Faults<'_> {
    /// Adds that a macro does not exist.
    pub(super) fn undefined_macro<'m>(
        &mut self,
        name: &str,
        at: &Range<usize>,
        macros: impl Iterator<Item = &'m String>,
    ) {
        let macros: Vec<&str> = macros.map(String::as_str).take(MOST_COMPARED).collect();
        let message = format!("there is no macro “{name}”");
        self.refuse_word(Code::StyleMacro, at, message, name, &Allowed::Names(&macros));
    }
}

/// Reports macros that contain themselves.
pub(super) fn check_circles(style: &PlacedElement<'_>, faults: &mut Faults<'_>) {
    let calls = calls_of_macros(style);
    // 1: on the way to the macro that is looked at; 2: finished.
    let mut states: HashMap<&str, u8> = HashMap::new();
    for start in style.named("macro").filter_map(|definition| definition.value("name")) {
        if states.contains_key(start) {
            continue;
        }
        states.insert(start, 1);
        let mut way = vec![(start, 0)];
        while let Some((name, next)) = way.last_mut() {
            let Some((called, at)) = calls.get(name).and_then(|calls| calls.get(*next)) else {
                states.insert(name, 2);
                way.pop();
                continue;
            };
            *next += 1;
            match states.get(called) {
                Some(1) => {
                    let message = format!("the macro “{called}” contains itself");
                    faults.refuse(Code::StyleMacro, at, message);
                }
                Some(_) => {}
                None => {
                    states.insert(called, 1);
                    way.push((called, 0));
                }
            }
        }
    }
}

/// Reports macros that are never called.
pub(super) fn check_unused(style: &PlacedElement<'_>, faults: &mut Faults<'_>) {
    let used = called_from(style, |area| area != "macro");
    for name in style.named("macro").filter_map(|definition| definition.attribute("name")) {
        if !used.contains(name.value.as_ref()) {
            let message = format!("the macro “{}” is never used", name.value);
            faults.add(Code::StyleUnused, &name.value_at, message);
        }
    }
}

/// Returns the macros that these children of a style call, and those that these call.
pub(super) fn called_from<'s>(style: &'s PlacedElement<'_>, is_start: impl Fn(&str) -> bool) -> HashSet<&'s str> {
    let calls = calls_of_macros(style);
    let mut used: HashSet<&str> = HashSet::new();
    let mut waiting: Vec<&str> = Vec::new();
    for area in style.children.iter().filter(|child| is_start(&child.name)) {
        let mut called = Vec::new();
        collect(area, &mut called);
        waiting.extend(called.into_iter().map(|(name, _)| name));
    }
    while let Some(name) = waiting.pop() {
        if used.insert(name) {
            waiting.extend(calls.get(name).into_iter().flatten().map(|(name, _)| *name));
        }
    }
    used
}

fn calls_of_macros<'s>(style: &'s PlacedElement<'_>) -> HashMap<&'s str, Calls<'s>> {
    let mut calls: HashMap<&str, Calls<'_>> = HashMap::new();
    for definition in style.named("macro") {
        let Some(name) = definition.value("name") else { continue };
        if !calls.contains_key(name) {
            let mut called = Vec::new();
            collect(definition, &mut called);
            calls.insert(name, called);
        }
    }
    calls
}

fn collect<'s>(element: &'s PlacedElement<'_>, calls: &mut Calls<'s>) {
    if let Some(called) = element.attribute("macro") {
        calls.push((called.value.as_ref(), &called.value_at));
    }
    element.children.iter().for_each(|child| collect(child, calls));
}
