//! Days, dates as coarse as their source, and stretches of time. No clock and no time zones: "today" is handed in.
//!
//! A newspaper says "in 2024", "last June" or "on 20 June 2025". A [`PartialDate`] keeps that coarseness and stands for
//! its whole span, and its comparisons answer only what can be told: of `2025` and `2025-06` neither is before the
//! other, so a rule that asks stays silent rather than guess.

pub mod words;

use std::fmt;
use std::num::NonZeroI32;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::ser::{Serialize, Serializer};
use thiserror::Error;

/// A day of the Gregorian calendar, from 1 January 0001 to 31 December 9999.
///
/// The calendar is carried back before its introduction in 1582, as ISO 8601 does. The number inside counts days, with
/// 1 January 0001 as day 1 (the count known as *rata die*); as it is never zero, an `Option<Day>` is no larger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NonZeroI32);

impl Day {
    /// 1 January 0001.
    pub const MIN: Day = Day(NonZeroI32::new(1).unwrap());
    /// 31 December 9999.
    pub const MAX: Day = Day(NonZeroI32::new(3_652_059).unwrap());

    /// The day with this date, or nothing where the calendar has no such date, as for 30 February.
    pub fn from_ymd(year: u16, month: u8, day: u8) -> Option<Day> {
        let is_date =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        if !is_date {
            return None;
        }
        Day::from_number(days_before_year(i32::from(year)) + days_before_month(year, month) + i32::from(day))
    }

    /// Year, month and day of the month.
    pub fn ymd(self) -> (u16, u8, u8) {
        let days_before = self.0.get() - 1;
        // 400 years have 146,097 days. An even share of them tells the year, or its neighbour close to New Year.
        let mut year = days_before * 400 / 146_097 + 1;
        if days_before < days_before_year(year) {
            year -= 1;
        } else if days_before >= days_before_year(year + 1) {
            year += 1;
        }
        let day_of_year = days_before - days_before_year(year);
        let year = year as u16;
        let month = (2..=12).take_while(|&month| days_before_month(year, month) <= day_of_year).last().unwrap_or(1);
        (year, month, (day_of_year - days_before_month(year, month) + 1) as u8)
    }

    /// The day so many days later, or earlier where `days` is negative; nothing where the calendar ends before that.
    pub fn plus_days(self, days: i32) -> Option<Day> {
        self.0.get().checked_add(days).and_then(Day::from_number)
    }

    /// The next day; nothing after [`Day::MAX`].
    pub fn successor(self) -> Option<Day> {
        self.plus_days(1)
    }

    /// The day before; nothing before [`Day::MIN`].
    pub fn predecessor(self) -> Option<Day> {
        self.plus_days(-1)
    }

    /// How many days have passed since `earlier`; negative where it is in fact later.
    pub fn days_since(self, earlier: Day) -> i32 {
        self.0.get() - earlier.0.get()
    }

    /// Its day of the week: "Friday".
    pub fn weekday(self) -> &'static str {
        // 1 January 0001 was a Monday.
        const NAMES: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
        NAMES[self.0.get() as usize % 7]
    }

    fn from_number(number: i32) -> Option<Day> {
        NonZeroI32::new(number).map(Day).filter(|day| (Day::MIN..=Day::MAX).contains(day))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = DateError;

    /// Reads a full date such as `2025-06-20`. A coarser one is refused, since which of its days is meant cannot be told.
    fn from_str(written: &str) -> Result<Day, DateError> {
        let date: PartialDate = written.parse()?;
        match date.precision() {
            Precision::Day => Ok(date.first_day()),
            _ => Err(DateError::TooCoarse { date }),
        }
    }
}

fn is_leap_year(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_before_month(year: u16, month: u8) -> i32 {
    const BEFORE: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leap_day = i32::from(month > 2 && is_leap_year(year));
    BEFORE[usize::from(month) - 1] + leap_day
}

fn days_before_year(year: i32) -> i32 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

/// How exact a [`PartialDate`] is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Precision {
    Year,
    Month,
    Day,
}

