import std.algorithm, std.conv, std.stdio;

void main()
{
    stdin.byLine.map!(line => line.splitter.map!(to!long).sum).sum.writeln;
}
