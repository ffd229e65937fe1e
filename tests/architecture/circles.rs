//! Files that use each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::source_files;

/// A path of modules from the root of the crate.
type ModulePath = Vec<String>;

/// The files of the library, and which uses which.
///
/// A file uses another when a path in its code leads there; a name that a module passes on counts for the file that
/// defines it. Between the `mod.rs` of a folder and the files in it nothing counts in one direction: the `mod.rs` shows what
/// its files hold.
struct Uses {
    /// The file of each module.
    files: BTreeMap<ModulePath, String>,
    uses: BTreeMap<ModulePath, BTreeSet<ModulePath>>,
}

impl Uses {
    fn find() -> Self {
        let mut texts = BTreeMap::new();
        let mut files = BTreeMap::new();
        for file in source_files().iter().filter(|file| file.is_library() && !file.is_test()) {
            let path: ModulePath = file.modules().iter().map(|&module| module.to_owned()).collect();
            let path = if file.path == "src/lib.rs" { Vec::new() } else { path };
            let code: Vec<&str> = file.code().map(|(_, line)| line).collect();
            texts.insert(path.clone(), code.join("\n"));
            files.insert(path, file.path.clone());
        }
        let mut passed_on = BTreeMap::new();
        let mut paths: BTreeMap<&ModulePath, Vec<ModulePath>> = BTreeMap::new();
        for (module, text) in &texts {
            let (used, code) = statements(text);
            let mut local = BTreeMap::new();
            for Use { path, name, is_public } in used {
                let Some(path) = absolute(&path, module, &files) else { continue };
                if is_public {
                    passed_on.insert((module.clone(), name), path);
                } else {
                    if files.contains_key(&path) {
                        local.insert(name, path.clone());
                    }
                    paths.entry(module).or_default().push(path);
                }
            }
            for path in paths_in(&code) {
                let whole = local.get(&path[0]).map(|known| [known.as_slice(), &path[1..]].concat());
                paths.entry(module).or_default().extend(whole.or_else(|| absolute(&path, module, &files)));
            }
        }
        let mut uses: BTreeMap<ModulePath, BTreeSet<ModulePath>> = BTreeMap::new();
        for (module, paths) in paths {
            for path in paths {
                let Some(target) = definer(&path, &files, &passed_on, 0) else { continue };
                let shows = files[module].ends_with("mod.rs") && target.starts_with(module);
                if target != *module && !target.is_empty() && !module.is_empty() && !shows {
                    uses.entry(module.clone()).or_default().insert(target);
                }
            }
        }
        Self { files, uses }
    }

    /// All modules that a module uses, directly or by way of others.
    fn reached_from(&self, module: &ModulePath) -> BTreeSet<&ModulePath> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&ModulePath> = self.uses.get(module).into_iter().flatten().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(self.uses.get(next).into_iter().flatten());
            }
        }
        reached
    }
}

/// A name that a `use` brings in.
struct Use {
    path: Vec<String>,
    name: String,
    is_public: bool,
}

/// The `use` statements of a text, and the text without them.
fn statements(text: &str) -> (Vec<Use>, String) {
    let (mut used, mut code) = (Vec::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_start();
        let after = trimmed.split_once("use ").filter(|(before, _)| {
            before.is_empty() || before.starts_with("pub") && before.trim_end().ends_with(['b', ')'])
        });
        let Some((before, tree)) = after else {
            code += line;
            code.push('\n');
            continue;
        };
        let mut tree = tree.to_owned();
        while !tree.contains(';') {
            let Some(line) = lines.next() else { break };
            tree += line.trim();
        }
        let tree = tree.split(';').next().unwrap_or_default();
        expand(tree, &[], !before.is_empty(), &mut used);
    }
    (used, code)
}

/// The single names of a tree such as `a::{b, c::d as e}`.
fn expand(tree: &str, before: &[String], is_public: bool, used: &mut Vec<Use>) {
    let tree = tree.trim();
    if let Some((head, group)) = tree.split_once('{') {
        let head = head.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        let before: Vec<String> = before.iter().cloned().chain(head).collect();
        let (mut depth, mut start) = (0, 0);
        let group = group.strip_suffix('}').unwrap_or(group);
        for (offset, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    expand(&group[start..offset], &before, is_public, used);
                    start = offset + 1;
                }
                _ => {}
            }
        }
        expand(&group[start..], &before, is_public, used);
        return;
    }
    let (path, alias) = tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
    let own = path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty() && part != "self");
    let path: Vec<String> = before.iter().cloned().chain(own).collect();
    if let Some(last) = path.last() {
        let name = alias.unwrap_or(last).to_owned();
        // `self` at the start of a path was left out with the others; such paths lead into the module itself.
        used.push(Use { path, name, is_public });
    }
}

