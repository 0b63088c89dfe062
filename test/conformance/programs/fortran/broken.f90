program broken
    implicit none
    print *, unknown_name
end program broken
