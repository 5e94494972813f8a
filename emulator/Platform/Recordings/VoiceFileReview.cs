using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>
/// The announcements of one application. Those approved are part of its settings, so that a change of the settings and a review say the
/// same; here are the others. Guarded by the World's lock.
/// </summary>
internal sealed class VoiceFileReview : IResettable
{
    private readonly World _world;
    private readonly Durable<VoiceFile> _durable;
    private readonly Dictionary<string, VoiceFile> _others = new(StringComparer.Ordinal);

    public VoiceFileReview(World world)
    {
        _world = world;
        _durable = new Durable<VoiceFile>(
            world.Unsaved, "voiceFiles", StateJson.Document.VoiceFile, file => file.Name,
            () => _others.Values.OrderBy(file => file.Name, StringComparer.Ordinal), Import);
    }

    public IReadOnlyList<VoiceFile> All =>
    [
        .. _world.VoiceFiles.Select(Approved).Concat(_others.Values.Where(file => !_world.VoiceFiles.Contains(file.Name))).OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public IDurable Durable => _durable;

    public VoiceFile? Find(string name) => _world.VoiceFiles.Contains(name) ? Approved(name) : _others.GetValueOrDefault(name);

    /// <summary>Adds a file, or moves it on in its review.</summary>
    public VoiceFile Put(VoiceFile file)
    {
        Remove(file.Name);
        if (file.Status == VoiceFileStatus.Approved)
        {
            Approve([.. _world.Application.VoiceFiles, file.Name]);
        }
        else
        {
            _others[file.Name] = file;
            _durable.Put(file);
        }

        return file;
    }

    public bool Remove(string name)
    {
        var known = _others.Remove(name, out var other);
        if (known)
        {
            _durable.Remove(other!);
        }

        if (_world.VoiceFiles.Contains(name))
        {
            Approve([.. _world.Application.VoiceFiles.Where(file => file != name)]);
            known = true;
        }

        return known;
    }

    public void Reset() => _others.Clear();

    private static VoiceFile Approved(string name) => new(name, VoiceFileStatus.Approved);

    private string? Import(VoiceFile file) =>
        file.Status == VoiceFileStatus.Approved || !_others.TryAdd(file.Name, file) ? $"{file.Name} is approved, or stands twice" : null;

    private void Approve(IReadOnlyList<string> names) => _world.Change(_world.Application with { VoiceFiles = names });
}
