pause(600);
