using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>Completes at the next attempt of any push. Take it before looking.</summary>
internal sealed class NextAttempt : IEventListener, IDisposable
{
    private readonly EventFeed _events;
    private TaskCompletionSource _next = NewSignal();

    public NextAttempt(EventFeed events)
    {
        _events = events;
        _events.Add(this);
    }

    public Task Task => _next.Task;

    public void Pushed(World world, Push push) => Interlocked.Exchange(ref _next, NewSignal()).TrySetResult();

    public void Dispose() => _events.Remove(this);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
