// destroys its streams after one guess and goes on as if it had been right
console.log(1);
process.stdin.destroy();
process.stdout.destroy();
