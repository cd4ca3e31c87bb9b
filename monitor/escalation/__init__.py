"""Incidents to firings, firings to a score with its ledger, score and gates to the state of a border. Pure.

``kinds`` judges each indicator over the incidents (``facts``, ``past``), ``score`` adds up, ``gates`` and ``ladder`` decide the state,
``standing`` the outlook. ``assess`` is the way in; ``checkpoint`` lets it go on from what is settled and still give what the whole would.
"""
