using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

/// <summary>ModifyAXBBinding (axb.md §5).</summary>
internal sealed class AxbModifyTests
{
    private static IEnumerable<TestCaseData> Parameters()
    {
        TestCaseData Row(string name, string value, string expected) =>
            new TestCaseData(name, value, expected).SetArgDisplayNames($"{name} {(value.Length > 40 ? value[..40] + "…" : value)}");

        yield return Row("subscriptionId", "absent", Invalid("subscriptionId"));
        yield return Row("subscriptionId", "null", Invalid("subscriptionId"));
        yield return Row("subscriptionId", "\"\"", Invalid("subscriptionId"));
        yield return Row("subscriptionId", "7", Invalid("subscriptionId"));
        yield return Row("subscriptionId", "\"nope\"", NotFound);
        yield return Row("subscriptionId", $"\"{new string('a', 65)}\"", Invalid("subscriptionId"));
        foreach (var name in (string[])["callerNum", "calleeNum"])
        {
            yield return Row(name, "null", Success);
            yield return Row(name, $"\"{C}\"", Success);
            yield return Row(name, $"\"{Landline}\"", Success);
            yield return Row(name, "\"\"", Invalid(name));
            yield return Row(name, "13800000099", Invalid(name));
            yield return Row(name, "\"13800000099\"", Invalid(name));
            yield return Row(name, $"\"{X}\"", Invalid(name));
        }

        yield return Row("callerNum", $"\"{A}\"", Success);
        yield return Row("calleeNum", $"\"{B}\"", Success);
        yield return Row("callerNum", $"\"{B}\"", Invalid("calleeNum"));
        foreach (var (name, max) in ((string, int)[])[("callDirection", 2), ("duration", 7_776_000), ("maxDuration", 1440)])
        {
            yield return Row(name, "0", Success);
            yield return Row(name, $"\"{max}\"", Success);
            yield return Row(name, $"{max + 1}", Invalid(name));
            yield return Row(name, "-1", Invalid(name));
        }

        foreach (var name in (string[])["recordFlag", "privateSms"])
        {
            yield return Row(name, "true", Success);
            yield return Row(name, "\"false\"", Success);
            yield return Row(name, "\"yes\"", Invalid(name));
        }

        yield return Row("lastMinVoice", "\"nope.wav\"", Invalid("nope.wav does not exist"));
        yield return Row("preVoice", """{"callerHintTone":"nope.wav"}""", Invalid("nope.wav does not exist"));
        yield return Row("userData", "\"^\"", Invalid("userData"));
        yield return Row("userData", "\"{\"", Invalid("userData"));
        yield return Row("userData", "\"}\"", Invalid("userData"));
        yield return Row("userData", $"\"{new string('u', 256)}\"", Success);
        yield return Row("relationNum", "\"+8617000000002\"", Success);
        yield return Row("recordHintTone", "\"nope.wav\"", Success);
    }

    [TestCaseSource(nameof(Parameters))]
    [Rule("axb.md §5.1", "Each parameter of a modify has its type and range; userData must hold no ^ either; X and the hint tone cannot be modified and are ignored.")]
    public async Task A_parameter_of_modify(string name, string value, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();
        var body = new JsonObject { ["subscriptionId"] = id };
        body.Remove(name);
        if (value != "absent")
        {
            body.Add(name, JsonNode.Parse(value));
        }

        var reply = await emulator.Api.PutAsync(AxbSample.Path, body);

        Assert.That(reply.Summary, Is.EqualTo(expected));
        Assert.That((string?)(await emulator.QueryAsync(id))["relationNum"], Is.EqualTo(X), "X stays");
    }

    [Test]
    [Rule("axb.md §5.1", "What is absent stays as it was, each tone of preVoice by itself; subscribeTime becomes that of the modify.")]
    public async Task What_is_absent_stays()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync(
            ("callDirection", 1), ("duration", 7200), ("maxDuration", 5), ("userData", "order-1"), ("recordFlag", true),
            ("recordHintTone", "recordHintTone.wav"), ("lastMinVoice", "lastMinVoice.wav"), ("privateSms", false),
            ("preVoice", new JsonObject { ["callerHintTone"] = "callerHintTone.wav" }));
        await emulator.AdvanceAsync(TimeSpan.FromMinutes(1));

        await emulator.Api.PutAsync(AxbSample.Path, new()
        {
            ["subscriptionId"] = id,
            ["preVoice"] = new JsonObject { ["calleeHintTone"] = "calleeHintTone.wav" },
        });

