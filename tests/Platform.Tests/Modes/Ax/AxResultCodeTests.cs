using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

/// <summary>
/// Every result code of every interface, on one prepared state: A is bound to X, Full holds five X, one number is in each abnormal status
/// and bound to a user of its own where that is possible, another application owns Foreign.
/// </summary>
public sealed class AxResultCodeTests
{
    private const string Success = "200 0 Success";
    private const string Account = "403 1011001 Account does not exist.";
    private const string TheAccount = "403 1011001 The account does not exist.";
    private const string NotApplied = "403 1011004 The number is not applied for binding application.";
    private const string NotFound = "403 1016001 The record does not exist.";
    private const string Abnormal = "403 1012102 The number status is abnormal.";
    private const string NoRecording = "403 1012012 Application does not open recording function";
    private const string UpperLimit = "403 1011003 Exceeded the upper limit of resources that can be applied for.";
    private const string Insufficient = "403 1011002 Insufficient number of resources.";
    private const string Invalid = "403 1010002 Invalid request.";

    private static readonly Dictionary<string, string> Numbers = new()
    {
        ["A"] = AxEmulator.A,
        ["B"] = AxEmulator.B,
        ["X"] = AxEmulator.X,
        ["Idle"] = AxEmulator.Idle,
        ["Full"] = "+8613800000055",
        ["Suspended"] = "+8617000000111",
        ["Unavailable"] = "+8617000000112",
        ["Frozen"] = "+8617000000113",
        ["Blacklisted"] = "+8617000000114",
        ["Foreign"] = "+8617000000900",
        ["Nobody"] = "+8617099999999",
        ["256"] = new string('u', 256),
        ["257"] = new string('u', 257),
    };

