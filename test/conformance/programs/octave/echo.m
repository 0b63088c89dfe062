fwrite(stdout, fread(stdin));
