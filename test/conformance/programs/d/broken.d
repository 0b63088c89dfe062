import std.stdio;

void main()
{
    writeln(unknownName);
}