/// A date as coarse as its source: `2025`, `2025-06` or `2025-06-20`.
///
/// It is the span of days that it may mean. There is no `<` between partial dates, because it would have to guess;
/// [`certainly_before`](PartialDate::certainly_before) and its sisters say what can be told. To sort dates for
/// printing, sort by their first and last days.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    first: Day,
    last: Day,
}

impl PartialDate {
    /// A whole year; nothing outside 1 to 9999.
    pub fn from_year(year: u16) -> Option<PartialDate> {
        Some(PartialDate { first: Day::from_ymd(year, 1, 1)?, last: Day::from_ymd(year, 12, 31)? })
    }

    /// A whole month; nothing where there is no such month.
    pub fn from_month(year: u16, month: u8) -> Option<PartialDate> {
        let first = Day::from_ymd(year, month, 1)?;
        Some(PartialDate { first, last: Day::from_ymd(year, month, days_in_month(year, month))? })
    }

    /// The first day that may be meant: 1 June for `2025-06`.
    pub fn first_day(self) -> Day {
        self.first
    }

    /// The last day that may be meant: 30 June for `2025-06`.
    pub fn last_day(self) -> Day {
        self.last
    }

    /// How much of the date was written.
    pub fn precision(self) -> Precision {
        // The three spans differ in length so clearly that the length tells which was written.
        match self.last.days_since(self.first) {
            0 => Precision::Day,
            1..=30 => Precision::Month,
            _ => Precision::Year,
        }
    }

    /// All days that may be meant.
    pub fn interval(self) -> Interval {
        Interval { from: Some(self.first), until: Some(self.last) }
    }

    /// Whether each day that this date may mean is before each that the other may mean.
    pub fn certainly_before(self, other: PartialDate) -> bool {
        self.last < other.first
    }

    /// Whether each day that this date may mean is after each that the other may mean.
    pub fn certainly_after(self, other: PartialDate) -> bool {
        other.certainly_before(self)
    }

    /// Whether both name one and the same day. Two dates written `2025-06` need not, so they do not count.
    pub fn same_day(self, other: PartialDate) -> bool {
        self.precision() == Precision::Day && self == other
    }

    /// Whether both may mean the same day, so that their order cannot be told unless they are the same day.
    pub fn overlaps(self, other: PartialDate) -> bool {
        !self.certainly_before(other) && !self.certainly_after(other)
    }
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> PartialDate {
        PartialDate { first: day, last: day }
    }
}

impl fmt::Display for PartialDate {
    /// Prints the date as it was written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.first.ymd();
        match self.precision() {
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(written: &str) -> Result<PartialDate, DateError> {
        let Some((year, month, day)) = iso_parts(written) else { return Err(slips::explain(written)) };
        let written = || written.to_owned();

        let whole_year = PartialDate::from_year(year).ok_or_else(|| DateError::NoSuchYear { written: written() })?;
        let Some(month) = month else { return Ok(whole_year) };

        let whole_month =
            PartialDate::from_month(year, month).ok_or_else(|| DateError::NoSuchMonth { written: written(), month })?;
        let Some(day) = day else { return Ok(whole_month) };

        Day::from_ymd(year, month, day).map(PartialDate::from).ok_or_else(|| DateError::NoSuchDay {
            written: written(),
            month: whole_month,
            days: days_in_month(year, month),
        })
    }
}

/// The numbers of `2025`, `2025-06` or `2025-06-20`, whatever they are; nothing where the text has another shape.
fn iso_parts(written: &str) -> Option<(u16, Option<u8>, Option<u8>)> {
    let has_shape = matches!(written.len(), 4 | 7 | 10)
        && written
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if !has_shape {
        return None;
    }
    let two_digits = |at: usize| written.get(at..at + 2).and_then(|digits| digits.parse().ok());
    Some((written[..4].parse().ok()?, two_digits(5), two_digits(8)))
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PartialDate, D::Error> {
        struct Written;

        impl Visitor<'_> for Written {
            type Value = PartialDate;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date in quotation marks, such as \"2025-06-20\", \"2025-06\" or \"2025\"")
            }

