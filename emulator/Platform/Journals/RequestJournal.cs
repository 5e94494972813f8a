using System.Collections.Immutable;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Faults;

namespace PrivateNumber.Emulator.Journals;

/// <summary>One API request with its answer and why it was answered so.</summary>
internal sealed record RequestEntry
{
    /// <summary>Counts the requests of all applications together: their clocks may stand days apart.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the request named no known application.</summary>
    public string? App { get; init; }

    public string? Operation { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public required ImmutableArray<KeyValuePair<string, string>> Headers { get; init; }

    public required string Body { get; init; }

    public required int Status { get; init; }

    public required string ResultCode { get; init; }

    public required string ResultDesc { get; init; }

    public required string Answer { get; init; }

    public Explain? Explain { get; init; }

    /// <summary>What went wrong on purpose.</summary>
    public FaultRule? Fault { get; init; }
}

/// <summary>The newest API requests, in the order of their answers.</summary>
internal sealed class RequestJournal : IResettable
{
    public const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly RingBuffer<RequestEntry> _entries = new(Capacity);

    public (IReadOnlyList<RequestEntry> Items, long Dropped) Read()
    {
        lock (_lock)
        {
            return ([.. _entries.Items], _entries.Dropped);
        }
    }

    public void Add(RequestEntry entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }
}
