import std.stdio;

void main()
{
    foreach (part; stdin.byChunk(65536))
        stdout.rawWrite(part);
}
