program flood
    do
        print '(a)', 'flood'
    end do
end program flood
