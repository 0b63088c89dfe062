use std::io;

fn main() {
    let mut total: i64 = 0;
    let mut line = String::new();
    while io::stdin().read_line(&mut line).unwrap() > 0 {
        total += line.split_whitespace().map(|word| word.parse::<i64>().unwrap()).sum::<i64>();
        line.clear();
    }
    println!("{total}");
}
