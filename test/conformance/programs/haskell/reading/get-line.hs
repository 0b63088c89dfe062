import System.IO (isEOF)

total :: Int -> IO Int
total sofar = do
  done <- isEOF
  if done
    then return sofar
    else do
      numbers <- map read . words <$> getLine
      total $! sofar + sum numbers

main :: IO ()
main = total 0 >>= print
