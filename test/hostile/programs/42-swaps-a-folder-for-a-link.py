# verdict: accepted
import os

os.mkdir("folder")
if os.fork() == 0:
    while True:
        os.rename("folder", "aside")
        os.symlink("/etc", "folder")
        os.unlink("folder")
        os.rename("aside", "folder")
print("ok")
