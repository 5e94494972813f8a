namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A manual clock, which the run moves.</summary>
internal sealed class MovedClock(ControlClient control, string app) : IPace
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    public Task SettleAsync(CancellationToken ct) => PassAsync(TimeSpan.Zero, ct);

    public Task DeliverAsync(Func<Task<bool>> isDelivered, string sessionId, CancellationToken ct) => SettleAsync(ct);

    public Task PassAsync(TimeSpan time, CancellationToken ct) => control.AdvanceAsync(app, time, ct);

    public async Task UntilAsync(Func<Task<bool>> holds, string? sessionId, TimeSpan limit, CancellationToken ct)
    {
        for (var passed = TimeSpan.Zero; passed <= limit; passed += Step)
        {
            await SettleAsync(ct);
            if (await holds())
            {
                return;
            }

            await PassAsync(Step, ct);
        }
    }

    public async Task WithinAsync(Func<Task<bool>> holds, string? sessionId, TimeSpan limit, CancellationToken ct)
    {
        if (!await holds())
        {
            await PassAsync(limit, ct);
        }
    }

    public Task UntilCallEndsAsync(string sessionId, TimeSpan limit, CancellationToken ct) => control.AdvanceUntilCallEndsAsync(app, sessionId, ct);

    /// <summary>The customer's answer may take time, and the clock moves no longer than that.</summary>
    public async Task UntilDecidedAsync(Func<Task<bool>> isDecided, CancellationToken ct)
    {
        await SettleAsync(ct);
        while (!await isDecided())
        {
            await PassAsync(Step, ct);
        }
    }
}