    public static IEnumerable<TestCaseData> Bind() => Table("POST", AxEmulator.Path,
    [
        ("""{"origNum":"$B","privateNum":"$Idle"}""", Success),
        ("""{"origNum":"+8675512345678","privateNum":"$Idle"}""", Success),
        ("""{"origNum":"$A","privateNum":"$Idle","privateNumType":"mobile-virtual"}""", Success),
        ("""{"origNum":"$B","privateNum":"$Idle","areaCode":"010","areaMatchMode":"7"}""", Success),
        ("""{"origNum":"$B","privateNum":"","areaCode":"0755","privateNumType":"mobile-virtual"}""", Success),
        ("""{"origNum":"$B","privateNum":"$Idle","someday":{"a":[1]}}""", Success),
        ("""{"privateNum":"$Idle"}""", Invalid + "origNum"),
        ("""{"origNum":"13800000021","privateNum":"$Idle"}""", Invalid + "origNum"),
        ("""{"origNum":"+864001234567","privateNum":"$Idle"}""", Invalid + "origNum"),
        ("""{"origNum":"+8695533","privateNum":"$Idle"}""", Invalid + "origNum"),
        ("""{"origNum":"$Idle","privateNum":"$Idle"}""", Invalid + "origNum"),
        ("""{"origNum":"$B"}""", Invalid + "privateNum"),
        ("""{"origNum":"$B","areaMatchMode":"1"}""", Invalid + "areaCode"),
        ("""{"origNum":"$B","areaCode":"0755"}""", Invalid + "privateNumType"),
        ("""{"origNum":"$B","areaCode":"0755","privateNumType":"fixed"}""", Invalid + "privateNumType"),
        ("""{"origNum":"$B","areaCode":"0755","privateNumType":"mobile-virtual","areaMatchMode":"2"}""", Invalid + "areaMatchMode"),
        ("""{"origNum":"$B","privateNum":"$Idle","recordFlag":"yes"}""", Invalid + "recordFlag"),
        ("""{"origNum":"$B","privateNum":"$Idle","privateSms":1}""", Invalid + "privateSms"),
        ("""{"origNum":"$B","privateNum":"$Idle","calleeNumDisplay":"2"}""", Invalid + "calleeNumDisplay"),
        ("""{"origNum":"$B","privateNum":"$Idle","turnFlag":"true"}""", Invalid + "turnFlag"),
        ("""{"origNum":"$B","privateNum":"$Idle","callDirection":3}""", Invalid + "callDirection"),
        ("""{"origNum":"$B","privateNum":"$Idle","maxDuration":1441}""", Invalid + "maxDuration"),
        ("""{"origNum":"$B","privateNum":"$Idle","userData":"{1}"}""", Invalid + "userData"),
        ("""{"origNum":"$B","privateNum":"$Idle","userData":"订单"}""", Invalid + "userData"),
        ("""{"origNum":"$B","privateNum":"$Idle","userData":"$257"}""", Invalid + "userData"),
        ("""{"origNum":"$B","privateNum":"$Idle","userData":"$256"}""", Success),
        ("""{"origNum":"$B","privateNum":"$Idle","recordHintTone":"$257"}""", Invalid + "recordHintTone"),
        ("""{"origNum":"$B","areaCode":"$257","privateNumType":"mobile-virtual"}""", Invalid + "areaCode"),
        ("""{"origNum":"$B","privateNum":"$Idle","preVoice":"callerHintTone.wav"}""", Invalid + "preVoice"),
        ("""{"origNum":"$B","privateNum":"$Idle","recordHintTone":"no.wav"}""", Invalid + "no.wav does not exist"),
        ("""{"origNum":"$B","privateNum":"$Idle","lastMinVoice":"no.wav"}""", Invalid + "no.wav does not exist"),
        ("""{"origNum":"$B","privateNum":"$Idle","preVoice":{"calleeHintTone":"no.wav"}}""", Invalid + "no.wav does not exist"),
        ("""{"origNum":"$B","privateNum":"$Nobody"}""", Account),
        ("""{"origNum":"$B","privateNum":"$Foreign"}""", Account),
        ("""{"origNum":"$B","privateNum":"17000000102"}""", Account),
        ("""{"origNum":"$B","privateNum":"nonsense"}""", Account),
        ("""{"origNum":"nonsense","privateNum":"nonsense"}""", Invalid + "origNum"),
        ("""{"origNum":"$A","privateNum":"$X"}""", "403 1016002 The record already exists."),
        ("""{"origNum":"$B","privateNum":"$X"}""", "403 1011005 Resource has been applied."),
        ("""{"origNum":"$Full","privateNum":"$X"}""", "403 1011005 Resource has been applied."),
        ("""{"origNum":"$Full","privateNum":"$Idle"}""", UpperLimit),
        ("""{"origNum":"$Full","areaCode":"0755","privateNumType":"mobile-virtual"}""", UpperLimit),
        ("""{"origNum":"$B","areaCode":"0898","privateNumType":"mobile-virtual"}""", Insufficient),
        ("""{"origNum":"$B","areaCode":"nowhere","privateNumType":"mobile-virtual"}""", Insufficient),
        ("""{"origNum":"$B","privateNum":"$Suspended"}""", Abnormal),
        ("""{"origNum":"$B","privateNum":"$Unavailable"}""", Abnormal),
        ("""{"origNum":"$B","privateNum":"$Frozen"}""", Abnormal),
        ("""{"origNum":"$B","privateNum":"$Blacklisted"}""", Abnormal),
        ("""{"origNum":"$Full","privateNum":"$Suspended"}""", Abnormal),
    ]);

    public static IEnumerable<TestCaseData> Unbind() => Table("DELETE", AxEmulator.Path,
    [
        ("subscriptionId=$id", Success),
        ("privateNum=$X", Success),
        ("origNum=$A&privateNum=$X", Success),
        ("origNum=nonsense&privateNum=$X", Success),
        ("subscriptionId=$id&origNum=$B&privateNum=$Foreign", Success),
        ("subscriptionId=&privateNum=$X", Success),
        ("privateNum=$Frozen", Success),
        ("subscriptionId=unknown", NotFound),
        ("subscriptionId=unknown&privateNum=$X", NotFound),
        ("subscriptionId=$foreignId", NotFound),
        ("privateNum=$Idle", NotFound),
        ("privateNum=$Nobody", TheAccount),
        ("privateNum=17000000101", TheAccount),
        ("privateNum=$Foreign", NotApplied),
        ("privateNum=+8617000000101", NotApplied),
        ("origNum=$A", NotApplied),
        ("", NotApplied),
        ("subscriptionId=12345678901234567890123456789012345678901234567890123456789012345", Invalid + "subscriptionId"),
        ("privateNum=$Suspended", Abnormal),
        ("privateNum=$Blacklisted", Abnormal),
    ]);

