echo unknownName
