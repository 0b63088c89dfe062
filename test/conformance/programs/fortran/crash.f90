program crash
    error stop 'boom'
end program crash