    public static IEnumerable<TestCaseData> Modify() => Table("PUT", AxEmulator.Path,
    [
        ("""{"subscriptionId":"$id","maxDuration":1}""", Success),
        ("""{"privateNum":"$X","privateSms":"true"}""", Success),
        ("""{"privateNum":"$X","origNum":"$A","privateSms":"false"}""", Success),
        ("""{"privateNum":"$X","origNum":"$B"}""", Success),
        ("""{"subscriptionId":"$id","privateNum":"$Foreign"}""", Success),
        ("""{"privateNum":"$FullX","origNum":"$Full","turnFlag":"off"}""", Success),
        ("""{"privateNum":"$Frozen","turnFlag":"off"}""", Success),
        ("""{"subscriptionId":"$id","calleeNumDisplay":"9","preVoice":7,"recordHintTone":7,"areaCode":7}""", Success),
        ("""{"subscriptionId":"unknown"}""", NotFound),
        ("""{"subscriptionId":"$foreignId"}""", NotFound),
        ("""{"privateNum":"$Idle"}""", NotFound),
        ("""{"privateNum":"$Nobody"}""", TheAccount),
        ("""{"privateNum":"nonsense"}""", TheAccount),
        ("""{"privateNum":"$Foreign"}""", NotApplied),
        ("""{"origNum":"$A"}""", Invalid + "privateNum"),
        ("""{"privateNum":"$X","origNum":"138"}""", Invalid + "origNum"),
        ("""{"privateNum":"$X","origNum":"$X"}""", Invalid + "origNum"),
        ("""{"privateNum":"$X","origNum":"$Full"}""", UpperLimit),
        ("""{"privateNum":"$X","recordFlag":0}""", Invalid + "recordFlag"),
        ("""{"privateNum":"$X","privateSms":"on"}""", Invalid + "privateSms"),
        ("""{"privateNum":"$X","maxDuration":-1}""", Invalid + "maxDuration"),
        ("""{"privateNum":"$X","lastMinVoice":"no.wav"}""", Invalid + "no.wav does not exist"),
        ("""{"privateNum":"$X","userData":"{"}""", Invalid + "userData"),
        ("""{"privateNum":"$X","turnFlag":"x"}""", Invalid + "turnFlag"),
        ("""{"privateNum":"$X","callDirection":"up"}""", Invalid + "callDirection"),
        ("""{"privateNum":"$Suspended","maxDuration":1}""", Abnormal),
        ("""{"privateNum":"$Blacklisted","maxDuration":1}""", Abnormal),
    ]);

    public static IEnumerable<TestCaseData> Query() => Table("GET", AxEmulator.Path,
    [
        ("subscriptionId=$id", Success),
        ("origNum=$A", Success),
        ("privateNum=$X", Success),
        ("subscriptionId=$id&origNum=$B&privateNum=$Idle", Success),
        ("origNum=$A&privateNum=$Idle", Success),
        ("subscriptionId=unknown&origNum=$A", NotFound),
        ("origNum=$B&privateNum=$X", NotFound),
        ("subscriptionId=$foreignId", NotFound),
        ("privateNum=$Idle", NotFound),
        ("privateNum=$Nobody", NotFound),
        ("privateNum=$Foreign", NotFound),
        ("privateNum=+8617000000101", NotApplied),
        ("origNum=+8613800000021", NotApplied),
        ("", Invalid + "privateNum"),
        ("privateNum=$Suspended", Abnormal),
    ]);

