program memory
    implicit none
    integer, pointer :: part(:)
    do
        allocate (part(262144))
        part = 1
    end do
end program memory