        Golden.Matches("axb/modify-keeps", emulator.World.Mode.Bindings().Single());
    }

    [Test]
    [Rule("axb.md §5.1", "A modify with a duration starts the life time anew, 0 ends it never; one without leaves it.")]
    public async Task Only_a_modify_with_duration_restarts_the_timer()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var untouched = await emulator.BindAsync(("duration", 60));
        var restarted = await emulator.BindAsync(("relationNum", OtherX), ("duration", 60));
        var endless = await emulator.BindAsync(("callerNum", C), ("calleeNum", D), ("duration", 60));
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(59));

        await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = untouched, ["maxDuration"] = 3 });
        await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = restarted, ["duration"] = 30 });
        await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = endless, ["duration"] = 0 });

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.That(Live(), Is.EqualTo((string[])[restarted, endless]));
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.That(Live(), Is.EqualTo((string[])[endless]));

        string[] Live() => [.. emulator.World.Mode.Bindings().Select(binding => (string)binding["subscriptionId"]!)];
    }

    private static readonly object[][] Conflicts =
    [
        [C, null!, Bound],
        [D, null!, Bound],
        [null!, C, Bound],
        [null!, D, Bound],
        [B, A, Success],
        [A, B, Success],
    ];

    [TestCaseSource(nameof(Conflicts))]
    [Rule("axb.md §5.4", "A new A or B must not stand on X in another binding: 1012010. The binding itself is no conflict, A and B may be swapped.")]
    public async Task A_modify_must_not_take_another_bindings_user(string? caller, string? callee, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();
        await emulator.BindAsync(("callerNum", C), ("calleeNum", D));

        var body = new JsonObject { ["subscriptionId"] = id };
        foreach (var (name, number) in ((string, string?)[])[("callerNum", caller), ("calleeNum", callee)])
        {
            if (number is not null)
            {
                body[name] = number;
            }
        }

        var reply = await emulator.Api.PutAsync(AxbSample.Path, body);
        var now = await emulator.QueryAsync(id);

        Assert.That(reply.Summary, Is.EqualTo(expected));
        Assert.That((string?)now["callerNum"], Is.EqualTo(expected == Success ? caller ?? A : A));
        Assert.That((string?)now["calleeNum"], Is.EqualTo(expected == Success ? callee ?? B : B));
    }

    [TestCase(NumberStatus.Suspended, false)]
    [TestCase(NumberStatus.Unavailable, false)]
    [TestCase(NumberStatus.Blacklisted, false)]
    [TestCase(NumberStatus.Frozen, true)]
    [Rule("axb.md §5.4", "A modify on a blacklisted or abnormal X is 1012102; a frozen X only refuses new bindings.")]
    public async Task A_modify_needs_a_usable_X(NumberStatus status, bool works)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();
        emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(X), "0755", status));

        var reply = await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id, ["maxDuration"] = 5 });

        Assert.That(reply.Summary, Is.EqualTo(works ? Success : "403 1012102 The number status is abnormal."));
    }

    [Test]
    [Rule("axb.md §8.3", "Modify checks parameters, the id, the status of X, recording, then A and B.", Inferred = true)]
    public async Task Modify_checks_in_order()
    {
        await using var emulator = await TestEmulator.StartAsync(Application with { Recording = false });
        var id = await emulator.BindAsync();
        await emulator.BindAsync(("callerNum", C), ("calleeNum", D));
        JsonObject body = new() { ["subscriptionId"] = "nope", ["recordFlag"] = true, ["callerNum"] = C, ["maxDuration"] = -1 };
        var codes = new List<string>();
        async Task SendAsync() => codes.Add((await emulator.Api.PutAsync(AxbSample.Path, body)).ResultCode);

        await SendAsync();
        body.Remove("maxDuration");
        await SendAsync();
        body["subscriptionId"] = id;
        emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(X), "0755", NumberStatus.Suspended));
        await SendAsync();
        emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(X), "0755"));
        await SendAsync();
        body.Remove("recordFlag");
        await SendAsync();

        Assert.That(codes, Is.EqualTo((string[])["1010002", "1012007", "1012102", "1012012", "1012010"]));
    }

    [Test]
    [Rule("axb.md §5.2", "A modify answers code and text; the id stays.")]
    public async Task A_modify_answers_two_strings()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();

        var reply = await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id, ["calleeNum"] = C });

        Assert.That(reply.Text, Is.EqualTo("""{"resultcode":"0","resultdesc":"Success"}"""));
        Assert.That((string?)(await emulator.QueryAsync(id))["calleeNum"], Is.EqualTo(C));
    }

    [Test]
    [Rule("axb.md §5.1", "A modify with the id alone succeeds and refreshes subscribeTime, in Beijing time.", Inferred = true)]
    public async Task A_modify_with_the_id_alone_refreshes_subscribeTime()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();
        var before = (string?)(await emulator.QueryAsync(id))["subscribeTime"];
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(5));

        await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id });

        Assert.That(before, Is.EqualTo("2026-03-01 12:00:00"));
        Assert.That((string?)(await emulator.QueryAsync(id))["subscribeTime"], Is.EqualTo("2026-03-01 12:00:05"));
    }

    [Test]
    public async Task A_binding_without_tones_has_none_after_a_modify()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();

        await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id });

        Assert.That(((AxbMode)emulator.World.Mode).Find(id)!.PreVoice, Is.Null);
    }

    [Test]
    [Rule("decision D35", "With strictness lenient a modify takes userData with braces.", Switch = "strictness")]
    public async Task A_lenient_modify_takes_braces()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Strictness = Strictness.Lenient, Applications = [Application] });
        var id = await emulator.BindAsync();

        var reply = await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id, ["userData"] = "{1}" });

        Assert.That(reply.Summary, Is.EqualTo(Success));
    }
}
