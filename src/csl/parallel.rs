//! Does the same with many works on all cores. The results come in the order of the works, whatever the number of cores.

use std::num::NonZero;
use std::thread;

/// Fewer works than this are not worth a thread.
const LEAST: usize = 256;

/// The results of a function for all indices below `count`, in order.
pub(super) fn map<T: Send>(count: usize, function: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(count / LEAST);
    if threads <= 1 {
        return (0..count).map(function).collect();
    }
    let share = count.div_ceil(threads);
    let function = &function;
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let range = (thread * share).min(count)..((thread + 1) * share).min(count);
                scope.spawn(move || range.map(function).collect::<Vec<T>>())
            })
            .collect();
        let mut results = Vec::with_capacity(count);
        for worker in workers {
            match worker.join() {
                Ok(part) => results.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    })
}

#[cfg(test)]
mod tests {
    use super::{LEAST, map};

    #[test]
    fn results_come_in_order() {
        for count in [0, 1, LEAST, 2 * LEAST, 10 * LEAST + 7] {
            assert_eq!(map(count, |index| index * 2), (0..count).map(|index| index * 2).collect::<Vec<_>>());
        }
    }
}
