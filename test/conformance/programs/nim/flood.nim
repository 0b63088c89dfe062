while true:
  echo "flood"
