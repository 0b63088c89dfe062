set -euo pipefail
echo "$missing"
