"""From a feed's bytes to entries, from entries to items, and when to ask again. Pure: nothing here touches the network or the clock."""
