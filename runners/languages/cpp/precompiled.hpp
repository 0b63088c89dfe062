/* What is worth compiling once: the header that contest programs begin with. */
#include <bits/stdc++.h>
