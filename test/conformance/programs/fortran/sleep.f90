program sleeper
    call sleep(600)
end program sleeper
