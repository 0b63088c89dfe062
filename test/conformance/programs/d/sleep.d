import core.thread;

void main()
{
    Thread.sleep(600.seconds);
}
