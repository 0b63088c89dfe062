fn main() {
    let mut held = Vec::new();
    loop {
        held.push(vec![b'x'; 1 << 20]);
    }
}
