using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>
/// The announcements of one application. Those approved are part of its settings, so that a change of the settings and a review say the
/// same; here are the others. Guarded by the World's lock.
/// </summary>
internal sealed class VoiceFileReview(World world) : IResettable
{
    private readonly Dictionary<string, VoiceFile> _others = new(StringComparer.Ordinal);

    public IReadOnlyList<VoiceFile> All =>
    [
        .. world.VoiceFiles.Select(Approved).Concat(_others.Values.Where(file => !world.VoiceFiles.Contains(file.Name))).OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    public IDurable Durable => new Durable<VoiceFile>("voiceFiles", StateJson.Document.VoiceFile, () => _others.Values, file =>
        file.Status == VoiceFileStatus.Approved || !_others.TryAdd(file.Name, file) ? $"{file.Name} is approved, or stands twice" : null);

    public VoiceFile? Find(string name) => world.VoiceFiles.Contains(name) ? Approved(name) : _others.GetValueOrDefault(name);

    /// <summary>Adds a file, or moves it on in its review.</summary>
    public VoiceFile Put(VoiceFile file)
    {
        Remove(file.Name);
        if (file.Status == VoiceFileStatus.Approved)
        {
            Approve([.. world.Application.VoiceFiles, file.Name]);
        }
        else
        {
            _others[file.Name] = file;
        }

        return file;
    }

    public bool Remove(string name)
    {
        var known = _others.Remove(name);
        if (world.VoiceFiles.Contains(name))
        {
            Approve([.. world.Application.VoiceFiles.Where(file => file != name)]);
            known = true;
        }

        return known;
    }

    public void Reset() => _others.Clear();

    private static VoiceFile Approved(string name) => new(name, VoiceFileStatus.Approved);

    private void Approve(IReadOnlyList<string> names) => world.Change(world.Application with { VoiceFiles = names });
}
