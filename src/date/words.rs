//! Dates in the words of a newspaper, as exact as they are known.

use super::{Day, PartialDate, Precision};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `20 June 2025`, `June 2025` or `2025`.
pub fn date(date: PartialDate) -> String {
    with_month(date, month)
}

/// The same where room is scarce: `20 Jun 2025`.
pub fn short_date(date: PartialDate) -> String {
    with_month(date, short_month)
}

/// A day, as [`date`] tells it.
pub fn day(day: Day) -> String {
    let (year, number, of_month) = day.ymd();
    format!("{of_month} {} {year}", month(number))
}

/// `Jun` of the sixth month.
pub fn short_month(number: u8) -> &'static str {
    &month(number)[..3]
}

fn month(number: u8) -> &'static str {
    MONTHS[usize::from(number) - 1]
}

fn with_month(date: PartialDate, name: fn(u8) -> &'static str) -> String {
    let (year, number, day) = date.first_day().ymd();
    match date.precision() {
        Precision::Day => format!("{day} {} {year}", name(number)),
        Precision::Month => format!("{} {year}", name(number)),
        Precision::Year => year.to_string(),
    }
}
