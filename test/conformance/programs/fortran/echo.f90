program echo
    use, intrinsic :: iso_fortran_env, only: iostat_end, iostat_eor
    implicit none
    character(len=4096) :: part
    integer :: length, status
    do
        read (*, '(a)', advance='no', size=length, iostat=status) part
        if (status == iostat_end) exit
        write (*, '(a)', advance='no') part(:length)
        if (status == iostat_eor) print '()'
    end do
end program echo
