defmodule Main do
  def main do
    sum(0) |> IO.puts()
  end

  defp sum(total) do
    case IO.gets("") do
      :eof ->
        total

      line ->
        numbers = line |> String.trim() |> String.split(" ") |> Enum.map(&String.to_integer/1)
        sum(total + Enum.sum(numbers))
    end
  end
end

Main.main()
