using System.Text.Json;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Faults;

/// <summary>What faults do to the answers of the API, without sockets.</summary>
internal sealed class ApiFaultTests
{
    private const string AxPath = "/rest/provision/caas/privatenumber/v1.0";
    private const string AxePath = "/rest/caas/extendnumber/v1.0";
    private const string AxybPath = "/rest/omp/xyrelationnumber/v1.0";

    // The fault, the answer in the operation's place.
    private static readonly string[][] InPlace =
    [
        ["\"kind\":\"resultCode\",\"code\":\"1010001\"", "500 1010001 Internal system error."],
        ["\"kind\":\"resultCode\",\"code\":\"1010010\"", "403 1010010 The flow control upper limit is reached on the platform."],
        ["\"kind\":\"resultCode\",\"code\":\"1010010\",\"status\":401", "401 1010010 Invalid digest."],
        ["\"kind\":\"resultCode\",\"code\":\"1010010\",\"status\":429", "429 1010010 The flow control upper limit is reached on the platform."],
        ["\"kind\":\"resultCode\",\"code\":\"1011006\"", "403 1011006 Under traffic control status"],
        ["\"kind\":\"resultCode\",\"code\":\"1010004\"", "403 1010004 The status of the app_key is unavailable."],
        ["\"kind\":\"resultCode\",\"code\":\"1012010\"", "403 1012010 The relation number has been bound."],
    ];

    private TestEmulator _emulator = null!;

    [SetUp]
    public async Task StartAsync() => _emulator = await TestEmulator.StartAsync(Application);

    [TearDown]
    public async Task StopAsync() => await _emulator.DisposeAsync();

    [TestCaseSource(nameof(InPlace))]
    [Rule("contract.md §5", "A resultCode fault answers as documented for the code, and the operation does not happen; 1010010 means flow control unless its status is 401.", Inferred = true)]
    public async Task A_result_code_stands_in_the_place_of_the_operation(string fault, string answer)
    {
        await _emulator.FailAsync("axb.bind", fault);

        var failed = await _emulator.Api.PostAsync(AxbSample.Path, Bind());
        var bindings = await _emulator.BindingsAsync();
        var next = await _emulator.Api.PostAsync(AxbSample.Path, Bind());

        Assert.That((failed.Summary, bindings, next.Summary), Is.EqualTo((answer, 0, Success)));
    }

    [TestCase("axe.bind", AxePath, "1012010", "The number +8613800000021 has been bound.")]
    [TestCase("axyb.bind", AxybPath, "1012010", "The number +8613800000022 has been bound.")]
    [TestCase("ax.bind", AxPath, "1011001", "Account does not exist.")]
    [TestCase("axb.bind", AxbSample.Path, "1011001", "The account does not exist.")]
    [Rule("contract.md §5", "A resultCode fault answers with the text that the operation prints; where it names a number, that of the request.")]
    public async Task A_result_code_has_the_text_of_the_operation(string on, string path, string code, string text)
    {
        await _emulator.FailAsync(on, $"\"kind\":\"resultCode\",\"code\":\"{code}\"");

        var failed = await _emulator.Api.PostAsync(path, new() { [on == "axe.bind" ? "bindNum" : "origNum"] = on == "axe.bind" ? A : B });

        Assert.That((failed.ResultCode, failed.ResultDesc), Is.EqualTo((code, text)));
    }

    [Test]
    public async Task A_number_that_is_no_text_is_left_out_of_the_text()
    {
        await _emulator.FailAsync("axe.bind", "\"kind\":\"resultCode\",\"code\":\"1012010\"");

        var failed = await _emulator.Api.SendAsync("POST", AxePath, """{ "bindNum": "\uD800" }""");

        Assert.That(failed.Summary, Is.EqualTo("403 1012010 The number  has been bound."));
    }

    [Test]
    [Rule("contract.md §5", "A status fault answers the bare status with an empty body, and the operation does not happen.", Inferred = true)]
    public async Task A_status_comes_alone()
    {
        await _emulator.FailAsync("axb.bind", "\"kind\":\"status\",\"status\":503");

        var reply = await _emulator.Api.PostAsync(AxbSample.Path, Bind());

        Assert.That((reply.Status, reply.Text, await _emulator.BindingsAsync()), Is.EqualTo((503, "", 0)));
    }

