count = 0_u64
loop { count &+= Time.monotonic.nanoseconds }
