# verdict: memory_limit
# limits: cpu_ms=4000
import mmap

block = mmap.mmap(-1, 600 << 20)
for at in range(0, len(block), 4096):
    block[at] = 1
    if at % (16 << 20) == 0 and at > 0 and hasattr(mmap, "MADV_PAGEOUT"):
        block.madvise(21)
print("ok")
