defmodule Main do
  def flood do
    IO.puts(String.duplicate("flood", 1000))
    flood()
  end
end

Main.flood()
