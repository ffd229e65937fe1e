//! Does the same work for many items on several cores. The results are in the order of the items, whatever the number
//! of cores.

use std::num::NonZero;
use std::ops::Range;
use std::thread;

/// The number of threads that make references. The output is the same for any number. If the system has no threads, one
/// core does all the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Threads {
    /// As many as there are cores.
    #[default]
    All,
    /// At most this number.
    AtMost(NonZero<usize>),
}

/// A thread is not worthwhile for fewer works than this.
const LEAST: usize = 256;

impl Threads {
    /// A single thread.
    pub const ONE: Self = Self::AtMost(NonZero::<usize>::MIN);

    /// Returns the results of a function for all indices below `count`, in order.
    pub(super) fn map<T: Send>(self, count: usize, function: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let mut parts = self.map_ranges(count, |range| range.map(&function).collect::<Vec<T>>());
        if parts.len() == 1
            && let Some(only) = parts.pop()
        {
            return only;
        }
        let mut results = Vec::with_capacity(count);
        parts.into_iter().for_each(|part| results.extend(part));
        results
    }

    /// Returns the results of a function for ranges of indices, one for each thread, which together are all indices
    /// below `count`.
    pub(super) fn map_ranges<T: Send>(self, count: usize, function: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
        let threads = self.count(count);
        if threads <= 1 {
            return vec![function(0..count)];
        }
        let share = count.div_ceil(threads);
        let range = |thread: usize| (thread * share).min(count)..((thread + 1) * share).min(count);
        let function = &function;
        thread::scope(|scope| {
            let start = |thread| thread::Builder::new().spawn_scoped(scope, move || function(range(thread)));
            let workers: Vec<_> = (1..threads).map(|thread| (thread, start(thread))).collect();
            let mut results = vec![function(range(0))];
            for (thread, worker) in workers {
                match worker.map(|worker| worker.join()) {
                    Ok(Ok(result)) => results.push(result),
                    Ok(Err(panic)) => std::panic::resume_unwind(panic),
                    // The system has no threads, or no more of them.
                    Err(_) => results.push(function(range(thread))),
                }
            }
            results
        })
    }

    /// The number of threads that this number of works is worth.
    fn count(self, works: usize) -> usize {
        let worth = works / LEAST;
        match self {
            Self::AtMost(most) => most.get().min(worth),
            // Asking the system for the number of cores takes longer than formatting a few works.
            Self::All if worth > 1 => thread::available_parallelism().map_or(1, NonZero::get).min(worth),
            Self::All => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use super::{LEAST, Threads};

    #[test]
    fn results_come_in_order() {
        let three = Threads::AtMost(NonZero::new(3).unwrap());
        for threads in [Threads::All, Threads::ONE, three] {
            for count in [0, 1, LEAST, 2 * LEAST, 10 * LEAST + 7] {
                let all: Vec<usize> = (0..count).collect();
                assert_eq!(
                    threads.map(count, |index| index * 2),
                    (0..count).map(|index| index * 2).collect::<Vec<_>>()
                );
                assert_eq!(threads.map_ranges(count, |range| range).into_iter().flatten().collect::<Vec<_>>(), all);
            }
        }
    }
}
