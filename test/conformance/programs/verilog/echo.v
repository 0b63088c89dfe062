module main;
  reg [8*64:1] line;
  initial while ($fgets(line, 32'h8000_0000) != 0) $write("%0s", line);
endmodule
