module main;
  integer char;
  longint number = 0, total = 0;
  initial begin
    char = $fgetc('h80000000);
    while (char != -1) begin
      if (char >= "0" && char <= "9") number = number * 10 + char - "0";
      else begin
        total = total + number;
        number = 0;
      end
      char = $fgetc('h80000000);
    end
    $display("%0d", total + number);
  end
endmodule
