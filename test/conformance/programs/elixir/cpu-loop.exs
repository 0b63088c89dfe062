defmodule Main do
  def loop, do: loop()
end

Main.loop()
