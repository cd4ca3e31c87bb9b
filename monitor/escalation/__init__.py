"""Incidents to firings, firings to a score with its ledger, score and gates to the state of a border. Pure.

``kinds`` judges each indicator over the incidents (``facts``, ``past``), ``signs`` gathers what fires, ``score`` adds up, ``gates`` and ``ladder``
decide the state, ``outlook`` what may come. ``assess`` is the way in; ``checkpoint`` lets it go on from what is settled and still give what the
whole would. ``account`` is for people who ask why: the ``ways`` out of a state, the ``curve`` of the score, what one incident did.
"""
