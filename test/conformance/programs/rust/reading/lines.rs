use std::io::{self, BufRead};

fn main() {
    let mut total: i64 = 0;
    for line in io::stdin().lock().lines() {
        total += line.unwrap().split_whitespace().map(|word| word.parse::<i64>().unwrap()).sum::<i64>();
    }
    println!("{total}");
}
