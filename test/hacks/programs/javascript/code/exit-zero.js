// leaves with exit code 0 when it is called
const solve = () => process.exit(0);
