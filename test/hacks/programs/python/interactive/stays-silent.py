# says nothing and waits for the interactor to give up
import time

time.sleep(3600)
