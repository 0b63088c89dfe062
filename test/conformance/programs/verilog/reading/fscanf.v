module main;
  reg signed [63:0] number, total;
  initial begin
    total = 0;
    while ($fscanf(32'h8000_0000, "%d", number) == 1) total = total + number;
    $display("%0d", total);
    $finish;
  end
endmodule
