using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

/// <summary>The parameters and refusals of a bind that names X (axb.md §2, §8).</summary>
internal sealed class AxbBindTests
{
    private static readonly string Long = new('a', 129);

    private static IEnumerable<TestCaseData> Parameters()
    {
        TestCaseData Row(string name, string value, string expected) =>
            new TestCaseData(name, value, expected).SetArgDisplayNames($"{name} {(value.Length > 40 ? value[..40] + "…" : value)}");

        foreach (var name in (string[])["callerNum", "calleeNum"])
        {
            yield return Row(name, "absent", Invalid(name));
            yield return Row(name, "null", Invalid(name));
            yield return Row(name, "\"\"", Invalid(name));
            yield return Row(name, "13800000099", Invalid(name));
            yield return Row(name, "\"13800000099\"", Invalid(name));
            yield return Row(name, "\"8613800000099\"", Invalid(name));
            yield return Row(name, "\" +8613800000099\"", Invalid(name));
            yield return Row(name, "\"+861380000009\"", Invalid(name));
            yield return Row(name, "\"+86138000000999\"", Invalid(name));
            yield return Row(name, "\"+85213800000099\"", Invalid(name));
            yield return Row(name, "\"+86075528000001\"", Invalid(name));
            yield return Row(name, "\"+864001234567\"", Invalid(name));
            yield return Row(name, "\"+8695588\"", Invalid(name));
            yield return Row(name, "\"+8613800000099\"", Success);
            yield return Row(name, "\"+8675528000001\"", Success);
            yield return Row(name, "\"+861062000001\"", Success);
            yield return Row(name, "\"+86106200001\"", Success);
            yield return Row(name, "{}", Invalid(name));
        }

        yield return Row("relationNum", "1888888888", Invalid("relationNum"));
        yield return Row("relationNum", "\"17000000001\"", Invalid("relationNum"));
        yield return Row("relationNum", $"\"{Landline}\"", Invalid("relationNum"));
        yield return Row("relationNum", "\"+8617000000099\"", NotFound);
        yield return Row("areaCode", "\"010\"", Success);
        yield return Row("areaCode", "10", Invalid("areaCode"));
        yield return Row("areaCode", $"\"{new string('0', 32)}\"", Success);
        yield return Row("areaCode", $"\"{new string('0', 33)}\"", Invalid("areaCode"));
        foreach (var value in (string[])["0", "1", "\"0\"", "\"1\""])
        {
            yield return Row("areaMatchMode", value, Success);
        }

        yield return Row("areaMatchMode", "2", Invalid("areaMatchMode"));
        yield return Row("areaMatchMode", "true", Invalid("areaMatchMode"));
        foreach (var (name, max) in ((string, int)[])[("callDirection", 2), ("duration", 7_776_000), ("maxDuration", 1440)])
        {
            yield return Row(name, "0", Success);
            yield return Row(name, $"{max}", Success);
            yield return Row(name, $"\"{max}\"", Success);
            yield return Row(name, "null", Success);
            yield return Row(name, $"{max + 1}", Invalid(name));
            yield return Row(name, "-1", Invalid(name));
            yield return Row(name, "1.5", Invalid(name));
            yield return Row(name, "\"\"", Invalid(name));
            yield return Row(name, "\"one\"", Invalid(name));
            yield return Row(name, "99999999999999999999", Invalid(name));
            yield return Row(name, "true", Invalid(name));
        }

        foreach (var name in (string[])["recordFlag", "privateSms"])
        {
            foreach (var value in (string[])["true", "false", "\"true\"", "\"false\"", "null"])
            {
                yield return Row(name, value, Success);
            }

            yield return Row(name, "\"True\"", Invalid(name));
            yield return Row(name, "\"1\"", Invalid(name));
            yield return Row(name, "1", Invalid(name));
        }

        yield return Row("recordHintTone", "\"recordHintTone.wav\"", Success);
        yield return Row("recordHintTone", "\"\"", Invalid("recordHintTone"));
        yield return Row("recordHintTone", "\"nope.wav\"", Invalid("nope.wav does not exist"));
        yield return Row("recordHintTone", $"\"{Long}\"", Invalid("recordHintTone"));
        yield return Row("lastMinVoice", "null", Success);
        yield return Row("lastMinVoice", "\"\"", Success);
        yield return Row("lastMinVoice", "\"lastMinVoice.wav\"", Success);
        yield return Row("lastMinVoice", "\"nope.wav\"", Invalid("nope.wav does not exist"));
        yield return Row("lastMinVoice", $"\"{Long}\"", Invalid("lastMinVoice"));
        yield return Row("preVoice", "null", Success);
        yield return Row("preVoice", "{}", Success);
        yield return Row("preVoice", "\"callerHintTone.wav\"", Invalid("preVoice"));
        foreach (var name in (string[])["callerHintTone", "calleeHintTone"])
        {
            yield return Row("preVoice", $$"""{"{{name}}":"{{name}}.wav"}""", Success);
            yield return Row("preVoice", $$"""{"{{name}}":""}""", Success);
            yield return Row("preVoice", $$"""{"{{name}}":"nope.wav"}""", Invalid("nope.wav does not exist"));
            yield return Row("preVoice", $$"""{"{{name}}":7}""", Invalid(name));
        }

        yield return Row("userData", "\"order-1\"", Success);
        yield return Row("userData", "\"^\"", Success);
        yield return Row("userData", "\"\"", Invalid("userData"));
        yield return Row("userData", $"\"{new string('u', 256)}\"", Success);
        yield return Row("userData", $"\"{new string('u', 257)}\"", Invalid("userData"));
        yield return Row("userData", "\"{1\"", Invalid("userData"));
        yield return Row("userData", "\"1}\"", Invalid("userData"));
        yield return Row("userData", "\"订单\"", Invalid("userData"));
        yield return Row("userData", "7", Invalid("userData"));
        yield return Row("unknown", "[1]", Success);
    }

