"""From scenes to drafts: what the steps before found in a sentence, act by act."""
