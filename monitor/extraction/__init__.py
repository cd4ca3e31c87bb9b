"""Reading: an item in, reports out. Pure; the words and the world come in as values.

The rooms, in the order in which a text goes through them; each knows those before it alone:

``words``      what the words of a text are signs of; lexicons compiled to a dictionary
``world``      who and what can be named, the towns, the land borders
``scenes``     a sentence laid out: its names, words, clauses, and what short words relate
``naming``     the parties of a sentence: who is named, whose they are, their part in it
``counting``   how many were killed and hurt, and of which sort
``telling``    what is said to have happened, in which voice and mode, and when
``drafts``     what one sign of an act says, before it is joined with the others
``casting``    who did it to whom
``needing``    what some words need beside them before they say anything
``judging``    which kind of event, at which border, and whether it is news of ours
``gathering``  from scenes to drafts, act by act
``whole``      what the whole item adds, and the reports that come of it
``reader``     all of it: an item in, what it says happened out

Nothing here decides whether two items tell of one occurrence. ``examples`` tells whether a text reads as its example says.
"""
