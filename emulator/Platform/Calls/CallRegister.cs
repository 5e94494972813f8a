using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Calls;

/// <summary>The live calls of one application and the newest ended ones. Guarded by the World's lock.</summary>
internal sealed class CallRegister : IResettable
{
    public const int EndedCapacity = 10_000;

    private readonly Dictionary<string, Call> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<PhoneNumber, int> _liveOn = [];
    private readonly RingBuffer<string> _ended = new(EndedCapacity);
    private long _sequence;

    /// <summary>In the order in which they reached the platform.</summary>
    public IReadOnlyList<Call> All => [.. _calls.Values.OrderBy(call => call.Sequence)];

    /// <summary>How many ended ones had to make room.</summary>
    public long Dropped => _ended.Dropped;

    public Call? Find(string sessionId) => _calls.GetValueOrDefault(sessionId);

    /// <summary>How many calls to this privacy number are going on.</summary>
    public int LiveOn(PhoneNumber x) => _liveOn.GetValueOrDefault(x);

    /// <summary>Makes room for a new call, and numbers it.</summary>
    public long Open(PhoneNumber x)
    {
        _liveOn[x] = LiveOn(x) + 1;
        return ++_sequence;
    }

    public Call Keep(Call call) => _calls[call.SessionId] = call;

    public void Close(Call call)
    {
        if (--_liveOn[call.To] == 0)
        {
            _liveOn.Remove(call.To);
        }

        if (_ended.Add(call.SessionId) is { } oldest)
        {
            _calls.Remove(oldest);
        }
    }

    public void Reset()
    {
        _calls.Clear();
        _liveOn.Clear();
        _ended.Clear();
        _sequence = 0;
    }
}
