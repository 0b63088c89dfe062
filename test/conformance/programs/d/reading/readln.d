import std.array, std.conv, std.stdio;

void main()
{
    long total;
    string line;
    while ((line = readln()) !is null)
        foreach (word; line.split)
            total += word.to!long;
    writeln(total);
}
