"""The service: APScheduler turns the handle of the four cycles; the schedule itself lives in our tables."""
