module main;
  initial forever $display("flood");
endmodule
