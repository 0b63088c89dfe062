#include <bits/stdc++.h>
using namespace std;

int main() {
	long long total = 0, x;
	for (string line; getline(cin, line);) {
		stringstream words(line);
		while (words >> x) total += x;
	}
	cout << total << '\n';
}
