program total
    use iso_fortran_env
    implicit none
    character :: ch
    integer(int64) :: number, total_of_all
    integer :: status
    number = 0
    total_of_all = 0
    do
        read (input_unit, '(a1)', advance='no', iostat=status) ch
        if (status == 0 .and. ch >= '0' .and. ch <= '9') then
            number = 10 * number + ichar(ch) - ichar('0')
        else
            total_of_all = total_of_all + number
            number = 0
        end if
        if (is_iostat_end(status)) exit
    end do
    write (output_unit, '(i0)') total_of_all
end program total
