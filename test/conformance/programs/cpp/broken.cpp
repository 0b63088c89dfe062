int main() { return unknown_name; }
