// Only reading can wait: here for what nobody writes into the pipe that takes the output.
module main;
  integer pipe, char;
  initial begin
    pipe = $fopen("/dev/stdout", "r");
    char = $fgetc(pipe);
  end
endmodule
