namespace PrivateNumber.Emulator.Scenarios;

/// <summary>
/// The pushes of an application since a run began. Each look asks the emulator for what has changed since the last one: a server that goes on
/// for long holds thousands of others.
/// </summary>
internal sealed class PushLog(ControlClient control, string app)
{
    private readonly OrderedDictionary<string, ObservedPush> _pushes = new(StringComparer.Ordinal);

    /// <summary>The last change that the log knows of.</summary>
    public long Last { get; private set; }

    /// <summary>From now on.</summary>
    public async Task BeginAsync(CancellationToken ct) =>
        // Nothing comes after the greatest number: the answer is that of the last change alone.
        Last = (await control.ChangedCallbacksAsync(app, long.MaxValue, ct)).Last;

    /// <summary>In the order in which they were sent, each as it stands now.</summary>
    public async Task<IReadOnlyCollection<ObservedPush>> LookAsync(CancellationToken ct)
    {
        var (items, last) = await control.ChangedCallbacksAsync(app, Last, ct);
        foreach (var push in items.Select(ObservedPush.Read))
        {
            _pushes[push.Id] = push;
        }

        Last = last;
        return _pushes.Values;
    }

    /// <summary>The application was reset; its next pushes have the ids of the first.</summary>
    public void Clear() => _pushes.Clear();
}
