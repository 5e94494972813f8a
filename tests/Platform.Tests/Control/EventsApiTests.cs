using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

[CancelAfter(60_000)]
public sealed class EventsApiTests : ControlTest
{
    [Test]
    [Rule("contract.md §3", "GET events tells of requests, calls, pushes and clocks as they happen.")]
    public async Task What_happens_is_told_as_it_happens(CancellationToken ct)
    {
        using var stream = await ListenAsync("events", ct);
        await BindAsync();
        var bound = await stream.ReadAsync();
        var sessionId = await PlaceAsync();
        var called = await stream.ReadAsync();
        var pushed = await stream.ReadAsync();
        await Control.PutAsync("clock", """{ "app": "orders", "mode": "manual" }""");
        var clock = await stream.ReadAsync();

        Assert.That((bound.Name, (string?)bound.Data["operation"]), Is.EqualTo(("request", "axb.bind")));
        Assert.That((called.Name, (string?)called.Data["eventType"], (string?)called.Data["statusInfo"]!["sessionId"]), Is.EqualTo(("call", "callin", sessionId)));
        Assert.That((pushed.Name, (string?)pushed.Data["sessionId"], (string?)pushed.Data["state"]), Is.EqualTo(("push", sessionId, "delivered")));
        Assert.That((clock.Name, (string?)clock.Data["app"], (string?)clock.Data["now"]), Is.EqualTo(("clock", "orders", "2026-03-01T04:00:00Z")));
    }

    [Test]
    public async Task Every_attempt_is_told(CancellationToken ct)
    {
        await Control.PutAsync("customer", """{ "app": "orders", "answers": { "callin": [500, 200] } }""");
        using var stream = await ListenAsync("events?app=orders", ct);
        await PlaceAsync();
        await Control.PostAsync("clock/advance", """{ "app": "orders", "by": "1m" }""");

        List<string> states = [];
        while (await stream.ReadAsync() is { Name: not "clock" } happened)
        {
            if ((string?)happened.Data["eventType"] == "callin" && happened.Name == "push")
            {
                states.Add($"{happened.Data["attempts"]!.AsArray().Count} {happened.Data["state"]}");
            }
        }

        Assert.That(states, Is.EqualTo(new[] { "1 failed", "2 delivered" }));
    }

    [Test]
    public async Task One_application_can_be_listened_to(CancellationToken ct)
    {
        using var stream = await ListenAsync("events?app=taxi", ct);
        await BindAsync();
        await Control.PostAsync("clock/advance", """{ "app": "orders", "by": "1m" }""");
        await BindAsync("taxi", OtherX);

        Assert.That((string?)(await stream.ReadAsync()).Data["app"], Is.EqualTo("taxi"));
    }

    [Test]
    public async Task A_reset_that_moves_a_clock_is_told(CancellationToken ct)
    {
        await Control.PutAsync("clock", """{ "app": "orders", "mode": "real" }""");
        using var stream = await ListenAsync("events?app=orders", ct);

        await Control.PostAsync("reset", """{ "app": "orders" }""");

        var clock = await stream.ReadAsync();
        Assert.That((clock.Name, (string?)clock.Data["mode"]), Is.EqualTo(("clock", "manual")));
    }

    [Test]
    public async Task An_application_is_heard_also_after_it_was_restored(CancellationToken ct)
    {
        await Control.PostAsync("snapshots/before");
        using var stream = await ListenAsync("events?app=orders", ct);

        await Control.PostAsync("snapshots/before/restore");
        await PlaceAsync();

        Assert.That((await stream.ReadAsync()).Name, Is.EqualTo("clock"));
        Assert.That((await stream.ReadAsync()).Name, Is.EqualTo("call"));
    }

    [Test]
    public async Task An_unknown_application_is_not_found() =>
        Assert.That((await Control.GetAsync("events?app=nobody")).Status, Is.EqualTo(404));

    [Test]
    [Rule("contract.md §3", "A stream of events ends when the emulator stops.", Inferred = true)]
    public async Task A_stream_ends_with_the_emulator(CancellationToken ct)
    {
        using var stream = await ListenAsync("events", ct);

        Emulator.Service<IHostApplicationLifetime>().StopApplication();

        Assert.That(await stream.IsAtEndAsync(), Is.True);
    }

    [Test]
    [Rule("contract.md §3", "Who listens too slowly loses the oldest events and is told how many.", Inferred = true)]
    public async Task A_slow_listener_loses_the_oldest_and_is_told(CancellationToken ct)
    {
        var feed = new EventFeed();
        var listener = new EventListener(null);
        feed.Add(listener);
        foreach (var number in Enumerable.Range(1, EventListener.Capacity + 2))
        {
            feed.Requested(Entry(number));
        }

        feed.Remove(listener);
        feed.Requested(Entry(0));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var written = new EndingStream(EventListener.Capacity + 2, end);
        await listener.WriteAsync(written, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);

        var messages = Encoding.UTF8.GetString(written.ToArray()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(messages, Has.Length.EqualTo(EventListener.Capacity + 2));
        Assert.That(messages[1], Is.EqualTo("event: lost\ndata: {\"count\":2}"));
        Assert.That(messages[2], Does.StartWith("event: request\n").And.Contain("\"path\":\"/3\""));
    }

    private Task<Listener> ListenAsync(string path, CancellationToken ct) => Listener.OpenAsync(Emulator.CreateClient(), path, ct);

    private static RequestEntry Entry(int number) => new()
    {
        Sequence = number,
        At = TestEmulator.Start,
        Method = "GET",
        Path = string.Create(CultureInfo.InvariantCulture, $"/{number}"),
        Query = "",
        Headers = [],
        Body = "",
        Status = 404,
        ResultCode = ResultCodes.InvalidRestApi.Code,
        ResultDesc = "",
        Answer = "",
    };

    private sealed record Happened(string Name, JsonObject Data);

    /// <summary>Reads a stream of events.</summary>
    private sealed class Listener(HttpResponseMessage response, StreamReader reader, CancellationToken ct) : IDisposable
    {
        public static async Task<Listener> OpenAsync(HttpClient http, string path, CancellationToken ct)
        {
            var response = await http.GetAsync(new Uri("/_emulator/" + path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct);
            Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
            var listener = new Listener(response, new StreamReader(await response.Content.ReadAsStreamAsync(ct)), ct);
            Assert.That(await listener.LinesAsync(), Is.EqualTo(new[] { ": listening" }));
            return listener;
        }

        public async Task<Happened> ReadAsync()
        {
            var lines = await LinesAsync();
            return new Happened(lines[0]["event: ".Length..], JsonNode.Parse(lines[1]["data: ".Length..])!.AsObject());
        }

        public async Task<bool> IsAtEndAsync() => await reader.ReadLineAsync(ct) is null;

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }

        private async Task<List<string>> LinesAsync()
        {
            List<string> lines = [];
            while (await reader.ReadLineAsync(ct) is { Length: > 0 } line)
            {
                lines.Add(line);
            }

            return lines;
        }
    }

    /// <summary>Ends after so many messages.</summary>
    private sealed class EndingStream(int messages, CancellationTokenSource end) : MemoryStream
    {
        private int _written;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken);
            if (++_written == messages)
            {
                await end.CancelAsync();
            }
        }
    }
}
