held = [] of Bytes
loop { held << Bytes.new(1 << 20, 1_u8) }
