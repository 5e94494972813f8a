using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivateNumber.Emulator.Control;

namespace PrivateNumber.Emulator.Platform.Tests.Control;

public sealed class ControlHostTests : ControlTest
{
    [Test]
    public async Task An_unknown_path_is_answered_with_the_nearest()
    {
        var reply = await Control.GetAsync("callback");

        Assert.That((reply.Status, reply.MediaType), Is.EqualTo((404, "application/problem+json")));
        Assert.That(reply["detail"], Is.EqualTo("No such path: /_emulator/callback. Nearest: /_emulator/callbacks"));
        Assert.That((await Control.GetAsync("")).Status, Is.EqualTo(404));
    }

    [TestCase("DELETE", "applications", "GET, POST")]
    [TestCase("POST", "applications/orders", "GET, PATCH, DELETE")]
    [TestCase("GET", "reset", "POST")]
    public async Task A_wrong_verb_is_answered_with_the_right_ones(string method, string path, string allow)
    {
        var reply = await Control.SendAsync(method, path, null);

        Assert.That((reply.Status, reply.MediaType, reply.Headers["Allow"]), Is.EqualTo((405, "application/problem+json", allow)));
    }

    [TestCase("""{ "from": """, "The body is no JSON: ")]
    [TestCase("[]", "The body is no JSON object.")]
    [TestCase("\"text\"", "The body is no JSON object.")]
    [TestCase("""{ "app": "\uD800" }""", "The body is no JSON: ")]
    [TestCase("""{ "app": "a", "app": "b" }""", "The body is no JSON: ")]
    public async Task A_body_that_is_no_JSON_object_is_refused(string body, string error)
    {
        var reply = await Control.PostAsync("calls", body);

        Assert.That((reply.Status, reply.MediaType), Is.EqualTo((400, "application/problem+json")));
        Assert.That(reply.Errors.Single(), Does.StartWith(error));
    }

    [Test]
    public async Task All_problems_of_a_body_are_named_at_once()
    {
        var reply = await Control.PostAsync("calls", """{ "from": [], "ringFor": "3s", "talksFor": "soon", "outcome": "bussy" }""");

        Assert.That(reply.Json.Select(member => member.Key), Is.EqualTo(new[] { "type", "title", "status", "detail", "errors" }));
        Assert.That(reply.Errors, Has.Count.EqualTo(5));
        Assert.That(reply.Errors[0], Does.StartWith("from: a list is not allowed; allowed: a number with +86"));
        Assert.That(reply.Errors[1], Does.StartWith("to: a value is missing"));
        Assert.That(reply.Errors[2], Does.StartWith("outcome: 'bussy' is not allowed; allowed: answered, busy"));
        Assert.That(reply.Errors[3], Does.StartWith("talksFor: 'soon' is not allowed"));
        Assert.That(reply.Errors[4], Does.StartWith("unknown key 'ringFor'; did you mean 'ringsFor'?"));
    }

    [TestCase("GET", "callbacks?sesionId=1", "unknown key 'sesionId'; did you mean 'sessionId'?")]
    [TestCase("GET", "callbacks?app=orders&app=taxi", "app: stands twice")]
    [TestCase("GET", "callbacks?state=lost", "state: 'lost' is not allowed; allowed: pending, delivered, failed, dropped")]
    [TestCase("POST", "reset?application=orders", "unknown key 'application'; did you mean 'app'?")]
    public async Task A_query_is_held_to_the_same_rules(string method, string path, string error)
    {
        var reply = await Control.SendAsync(method, path, null);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Errors.Single(), Does.StartWith(error));
    }

    [Test]
    public async Task A_body_of_any_content_type_is_read()
    {
        using var http = Emulator.CreateClient();
        using var content = new StringContent($$"""{ "from": "{{A}}", "to": "{{X}}" }""", null, "text/plain");

        using var response = await http.PostAsync("/_emulator/calls", content);

        Assert.That((int)response.StatusCode, Is.EqualTo(201));
    }

    [Test]
    public async Task An_unknown_application_is_answered_with_the_nearest_name() =>
        Assert.That(
            (await Control.GetAsync("calls?app=order"))["detail"], Is.EqualTo("No application has the name or key 'order'. Nearest: orders"));

    [Test]
    public async Task A_bug_is_answered_and_the_connection_stays_whole()
    {
        lock (Emulator.World.Gate)
        {
            Emulator.World.Outbox.Send("callin", "no JSON"u8.ToArray(), "queue", []);
        }

        var reply = await Control.GetAsync("callbacks");

        Assert.That((reply.Status, reply.MediaType), Is.EqualTo((500, "application/problem+json")));
    }

    [Test]
    public async Task An_answer_that_cannot_be_written_is_answered_as_a_bug()
    {
        var written = new MemoryStream();
        var http = new DefaultHttpContext { Response = { Body = new FailsOnce(written) } };
        (http.Request.Method, http.Request.Path) = ("GET", "/_emulator/info");

        await Emulator.Service<ControlHost>().HandleAsync(http);

        Assert.That((http.Response.StatusCode, http.Response.ContentType), Is.EqualTo((500, "application/problem+json; charset=utf-8")));
        Assert.That(System.Text.Encoding.UTF8.GetString(written.ToArray()), Does.Contain("the disk of the answer is full"));
    }

    [Test]
    public async Task An_answer_that_breaks_off_is_cut_and_does_not_look_whole()
    {
        var lifetime = new Cut();
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        http.Features.Set<IHttpResponseFeature>(new Started());
        http.Response.Body = new FailsOnce(new MemoryStream());
        (http.Request.Method, http.Request.Path) = ("GET", "/_emulator/info");

        await Emulator.Service<ControlHost>().HandleAsync(http);

        Assert.That(lifetime.IsCut, Is.True);
    }

    [Test]
    public async Task The_emulator_is_alive_and_ready()
    {
        Assert.That((await Control.GetAsync("health/live")).Status, Is.EqualTo(200));
        Assert.That((await Control.GetAsync("health/ready")).Status, Is.EqualTo(200));
    }

    [Test]
    public void What_keeps_the_emulator_from_being_ready_is_named()
    {
        var answer = HealthApi.Ready(["the server is stopping"]);

        Assert.That(answer.Status, Is.EqualTo(503));
        Assert.That(System.Text.Encoding.UTF8.GetString(answer.Body), Is.EqualTo("""{"status":"notReady","missing":["the server is stopping"]}"""));
    }

    [Test]
    public async Task An_answer_leaves_the_connection_open() =>
        Assert.That((await Control.GetAsync("info")).Headers, Does.Not.ContainKey("Connection"));

    /// <summary>The first write fails.</summary>
    private sealed class FailsOnce(MemoryStream inner) : MemoryStream
    {
        private bool _hasFailed;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_hasFailed)
            {
                _hasFailed = true;
                throw new IOException("the disk of the answer is full");
            }

            return inner.WriteAsync(buffer, cancellationToken);
        }
    }

    private sealed class Cut : IHttpRequestLifetimeFeature
    {
        public bool IsCut { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsCut = true;
    }

    private sealed class Started : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
