#include <bits/stdc++.h>
using namespace std;

int main() {
	ios::sync_with_stdio(false);
	cin.tie(nullptr);
	long long total = 0, x;
	while (cin >> x) total += x;
	cout << total << endl;
}
