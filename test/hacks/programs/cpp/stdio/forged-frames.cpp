// forges frames of the supervisor on every descriptor, as bytes and as messages
#include <cstdint>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>

int main() {
	unsigned char frame[64] = {};
	std::uint32_t length = sizeof frame - 4;
	std::memcpy(frame, &length, sizeof length);
	frame[4] = 71;
	for (int descriptor = 0; descriptor < 256; descriptor++) {
		if (write(descriptor, frame, sizeof frame) < 0) continue;
		send(descriptor, frame, sizeof frame, MSG_DONTWAIT | MSG_NOSIGNAL);
	}
}
