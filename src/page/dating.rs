//! Dates as pages write them: with a time of day, a weekday, or all in one number. What can be read in two ways is not
//! decided here.

use super::{Doubt, tidy};
use crate::date::{DateError, PartialDate, Precision};

/// What a written date says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    Date(PartialDate),
    Two { day_first: PartialDate, month_first: PartialDate },
    None,
}

impl Reading {
    pub fn date(self) -> Option<PartialDate> {
        match self {
            Reading::Date(date) => Some(date),
            _ => None,
        }
    }

    /// What to tell an editor of a date that is not certain.
    pub fn doubt(self, written: &str) -> Option<Doubt> {
        const LONGEST: usize = 80;
        let written = tidy::line(written).chars().take(LONGEST).collect();
        match self {
            Reading::Date(_) => None,
            Reading::Two { day_first, month_first } => Some(Doubt::TwoReadings { written, day_first, month_first }),
            Reading::None => Some(Doubt::UnreadDate(written)),
        }
    }
}

/// Reads a date as coarsely as it is written. Of a moment its own day is taken, in the zone that it is written in: that
/// is the day which its readers saw.
pub fn read(written: &str) -> Reading {
    let written = written.trim();
    if let Some(date) = iso_moment(written).or_else(|| digits_only(written)) {
        return Reading::Date(date);
    }
    let bare = without_time(written);
    if let Some(date) = dotted(&bare) {
        return Reading::Date(date);
    }
    match bare.parse::<PartialDate>() {
        Ok(date) => Reading::Date(date),
        Err(DateError::TwoReadings { day_first, month_first, .. }) => Reading::Two { day_first, month_first },
        Err(error) => error.meant().map_or(Reading::None, Reading::Date),
    }
}

/// Reads a line or an element that holds a date and nothing else. A number alone may be anything, so it must be a day.
pub fn read_alone(words: &str) -> Reading {
    const LONGEST: usize = 60;
    if words.len() > LONGEST || !words.contains(|c: char| c.is_ascii_digit()) || digits_only(words.trim()).is_some() {
        return Reading::None;
    }
    match read(words) {
        Reading::Date(date) if date.precision() != Precision::Day => Reading::None,
        reading => reading,
    }
}

/// `2026-03-10T18:42:00+01:00`, `2026-03-10 18:42`.
fn iso_moment(written: &str) -> Option<PartialDate> {
    let (day, rest) = written.split_at_checked(10)?;
    if rest.starts_with(['T', ' ', 't']) { day.parse().ok() } else { None }
}

/// `20260310`, `20260310T184200`.
fn digits_only(written: &str) -> Option<PartialDate> {
    let (digits, rest) = written.split_at_checked(8)?;
    let is_whole = rest.is_empty() || rest.starts_with(['T', 't']);
    let has_shape = is_whole && digits.bytes().all(|byte| byte.is_ascii_digit());
    let iso = has_shape.then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))?;
    iso.parse().ok()
}

/// `10.03.2026`: with points between them, the day stands first everywhere.
fn dotted(written: &str) -> Option<PartialDate> {
    let mut parts = written.split('.').map(str::trim);
    let [day, month, year] = [parts.next()?, parts.next()?, parts.next()?];
    let is_number =
        |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_shape = is_number(day, 2) && is_number(month, 2) && year.len() == 4 && is_number(year, 4);
    let rest_is_empty = parts.all(str::is_empty);
    (has_shape && rest_is_empty).then(|| format!("{year}-{month:0>2}-{day:0>2}").parse().ok())?
}

/// Leaves out weekday, time of day and zone: `Tue, 10 Mar 2026 18:42:00 GMT` becomes `10 Mar 2026`.
fn without_time(written: &str) -> String {
    let words = written.split([' ', ',', '\t', '\n', '\u{a0}', '|', '•', '·']).filter(|word| !word.is_empty());
    let belongs_to_time = |word: &&str| {
        let lower = word.to_ascii_lowercase();
        let is_weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| lower.starts_with(day))
            && !lower.contains(|c: char| c.is_ascii_digit());
        let is_zone = ["gmt", "utc", "+", "(", "-0", "-1"].iter().any(|zone| lower.starts_with(zone))
            || ["est", "edt", "cet", "cest", "eet", "eest", "msk", "bst", "pst", "pdt", "ist", "z"].contains(&&*lower);
        let is_joint = ["at", "on", "am", "pm", "a.m.", "p.m.", "-", "–", "—"].contains(&&*lower);
        is_weekday || is_zone || is_joint || word.contains(':')
    };
    words.filter(|word| !belongs_to_time(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(written: &str) -> Option<String> {
        read(written).date().map(|date| date.to_string())
    }

    #[test]
    fn a_moment_is_its_day_and_nothing_is_finer_than_it_was_written() {
        for written in [
            "2026-03-10",
            "2026-03-10T23:42:00-05:00",
            "2026-03-10 18:42:00",
            "20260310",
            "20260310T184200Z",
            "Tue, 10 Mar 2026 18:42:00 GMT",
            "Tue Mar 10 2026 18:42:00 GMT+0100 (CET)",
            "10 March 2026, 18:42",
            "March 10, 2026 at 6:42 pm EST",
            "Tuesday, 10 March 2026",
            "10.03.2026",
            "10.3.2026 18:42",
        ] {
            assert_eq!(date(written).as_deref(), Some("2026-03-10"), "{written}");
        }
        assert_eq!(date("2026-03").as_deref(), Some("2026-03"));
        assert_eq!(date("March 2026").as_deref(), Some("2026-03"));
        assert_eq!(date("2026").as_deref(), Some("2026"));
    }

    #[test]
    fn what_is_no_date_or_two_is_not_decided() {
        for written in ["", "yesterday", "2 hours ago", "10 березня", "2026-13-45", "99999999"] {
            assert_eq!(read(written), Reading::None, "{written}");
        }
        let Reading::Two { day_first, month_first } = read("09/03/2026") else { panic!() };
        assert_eq!([day_first.to_string(), month_first.to_string()], ["2026-03-09", "2026-09-03"]);
    }

    #[test]
    fn a_number_alone_is_no_day() {
        for words in ["1532", "2026", "March 2026", "20260310", "12"] {
            assert_eq!(read_alone(words), Reading::None, "{words}");
        }
        assert!(read_alone("12.03.2026").date().is_some());
    }
}
