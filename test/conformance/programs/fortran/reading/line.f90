program total
    implicit none
    character(len=1000) :: line
    integer(8) :: x, total_of_all
    integer :: status, blank
    total_of_all = 0
    do
        read (*, '(a)', iostat=status) line
        if (status /= 0) exit
        line = adjustl(line)
        do while (len_trim(line) > 0)
            read (line, *) x
            total_of_all = total_of_all + x
            blank = index(line, ' ')
            line = adjustl(line(blank:))
        end do
    end do
    write (*, '(i0)') total_of_all
end program total
