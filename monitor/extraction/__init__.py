"""Reading: an item in, reports out. Pure; the words and the world come in as values.

``vocabulary`` (with ``dictionary``, ``grammar``, ``inflection``, ``accents`` and ``numerals``) and ``gazetteer`` find words and names; ``layout``
makes ``scene``s of them. Who is named: ``parties`` (with ``nouns``, ``people``, ``belonging``, ``phrases`` and ``headings``), each a ``party_at``
with one of the ``cues``, and ``speakers``. What is told: ``triggers`` (with ``voices``, ``mutual`` and ``background``) and ``needs`` (with
``statecraft``, ``envoys``, ``movements``, ``objects``, ``shots``, ``shows``, ``hands``, ``captivity`` and ``driven``). Who did it to whom:
``roles`` (with ``active``, ``nominal``, ``clashes``, ``inversion``, ``brackets``, ``turned``, ``valency``, ``undergoing``, ``hurt`` and
``whence``) and ``spoken``. How many: ``casualties`` (with ``counted``, ``singles``, ``subsets`` and ``ages``); when: ``timing`` (with
``weekdays``); where: ``whereabouts`` and ``points``. ``modes`` (with ``years``), ``filters`` (with ``sounds`` and ``grounds``) and ``captions``
say what is no news of ours; ``acts`` (with ``splits``, ``sequels``, ``charges``, ``lookalikes`` and ``taking``), ``drafts`` and ``accounts``
(with ``beginning``) gather what belongs together; ``events`` and ``borders`` (with ``lodging``) judge it; ``answers``, ``deciders``, ``threats``,
``remarks`` and ``settling`` (with ``facing`` and ``missions``) fill in; ``reports`` and ``reader`` assemble; ``rejections`` says what was almost
read. Nothing here decides whether two items tell of one occurrence.
"""
