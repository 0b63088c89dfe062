class Program
{
    static volatile int count;

    static void Main()
    {
        while (true) count++;
    }
}
