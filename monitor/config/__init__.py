"""Files and the environment in, typed values out; all problems at once, each with its path, line and column."""