/// The paths of at least two parts that code names, such as `super::names::read`.
fn paths_in(code: &str) -> Vec<Vec<String>> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let mut paths = Vec::new();
    for word in code.split(|character: char| !is_part(character) && character != ':') {
        let parts: Vec<String> = word.split("::").map(str::to_owned).collect();
        let is_path = parts.len() > 1 && parts[0].starts_with(|first: char| first.is_lowercase());
        if is_path && !parts.iter().any(|part| part.contains(':')) {
            paths.push(parts);
        }
    }
    paths
}

/// A path from the root; `None` when it leads out of the crate.
fn absolute(path: &[String], module: &[String], files: &BTreeMap<ModulePath, String>) -> Option<ModulePath> {
    let mut base = module.to_vec();
    let mut rest = path;
    match path.first().map(String::as_str) {
        Some("crate") => (base, rest) = (Vec::new(), &path[1..]),
        Some("super") => {
            while rest.first().is_some_and(|part| part == "super") {
                base.pop();
                rest = &rest[1..];
            }
        }
        Some("self") => rest = &path[1..],
        Some(child) => {
            let child: ModulePath = module.iter().cloned().chain([child.to_owned()]).collect();
            files.contains_key(&child).then_some(())?;
        }
        None => return None,
    }
    base.extend(rest.iter().cloned());
    Some(base)
}

/// The module whose file defines what a path names.
fn definer(
    path: &[String],
    files: &BTreeMap<ModulePath, String>,
    passed_on: &BTreeMap<(ModulePath, String), ModulePath>,
    depth: usize,
) -> Option<ModulePath> {
    let length = (0..=path.len()).rev().find(|&length| files.contains_key(&path[..length]))?;
    let module = path[..length].to_vec();
    let next = path.get(length).and_then(|name| passed_on.get(&(module.clone(), name.clone())));
    match next {
        Some(next) if depth < 8 => {
            let whole = [next.as_slice(), &path[length + 1..]].concat();
            definer(&whole, files, passed_on, depth + 1)
        }
        _ => Some(module),
    }
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let uses = Uses::find();
    let mut circles = Vec::new();
    for (module, targets) in &uses.uses {
        for target in targets.iter().filter(|target| uses.reached_from(target).contains(module)) {
            circles.push(format!("{} uses {}", uses.files[module], uses.files[target]));
        }
    }
    assert!(circles.is_empty(), "these files use each other in circles:\n{}", circles.join("\n"));
    let edges: usize = uses.uses.values().map(BTreeSet::len).sum();
    assert!(edges > uses.files.len(), "only {edges} uses were found");
}

#[test]
fn the_scan_finds_every_way_to_use_a_file() {
    let (used, code) =
        statements("pub(crate) use a::{b, c::{d as e, self}};\nuse super::x;\nlet y = crate::m::f(z::g);\n");
    let names: Vec<(String, &str, bool)> =
        used.iter().map(|found| (found.path.join("::"), found.name.as_str(), found.is_public)).collect();
    let expected = [("a::b", "b", true), ("a::c::d", "e", true), ("a::c", "c", true), ("super::x", "x", false)];
    assert_eq!(names, expected.map(|(path, name, is_public)| (path.to_owned(), name, is_public)));
    assert_eq!(paths_in(&code), [vec!["crate", "m", "f"], vec!["z", "g"]]);
    let files = BTreeMap::from([(vec!["a".to_owned()], "src/a.rs".to_owned())]);
    let path = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(absolute(&path("super::a::B"), &path("c"), &files), Some(path("a::B")));
    assert_eq!(absolute(&path("std::fs"), &path("c"), &files), None);
    let passed_on = BTreeMap::from([((path("c"), "D".to_owned()), path("a::D"))]);
    let files = BTreeMap::from([(path("a"), String::new()), (path("c"), String::new())]);
    assert_eq!(definer(&path("c::D"), &files, &passed_on, 0), Some(path("a")));
}