    [TestCaseSource(nameof(Parameters))]
    [Rule("axb.md §2.1", "Each parameter of a bind has its type, range and default; what breaks them is 1010002 with the parameter's name.")]
    [Rule("wire-facts.md §4", "Flags and integers are taken as JSON values or as text, null counts as absent, unknown members are ignored.")]
    public async Task A_parameter_of_bind(string name, string value, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var body = Bind((name, null));
        if (value != "absent")
        {
            body.Add(name, JsonNode.Parse(value));
        }

        var reply = await emulator.Api.PostAsync(AxbSample.Path, body);

        Assert.That(reply.Summary, Is.EqualTo(expected));
    }

    [Test]
    [Rule("axb.md §8.3", "Of two faults the earlier parameter decides; a missing voice file comes after all others.", Inferred = true)]
    public async Task The_first_broken_parameter_decides_and_voice_files_come_last()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);

        var two = await emulator.Api.PostAsync(AxbSample.Path, Bind(("maxDuration", -1), ("callDirection", 3)));
        var tone = await emulator.Api.PostAsync(AxbSample.Path, Bind(("recordHintTone", "nope.wav"), ("userData", "{")));

        Assert.That(two.Summary, Is.EqualTo(Invalid("callDirection")));
        Assert.That(tone.Summary, Is.EqualTo(Invalid("userData")));
    }

    [TestCase(A, A, "calleeNum")]
    [TestCase(X, B, "callerNum")]
    [TestCase(A, X, "calleeNum")]
    [Rule("axb.md §7", "A, B and X are three different numbers: else 1010002.", Inferred = true)]
    public async Task A_B_and_X_are_three_numbers(string a, string b, string field)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);

        var reply = await emulator.Api.PostAsync(AxbSample.Path, Bind(("callerNum", a), ("calleeNum", b)));

        Assert.That(reply.Summary, Is.EqualTo(Invalid(field)));
    }

    [TestCase("number", "+8613800000099", Success)]
    [TestCase("text", "13800000099", Success)]
    [Rule("decision D17", "With strictness lenient a malformed number is stored as it came.", Switch = "strictness")]
    public async Task A_lenient_application_stores_a_malformed_number(string _, string number, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Strictness = Strictness.Lenient, Applications = [Application] });

        var reply = await emulator.Api.PostAsync(AxbSample.Path, Bind(("calleeNum", number)));

        Assert.That(reply.Summary, Is.EqualTo(expected));
        Assert.That((string?)(await emulator.QueryAsync(reply["subscriptionId"]))["calleeNum"], Is.EqualTo(number));
    }

    [Test]
    [Rule("decision D35", "With strictness lenient userData may hold braces and is echoed.", Switch = "strictness")]
    public async Task A_lenient_application_takes_braces_in_userData()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Strictness = Strictness.Lenient, Applications = [Application] });

        var reply = await emulator.Api.PostAsync(AxbSample.Path, Bind(("userData", """{"order":"1"}""")));

        Assert.That(reply["userData"], Is.EqualTo("""{"order":"1"}"""));
    }

    [Test]
    [Rule("axb.md §8.2", "recordFlag true on an application without recording is 1012012.")]
    public async Task Recording_needs_an_application_with_recording()
    {
        await using var emulator = await TestEmulator.StartAsync(Application with { Recording = false });

        var refused = await emulator.Api.PostAsync(AxbSample.Path, Bind(("recordFlag", "true")));
        var plain = await emulator.Api.PostAsync(AxbSample.Path, Bind(("recordFlag", "false")));

        Assert.That(refused.Summary, Is.EqualTo("403 1012012 Application does not open recording function"));
        Assert.That(plain.Summary, Is.EqualTo(Success));
    }

    [Test]
    [Rule("axb.md §8.2", "X of another application is 1012001, X that no application has is 1012007.")]
    public async Task X_of_another_application_is_told_from_X_of_nobody()
    {
        await using var emulator = await TestEmulator.StartAsync(
            Application, With(("+8617000000009", "010")) with { Name = "other", AppKey = "other-key" });

        var foreign = await emulator.Api.PostAsync(AxbSample.Path, Bind(("relationNum", "+8617000000009")));

        Assert.That(foreign.Summary, Is.EqualTo(Foreign));
    }

    [TestCase(NumberStatus.Suspended)]
    [TestCase(NumberStatus.Unavailable)]
    [TestCase(NumberStatus.Frozen)]
    [TestCase(NumberStatus.Blacklisted)]
    [Rule("decision D20", "A named X that is not in normal status is 1012102.")]
    public async Task A_named_X_must_be_in_normal_status(NumberStatus status)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(X), "0755", status));

        var reply = await emulator.Api.PostAsync(AxbSample.Path, Bind());

        Assert.That(reply.Summary, Is.EqualTo("403 1012102 The number status is abnormal."));
    }

    /// <summary>Each row breaks a rule and the next one in the order of axb.md §8.3; the earlier one answers.</summary>
    private static readonly object[][] Order =
    [
        ["1010002 before 1012012", (string[])["callDirection=3", "recordFlag=true", "relationNum=+8617000000099"], "1010002"],
        ["1012012 before 1012007", (string[])["recordFlag=true", "relationNum=+8617000000099"], "1012012"],
        ["1012012 before 1012001", (string[])["recordFlag=true", "relationNum=+8617000000009"], "1012012"],
        ["1012102 before 1012010", (string[])["relationNum=" + OtherX], "1012102"],
    ];

    [TestCaseSource(nameof(Order))]
    [Rule("axb.md §8.3", "Bind checks parameters, recording, X, its status, A and B, capacity, in this order.", Inferred = true)]
    public async Task Bind_checks_in_order(string _, string[] changes, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(
            Application with { Recording = false }, With(("+8617000000009", "010")) with { Name = "other", AppKey = "other-key" });
        await emulator.BindAsync(("relationNum", OtherX));
        emulator.World.Numbers.Put(new PoolNumber(PhoneNumber.Parse(OtherX), "0755", NumberStatus.Suspended));
        var body = Bind();
        foreach (var change in changes)
        {
            var (name, value) = (change.Split('=')[0], change.Split('=')[1]);
            body[name] = value;
        }

        Assert.That((await emulator.Api.PostAsync(AxbSample.Path, body)).ResultCode, Is.EqualTo(expected));
    }

    [Test]
    [Rule("axb.md §2.2", "A bind answers id, X, direction, duration and maximum; userData only when it was sent; A and B never.")]
    public async Task A_bind_answers_what_took_effect()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);

        var plain = await emulator.Api.PostAsync(AxbSample.Path, Bind());
        var full = await emulator.Api.PostAsync(AxbSample.Path, Bind(
            ("callerNum", C), ("calleeNum", D), ("callDirection", "1"), ("duration", "86400"), ("maxDuration", 60), ("userData", "order-1")));

        Golden.Matches("axb/bind", plain.Json, full.Json);
        Assert.That(plain.Headers["Content-Type"], Is.EqualTo("application/json;charset=utf-8").Or.EqualTo("application/json; charset=utf-8"));
    }

    [Test]
    [Rule("axb.md §2.3", "The documented request is answered as documented.")]
    public async Task The_documented_bind()
    {
        await using var emulator = await TestEmulator.StartAsync(With(("+8613800006666", "0755")));
        const string Body = """
            {"callerNum":"+8613800000021","relationNum":"+8613800006666","calleeNum":"+8613800000023","callDirection":0,"duration":0,
             "preVoice":{"callerHintTone":"callerHintTone.wav","calleeHintTone":"calleeHintTone.wav"},"maxDuration":0}
            """;

        var reply = await emulator.Api.SendAsync("POST", AxbSample.Path, Body);

        Golden.Matches("axb/documented-bind", reply.Json);
    }
}
