//! The word lists are embedded: when one changes the program is built again.

fn main() {
    println!("cargo::rerun-if-changed=lexicons");
}
