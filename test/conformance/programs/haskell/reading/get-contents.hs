main :: IO ()
main = do
  rows <- map (map read . words) . lines <$> getContents
  print (sum (concat rows) :: Integer)
