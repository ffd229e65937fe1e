//! publist
fn main() {}
