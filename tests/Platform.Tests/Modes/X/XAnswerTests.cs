using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Routed;

public sealed class XAnswerTests
{
    private const string NoInfo = """{"operation":"connect"}""";

    private static IEnumerable<TestCaseData> BadAnswers()
    {
        yield return new TestCaseData("", 8014);
        yield return new TestCaseData("OK", 8014);
        yield return new TestCaseData("[]", 8014);
        yield return new TestCaseData("{}", 8014);
        yield return new TestCaseData("""{"operation":"connect","connectInfo":""", 8014);
        yield return new TestCaseData(NoInfo, 8014);
        yield return new TestCaseData("""{"operation":"connect","connectInfo":[]}""", 8014);
        yield return new TestCaseData("""{"operation":"connect","connectInfo":["x"]}""", 8014);
        yield return new TestCaseData("""{"operation":"connect","connectInfo":"x"}""", 8014);
        yield return new TestCaseData("""{"operation":"close","closeInfo":["x"]}""", 8014);
        yield return new TestCaseData("""{"operation":"close","closeInfo":"x"}""", 8014);
        yield return new TestCaseData(XSample.Connect().Replace("connect\"", "continue\"", StringComparison.Ordinal), 8014);
        yield return new TestCaseData(XSample.Connect().Replace("\"connect\"", "\"CONNECT\"", StringComparison.Ordinal), 8014);
        yield return Connect("calleeNum", null);
        yield return Connect("calleeNum", "13400000002");
        yield return Connect("calleeNum", "+8640012345678");
        yield return Connect("calleeNum", 13400000002);
        yield return Connect("displayCalleeNum", "17000000401");
        yield return Connect("displayCalleeNum", "");
        yield return Connect("maxDuration", 7200);
        yield return Connect("maxDuration", -1);
        yield return Connect("maxDuration", 1441);
        yield return Connect("maxDuration", 1.5);
        yield return Connect("recordFlag", "yes");
        yield return Connect("waitVoice", "no extension");
        yield return Connect("waitVoice", ".wav");
        yield return Connect("waitVoice", "blank in.wav");
        yield return Connect("recordHintTone", "wait.mp3");
        yield return Connect("lastMinVoice", new string('a', 125) + ".wav");
        yield return Connect("userData", "{}");
        yield return Connect("userData", "中文");
        yield return Connect("userData", new string('a', 257));
        yield return Connect("waitVoice", "unknown.wav", 8006);
        yield return Connect("recordHintTone", "unknown.wav", 8006);
        yield return Connect("lastMinVoice", "unknown.wav", 8006);
        yield return new TestCaseData(XSample.Close(("closeHintTone", "unknown.wav")), 8006);
        yield return new TestCaseData(XSample.Close(("closeHintTone", "close.mp3")), 8014);
        yield return new TestCaseData(XSample.Close(("userData", "{}")), 8014);
    }

    private static IEnumerable<string> GoodAnswers()
    {
        yield return XSample.Connect();
        yield return XSample.Connect(("calleeNum", "+8675528000001"));
        yield return XSample.Connect(("maxDuration", 0), ("waitVoice", ""), ("userData", ""), ("recordHintTone", null));
        yield return XSample.Connect(("recordFlag", "false"), ("calleeHintTone", "what.is this?"), ("displayCalleeNum", XSample.X));
        yield return """{"operation":"connect","connectInfo":[{"calleeNum":"+8613400000002"}],"closeInfo":[{"closeHintTone":"nonsense"}]}""";
        yield return "\uFEFF" + XSample.Connect();
    }

    [TestCaseSource(nameof(BadAnswers))]
    [Rule("x-mode.md §5", "An answer that routes nothing, or has a parameter out of range, ends the call with 8014.")]
    [Rule("decision D36", "A well-formed voice file that is not approved is 8006, a malformed name 8014.", Inferred = true)]
    [Rule("decision D21, D30", "X mode: direction 2 for a bad answer.", Inferred = true)]
    public async Task A_bad_answer_ends_the_call(string body, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(body);

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(XSample.Ends(call), Is.EqualTo((stateCode, stateCode, 2)));
        Assert.That(emulator.EventTypes(call), Is.EqualTo(new[] { "callin", "disconnect", "fee" }));
    }

    [TestCaseSource(nameof(GoodAnswers))]
    [Rule("x-mode.md §4", "connectInfo is an object or an array of one; the operation decides; unknown members are ignored.")]
    public async Task A_good_answer_connects(string body)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(body);

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(XSample.Ends(call), Is.EqualTo((0, 0, 1)));
    }

    [TestCase("recordFlag")]
    [TestCase("maxDuration")]
    [Rule("x-mode.md §5", "A JSON boolean for recordFlag and a text for maxDuration are refused unless the emulator is lenient.", Inferred = true, Switch = "strictness")]
    public async Task Wrong_types_are_accepted_by_a_lenient_emulator_alone(string name)
    {
        var body = XSample.Connect((name, name == "recordFlag" ? false : "30"));

        var strict = await PlayAsync(Strictness.Vendor, body);
        var lenient = await PlayAsync(Strictness.Lenient, body);

        Assert.That((strict, lenient), Is.EqualTo((8014, 0)));
    }

    [TestCase(Strictness.Vendor)]
    [TestCase(Strictness.Lenient)]
    [Rule("x-mode.md §5", "A number in no format is 8014, whatever the strictness.")]
    public async Task No_emulator_calls_a_number_in_no_format(Strictness strictness) =>
        Assert.That(await PlayAsync(strictness, XSample.Connect(("calleeNum", "13400000002"))), Is.EqualTo(8014));

    [TestCase(201)]
    [TestCase(404)]
    [TestCase(500)]
    [Rule("x-mode.md §5", "Any status but 200 is 8014, whatever the body says.", Inferred = true)]
    public async Task Only_a_200_routes_the_call(int status)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect(), status);

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(XSample.Ends(call), Is.EqualTo((8014, 8014, 2)));
    }

    [TestCase(4999, 0)]
    [TestCase(5000, 8014)]
    [TestCase(60_000, 8014)]
    [Rule("x-mode.md §5", "An answer that takes longer than the push timeout is no answer: 8014.", Inferred = true, Switch = "callbacks.timeout")]
    public async Task An_answer_has_to_come_within_the_push_timeout(int milliseconds, int stateCode)
    {
        await using var emulator = await TestEmulator.StartAsync(XSample.Application);
        emulator.Answers(XSample.Connect(), delay: TimeSpan.FromMilliseconds(milliseconds));

        var call = await emulator.PlayAsync(XSample.A, XSample.X);

        Assert.That(call.Cause!.StateCode, Is.EqualTo(stateCode));
        Assert.That(
            (call.FwdStartTime ?? call.CallEndTime) - call.CallInTime, Is.EqualTo(TimeSpan.FromMilliseconds(Math.Min(milliseconds, 5000))));
    }

    private static async Task<int> PlayAsync(Strictness strictness, string body)
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Strictness = strictness, Applications = [XSample.Application] });
        emulator.Answers(body);
        return (await emulator.PlayAsync(XSample.A, XSample.X)).Cause!.StateCode;
    }

    private static TestCaseData Connect(string name, JsonNode? value, int stateCode = 8014) => new(XSample.Connect((name, value)), stateCode);
}
