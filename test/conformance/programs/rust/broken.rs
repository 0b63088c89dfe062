fn main() {
    println!("{}", unknown_name);
}
