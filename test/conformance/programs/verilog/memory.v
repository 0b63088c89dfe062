module main;
  string held = "0123456789abcdef";
  initial forever held = {held, held};
endmodule
