using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>
/// The clock of the application, whoever moves it: a reactive run rests on it like a call or a retry, and goes on when an event, a push or
/// the time wakes it. While it acts, an advance of the clock waits.
/// </summary>
internal sealed class FollowedClock(World world, ControlClient control, string name, int links, CancellationToken generation) : IPace
{
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(5);

    private readonly string _what = "scenario " + name;

    public Task SettleAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Whoever moves a manual clock waits for the pushes before anything else happens; on a running one they take a moment.</summary>
    public Task DeliverAsync(Func<Task<bool>> isDelivered, string sessionId, bool mayMove, CancellationToken ct) =>
        UntilAsync(isDelivered, sessionId, world.Clock.Mode == ClockMode.Manual ? TimeSpan.Zero : Delivery, ct);

    public Task PassAsync(TimeSpan time, CancellationToken ct)
    {
        var turn = new Turn(links);
        lock (world.Gate)
        {
            At(time, () => world.Reactions.Wake(turn));
            world.Reactions.Rest();
        }

        return turn.Come.WaitAsync(ct);
    }

    public async Task UntilAsync(Func<Task<bool>> holds, string? sessionId, TimeSpan limit, CancellationToken ct)
    {
        var isLate = false;
        var watch = new Watch(sessionId);
        ScheduledEvent? end;
        lock (world.Gate)
        {
            world.Reactions.Add(watch);
            end = limit == TimeSpan.MaxValue ? null : At(limit, () =>
            {
                Volatile.Write(ref isLate, true);
                world.Reactions.Wake(watch);
            });
        }

        try
        {
            // Whatever comes between the look and the rest is remembered by the watch.
            while (!await holds() && !Volatile.Read(ref isLate))
            {
                await RestAsync(watch).WaitAsync(ct);
            }
        }
        finally
        {
            end?.Cancel();
            lock (world.Gate)
            {
                world.Reactions.Remove(watch);
            }
        }
    }

    public Task WithinAsync(Func<Task<bool>>? holds, string? sessionId, TimeSpan limit, CancellationToken ct) =>
        holds is null ? PassAsync(limit, ct) : UntilAsync(holds, sessionId, limit, ct);

    public async Task UntilCallEndsAsync(string sessionId, TimeSpan limit, CancellationToken ct)
    {
        await UntilAsync(async () => CallPlayer.HasEnded(await control.CallAsync(sessionId, ct)), sessionId, limit, ct);
        await UntilAsync(
            async () => (await control.CallbacksAsync(world.Application.Name!, sessionId, ct)).Select(ObservedPush.Read).Any(push => push.WasSent && push.EventType == PushTypes.Fee),
            sessionId,
            FeeBatch.Window,
            ct);
    }

    public Task UntilDecidedAsync(Func<Task<bool>> isDecided, CancellationToken ct) => UntilAsync(isDecided, null, TimeSpan.MaxValue, ct);

    private Task RestAsync(Watch watch)
    {
        lock (world.Gate)
        {
            generation.ThrowIfCancellationRequested();
            return world.Reactions.Rest(watch)?.Come ?? Task.CompletedTask;
        }
    }

    private ScheduledEvent At(TimeSpan after, Action wake)
    {
        generation.ThrowIfCancellationRequested();
        return world.Clock.After(after, _what, () =>
        {
            lock (world.Gate)
            {
                if (!generation.IsCancellationRequested)
                {
                    wake();
                }
            }
        });
    }
}
