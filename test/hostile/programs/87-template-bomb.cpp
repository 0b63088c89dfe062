// verdict: compile_error
template <int Depth, int Index>
struct Node {
	Node<Depth - 1, 2 * Index> left;
	Node<Depth - 1, 2 * Index + 1> right;
};
template <int Index>
struct Node<0, Index> {};

int main() { return sizeof(Node<24, 1>); }
