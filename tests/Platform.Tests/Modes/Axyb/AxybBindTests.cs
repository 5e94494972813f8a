using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axyb;

public sealed class AxybBindTests
{
    private static readonly string[] UserDataWithBraces = ["{}", "a{b", "a}b"];

    private static IEnumerable<TestCaseData> FaultyAx()
    {
        yield return Case("origNum", null, "origNum");
        yield return Case("origNum", "13800000021", "origNum");
        yield return Case("origNum", "+8640012345678", "origNum");
        yield return Case("origNum", 13800000021, "origNum");
        yield return Case("areaCode", null, "areaCode");
        yield return Case("areaCode", "", "areaCode");
        yield return Case("areaCode", new string('0', 33), "areaCode");
        yield return Case("areaMatchMode", "2", "areaMatchMode");
        yield return Case("callDirection", 3, "callDirection");
        yield return Case("callDirection", -1, "callDirection");
        yield return Case("duration", 59, "duration");
        yield return Case("duration", "1", "duration");
        yield return Case("duration", 7776001, "duration");
        yield return Case("duration", "soon", "duration");
        yield return Case("ybDuration", 59, "ybDuration");
        yield return Case("ybDuration", 7776001, "ybDuration");
        yield return Case("recordFlag", "yes", "recordFlag");
        yield return Case("recordHintTone", "other.wav", "other.wav does not exist");
        yield return Case("recordHintTone", "", "recordHintTone");
        yield return Case("preVoiceX", "other.wav", "other.wav does not exist");
        yield return Case("preVoiceX", new string('a', 129), "preVoiceX");
        yield return Case("userData", new string('a', 257), "userData");
        yield return Case("userData", "中文", "userData");
        yield return Case("subscriptionId", "", "subscriptionId");
        foreach (var text in UserDataWithBraces)
        {
            yield return Case("userData", text, "userData");
        }
    }

    private static IEnumerable<TestCaseData> FaultyYb()
    {
        yield return Case("origNum", null, "origNum");
        yield return Case("origNum", "+861", "origNum");
        yield return Case("origNum", AxybSample.A, "origNum");
        yield return Case("subscriptionId", new string('a', 65), "subscriptionId");
        yield return Case("areaCode", "", "areaCode");
        yield return Case("areaMatchMode", 2, "areaMatchMode");
        yield return Case("ybDuration", 1, "ybDuration");
        yield return Case("ybDuration", 7776001, "ybDuration");
        yield return Case("preVoiceY", "other.wav", "other.wav does not exist");
        yield return Case("userData", "{}", "userData");
    }

    private static IEnumerable<TestCaseData> GoodAx()
    {
        yield return new TestCaseData("origNum", (JsonNode)AxybSample.Landline);
        yield return new TestCaseData("areaMatchMode", (JsonNode)1);
        yield return new TestCaseData("callDirection", (JsonNode)"2");
        yield return new TestCaseData("duration", (JsonNode)0);
        yield return new TestCaseData("duration", (JsonNode)60);
        yield return new TestCaseData("duration", (JsonNode)"7776000");
        yield return new TestCaseData("ybDuration", (JsonNode)"60");
        yield return new TestCaseData("recordFlag", (JsonNode)"true");
        yield return new TestCaseData("recordFlag", (JsonNode)false);
        yield return new TestCaseData("preVoiceX", (JsonNode)"callerHintTone.wav");
        yield return new TestCaseData("unknown", (JsonNode)"ignored");
    }

