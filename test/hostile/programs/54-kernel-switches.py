# verdict: accepted
opened = []
for path in ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches", "/proc/sys/kernel/hostname", "/sys/kernel/uevent_helper"):
    try:
        open(path, "w")
        opened.append(path)
    except OSError:
        pass
print(opened or "ok")
