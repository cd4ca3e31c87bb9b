"""How text is read and shown: folded with its offsets kept, dates, numbers, sentences and addresses found in it, and made fit for a screen or a log."""