    public static IEnumerable<TestCaseData> SetCallee() => Table("PUT", AxEmulator.CalleePath,
    [
        ("""{"subscriptionId":"$id","calleeNum":"$B","duration":60}""", Success),
        ("""{"privateNum":"$X","calleeNum":"$B"}""", Success),
        ("""{"subscriptionId":"","privateNum":"$X","calleeNum":"$B"}""", Success),
        ("""{"origNum":"nonsense","privateNum":"$X","calleeNum":"$B","duration":"259200"}""", Success),
        ("""{"subscriptionId":"$id","privateNum":"$Foreign","calleeNum":"+8675512345678"}""", Success),
        ("""{"privateNum":"$X","calleeNum":"+864001234567"}""", Success),
        ("""{"privateNum":"$X","calleeNum":"+8695533"}""", Success),
        ("""{"subscriptionId":"unknown","calleeNum":"$B"}""", NotFound),
        ("""{"subscriptionId":"$foreignId","calleeNum":"$B"}""", NotFound),
        ("""{"privateNum":"$Idle","calleeNum":"$B"}""", NotFound),
        ("""{"privateNum":"$Nobody","calleeNum":"$B"}""", TheAccount),
        ("""{"privateNum":"nonsense","calleeNum":"$B"}""", TheAccount),
        ("""{"privateNum":"$Foreign","calleeNum":"$B"}""", NotApplied),
        ("""{"calleeNum":"$B"}""", Invalid + "privateNum"),
        ("""{"privateNum":"$X"}""", Invalid + "calleeNum"),
        ("""{"privateNum":"$X","calleeNum":"13800000022"}""", Invalid + "calleeNum"),
        ("""{"privateNum":"$X","calleeNum":"$A"}""", Invalid + "calleeNum"),
        ("""{"privateNum":"$X","calleeNum":"$B","duration":0}""", Invalid + "duration"),
        ("""{"privateNum":"$X","calleeNum":"$B","duration":259201}""", Invalid + "duration"),
        ("""{"privateNum":"$X","calleeNum":"$B","userData":"}"}""", Invalid + "userData"),
        ("""{"privateNum":"$Suspended","calleeNum":"$B"}""", Abnormal),
    ]);

    [TestCaseSource(nameof(Bind))]
    [Rule("ax.md §2, §8.1, §9", "A bind is checked in the order format, ownership, state, X occupied, A's count, allocation")]
    [Rule("decision D1", "The same pair again is 1016002, an X of another A is 1011005")]
    [Rule("decision D16", "A malformed or unknown X in a bind is 1011001, not 1010002")]
    public Task A_bind_is_answered_as_its_table_says(string method, string path, string request, string expected) => Check(method, path, request, expected);

    [TestCaseSource(nameof(Unbind))]
    [Rule("ax.md §3", "subscriptionId wins over privateNum; origNum is not looked at; what is not bound is an error")]
    [Rule("ax.md §14 no. 8", "An unbind that names nothing is 1011004", Inferred = true)]
    [Rule("decision D15", "A raw + in a URL of AX is 1011004")]
    public Task An_unbind_is_answered_as_its_table_says(string method, string path, string request, string expected) => Check(method, path, request, expected);

    [TestCaseSource(nameof(Modify))]
    [Rule("ax.md §4", "origNum is the new A; what cannot be modified is ignored")]
    [Rule("ax.md §14 no. 10", "A new A that has five X is 1011003; an unchanged A is not counted", Inferred = true)]
    public Task A_modify_is_answered_as_its_table_says(string method, string path, string request, string expected) => Check(method, path, request, expected);

    [TestCaseSource(nameof(Query))]
    [Rule("ax.md §5", "subscriptionId wins over origNum wins over privateNum; no binding is 1016001 and no empty list")]
    public Task A_query_is_answered_as_its_table_says(string method, string path, string request, string expected) => Check(method, path, request, expected);

    [TestCaseSource(nameof(SetCallee))]
    [Rule("ax.md §6", "The temporary callee differs from A and lives 1 to 259200 seconds; origNum is not parsed")]
    [Rule("ax.md §9.2", "X of nobody is 1011001, of another application 1011004, unbound 1016001", Inferred = true)]
    public Task A_temporary_callee_is_answered_as_its_table_says(string method, string path, string request, string expected) => Check(method, path, request, expected);

