import qualified Data.ByteString as B

fill :: [B.ByteString] -> IO ()
fill held = do
  let part = B.replicate 1048576 120
  if B.length part == 0 then print (length held) else fill (part : held)

main :: IO ()
main = fill []
