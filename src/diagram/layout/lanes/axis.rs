//! Where a day stands between left and right. A few days stand side by side, the farther apart the longer the time between
//! them; many stand to scale, with long empty stretches cut short.

use crate::date::words::{short_date, short_month};
use crate::date::{Day, PartialDate};
use crate::diagram::measure::Font;

/// Up to so many days each has its own place and name.
const FEW: usize = 12;
const LABEL: Font = Font::bold(11.0);
const BESIDE_LABEL: f64 = 12.0;
const WIDTH: f64 = 860.0;
/// An empty stretch longer than this share of the whole is cut.
const LONG: f64 = 0.2;
const CUT: f64 = 46.0;
/// Ticks do not come nearer to each other than this.
const TICKS_APART: f64 = 56.0;

/// The way from days to places.
pub struct Axis {
    /// Days and their places, in order; what lies between two stands between their places.
    anchors: Vec<(Day, f64)>,
    ticks: Vec<Tick>,
    cuts: Vec<f64>,
    is_to_scale: bool,
}

/// A day with a name above the lanes.
pub struct Tick {
    pub at: f64,
    pub label: String,
}

impl Axis {
    pub fn new(mut dates: Vec<PartialDate>) -> Axis {
        dates.sort_by_key(|date| (date.first_day(), date.last_day()));
        dates.dedup();
        if dates.len() <= FEW { Axis::of_few(&dates) } else { Axis::to_scale(&dates) }
    }

    /// Each day at a place of its own. Dates of one first day share it; the most exact one gives it its name.
    fn of_few(dates: &[PartialDate]) -> Axis {
        let mut axis = Axis { anchors: Vec::new(), ticks: Vec::new(), cuts: Vec::new(), is_to_scale: false };
        for date in dates {
            let (day, label) = (date.first_day(), short_date(*date));
            let half = LABEL.width(&label) / 2.0;
            let at = match axis.anchors.last() {
                Some(&(before, _)) if before == day => continue,
                Some(&(before, place)) => {
                    let days = f64::from(day.days_since(before));
                    let named = axis.ticks.last().map_or(0.0, |tick| LABEL.width(&tick.label) / 2.0);
                    place + named + half + BESIDE_LABEL + 16.0 * libm::log(1.0 + days / 10.0)
                }
                None => half,
            };
            axis.anchors.push((day, at));
            axis.ticks.push(Tick { at, label });
        }
        axis
    }

    fn to_scale(dates: &[PartialDate]) -> Axis {
        let days: Vec<Day> = dates.iter().map(|date| date.first_day()).collect();
        let (first, last) = (days[0], days[days.len() - 1]);
        let whole = f64::from(last.days_since(first)).max(1.0);
        let is_long = |pair: &&[Day]| f64::from(pair[1].days_since(pair[0])) > whole * LONG;
        let cut: f64 = days.windows(2).filter(is_long).map(|pair| f64::from(pair[1].days_since(pair[0]))).sum();
        let room = WIDTH - CUT * days.windows(2).filter(is_long).count() as f64;
        let a_day = room / (whole - cut).max(1.0);
        let mut axis = Axis { anchors: vec![(first, 10.0)], ticks: Vec::new(), cuts: Vec::new(), is_to_scale: true };
        for pair in days.windows(2) {
            let before = axis.anchors[axis.anchors.len() - 1].1;
            let at = if is_long(&pair) {
                axis.cuts.push(before + CUT / 2.0);
                before + CUT
            } else {
                before + f64::from(pair[1].days_since(pair[0])) * a_day
            };
            if pair[0] != pair[1] {
                axis.anchors.push((pair[1], at));
            }
        }
        axis.ticks = axis.calendar(first, last);
        axis
    }