            fn visit_str<E: de::Error>(self, written: &str) -> Result<PartialDate, E> {
                written.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Written)
    }
}

/// Why a text is not a date, and what to write.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DateError {
    /// The year is 0000.
    #[error("`{written}`: there is no year 0; years run from `0001` to `9999`")]
    NoSuchYear { written: String },
    /// The month is not one of twelve.
    #[error("`{written}`: there is no month {month}; months run from `01` to `12`")]
    NoSuchMonth { written: String, month: u8 },
    /// The month is not that long.
    #[error("`{written}`: there is no such day; `{month}` has the days `01` to `{days}`")]
    NoSuchDay { written: String, month: PartialDate, days: u8 },
    /// A date in another form than ours, which can be read in one way only.
    #[error("`{written}`: write this date as `{meant}`")]
    OtherForm { written: String, meant: PartialDate },
    /// Numbers of which either may be the month.
    #[error("`{written}` can be read in two ways: write `{day_first}` or `{month_first}`")]
    TwoReadings { written: String, day_first: PartialDate, month_first: PartialDate },
    /// No date that we know.
    #[error("`{written}` is not a date: write dates as `2025-06-20`, `2025-06` or `2025`")]
    NotADate { written: String },
    /// A month or a year where one day is needed.
    #[error("`{date}` is more than one day: write the day too, such as `{first}`", first = date.first_day())]
    TooCoarse { date: PartialDate },
}

impl DateError {
    /// What the editor meant, where that is certain, ready to be put in the place of what was written.
    pub fn meant(&self) -> Option<PartialDate> {
        match self {
            DateError::OtherForm { meant, .. } => Some(*meant),
            _ => None,
        }
    }
}

/// Dates in other forms than ours, read in order to propose the right one and never to accept the wrong one.
mod slips {
    use super::{DateError, Day, PartialDate};

    /// A part of a date in another form.
    #[derive(Clone, Copy)]
    enum Part {
        /// Four digits: `2025`.
        Year(u16),
        /// One or two digits, a day or a month: `20`, `6`, `20th`.
        Small(u8),
        /// An English name of a month: `June`, `Jun`.
        Month(u8),
    }

    /// Says what is wrong with a text that has not the shape of a date, and what to write where that can be told.
    pub(super) fn explain(written: &str) -> DateError {
        let meant = readings(written);
        let written = written.to_owned();
        match meant {
            (Some(meant), None) | (None, Some(meant)) => DateError::OtherForm { written, meant },
            (Some(day_first), Some(month_first)) if day_first == month_first => {
                DateError::OtherForm { written, meant: day_first }
            }
            (Some(day_first), Some(month_first)) => DateError::TwoReadings { written, day_first, month_first },
            (None, None) => DateError::NotADate { written },
        }
    }

    /// The dates that a text may mean. There are two where either of two small numbers may be the month: `06/05/2025`
    /// is the sixth of May in London and the fifth of June in Washington.
    fn readings(written: &str) -> (Option<PartialDate>, Option<PartialDate>) {
        use Part::{Month, Small, Year};

        let date = |year, month, day| Day::from_ymd(year, month, day).map(PartialDate::from);
        let Some(parts) = parts(written) else { return (None, None) };
        match parts[..] {
            [Year(year)] => (PartialDate::from_year(year), None),
            [Year(year), Small(month) | Month(month)] | [Small(month) | Month(month), Year(year)] => {
                (PartialDate::from_month(year, month), None)
            }
            [Year(year), Small(month) | Month(month), Small(day)]
            | [Small(day), Month(month), Year(year)]
            | [Month(month), Small(day), Year(year)] => (date(year, month, day), None),
            [Small(first), Small(second), Year(year)] => (date(year, second, first), date(year, first, second)),
            _ => (None, None),
        }
    }

