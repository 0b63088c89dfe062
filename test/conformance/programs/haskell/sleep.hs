import Control.Concurrent (threadDelay)

main :: IO ()
main = threadDelay 600000000
