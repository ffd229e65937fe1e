//! The parts of a web page around its references: totals, charts, search, and what can be shown of each work.

use super::chart::chart;
use crate::markup::RemarkLinks;
use crate::markup::backend::{After, Backend, FinishedReferences, Span, render_text, without_controls};
use crate::markup::html::{Html, anchor, escaped, reference_list};
use crate::markup::web::{Details, Shown, WebPage};

/// HTML for a page of its own, with everything that its settings ask for.
pub(super) struct WebHtml<'a>(pub(super) &'a WebPage);

impl Backend for WebHtml<'_> {
    fn id(&self) -> &'static str {
        Html.id()
    }

    fn name(&self) -> &'static str {
        Html.name()
    }

    fn text(&self, text: &str, out: &mut String) {
        Html.text(text, out);
    }

    fn span(&self, span: Span<'_>, start: usize, after: After, out: &mut String) {
        Html.span(span, start, after, out);
    }

    fn code(&self, text: &str, after: After, out: &mut String) {
        Html.code(text, after, out);
    }

    fn heading(&self, level: u8, content: &str) -> String {
        Html.heading(level, content)
    }

    fn paragraph(&self, content: &str) -> String {
        Html.paragraph(content)
    }

    fn references(&self, list: &FinishedReferences<'_>) -> String {
        reference_list(list, &|entry| {
            let Some(details) = entry.details else { return [String::new(), String::new(), String::new()] };
            [choices(details), thumbnail(details), self.more(details, entry.id)]
        })
    }

    fn line_break(&self) -> &'static str {
        Html.line_break()
    }

    fn between_blocks(&self) -> &'static str {
        Html.between_blocks()
    }

    fn remark_links(&self) -> RemarkLinks {
        Html.remark_links()
    }

    fn remarks(&self, start: usize, out: &mut String) {
        Html.remarks(start, out);
    }

    fn web_page(&self, page: &WebPage) -> String {
        let totals =
            page.totals.as_deref().map(|totals| format!("<p class=\"publist-totals\">{}</p>\n", escaped(totals)));
        let charts = page.charts.iter().enumerate().map(|(place, one)| chart(one, place)).collect::<String>();
        let written = totals.unwrap_or_default() + &charts + &form(page);
        written.trim_end().to_owned()
    }
}

impl WebHtml<'_> {
    /// What can be shown of a work: its abstract, its BibTeX, and a link to it.
    fn more(&self, details: &Details, id: &str) -> String {
        let words = self.0.words;
        let mut html = String::new();
        if let Some(summary) = &details.summary {
            let text = render_text(summary, &Html);
            html.push_str(&format!("<details><summary>{}</summary><p>{text}</p></details>", words.summary));
        }
        if let Some(bibtex) = &details.bibtex {
            let lines = bibtex.lines().map(|line| escaped(&without_controls(line))).collect::<Vec<_>>().join("\n");
            html.push_str(&format!(
                "<details><summary>BibTeX</summary><pre tabindex=\"0\"><code>{lines}\n</code></pre>\
                 <div class=\"publist-buttons\" hidden><button type=\"button\" data-done=\"{}\">{}</button> \
                 <button type=\"button\" data-file=\"{}.bib\">{}</button></div></details>",
                words.copied,
                words.copy,
                file_name(id),
                words.download,
            ));
        }
        if self.0.permalinks == Shown::Yes {
            html.push_str(&format!(
                "<a class=\"publist-permalink\" href=\"#{}\" aria-label=\"{}: {}\">{}</a>",
                fragment(id, details),
                words.permalink,
                escaped(&without_controls(&details.title)),
                words.permalink,
            ));
        }
        if html.is_empty() { html } else { format!("<div class=\"publist-more\">{html}</div>") }
    }
}

/// The number of a work, and the options that apply to it, also as numbers: no text of a record is in an attribute that a script reads.
fn choices(details: &Details) -> String {
    let work = details.work;
    let options = details.choices.iter().enumerate();
    let options = options.flat_map(|(filter, options)| options.iter().map(move |option| format!("{filter}-{option}")));
    let options = options.collect::<Vec<_>>().join(" ");
    format!(" data-work=\"{work}\" data-choices=\"{options}\"")
}

fn thumbnail(details: &Details) -> String {
    let address = details.thumbnail.as_deref().and_then(crate::markup::remark::site_target);
    let picture = |address: String| {
        format!("<img class=\"publist-thumbnail\" src=\"{}\" alt=\"\" loading=\"lazy\">", escaped(&address))
    };
    address.map(picture).unwrap_or_default()
}

/// The search and the filters, which the script shows.
fn form(page: &WebPage) -> String {
    if page.search == Shown::No && page.filters.is_empty() {
        return String::new();
    }
    let words = page.words;
    let mut html = format!(
        "<form class=\"publist-find\" role=\"search\" data-shown=\"{}\" data-nothing=\"{}\" hidden>\n",
        words.shown, words.nothing_found
    );
    if page.search == Shown::Yes {
        html.push_str(&format!(
            "<label>{} <input type=\"search\" name=\"q\" autocomplete=\"off\"></label>\n",
            words.search
        ));
    }
    for (place, filter) in page.filters.iter().enumerate() {
        html.push_str(&format!(
            "<label>{} <select name=\"f{place}\" autocomplete=\"off\"><option value=\"\">{}</option>",
            filter.label, words.all
        ));
        for (index, option) in filter.options.iter().enumerate() {
            html.push_str(&format!(
                "<option value=\"{place}-{index}\">{}</option>",
                escaped(&without_controls(option))
            ));
        }
        html.push_str("</select></label>\n");
    }
    html.push_str(&format!(
        "<output aria-live=\"polite\"></output>\n<button type=\"reset\">{}</button>\n</form>\n",
        words.reset
    ));
    html
}

/// A name for a file, without characters that have a meaning in paths.
fn file_name(id: &str) -> String {
    let safe =
        |character: char| if character.is_ascii_alphanumeric() || "-_.".contains(character) { character } else { '-' };
    let name: String = id.chars().map(safe).collect();
    name.trim_start_matches('.').to_owned()
}

/// The element of a work as the fragment of an address.
fn fragment(id: &str, details: &Details) -> String {
    let element = anchor(id, Some(details));
    percent_encoding::utf8_percent_encode(&element, percent_encoding::NON_ALPHANUMERIC).to_string().replace("%2D", "-")
}
