namespace PrivateNumber.Emulator.Control;

/// <summary>How the control API answers a list: there is room for more members beside the items.</summary>
internal sealed record ItemList<T>(IReadOnlyList<T> Items);

/// <summary>The newest items of a journal, and how many older ones had to make room.</summary>
internal sealed record JournalList<T>(IReadOnlyList<T> Items, long Dropped);
