"""Reading: an item in, reports out. Pure; the words and the world come in as values.

``vocabulary`` (with ``inflection``) and ``gazetteer`` find words and names; ``scene`` lays a sentence out; ``parties`` (with ``nouns``,
``belonging`` and ``phrases``), ``speakers``, ``triggers``, ``needs``, ``roles`` (with ``clashes``, ``inversion``, ``turned`` and ``undergoing``) and
``casualties`` read it; ``modes`` and ``filters`` say what is no news of ours; ``acts`` and ``drafts`` gather what belongs together;
``events`` and ``borders`` judge it; ``settling`` fills in, ``reports`` and ``reader`` assemble; ``rejections`` says what
was almost read. Nothing here decides whether two items tell of one occurrence.
"""
