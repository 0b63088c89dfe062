const held: number[][] = [];
for (;;) held.push(new Array<number>(1 << 17).fill(held.length));
