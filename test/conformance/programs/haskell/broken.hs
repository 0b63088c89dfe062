main :: IO ()
main = print unknownName
