text = fread(stdin, Inf, "char=>char")';
printf("%d\n", sum(sscanf(text, "%d")));
