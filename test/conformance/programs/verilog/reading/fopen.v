module main;
  integer file, found;
  reg [63:0] number, total;
  initial begin
    file = $fopen("/dev/stdin", "r");
    total = 0;
    found = $fscanf(file, "%d", number);
    while (!$feof(file) || found == 1) begin
      if (found == 1) total = total + number;
      found = $fscanf(file, "%d", number);
    end
    $display("%0d", total);
    $fclose(file);
  end
endmodule
