const held = [];
for (;;) held.push(new Array(1 << 17).fill(held.length));
