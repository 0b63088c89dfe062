# verdict: memory_limit
# limits: memory_mb=128 cpu_ms=6000 wall_ms=20000
import zlib

packer = zlib.compressobj(1)
zeros = bytes(1 << 20)
bomb = b"".join(packer.compress(zeros) for _ in range(400)) + packer.flush()
print(len(zlib.decompress(bomb)))
