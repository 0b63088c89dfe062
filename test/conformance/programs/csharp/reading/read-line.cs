using System;

class Program
{
    static void Main()
    {
        long total = 0;
        string line;
        while ((line = Console.ReadLine()) != null)
            foreach (var word in line.Split(' ')) total += long.Parse(word);
        Console.WriteLine(total);
    }
}