    [TestCase("POST", """{"origNum":"+8613800000022","privateNum":"+8617000000102","recordFlag":true}""")]
    [TestCase("PUT", """{"privateNum":"+8617000000101","recordFlag":"true"}""")]
    [Rule("ax.md §9.2", "recordFlag true in an application without recording is 1012012")]
    public async Task Recording_needs_an_application_with_recording(string method, string body)
    {
        await using var ax = await AxEmulator.StartAsync(app => app with { Recording = false });
        await ax.BindAsync();

        Assert.That((await ax.Api.SendAsync(method, AxEmulator.Path, body)).Summary, Is.EqualTo(NoRecording));
    }

    [TestCase("POST", AxEmulator.Path)]
    [TestCase("DELETE", AxEmulator.Path)]
    [TestCase("PUT", AxEmulator.Path)]
    [TestCase("GET", AxEmulator.Path)]
    [TestCase("PUT", AxEmulator.CalleePath)]
    [Rule("ax.md §1.4", "The key of an application of another mode is 1010040")]
    [Rule("decision D18", "A frozen account is 1010029 on every interface")]
    public async Task Another_mode_and_a_frozen_account_are_refused_before_parameters(string method, string path)
    {
        await using var axb = await AxEmulator.StartAsync(app => app with { Mode = Mode.Axb });
        await using var frozen = await AxEmulator.StartAsync(app => app with { Frozen = true });

        Assert.That((await axb.Api.SendAsync(method, path, "{}")).Summary, Is.EqualTo("403 1010040 The app_key is not allowed to invoke the API."));
        Assert.That((await frozen.Api.SendAsync(method, path, "{}")).Summary, Is.EqualTo("403 1010029 The subscriber status is frozen."));
    }

    private static IEnumerable<TestCaseData> Table(string method, string path, (string Request, string Expected)[] rows) => rows
        .Select(row => new TestCaseData(method, path, row.Request, row.Expected).SetArgDisplayNames(row.Request.Length == 0 ? "nothing" : row.Request, row.Expected));

    private static async Task Check(string method, string path, string request, string expected)
    {
        var (emulator, names) = await PrepareAsync();
        await using var ax = emulator;
        var inUrl = method is "GET" or "DELETE";
        var text = names.OrderByDescending(pair => pair.Key.Length).Aggregate(
            request, (text, pair) => text.Replace("$" + pair.Key, inUrl ? Uri.EscapeDataString(pair.Value) : pair.Value, StringComparison.Ordinal));

        var reply = inUrl ? await ax.Api.SendAsync(method, $"{path}?{text}", (byte[]?)null) : await ax.Api.SendAsync(method, path, text);

        Assert.That(reply.Summary, Is.EqualTo(expected));
    }

    private static async Task<(AxEmulator Ax, Dictionary<string, string> Names)> PrepareAsync()
    {
        string[] abnormal = ["Suspended", "Unavailable", "Frozen", "Blacklisted"];
        var full = Enumerable.Range(0, 5).Select(i => $"+861700000012{i}").ToList();
        var own = new[] { "X", "Idle" }.Concat(abnormal).Select(name => Numbers[name]).Concat(full);
        var ax = await AxEmulator.StartAsync(
        [
            new ApplicationOptions { Name = "ax", Mode = Mode.Ax, Numbers = [.. own.Select(number => new NumberOptions { Number = number, AreaCode = "0755" })] },
            new ApplicationOptions { Name = "other", Mode = Mode.Ax, Numbers = [new NumberOptions { Number = Numbers["Foreign"], AreaCode = "0755" }] },
        ]);
        var names = new Dictionary<string, string>(Numbers) { ["FullX"] = full[0], ["id"] = await ax.BindAsync() };
        foreach (var x in full)
        {
            await ax.BindAsync(a: Numbers["Full"], x: x);
        }

        foreach (var status in abnormal)
        {
            if (status != "Blacklisted")
            {
                await ax.BindAsync(a: AxEmulator.C, x: Numbers[status]);
            }

            ax.SetStatus(Numbers[status], Enum.Parse<NumberStatus>(status));
        }

        names["foreignId"] = await ax.BindForeignAsync("other", Numbers["Foreign"]);
        return (ax, names);
    }
}
