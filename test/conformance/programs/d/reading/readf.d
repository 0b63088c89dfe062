import std.stdio;

void main()
{
    long total, x;
    while (readf(" %d", &x) == 1)
        total += x;
    writeln(total);
}
