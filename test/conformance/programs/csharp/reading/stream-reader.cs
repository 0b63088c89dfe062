using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Judged
{
    static class Program
    {
        static IEnumerable<string> Lines(TextReader reader)
        {
            while (reader.ReadLine() is string line) yield return line;
        }

        static void Main()
        {
            using (var reader = new StreamReader(Console.OpenStandardInput()))
            using (var writer = new StreamWriter(Console.OpenStandardOutput()))
            {
                writer.WriteLine(Lines(reader).SelectMany(line => line.Split()).Select(long.Parse).Sum());
            }
        }
    }
}
