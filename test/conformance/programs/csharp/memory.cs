using System.Collections.Generic;

class Program
{
    static void Main()
    {
        var held = new List<byte[]>();
        while (true)
        {
            var part = new byte[1 << 20];
            for (int i = 0; i < part.Length; i += 4096) part[i] = 1;
            held.Add(part);
        }
    }
}