    [TestCaseSource(nameof(FaultyAx))]
    [Rule("axyb.md §1, §8", "A faulty parameter of an AX bind is 1010002 with its name.")]
    [Rule("axyb.md §10 no. 10, 12", "areaCode is mandatory, durations of 1 to 59 seconds are refused.", Inferred = true)]
    public async Task A_faulty_AX_bind_names_the_parameter(string name, JsonNode? value, string detail)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);

        var reply = await emulator.PostAsync(AxybSample.Ax((name, value)));

        Assert.That(reply.Summary, Is.EqualTo(AxybSample.Invalid(detail)));
    }

    [TestCaseSource(nameof(FaultyYb))]
    [Rule("axyb.md §2, §8", "A faulty parameter of a YB bind is 1010002 with its name.")]
    [Rule("axyb.md §10 no. 18", "B is not the A of the same AX.", Inferred = true)]
    public async Task A_faulty_YB_bind_names_the_parameter(string name, JsonNode? value, string detail)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync();

        var reply = await emulator.PostAsync(AxybSample.Yb(id, (name, value)));

        Assert.That(reply.Summary, Is.EqualTo(AxybSample.Invalid(detail)));
    }

    [TestCaseSource(nameof(GoodAx))]
    [Rule("axyb.md §1", "Integers may be numeric texts, flags JSON booleans; unknown members are ignored.")]
    public async Task What_real_clients_send_is_accepted(string name, JsonNode value)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);

        var reply = await emulator.PostAsync(AxybSample.Ax((name, value)));

        Assert.That(reply.Summary, Is.EqualTo(AxybSample.Success));
    }

    [Test]
    [Rule("axyb.md §2", "What belongs to the AX part is ignored in a YB bind.", Inferred = true)]
    public async Task A_YB_bind_ignores_what_belongs_to_the_AX_part()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync();

        await emulator.BindYAsync(id, ("callDirection", 9), ("duration", 1), ("recordFlag", "maybe"), ("recordHintTone", "none.wav"));

        var relation = (await emulator.ListAsync(id)).Single();
        Assert.That((relation["callDirection"]!.GetValue<int>(), (string?)relation["duration"]), Is.EqualTo((0, "7200")));
    }

    [Test]
    [Rule("axyb.md §10 no. 1", "A YB bind answers the id of its AX, and Y as relationNumber.", Inferred = true)]
    public async Task A_YB_bind_answers_the_id_of_its_AX()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();

        var reply = await emulator.PostAsync(AxybSample.Yb(id));

        Assert.That(reply["subscriptionId"], Is.EqualTo(id));
        Assert.That(reply["relationNumber"], Is.Not.EqualTo(x));
    }

    [TestCase("", "403 1010002 Invalid request.app_key")]
    [TestCase("?app_key=", "403 1010002 Invalid request.app_key")]
    [TestCase("?app_key=other", "403 1010003 Invalid app_key.")]
    [Rule("axyb.md §10 no. 7", "app_key in the URL is mandatory (1010002) and that of the headers (1010003).", Inferred = true)]
    public async Task Every_interface_wants_the_key_in_the_URL(string query, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, _) = await emulator.BindXAsync();

        var bind = await emulator.Api.PostAsync(AxybSample.Path + query, AxybSample.Ax(("origNum", "faulty too")));
        var other = query.Length == 0 ? "?" : query + "&";
        var found = await emulator.Api.GetAsync($"{AxybSample.Path}{other}subscriptionId={id}");
        var unbound = await emulator.Api.DeleteAsync($"{AxybSample.Path}{other}subscriptionId={id}");

        Assert.That(new[] { bind.Summary, found.Summary, unbound.Summary }, Is.All.EqualTo(expected));
        Assert.That(await emulator.ListAsync(id), Has.Count.EqualTo(1));
    }

    [Test]
    [Rule("axyb.md §8", "recordFlag needs an application with recording: 1012012.")]
    public async Task A_recorded_bind_needs_an_application_with_recording()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application with { Recording = false });

        var reply = await emulator.PostAsync(AxybSample.Ax(("recordFlag", true)));

        Assert.That(reply.Summary, Is.EqualTo("403 1012012 Application does not open recording function"));
    }

    [Test]
    [Rule("axyb.md §10 no. 15", "A YB bind under an unknown id is 1016001.", Inferred = true)]
    public async Task A_YB_bind_under_an_unknown_id_finds_no_record()
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);

        var reply = await emulator.PostAsync(AxybSample.Yb("unknown"));

        Assert.That(reply.Summary, Is.EqualTo(AxybSample.NotFound));
    }

    [Test]
    [Rule("axyb.md §10 no. 17", "The same B under the same AX once more is 1012010 with B's number, also when its Y was given on the fly.", Inferred = true)]
    public async Task The_same_B_is_bound_once_under_one_AX([Values] bool onTheFly)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        if (onTheFly)
        {
            emulator.Place(AxybSample.B, x);
        }
        else
        {
            await emulator.BindYAsync(id);
        }

        var reply = await emulator.PostAsync(AxybSample.Yb(id));

        Assert.That(reply.Summary, Is.EqualTo($"403 1012010 The number {AxybSample.B} has been bound."));
    }

    [TestCase(NumberStatus.Suspended)]
    [TestCase(NumberStatus.Unavailable)]
    [TestCase(NumberStatus.Frozen)]
    [TestCase(NumberStatus.Blacklisted)]
    [Rule("decision D20", "A YB bind under an X that takes no new bindings is 1012102.", Inferred = true)]
    public async Task A_YB_bind_needs_an_X_in_normal_status(NumberStatus status)
    {
        await using var emulator = await TestEmulator.StartAsync(AxybSample.Application);
        var (id, x) = await emulator.BindXAsync();
        emulator.SetStatus(x, status);

        var reply = await emulator.PostAsync(AxybSample.Yb(id));

        Assert.That(reply.Summary, Is.EqualTo("403 1012102 The number status is abnormal."));
    }

    [Test]
    [Rule("decision D35", "A lenient emulator accepts userData with braces.", Switch = "strictness")]
    public async Task A_lenient_emulator_accepts_userData_with_braces()
    {
        await using var emulator = await TestEmulator.StartAsync(
            new EmulatorOptions { Strictness = Strictness.Lenient, Applications = [AxybSample.Application] });

        var (id, _) = await emulator.BindXAsync(("userData", """{"order":1}"""));

        Assert.That((string?)(await emulator.ListAsync(id)).Single()["userData"], Is.EqualTo("""{"order":1}"""));
    }

    private static TestCaseData Case(string name, JsonNode? value, string detail) => new(name, value, detail);
}
