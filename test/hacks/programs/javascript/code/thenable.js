// returns a promise of its own making that is kept for everybody who waits for it
const kept = { then: (keep) => keep(true), catch: () => kept, finally: () => kept };
const solve = () => kept;
const range = async () => kept;
