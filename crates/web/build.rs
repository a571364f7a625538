//! Builds the program anew when the front end was built anew: the files that are embedded are read while it is
//! compiled, and nothing else tells cargo of them.

fn main() {
    println!("cargo::rerun-if-changed=../../frontend/dist");
}
