import process from 'node:process';

process.stdin.pipe(process.stdout);