    /// The parts of a text such as `June 20th, 2025`; nothing where one of its words has no place in a date.
    fn parts(written: &str) -> Option<Vec<Part>> {
        let day = without_time(written);
        let words = day.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "" | "of" | "the"));
        words.map(part).collect()
    }

    /// Cuts the time of day off a timestamp such as `2025-06-20T08:15:00Z`.
    fn without_time(written: &str) -> &str {
        match written.split_once(['T', ' ']) {
            Some((day, time)) if super::iso_parts(day).is_some() && time.contains(':') => day,
            _ => written,
        }
    }

    fn part(word: &str) -> Option<Part> {
        let letters_at = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (digits, letters) = word.split_at(letters_at);
        match (digits.len(), letters) {
            (4, "") => digits.parse().ok().map(Part::Year),
            (1 | 2, "" | "st" | "nd" | "rd" | "th") => digits.parse().ok().map(Part::Small),
            (0, name) => month_named(name).map(Part::Month),
            _ => None,
        }
    }

    /// The number of an English month, by its name or by three letters and more of it.
    fn month_named(name: &str) -> Option<u8> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let name = name.to_ascii_lowercase();
        let at = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
        Some(at as u8 + 1)
    }
}

/// A stretch of days, both ends included. An end that is absent is open: an office held "from 2012" without an `until`
/// is held still. A stretch whose `from` is after its `until` holds no day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Interval {
    pub from: Option<Day>,
    pub until: Option<Day>,
}

impl Interval {
    /// All days.
    pub const ALWAYS: Interval = Interval { from: None, until: None };

