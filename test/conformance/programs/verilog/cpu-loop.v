module main;
  reg clock = 0;
  always #5 clock = ~clock;
endmodule
