// leaves with exit code 0 when it is called
const apply = () => process.exit(0);
