loop { puts 'flood' }
