using System;
using System.Linq;
using System.Numerics;

public class Solution
{
    public static void Main(string[] args)
    {
        var words = Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        Console.WriteLine(words.Select(BigInteger.Parse).Aggregate(BigInteger.Add));
    }
}
