program total
    implicit none
    integer(8) :: numbers(1000)
    integer :: status
    numbers = 0
    read (*, *, iostat=status) numbers
    print '(i0)', sum(numbers)
end program total
