//! The members of a work of Crossref's REST API that are read: <https://api.crossref.org/swagger-ui/index.html>.

use serde::Deserialize;
use serde_json::Value;

use crate::model::{Date, Point};
use crate::syntax::json::typed::{Inside, List, Scalar, Shape, text};

/// The shape of works, for any lifetime.
pub(super) struct WorkShape;

impl Shape for WorkShape {
    type Of<'de> = Work<'de>;
}

/// A work, or the answer that contains one.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Work<'a> {
    #[serde(borrow)]
    pub(super) message: Inside<Work<'a>>,
    #[serde(borrow, rename = "DOI")]
    pub(super) doi: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) subtype: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) title: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) subtitle: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) short_title: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) original_title: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) container_title: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) short_container_title: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) group_title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) page: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) article_number: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) edition_number: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) author: List<Contributor<'a>>,
    #[serde(borrow)]
    pub(super) editor: List<Contributor<'a>>,
    #[serde(borrow)]
    pub(super) chair: List<Contributor<'a>>,
    #[serde(borrow)]
    pub(super) translator: List<Contributor<'a>>,
    #[serde(borrow)]
    pub(super) issued: Option<PartialDate<'a>>,
    #[serde(borrow)]
    pub(super) published_print: Option<PartialDate<'a>>,
    #[serde(borrow)]
    pub(super) published_online: Option<PartialDate<'a>>,
    #[serde(borrow)]
    pub(super) posted: Option<PartialDate<'a>>,
    #[serde(borrow)]
    pub(super) approved: Option<PartialDate<'a>>,
    #[serde(borrow, rename = "abstract")]
    pub(super) summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) event: Option<Event<'a>>,
    #[serde(borrow, rename = "ISBN")]
    pub(super) isbn: List<Scalar<'a>>,
    #[serde(borrow, rename = "ISSN")]
    pub(super) issn: List<Scalar<'a>>,
    #[serde(borrow, rename = "URL")]
    pub(super) url: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publisher_location: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) institution: List<Institution<'a>>,
    #[serde(borrow)]
    pub(super) standards_body: Option<Institution<'a>>,
    #[serde(borrow)]
    pub(super) degree: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) language: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) subject: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) license: List<License<'a>>,
    #[serde(borrow)]
    pub(super) relation: Relations<'a>,
    #[serde(borrow)]
    pub(super) resource: Option<Resource<'a>>,
    pub(super) update_to: Option<Value>,
    pub(super) funder: Option<Value>,
    pub(super) is_referenced_by_count: Option<u64>,
}

/// A person, or a group with a single name.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Contributor<'a> {
    #[serde(borrow)]
    pub(super) given: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) family: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) suffix: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
    #[serde(borrow, rename = "ORCID")]
    pub(super) orcid: Option<Scalar<'a>>,
}

/// A date of one to three parts; `[[null]]` means that there is no date.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct PartialDate<'a> {
    #[serde(borrow)]
    date_parts: List<List<Scalar<'a>>>,
}

impl PartialDate<'_> {
    /// Returns the date, or the range if two dates are given.
    pub(super) fn date(&self) -> Option<Date> {
        let point = |parts: &List<Scalar<'_>>| {
            let mut numbers = parts.0.iter().map_while(|part| part.trimmed()?.parse::<i32>().ok());
            let year = numbers.next().filter(|year| *year > 0)?;
            let month = numbers.next().and_then(|month| u8::try_from(month).ok());
            let day = numbers.next().and_then(|day| u8::try_from(day).ok());
            let within =
                month.and_then(|month| day.and_then(|day| Point::day(year, month, day)).or(Point::month(year, month)));
            Some(within.unwrap_or(Point::year(year)))
        };
        let mut points = self.date_parts.0.iter().filter_map(point);
        match (points.next()?, points.next()) {
            (start, Some(end)) if end != start => Some(Date::Range(Some(start), Some(end))),
            (start, _) => Some(Date::Point(start)),
        }
    }
}

/// A conference.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Event<'a> {
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) location: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) acronym: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) start: Option<PartialDate<'a>>,
    #[serde(borrow)]
    pub(super) end: Option<PartialDate<'a>>,
}

/// An institution, or a standards body.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Institution<'a> {
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) place: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) department: List<Scalar<'a>>,
}

/// A licence, and the version of the work it applies to.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct License<'a> {
    #[serde(borrow, rename = "URL")]
    pub(super) url: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) content_version: Option<Scalar<'a>>,
}

/// The location of the work.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Resource<'a> {
    #[serde(borrow)]
    pub(super) primary: Option<License<'a>>,
}

/// Relations to other works, by their names, in the order of the file.
#[derive(Default)]
pub(super) struct Relations<'a>(pub(super) Vec<(Scalar<'a>, List<RelatedWork<'a>>)>);

/// Another work.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct RelatedWork<'a> {
    #[serde(borrow)]
    pub(super) id: Option<Scalar<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Relations<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> serde::de::Visitor<'de> for InOrder {
            type Value = Relations<'de>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("relations by their names")
            }

            fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
                Ok(Relations::default())
            }

            // In some answers an empty object is written as an empty list.
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                while list.next_element::<serde::de::IgnoredAny>()?.is_some() {}
                Ok(Relations::default())
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut relations = Vec::new();
                while let Some(relation) = map.next_entry()? {
                    relations.push(relation);
                }
                Ok(Relations(relations))
            }
        }

        deserializer.deserialize_any(InOrder)
    }
}

impl<'a> Work<'a> {
    /// Returns the first text of a list that is not blank.
    pub(super) fn first<'b>(list: &'b List<Scalar<'a>>) -> Option<&'b str> {
        list.0.iter().find_map(Scalar::trimmed)
    }

    /// Returns the institution's name.
    pub(super) fn institution_name(&self) -> Option<&str> {
        self.institution.0.iter().find_map(|institution| text(&institution.name))
    }
}
