using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Control;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

/// <summary>No push overtakes the answer to the request that caused it.</summary>
public sealed class AnswerFirstTests : ControlTest
{
    [TestCase("POST", "calls", $$"""{ "from": "{{A}}", "to": "{{X}}" }""", TestName = "A call is placed")]
    [TestCase("PATCH", "numbers/" + X, """{ "status": "suspended" }""", TestName = "A number is suspended")]
    public async Task A_push_leaves_after_the_answer_to_its_cause(string method, string path, string body)
    {
        var answer = await HandleAsync(method, path, body);

        Assert.That(Pushes().SelectMany(push => push.Attempts), Is.Empty);
        await answer.CompleteAsync();
        await Emulator.World.Outbox.WhenQuiet();
        Assert.That(Pushes().Select(push => push.State), Is.Not.Empty.And.All.EqualTo(PushState.Delivered));
    }

    [TestCase("hangup")]
    [TestCase("answer")]
    [TestCase("reject")]
    public async Task A_push_leaves_after_the_answer_to_what_drives_its_call(string action)
    {
        await BindAsync();
        var sessionId = await PlaceAsync(("interactive", true));
        await Control.PostAsync("clock/advance", """{ "by": "1s" }""");

        var answer = await HandleAsync("POST", $"calls/{sessionId}/{action}", "{}");

        var pending = Pushes().Where(push => push.State == PushState.Pending).ToList();
        Assert.That(pending.Select(push => push.EventType), Is.EqualTo(new[] { action == "answer" ? CallEvent.Answer : CallEvent.Disconnect }));
        await answer.CompleteAsync();
        await Emulator.World.Outbox.WhenQuiet();
        Assert.That(pending[0].State, Is.EqualTo(PushState.Delivered));
    }

    [Test]
    public async Task A_redelivery_leaves_after_its_answer()
    {
        await PlaceAsync();
        await Emulator.World.Outbox.WhenQuiet();
        var push = Pushes()[0];

        var answer = await HandleAsync("POST", $"callbacks/{push.Id}/redeliver", "{}");

        Assert.That(push.Attempts, Has.Length.EqualTo(1));
        await answer.CompleteAsync();
        await Emulator.World.Outbox.WhenQuiet();
        Assert.That(push.Attempts, Has.Length.EqualTo(2));
    }

    private async Task<HeldAnswer> HandleAsync(string method, string path, string body)
    {
        var answer = new HeldAnswer();
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpResponseFeature>(answer);
        http.Request.Method = method;
        http.Request.Path = $"{ControlApi.Base}/{path}";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        http.Request.ContentLength = http.Request.Body.Length;
        await Emulator.Service<ControlHost>().HandleAsync(http);
        Assert.That(http.Response.StatusCode, Is.InRange(200, 202));
        return answer;
    }

    private IReadOnlyList<Push> Pushes()
    {
        lock (Emulator.World.Gate)
        {
            return [.. Emulator.World.Outbox.Journal.Items];
        }
    }

    /// <summary>An answer that has not left until the test says so.</summary>
    private sealed class HeldAnswer : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Callback, object State)> _completed = [];

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Add((callback, state));

        public async Task CompleteAsync()
        {
            foreach (var (callback, state) in _completed)
            {
                await callback(state);
            }
        }
    }
}
