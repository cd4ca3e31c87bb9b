"""Messages leave the house here: a stream that is printed to, or a service reached through Apprise.

What happens to a failed message (another try, a dead letter) is not decided here: senders only say what became of one try.
"""
