import Data.Bits (xor)

spin :: Int -> IO ()
spin n = if n `xor` 1 == n then return () else spin (n + 1)

main :: IO ()
main = spin 0
