//! Options for names, merged from those of the style, its areas and its elements (CSL 1.0.2, "Inheritable Name
//! Options").

/// Options for names, which styles, areas, `cs:names` and `cs:name` may set (CSL 1.0.2, "Inheritable Name Options").
///
/// A style owns its words; the options that are merged for each list of names only borrow them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::csl) struct NameOptions<Words = String> {
    pub and: Option<NameAnd>,
    /// The delimiter between the names of a list.
    pub delimiter: Option<Words>,
    /// The delimiter between the lists of several variables.
    pub names_delimiter: Option<Words>,
    pub delimiter_precedes_et_al: Option<DelimiterPrecedes>,
    pub delimiter_precedes_last: Option<DelimiterPrecedes>,
    pub et_al_min: Option<u32>,
    pub et_al_use_first: Option<u32>,
    pub et_al_subsequent_min: Option<u32>,
    pub et_al_subsequent_use_first: Option<u32>,
    pub et_al_use_last: Option<bool>,
    pub form: Option<NameForm>,
    pub initialize: Option<bool>,
    pub initialize_with: Option<Words>,
    pub name_as_sort_order: Option<NameAsSortOrder>,
    pub sort_separator: Option<Words>,
}

impl NameOptions {
    /// Returns the same options, with borrowed words.
    pub(in crate::csl) fn borrowed(&self) -> NameOptions<&str> {
        NameOptions {
            and: self.and,
            delimiter: self.delimiter.as_deref(),
            names_delimiter: self.names_delimiter.as_deref(),
            delimiter_precedes_et_al: self.delimiter_precedes_et_al,
            delimiter_precedes_last: self.delimiter_precedes_last,
            et_al_min: self.et_al_min,
            et_al_use_first: self.et_al_use_first,
            et_al_subsequent_min: self.et_al_subsequent_min,
            et_al_subsequent_use_first: self.et_al_subsequent_use_first,
            et_al_use_last: self.et_al_use_last,
            form: self.form,
            initialize: self.initialize,
            initialize_with: self.initialize_with.as_deref(),
            name_as_sort_order: self.name_as_sort_order,
            sort_separator: self.sort_separator.as_deref(),
        }
    }
}

impl<Words: Clone> NameOptions<Words> {
    /// Returns these options, with missing values taken from the other ones.
    #[must_use]
    pub(in crate::csl) fn or(&self, other: &Self) -> Self {
        Self {
            and: self.and.or(other.and),
            delimiter: self.delimiter.clone().or_else(|| other.delimiter.clone()),
            names_delimiter: self.names_delimiter.clone().or_else(|| other.names_delimiter.clone()),
            delimiter_precedes_et_al: self.delimiter_precedes_et_al.or(other.delimiter_precedes_et_al),
            delimiter_precedes_last: self.delimiter_precedes_last.or(other.delimiter_precedes_last),
            et_al_min: self.et_al_min.or(other.et_al_min),
            et_al_use_first: self.et_al_use_first.or(other.et_al_use_first),
            et_al_subsequent_min: self.et_al_subsequent_min.or(other.et_al_subsequent_min),
            et_al_subsequent_use_first: self.et_al_subsequent_use_first.or(other.et_al_subsequent_use_first),
            et_al_use_last: self.et_al_use_last.or(other.et_al_use_last),
            form: self.form.or(other.form),
            initialize: self.initialize.or(other.initialize),
            initialize_with: self.initialize_with.clone().or_else(|| other.initialize_with.clone()),
            name_as_sort_order: self.name_as_sort_order.or(other.name_as_sort_order),
            sort_separator: self.sort_separator.clone().or_else(|| other.sort_separator.clone()),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum NameAnd {
    Text,
    Symbol,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum DelimiterPrecedes {
    #[default]
    Contextual,
    AfterInvertedName,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum NameForm {
    #[default]
    Long,
    Short,
    Count,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum NameAsSortOrder {
    First,
    All,
}
