# writes a number that is an object, whose text cannot be had
import os

os.write(3, b'{"value":{"$float":{"toString":1}}}\n')
os._exit(0)
