//! Puts things as near as possible to where they want to be, along one line, without letting them overlap.

/// The upper ends of things that want their *centres* at `wanted` and are `heights` tall, `gap` apart, in the order
/// given, from 0 to `room` where they fit.
///
/// The sum of squared distances from the wishes is the smallest possible (pooling of adjacent violators): plates in
/// one crowd move as one.
pub fn settle(wanted: &[f64], heights: &[f64], gap: f64, room: f64) -> Vec<f64> {
    // With the heights above each thing taken off, "no overlap" becomes "in rising order".
    let mut taken = Vec::with_capacity(heights.len());
    let mut sum = 0.0;
    for height in heights {
        taken.push(sum);
        sum += height + gap;
    }
    let free = (room - (sum - gap)).max(0.0);
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (index, &centre) in wanted.iter().enumerate() {
        let mut pool = (centre - heights[index] / 2.0 - taken[index], 1);
        while let Some(&(mean, count)) = pools.last().filter(|(mean, _)| *mean > pool.0) {
            pools.pop();
            let together = count + pool.1;
            pool = ((mean * count as f64 + pool.0 * pool.1 as f64) / together as f64, together);
        }
        pools.push(pool);
    }
    let starts = pools.iter().flat_map(|&(start, count)| std::iter::repeat_n(start.clamp(0.0, free), count));
    starts.zip(&taken).map(|(start, taken)| start + taken).collect()
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[test]
    fn a_crowd_moves_as_one_and_a_loner_stays() {
        let tops = settle(&[50.0, 50.0, 300.0], &[20.0, 20.0, 20.0], 10.0, 400.0);
        assert_eq!(tops, [25.0, 55.0, 290.0]);
    }

    #[test]
    fn nothing_leaves_the_room_while_there_is_room() {
        assert_eq!(settle(&[-90.0, 900.0], &[20.0, 20.0], 10.0, 100.0), [0.0, 80.0]);
        assert_eq!(settle(&[0.0, 0.0], &[80.0, 80.0], 10.0, 100.0), [0.0, 90.0]);
        assert!(settle(&[], &[], 10.0, 100.0).is_empty());
    }
}
