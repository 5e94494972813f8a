using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>The recordings of one application, as many as calls are remembered. Guarded by the World's lock.</summary>
internal sealed class RecordStore : IResettable
{
    /// <summary>As many as calls are remembered: the platform has no such limit, memory has.</summary>
    public const int Capacity = CallRegister.EndedCapacity;

    public const string Domain = "ostor.huawei.com";

    /// <summary>recording.md §3.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly World _world;
    private readonly Durable<Recording> _durable;
    private readonly Dictionary<string, Recording> _recordings = new(StringComparer.Ordinal);
    private readonly RingBuffer<string> _newest = new(Capacity);

    public RecordStore(World world)
    {
        _world = world;
        _durable = new Durable<Recording>(
            world.Unsaved, "recordings", StateJson.Document.Recording, recording => recording.ObjectName,
            () => _recordings.Values.OrderBy(recording => recording.ObjectName, StringComparer.Ordinal), Import);
    }

    /// <summary>Their names begin with the time, so this is roughly the order in which they were made.</summary>
    public IDurable Durable => _durable;

    public Recording Add(DateTimeOffset start, TimeSpan length)
    {
        var recording = new Recording(_world.Ids.RecordObjectName(start), BucketOf(_world.Application.AppKey!), Domain, start, length);
        Put(recording);
        return recording;
    }

    /// <summary>The life of a file counts from the push of its CDR, also where there is nobody to push to.</summary>
    public void CdrPushed(string objectName)
    {
        if (_recordings.TryGetValue(objectName, out var recording))
        {
            recording = recording with { ExpiresAt = _world.Clock.Now + Lifetime };
            _recordings[objectName] = recording;
            _durable.Put(recording);
        }
    }

    public Recording? Find(string objectName) =>
        _recordings.GetValueOrDefault(objectName) is { } recording && !(recording.ExpiresAt <= _world.Clock.Now) ? recording : null;

    public void Reset()
    {
        _recordings.Clear();
        _newest.Clear();
    }

    private void Put(Recording recording)
    {
        _recordings[recording.ObjectName] = recording;
        _durable.Put(recording);
        if (_newest.Add(recording.ObjectName) is { } name && _recordings.Remove(name, out var oldest))
        {
            _durable.Remove(oldest);
        }
    }

    private string? Import(Recording recording)
    {
        if (_recordings.ContainsKey(recording.ObjectName))
        {
            return $"{recording.ObjectName} stands twice";
        }

        Put(recording);
        return null;
    }

    private static string BucketOf(string appKey) => "sp-" + appKey.ToLowerInvariant();
}