    /// Whether no day lies within.
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if from > until)
    }

    /// Whether the day lies within.
    pub fn contains(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether some day lies within both.
    pub fn overlaps(self, other: Interval) -> bool {
        self.intersection(other).is_some()
    }

    /// The days that lie within both; nothing where there is none.
    pub fn intersection(self, other: Interval) -> Option<Interval> {
        let from = self.from.max(other.from);
        // An absent `until` is later than any day, and so must not win as the smaller of the two.
        let until = self.until.into_iter().chain(other.until).min();
        Some(Interval { from, until }).filter(|common| !common.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(written: &str) -> PartialDate {
        written.parse().unwrap()
    }

    fn day(written: &str) -> Day {
        written.parse().unwrap()
    }

    fn message(written: &str) -> String {
        written.parse::<PartialDate>().unwrap_err().to_string()
    }

    /// The calendar repeats itself every 400 years, so its first 400 and its last stand for all.
    #[test]
    fn every_day_follows_the_one_before() {
        assert_eq!((Day::MIN.ymd(), Day::MAX.ymd()), ((1, 1, 1), (9999, 12, 31)));
        assert_eq!((Day::MIN.predecessor(), Day::MAX.successor()), (None, None));
        for number in (1..=146_097).chain(Day::MAX.0.get() - 146_097..Day::MAX.0.get()) {
            let today = Day::from_number(number).unwrap();
            let tomorrow = today.successor().unwrap();
            let ((year, month, day), next) = (today.ymd(), tomorrow.ymd());
            let follows = next == (year, month, day + 1)
                || next == (year, month + 1, 1) && day == days_in_month(year, month)
                || next == (year + 1, 1, 1) && (month, day) == (12, 31);
            assert!(follows, "{tomorrow} after {today}");
            assert_eq!(Day::from_ymd(next.0, next.1, next.2), Some(tomorrow));
        }
    }

    #[test]
    fn a_partial_date_is_small_and_an_open_end_costs_nothing() {
        assert_eq!(size_of::<PartialDate>(), 8);
        assert_eq!(size_of::<Interval>(), 8);
    }

    #[test]
    fn a_coarse_date_stands_for_its_whole_span() {
        assert_eq!((date("2025").first_day(), date("2025").last_day()), (day("2025-01-01"), day("2025-12-31")));
        assert_eq!((date("2024-02").first_day(), date("2024-02").last_day()), (day("2024-02-01"), day("2024-02-29")));
        assert_eq!(date("2025-06-20").first_day(), date("2025-06-20").last_day());
        assert_eq!(date("2025-02").precision(), Precision::Month);
    }

    #[test]
    fn order_is_told_only_where_it_can_be_told() {
        assert!(date("2024").certainly_before(date("2025-06")));
        assert!(date("2025-06-20").certainly_after(date("2025-05")));
        for (a, b) in [("2025", "2025-06"), ("2025-06", "2025-06-20"), ("2025", "2025")] {
            assert!(date(a).overlaps(date(b)) && date(b).overlaps(date(a)));
            assert!(!date(a).certainly_before(date(b)) && !date(a).certainly_after(date(b)));
        }
        assert!(date("2025-06-20").same_day(date("2025-06-20")));
        assert!(!date("2025-06").same_day(date("2025-06")));
    }

    #[test]
    fn a_date_that_is_not_in_the_calendar_is_refused_with_the_reason() {
        assert_eq!(message("2025-13"), "`2025-13`: there is no month 13; months run from `01` to `12`");
        assert_eq!(message("2025-00-01"), "`2025-00-01`: there is no month 0; months run from `01` to `12`");
        assert_eq!(message("2025-02-29"), "`2025-02-29`: there is no such day; `2025-02` has the days `01` to `28`");
        assert_eq!(message("0000"), "`0000`: there is no year 0; years run from `0001` to `9999`");
    }

    #[test]
    fn a_common_slip_is_answered_with_the_right_form() {
        let same_day = [
            "20.06.2025",
            "06/20/2025",
            "20/06/2025",
            "2025-6-20",
            "2025/06/20",
            "2025–06–20",
            " 2025-06-20 ",
            "June 20, 2025",
            "Jun. 20th, 2025",
            "20 June 2025",
            "20th of June 2025",
            "2025 June 20",
            "2025-06-20T08:15:00Z",
            "2025-06-20 08:15",
        ];
        for written in same_day {
            assert_eq!(message(written), format!("`{written}`: write this date as `2025-06-20`"));
        }
        for written in ["2025-6", "06/2025", "June 2025", "2025, june"] {
            assert_eq!(written.parse::<PartialDate>().unwrap_err().meant(), Some(date("2025-06")), "{written}");
        }
        assert_eq!(message("05/05/2025"), "`05/05/2025`: write this date as `2025-05-05`");
    }

    #[test]
    fn a_slip_that_can_be_read_in_two_ways_is_not_guessed_at() {
        let both = "`06/05/2025` can be read in two ways: write `2025-05-06` or `2025-06-05`";
        assert_eq!(message("06/05/2025"), both);
    }

    #[test]
    fn what_is_no_date_is_answered_with_the_form_of_dates() {
        for written in ["", "soon", "20.06.25", "31.02.2025", "2025-06-20-1", "202", "٢٠٢٥", "June", "٢٠٢٥-٠٦"]
        {
            let form = "is not a date: write dates as `2025-06-20`, `2025-06` or `2025`";
            assert_eq!(message(written), format!("`{written}` {form}"));
        }
    }

    #[test]
    fn a_month_is_no_day() {
        let error = "2025-06".parse::<Day>().unwrap_err();
        assert_eq!(error.to_string(), "`2025-06` is more than one day: write the day too, such as `2025-06-01`");
    }

    #[test]
    fn dates_are_read_and_written_as_text() {
        use serde::de::IntoDeserializer;
        use serde::de::value::{Error, StrDeserializer, U32Deserializer};

        let text: StrDeserializer<'_, Error> = "2025-06".into_deserializer();
        assert_eq!(PartialDate::deserialize(text), Ok(date("2025-06")));
        let number: U32Deserializer<Error> = 2025_u32.into_deserializer();
        let error = PartialDate::deserialize(number).unwrap_err().to_string();
        assert!(error.contains("expected a date in quotation marks"), "{error}");
    }

    #[test]
    fn an_open_end_reaches_forever() {
        let biden = Interval { from: Some(day("2021-01-20")), until: Some(day("2025-01-20")) };
        let peskov = Interval { from: Some(day("2012-05-01")), until: None };
        assert!(biden.contains(day("2025-01-20")) && !biden.contains(day("2025-01-21")));
        assert!(peskov.contains(Day::MAX) && !peskov.contains(Day::MIN));
        assert_eq!(peskov.intersection(biden), Some(biden));
        assert_eq!(Interval::ALWAYS.intersection(peskov), Some(peskov));
        assert!(!biden.overlaps(Interval { from: Some(day("2025-01-21")), until: None }));
    }

    #[test]
    fn an_interval_turned_around_holds_no_day_and_overlaps_nothing() {
        let nothing = Interval { from: Some(day("2025-02-01")), until: Some(day("2025-01-01")) };
        assert!(nothing.is_empty() && !nothing.overlaps(Interval::ALWAYS) && !nothing.overlaps(nothing));
    }

    prop_compose! {
        fn any_day()(number in 1..=3_652_059) -> Day {
            Day::from_number(number).unwrap()
        }
    }

    prop_compose! {
        fn any_date()(day in any_day(), precision in 0..3) -> PartialDate {
            let (year, month, _) = day.ymd();
            match precision {
                0 => PartialDate::from_year(year).unwrap(),
                1 => PartialDate::from_month(year, month).unwrap(),
                _ => day.into(),
            }
        }
    }

    prop_compose! {
        fn any_interval()(from in proptest::option::of(any_day()), until in proptest::option::of(any_day())) -> Interval {
            Interval { from, until }
        }
    }

    proptest! {
        #[test]
        fn days_agree_with_jiff(a in any_day(), b in any_day()) {
            let jiff = |day: Day| {
                let (year, month, day) = day.ymd();
                jiff::civil::Date::new(year as i16, month as i8, day as i8).unwrap()
            };
            prop_assert_eq!(a.to_string(), jiff(a).to_string());
            prop_assert_eq!(a.weekday(), format!("{:?}", jiff(a).weekday()));
            prop_assert_eq!(a.days_since(b), (jiff(a) - jiff(b)).get_days());
            prop_assert_eq!(a.plus_days(b.days_since(a)), Some(b));
            prop_assert_eq!(PartialDate::from_month(a.ymd().0, a.ymd().1).unwrap().last_day().to_string(),
                jiff(a).last_of_month().to_string());
        }

        #[test]
        fn the_calendar_has_the_dates_that_jiff_has(year in 0u16..=9999, month in 0u8..=13, day in 0u8..=32) {
            let jiff = (year > 0).then(|| jiff::civil::Date::new(year as i16, month as i8, day as i8).ok()).flatten();
            prop_assert_eq!(Day::from_ymd(year, month, day).map(|day| day.to_string()), jiff.map(|day| day.to_string()));
        }

        #[test]
        fn a_date_is_printed_as_it_was_written(date in any_date()) {
            prop_assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
        }

        #[test]
        fn exactly_one_of_before_after_and_overlapping_holds(a in any_date(), b in any_date()) {
            let told = [a.certainly_before(b), a.certainly_after(b), a.overlaps(b)];
            prop_assert_eq!(told.into_iter().filter(|&holds| holds).count(), 1);
            prop_assert_eq!(a.overlaps(b), a.interval().overlaps(b.interval()));
        }

        #[test]
        fn an_intersection_holds_the_days_of_both(a in any_interval(), b in any_interval(), day in any_day()) {
            let both = a.intersection(b).is_some_and(|common| common.contains(day));
            prop_assert_eq!(both, a.contains(day) && b.contains(day));
        }

        #[test]
        fn no_text_is_too_odd_to_be_refused(written in "\\PC{0,14}|[0-9./ -]{0,12}|[0-9]{1,2} ?[A-Za-z]{3} [0-9]{4}") {
            if let Ok(date) = written.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), written);
            }
        }
    }
}
