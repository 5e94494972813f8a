using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Control;

/// <summary>Requests, calls, pushes and clocks as they happen, as Server-Sent Events.</summary>
internal static class EventsApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
        [ControlOperation.Of("GET", "events", static (call, map) => call.App(map["app"]), Listen)];

    private static ControlAnswer Listen(ControlCall call, World? app) => ControlAnswer.EventStream(async response =>
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Emulator.Lifetime.ApplicationStopping);
        var listener = new EventListener(app?.Application.Name);
        call.Emulator.Events.Add(listener);
        try
        {
            await listener.WriteAsync(response.Body, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The listener has left, or the emulator stops: a stream has no other end.
        }
        finally
        {
            call.Emulator.Events.Remove(listener);
        }
    });
}