    [Test]
    [Rule("contract.md §5", "A malformedJson fault breaks the answer of an operation that has happened.", Inferred = true)]
    public async Task Malformed_JSON_is_whole_as_HTTP()
    {
        await _emulator.FailAsync("axb.bind", "\"kind\":\"malformedJson\"");

        var reply = await _emulator.Api.PostAsync(AxbSample.Path, Bind());

        Assert.That(reply.Text, Does.StartWith("""{"resultcode":"0",""").And.Length.EqualTo(int.Parse(reply.Headers["Content-Length"], null)));
        Assert.That(() => reply.Json, Throws.InstanceOf<JsonException>());
        Assert.That(await _emulator.BindingsAsync(), Is.EqualTo(1));
    }

    [TestCase("reset")]
    [TestCase("emptyReply")]
    [TestCase("truncate")]
    [Rule("contract.md §5", "The answer is lost on its way (reset, emptyReply, truncate), what was asked for has happened, and its pushes are sent all the same.", Inferred = true)]
    public async Task An_answer_is_lost_after_the_operation(string kind)
    {
        await _emulator.FailAsync("call.stop", $"\"kind\":\"{kind}\"");
        await _emulator.BindAsync();
        var call = _emulator.Place(A, X);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.That(
            async () => await _emulator.Api.PostAsync("/rest/httpsessions/callStop/v2.0", new() { ["sessionid"] = call.SessionId, ["signal"] = "call_stop" }),
            Throws.InstanceOf<Exception>());

        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        var pushed = (await _emulator.Control.GetAsync("callbacks?state=delivered")).Items.Select(item => (string?)item["eventType"]);
        Assert.That(pushed, Does.Contain("disconnect").And.Contain("fee"));
    }

    [Test]
    [Rule("contract.md §5", "A delayed answer is late in real time, whatever the application's clock does; the operation happens at once.", Inferred = true)]
    public async Task A_delayed_answer_waits_in_real_time()
    {
        await _emulator.FailAsync("axb.bind", "\"kind\":\"delay\",\"delay\":\"1h\"");
        using var patience = new CancellationTokenSource();
        using var http = _emulator.CreateClient();
        using var request = _emulator.Api.Request("POST", AxbSample.Path, System.Text.Encoding.UTF8.GetBytes(Bind().ToJsonString()));

        var waiting = http.SendAsync(request, patience.Token);
        Assert.That(_emulator.BindingsAsync, Is.EqualTo(1).After(10_000, 10));
        await _emulator.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.That(waiting.IsCompleted, Is.False);
        await patience.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_short_delay_ends_with_the_answer()
    {
        await _emulator.FailAsync("axb.bind", "\"kind\":\"delay\",\"delay\":\"1ms\"");

        Assert.That((await _emulator.Api.PostAsync(AxbSample.Path, Bind())).Summary, Is.EqualTo(Success));
    }

    [Test]
    [Rule("contract.md §5", "Faults strike before authentication, at the application that the request's Username names.", Inferred = true)]
    public async Task A_fault_strikes_before_authentication()
    {
        await _emulator.FailAsync("api", "\"kind\":\"status\",\"status\":502", "\"times\":2");
        var impostor = new ApiClient(_emulator.CreateClient(), "axb-key", "wrong");
        var stranger = new ApiClient(_emulator.CreateClient(), "nobody", "wrong");

        var strangers = await stranger.PostAsync(AxbSample.Path, Bind());
        var impostors = await impostor.PostAsync(AxbSample.Path, Bind());

        Assert.That((strangers.Status, impostors.Status), Is.EqualTo((403, 502)));
    }

    [Test]
    public async Task A_fault_strikes_its_own_operation_only()
    {
        await _emulator.FailAsync("axb.query", "\"kind\":\"status\",\"status\":502");

        var bind = await _emulator.Api.PostAsync(AxbSample.Path, Bind());
        var query = await _emulator.Api.GetAsync(AxbSample.Path, ("relationNum", X));

        Assert.That((bind.Status, query.Status), Is.EqualTo((200, 502)));
    }

    [Test]
    [Rule("contract.md §5", "A struck request shows its fault in the journal.")]
    public async Task The_journal_shows_the_fault()
    {
        var id = await _emulator.FailAsync("axb.bind", "\"kind\":\"resultCode\",\"code\":\"1010001\"");

        await _emulator.Api.PostAsync(AxbSample.Path, Bind());
        var struck = await _emulator.LastRequestAsync();
        await _emulator.Api.PostAsync(AxbSample.Path, Bind());
        var next = await _emulator.LastRequestAsync();

        Assert.That(((string?)struck["app"], (string?)struck["fault"]!["id"], (string?)struck["fault"]!["kind"]), Is.EqualTo(("axb", id, "resultCode")));
        Assert.That(next.ContainsKey("fault"), Is.False);
    }
}
