import std.algorithm;
import std.array;
import std.conv;
import std.stdio;

void main()
{
    auto text = stdin.byChunk(4096).joiner.array;
    writeln((cast(string) text).split.map!(to!long).sum);
}
