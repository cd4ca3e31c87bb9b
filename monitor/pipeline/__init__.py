"""The order of the stages: four cycles, three durable hand-overs.

    collect (per feed)    -> items, validators, feed health      in one transaction
    read    (per batch)   -> reports, dirty borders, items read  in one transaction
    assess  (per border)  -> incidents ... alerts, outbox        in one transaction
    deliver (per channel) -> claim, send with nothing open, record

Each cycle reads, decides (pure) and writes. What they need of the world is in ``ports``. Doing anything twice changes nothing.
"""
