using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>The recordings of one application, as many as calls are remembered. Guarded by the World's lock.</summary>
internal sealed class RecordStore(World world) : IResettable
{
    public const string Domain = "ostor.huawei.com";

    /// <summary>recording.md §3.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly Dictionary<string, Recording> _recordings = new(StringComparer.Ordinal);
    private readonly RingBuffer<string> _newest = new(CallRegister.EndedCapacity);

    public IDurable Durable => new Durable<Recording>(
        "recordings", StateJson.Document.Recording, () => _newest.Items.Select(name => _recordings[name]), recording =>
        {
            if (_recordings.ContainsKey(recording.ObjectName))
            {
                return $"{recording.ObjectName} stands twice";
            }

            Put(recording);
            return null;
        });

    public Recording Add(DateTimeOffset start, TimeSpan length)
    {
        var recording = new Recording(world.Ids.RecordObjectName(start), BucketOf(world.Application.AppKey!), Domain, start, length);
        Put(recording);
        return recording;
    }

    /// <summary>The life of a file counts from the push of its CDR, also where there is nobody to push to.</summary>
    public void CdrPushed(string objectName)
    {
        if (_recordings.TryGetValue(objectName, out var recording))
        {
            _recordings[objectName] = recording with { ExpiresAt = world.Clock.Now + Lifetime };
        }
    }

    public Recording? Find(string objectName) =>
        _recordings.GetValueOrDefault(objectName) is { } recording && !(recording.ExpiresAt <= world.Clock.Now) ? recording : null;

    public void Reset()
    {
        _recordings.Clear();
        _newest.Clear();
    }

    private void Put(Recording recording)
    {
        _recordings[recording.ObjectName] = recording;
        if (_newest.Add(recording.ObjectName) is { } oldest)
        {
            _recordings.Remove(oldest);
        }
    }

    private static string BucketOf(string appKey) => "sp-" + appKey.ToLowerInvariant();
}
