namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A manual clock, which the run moves from one due event to the next: no further than it has to.</summary>
internal sealed class MovedClock(ControlClient control, string app) : IPace
{
    /// <summary>How long a customer may take over the pushes of a call before the step goes on without them.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromMinutes(1);

    public Task SettleAsync(CancellationToken ct) => PassAsync(TimeSpan.Zero, ct);

    public Task DeliverAsync(Func<Task<bool>> isDelivered, string sessionId, bool mayMove, CancellationToken ct) =>
        UntilAsync(isDelivered, sessionId, mayMove ? Delivery : TimeSpan.Zero, ct);

    public Task PassAsync(TimeSpan time, CancellationToken ct) => control.AdvanceAsync(app, time, ct);

    public async Task UntilAsync(Func<Task<bool>> holds, string? sessionId, TimeSpan limit, CancellationToken ct)
    {
        await SettleAsync(ct);
        var (now, next) = await control.TimeAsync(app, ct);
        var end = now + limit;
        while (!await holds() && next <= end)
        {
            await control.AdvanceToAsync(app, next.Value, ct);
            (_, next) = await control.TimeAsync(app, ct);
        }
    }

    /// <summary>A push that does not come takes all of the time.</summary>
    public async Task WithinAsync(Func<Task<bool>>? holds, string? sessionId, TimeSpan limit, CancellationToken ct)
    {
        if (holds is null)
        {
            await PassAsync(limit, ct);
            return;
        }

        await SettleAsync(ct);
        var end = (await control.TimeAsync(app, ct)).Now + limit;
        while (!await holds())
        {
            var (now, next) = await control.TimeAsync(app, ct);
            if (now >= end)
            {
                return;
            }

            await control.AdvanceToAsync(app, next < end ? next.Value : end, ct);
        }
    }

    public Task UntilCallEndsAsync(string sessionId, TimeSpan limit, CancellationToken ct) => control.AdvanceUntilCallEndsAsync(app, sessionId, ct);

    /// <summary>The customer's answer may take time, and the clock moves no longer than that.</summary>
    public async Task UntilDecidedAsync(Func<Task<bool>> isDecided, CancellationToken ct)
    {
        await SettleAsync(ct);
        while (!await isDecided())
        {
            var (_, next) = await control.TimeAsync(app, ct);
            await (next is { } due ? control.AdvanceToAsync(app, due, ct) : SettleAsync(ct));
        }
    }
}
