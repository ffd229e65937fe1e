//! Signals that end the program: temporary files are removed first.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, Once, PoisonError, mpsc};
use std::thread;

use publist::files::discard_unfinished;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// The temporary folder that exists now.
static FOLDER: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Makes sure that no temporary files are left behind by a signal. Without temporary files, signals need no handling.
pub(crate) fn clean_up() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let (started, wait) = mpsc::sync_channel(1);
        // If no thread can be started, signals end the program as usual.
        let handler = thread::Builder::new().name("signals".to_owned()).spawn(move || {
            let signals = Signals::new([SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal)));
            let _ = started.send(());
            if let Ok(mut signals) = signals
                && let Some(signal) = signals.forever().next()
            {
                end(signal);
            }
        });
        if handler.is_ok() {
            let _ = wait.recv();
        }
    });
}

/// Does something with the temporary folder, or in it, that a signal does not interrupt. The folder that is known
/// afterwards is removed by a signal.
pub(crate) fn with_folder<T>(work: impl FnOnce(&mut Option<PathBuf>) -> T) -> T {
    work(&mut lock())
}

fn lock() -> MutexGuard<'static, Option<PathBuf>> {
    FOLDER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn end(signal: i32) {
    let folder = lock(); // Never released, so that nothing new is put into it.
    if let Some(folder) = folder.as_deref() {
        let _ = fs::remove_dir_all(folder);
    }
    discard_unfinished(|| _ = emulate_default_handler(signal));
}

/// Whether the program was started so that a signal does not end it, as by `nohup` or in the background of a script.
/// Linux says so in a file. Elsewhere it cannot be found out without unsafe code, and is assumed of none.
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask >> (signal - 1) & 1 == 1
}
