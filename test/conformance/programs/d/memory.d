void main()
{
    ubyte[][] held;
    for (;;)
    {
        auto part = new ubyte[1 << 20];
        part[] = 'x';
        held ~= part;
    }
}
