//! The threads that read and write blocks of records.
//!
//! A worker reads a block and waits for the keys of its records, which are assigned in the order of the input; then it
//! writes them. It cannot wait forever: the block before its own is with another worker that does not wait for it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use crate::error::Result;
use crate::model::Record;
use crate::seam::Format;

use super::ConvertOptions;
use super::batch::{Batch, Preparation, TextBlock, Written, to_lines, write};

/// A task for a worker; each task has a number.
pub(super) enum Task {
    /// Read a text, and then write its records when they have their keys.
    Read(TextBlock),
    /// Write records.
    Write(Keyed),
}

/// A batch whose records have their keys.
#[derive(Default)]
pub(super) struct Keyed {
    /// The records to write.
    pub batch: Batch,
    /// The records that are to wait on disk, as lines.
    pub waiting: Vec<Record>,
}

/// A message from a worker.
pub(super) enum Event {
    /// It read a text and waits for the keys.
    Read { number: u64, worker: usize, batch: Batch },
    /// It has finished a task.
    Done { number: u64, output: Result<Output> },
    /// It has panicked.
    Panicked,
}

/// The result of a task.
pub(super) struct Output {
    pub written: Written,
    pub lines: Vec<u8>,
}

/// The worker threads.
pub(super) struct Workers {
    tasks: Option<Sender<(u64, Task)>>,
    /// For each worker, a channel for the keyed form of the batch it has read; `None` if there is nothing left to do
    /// for it.
    keyed: Vec<Sender<Option<Keyed>>>,
    events: Receiver<Event>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts the threads, or as many of them as the system allows; `None` if it allows none.
    pub(super) fn start(count: usize, target: &'static Format, options: &ConvertOptions) -> Option<Self> {
        let (tasks, open_tasks) = channel();
        let (report, events) = channel();
        let open_tasks = Arc::new(Mutex::new(open_tasks));
        let (mut keyed, mut threads) = (Vec::new(), Vec::new());
        for number in 0..count {
            let (sender, receiver) = channel();
            let worker =
                Worker { number, tasks: Arc::clone(&open_tasks), keyed: receiver, report: report.clone(), target };
            let options = options.clone();
            let Ok(thread) = thread::Builder::new().spawn(move || worker.run(&options)) else { break };
            keyed.push(sender);
            threads.push(thread);
        }
        (!threads.is_empty()).then_some(Self { tasks: Some(tasks), keyed, events, threads })
    }

    pub(super) fn count(&self) -> usize {
        self.threads.len()
    }

    /// Passes a task to the workers.
    pub(super) fn assign(&self, number: u64, task: Task) {
        if let Some(tasks) = &self.tasks {
            // If nobody takes it, an event says so.
            let _ = tasks.send((number, task));
        }
    }

    /// Sends a worker the keyed form of the batch that it has read.
    pub(super) fn answer(&self, worker: usize, keyed: Option<Keyed>) {
        let _ = self.keyed[worker].send(keyed);
    }

    /// Waits for a message from a worker.
    pub(super) fn event(&self) -> Event {
        self.events.recv().unwrap_or(Event::Panicked)
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        // They end when the channel is closed.
        self.tasks = None;
        self.keyed.clear();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

struct Worker {
    number: usize,
    tasks: Arc<Mutex<Receiver<(u64, Task)>>>,
    keyed: Receiver<Option<Keyed>>,
    report: Sender<Event>,
    target: &'static Format,
}

impl Worker {
    fn run(&self, options: &ConvertOptions) {
        let _alarm = Alarm(self.report.clone());
        let preparation = Preparation::new(options);
        let mut writer = self.target.writer.and_then(|writer| writer.parts(&options.write));
        loop {
            let task = self.tasks.lock().map(|tasks| tasks.recv());
            let Ok(Ok((number, task))) = task else { return };
            let keyed = match task {
                Task::Write(keyed) => keyed,
                Task::Read(block) => {
                    let batch = block.read(&preparation);
                    if self.report.send(Event::Read { number, worker: self.number, batch }).is_err() {
                        return;
                    }
                    match self.keyed.recv() {
                        Ok(Some(keyed)) => keyed,
                        Ok(None) => continue,
                        Err(_) => return,
                    }
                }
            };
            let Some(writer) = &mut writer else { continue };
            let output = keyed.output(self.target, &mut **writer);
            if self.report.send(Event::Done { number, output }).is_err() {
                return;
            }
        }
    }
}

impl Keyed {
    /// Does the task and returns its result.
    ///
    /// # Errors
    /// Returns any error from the writer.
    pub(super) fn output(self, target: &'static Format, writer: &mut dyn crate::seam::PartWriter) -> Result<Output> {
        let mut lines = Vec::new();
        to_lines(&self.waiting, &mut lines)?;
        Ok(Output { written: write(self.batch, target, writer)?, lines })
    }
}

/// Reports that a worker ended early, so that nobody waits for it.
struct Alarm(Sender<Event>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Panicked);
        }
    }
}
