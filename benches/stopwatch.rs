//! The best of several times.

use std::time::{Duration, Instant};

/// The best time of a step, run by run.
pub struct Best(Duration);

impl Best {
    pub fn new() -> Best {
        Best(Duration::MAX)
    }

    pub fn time<T>(&mut self, step: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = step();
        self.0 = self.0.min(begun.elapsed());
        result
    }

    pub fn milliseconds(&self) -> String {
        format!("{:.1}", self.0.as_secs_f64() * 1000.0)
    }
}
