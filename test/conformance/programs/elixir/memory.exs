defmodule Main do
  def fill(held), do: fill([String.duplicate("x", 1_048_576) | held])
end

Main.fill([])