    /// The beginnings of years, quarters or months, as many as have room; none within a cut.
    fn calendar(&self, first: Day, last: Day) -> Vec<Tick> {
        let (year, ..) = first.ymd();
        let (last_year, ..) = last.ymd();
        let starts =
            (year..=last_year).flat_map(|year| (1..=12).filter_map(move |month| Day::from_ymd(year, month, 1)));
        let starts: Vec<Day> = starts.filter(|&day| (first..=last).contains(&day)).collect();
        let rank = |day: &Day| match day.ymd().1 {
            1 => 0,
            7 => 1,
            4 | 10 => 2,
            _ => 3,
        };
        let mut chosen: Vec<(Day, f64)> = Vec::new();
        for wanted in 0..4 {
            for &day in starts.iter().filter(|day| rank(day) == wanted) {
                let at = self.place_of(day);
                let is_cut = self.cuts.iter().any(|cut| (cut - at).abs() < CUT / 2.0);
                if !is_cut && chosen.iter().all(|(_, other)| (other - at).abs() >= TICKS_APART) {
                    chosen.push((day, at));
                }
            }
        }
        chosen.sort_by_key(|&(day, _)| day);
        let mut named: Option<u16> = None;
        let tick = |(day, at): (Day, f64)| {
            let (year, month, _) = day.ymd();
            let month = short_month(month);
            let label = if named == Some(year) { month.to_owned() } else { format!("{month} {year}") };
            named = Some(year);
            Tick { at, label }
        };
        chosen.into_iter().map(tick).collect()
    }

    /// Where a date stands: at its first day.
    pub fn place(&self, date: PartialDate) -> f64 {
        self.place_of(date.first_day())
    }

    fn place_of(&self, day: Day) -> f64 {
        let after = self.anchors.partition_point(|&(anchor, _)| anchor <= day);
        match (after.checked_sub(1).map(|before| self.anchors[before]), self.anchors.get(after)) {
            (Some((before, at)), Some(&(next, to))) => {
                let share = f64::from(day.days_since(before)) / f64::from(next.days_since(before)).max(1.0);
                at + (to - at) * share
            }
            (Some((_, at)), None) => at,
            (None, Some(&(_, to))) => to,
            (None, None) => 0.0,
        }
    }

    pub fn ticks(&self) -> &[Tick] {
        &self.ticks
    }

    /// Where time is cut short.
    pub fn cuts(&self) -> &[f64] {
        &self.cuts
    }

    pub fn width(&self) -> f64 {
        self.anchors.last().map_or(0.0, |&(_, at)| at)
    }

    /// What a reader must know of the axis.
    pub fn note(&self) -> Option<String> {
        let note = match (self.is_to_scale, self.cuts.is_empty()) {
            (false, _) if self.anchors.len() > 2 => "The distances between the days are not to scale.",
            (true, false) => "Where the axis is struck through, a stretch in which nothing was said is cut short.",
            _ => return None,
        };
        Some(note.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(dates: &[&str]) -> Axis {
        Axis::new(dates.iter().map(|date| date.parse().expect("a date")).collect())
    }

    #[test]
    fn a_few_days_have_names_that_do_not_touch() {
        let axis = axis(&["2021", "2025-01-20", "2025-01-21", "2025-06", "2025-06-20"]);
        let ends = |tick: &Tick| (tick.at - LABEL.width(&tick.label) / 2.0, tick.at + LABEL.width(&tick.label) / 2.0);
        assert_eq!(axis.ticks().len(), 5);
        assert!(axis.ticks().windows(2).all(|pair| ends(&pair[0]).1 < ends(&pair[1]).0));
        assert!(axis.note().is_some());
    }

    #[test]
    fn many_days_are_to_scale_but_for_an_empty_stretch() {
        let days: Vec<String> = (1..=20).map(|day| format!("2025-03-{day:02}")).collect();
        let mut dates: Vec<&str> = days.iter().map(String::as_str).collect();
        dates.push("2021");
        let axis = axis(&dates);
        let place = |date: &str| axis.place(date.parse().expect("a date"));
        assert_eq!(axis.cuts().len(), 1);
        let step = place("2025-03-03") - place("2025-03-02");
        assert!((place("2025-03-20") - place("2025-03-19") - step).abs() < 1e-6);
        assert!((place("2025-03-01") - place("2021") - CUT).abs() < 1e-6);
    }
}
