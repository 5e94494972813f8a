namespace PrivateNumber.Emulator.Applications;

/// <summary>Takes the whole emulator back to its configured state: every service that holds any.</summary>
internal sealed class EmulatorReset(IReadOnlyList<IResettable> services)
{
    public IReadOnlyList<IResettable> Services { get; } = services;

    /// <summary>Returns when nothing of before is under way any more.</summary>
    public void Run()
    {
        foreach (var service in Services)
        {
            service.Reset();
        }
    }
}
