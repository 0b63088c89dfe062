module main;
  initial $display("hello"
endmodule
