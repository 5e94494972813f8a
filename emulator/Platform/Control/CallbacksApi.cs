using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>The pushes: what was sent, what came back, and waiting for them.</summary>
internal static class CallbacksApi
{
    public const int LongestWait = 600_000;
    public const int DefaultWait = 5_000;

    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of(
            "GET",
            "callbacks",
            static (call, map) => ReadFilter(call, map) with { State = map["state"].Optional(ScalarRules.Choice(PushStates.Names)) },
            List),
        ControlOperation.Of(
            "POST",
            "callbacks/wait",
            static (call, map) => (
                ReadFilter(call, map),
                map["count"].Integer(1, PushJournal.Capacity, 1),
                TimeSpan.FromMilliseconds(map["timeoutMs"].Integer(0, LongestWait, DefaultWait))),
            WaitAsync) with
        { Changes = false },
        ControlOperation.Of("POST", "callbacks/ping", static (_, map) => map.Required("url").Value(Rules.Url, ""), PingAsync) with { Changes = false },
        ControlOperation.Of("POST", "callbacks/{id}/redeliver", Redeliver),
    ];

    private static CallbackFilter ReadFilter(ControlCall call, YamlMapReader map) => new(
        call.App(map["app"])?.Application.Name,
        map["sessionId"].Optional(ScalarRules.Any),
        map["eventType"].Optional(ControlRules.EventType),
        map["after"].Value(ControlRules.Change, 0));

    private static ControlAnswer List(ControlCall call, CallbackFilter filter)
    {
        // Before looking: what changes meanwhile is shown twice rather than never.
        var last = call.Emulator.Events.LastChange;
        var worlds = call.AppsNamed(filter.App);
        var dropped = 0L;
        foreach (var world in worlds)
        {
            lock (world.Gate)
            {
                dropped += world.Outbox.Journal.Dropped;
            }
        }

        return ControlAnswer.Ok(new CallbackList(filter.Of(worlds), dropped, last), ControlJson.Api.CallbackList);
    }

    /// <summary>A time-out in real time: it is the caller that waits.</summary>
    private static async Task<ControlAnswer> WaitAsync(ControlCall call, (CallbackFilter Filter, int Count, TimeSpan Timeout) input)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        timeout.CancelAfter(input.Timeout);
        using var watch = new PushWatch(call, input.Filter, input.Count);
        while (true)
        {
            try
            {
                await watch.WhenEnough.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException) when (!call.Aborted.IsCancellationRequested)
            {
                return ControlAnswer.Json(408, WaitedInVain.Of(call, input.Filter, watch.Take()), ControlJson.Api.WaitedInVain);
            }

            var arrived = watch.Take();
            if (arrived.Items.Count >= input.Count)
            {
                return ControlAnswer.Ok(arrived, ControlJson.Api.ArrivedPushes);
            }
        }
    }

    private static ControlAnswer Redeliver(ControlCall call)
    {
        var id = call.InPath("id");
        if (call.Worlds.OwnerOfId(id) is { } world)
        {
            lock (world.Gate)
            {
                if (world.Outbox.Journal.Find(id) is { } push)
                {
                    using var scope = world.Outbox.Behind(call.Answered);
                    return world.Outbox.Redeliver(push)
                        ? ControlAnswer.Json(202, CallbackView.Of(world, push), ControlJson.Api.CallbackView)
                        : ControlAnswer.Conflict($"The first attempt of {id} is still ahead.");
                }
            }
        }

        return ControlAnswer.NotFound($"No callback has the id {id}.");
    }

    private static async Task<ControlAnswer> PingAsync(ControlCall call, string url) =>
        ControlAnswer.Ok(PingView.Of(await call.Emulator.Probe.RunAsync(url, call.Aborted)), ControlJson.Api.PingView);
}
