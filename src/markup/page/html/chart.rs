//! Bar charts of a web page, as SVG with a title and a description for readers who do not see it.

use std::fmt::Write as _;

use crate::markup::html::escaped;
use crate::markup::web::Chart;

/// The maximum number of years in a chart: the last ones.
const MOST_YEARS: i32 = 60;

/// The height of the highest bar, and the top of the labels below the bars, in percent of the chart's height.
const HIGHEST: f64 = 72.0;
const BOTTOM: f64 = 84.0;

/// Writes a chart. Positions are percentages, so that letters keep their size on narrow screens. `place` distinguishes
/// the charts of a page.
pub(super) fn chart(chart: &Chart, place: usize) -> String {
    let (Some(last), Some(first)) = (chart.years.keys().next_back(), chart.years.keys().next()) else {
        return String::new();
    };
    let first = (*first).max(last - MOST_YEARS + 1);
    let years: Vec<(i32, u64)> =
        (first..=*last).map(|year| (year, chart.years.get(&year).copied().unwrap_or_default())).collect();
    let highest = years.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let width = 100.0 / years.len() as f64;
    let described: Vec<String> = years.iter().map(|(year, count)| format!("{year}: {count}")).collect();
    let title = escaped(chart.title);
    let mut svg = format!(
        "<figure class=\"publist-chart\">\n<figcaption>{title}</figcaption>\n<svg role=\"img\" aria-labelledby=\"publist-chart-{place}-title publist-chart-{place}-text\">\
         <title id=\"publist-chart-{place}-title\">{title}</title>\
         <desc id=\"publist-chart-{place}-text\">{}</desc>\n",
        described.join(", ")
    );
    let step = [1, 2, 5, 10, 20].into_iter().find(|step| years.len() as i32 / step <= 8).unwrap_or(20);
    for (index, (year, count)) in years.iter().enumerate() {
        let height = HIGHEST * *count as f64 / highest as f64;
        let left = index as f64 * width;
        let middle = left + width / 2.0;
        if *count > 0 {
            let _ = writeln!(
                svg,
                "<rect x=\"{:.2}%\" y=\"{:.2}%\" width=\"{:.2}%\" height=\"{height:.2}%\"><title>{year}: {count}</title></rect>",
                left + width * 0.1,
                BOTTOM - height,
                width * 0.8
            );
        }
        if *count == highest || years.len() <= 12 && *count > 0 {
            let _ = writeln!(
                svg,
                "<text x=\"{middle:.2}%\" y=\"{:.2}%\" text-anchor=\"middle\" aria-hidden=\"true\">{count}</text>",
                BOTTOM - height - 3.0
            );
        }
        if year % step == 0 {
            let _ = writeln!(
                svg,
                "<text x=\"{middle:.2}%\" y=\"98%\" text-anchor=\"middle\" aria-hidden=\"true\">{year}</text>"
            );
        }
    }
    svg.push_str("</svg>\n</figure>\n");
    svg
}
