using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Control;

/// <summary>
/// One who listens, to one application or to all. What happens is put into words at once, since it may change, and waits here until it is
/// read: who reads too slowly loses the oldest and is told how many.
/// </summary>
internal sealed class EventListener : IEventListener
{
    public const int Capacity = 1000;

    private readonly string? _app;
    private readonly Channel<byte[]> _waiting;
    private long _lost;

    public EventListener(string? app)
    {
        _app = app;
        _waiting = Channel.CreateBounded<byte[]>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _lost));
    }

    public void Requested(RequestEntry entry)
    {
        if (Hears(entry.App))
        {
            Put("request", RequestView.Of(entry), ControlJson.Api.RequestView);
        }
    }

    public void Called(World world, CallEvent happened)
    {
        if (Hears(world))
        {
            Put("call", CallHappened.Of(world, happened), ControlJson.Api.CallHappened);
        }
    }

    public void Pushed(World world, Push push)
    {
        if (Hears(world))
        {
            Put("push", CallbackView.Of(world, push), ControlJson.Api.CallbackView);
        }
    }

    public void ClockChanged(World world)
    {
        if (Hears(world))
        {
            Put("clock", ClockView.Of(world), ControlJson.Api.ClockView);
        }
    }

    /// <summary>Until it is cancelled.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken ct)
    {
        // Something must come at once: many clients wait for it before they call the stream open.
        await stream.WriteAsync(": listening\n\n"u8.ToArray(), ct);
        await stream.FlushAsync(ct);
        await foreach (var message in _waiting.Reader.ReadAllAsync(ct))
        {
            if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
            {
                await stream.WriteAsync(Message("lost", string.Create(CultureInfo.InvariantCulture, $"{{\"count\":{lost}}}")), ct);
            }

            await stream.WriteAsync(message, ct);
            await stream.FlushAsync(ct);
        }
    }

    private bool Hears(World world) => Hears(world.Application.Name);

    /// <summary>By name: a restored application is another object.</summary>
    private bool Hears(string? app) => _app is null || _app == app;

    private void Put<T>(string name, T happened, JsonTypeInfo<T> type) => _waiting.Writer.TryWrite(Message(name, JsonSerializer.Serialize(happened, type)));

    private static byte[] Message(string name, string data) => System.Text.Encoding.UTF8.GetBytes($"event: {name}\ndata: {data}\n\n");
}

internal sealed record CallHappened(string App, string EventType, DateTimeOffset At, JsonElement StatusInfo)
{
    public static CallHappened Of(World world, CallEvent happened)
    {
        var (eventType, at, statusInfo) = CallEventView.Of(happened);
        return new CallHappened(world.Application.Name!, eventType, at, statusInfo);
    }
}
