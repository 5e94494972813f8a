using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios;

/// <summary>A clock that goes by itself, this many virtual seconds in a real one: the run waits for it.</summary>
internal sealed class RunningClock(ControlClient control, PushLog pushes, string app, double factor) : IPace
{
    /// <summary>How long a running server may take, beyond its virtual time, to deliver a push.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(5);

    /// <summary>The wait for one push, before the state is looked at again.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public Task SettleAsync(CancellationToken ct) => Task.CompletedTask;

    public Task DeliverAsync(Func<Task<bool>> isDelivered, string sessionId, bool mayMove, CancellationToken ct) => UntilAsync(isDelivered, sessionId, TimeSpan.Zero, ct);

    public Task PassAsync(TimeSpan time, CancellationToken ct) => WallClock.PassAsync(Real(time), ct);

    public async Task UntilAsync(Func<Task<bool>> holds, string? sessionId, TimeSpan limit, CancellationToken ct)
    {
        var started = WallClock.Provider.GetTimestamp();
        while (true)
        {
            // Noted before the look: what is pushed behind it ends the wait.
            await pushes.LookAsync(ct);
            var seen = pushes.Last;
            if (await holds() || WallClock.Provider.GetElapsedTime(started) >= Real(limit) + Delivery)
            {
                return;
            }

            await control.WaitForCallbackAsync(app, sessionId, null, seen, Poll, ct);
        }
    }

    /// <summary>What must not come within a time may come right after it.</summary>
    public Task WithinAsync(Func<Task<bool>>? holds, string? sessionId, TimeSpan limit, CancellationToken ct) =>
        holds is null ? PassAsync(limit, ct) : UntilAsync(holds, sessionId, limit, ct);

    public async Task UntilCallEndsAsync(string sessionId, TimeSpan limit, CancellationToken ct)
    {
        await UntilAsync(async () => CallPlayer.HasEnded(await control.CallAsync(sessionId, ct)), sessionId, limit, ct);
        await control.WaitForCallbackAsync(app, sessionId, PushTypes.Fee, after: 0, Real(FeeBatch.Window) + Delivery, ct);
    }

    /// <summary>The request itself waits for it.</summary>
    public Task UntilDecidedAsync(Func<Task<bool>> isDecided, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What passes on the wall meanwhile. The clock may be so slow that no number holds it.</summary>
    private TimeSpan Real(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Min(time.TotalMilliseconds / factor, Text.Durations.Longest.TotalMilliseconds));
}
