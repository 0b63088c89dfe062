class Solution {
    static public void main(String... args) {
        throw new IllegalStateException("boom");
    }
}
