namespace PrivateNumber.Emulator.Journals;

/// <summary>Requests that reached no application: unknown paths, missing headers, unknown keys.</summary>
internal sealed class UnknownRequests : IResettable
{
    public RequestJournal Journal { get; } = new();

    public void Reset() => Journal.Reset();
}
