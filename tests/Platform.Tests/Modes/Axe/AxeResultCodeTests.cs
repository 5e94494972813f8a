using System.Text.RegularExpressions;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axe;

/// <summary>
/// Every result code of every interface, on one prepared state: extensions of 2 digits, A is bound to X as 01, one number is in each
/// abnormal status with a binding 01 of its own, another application owns Foreign.
/// </summary>
public sealed partial class AxeResultCodeTests
{
    private const string Success = "200 0 Success";
    private const string Invalid = "403 1010002 Invalid request.";
    private const string NotApplied = "403 1012001 Resource of number is not to be applied.";
    private const string Insufficient = "403 1012008 Insufficient number of resources";
    private const string NoRecording = "403 1012012 Application does not open recording function";
    private const string Abnormal = "403 1012102 The number status is abnormal.";
    private const string NotFound = "403 1016001 The record does not exist.";
    private const string NoIdle = "403 1020167 No idle extend Number.";
    private const string LongText = "12345678901234567890123456789012345678901234567890123456789012345";

    private static readonly Dictionary<string, string> Numbers = new()
    {
        ["A"] = AxeEmulator.A,
        ["B"] = AxeEmulator.B,
        ["X"] = AxeEmulator.X,
        ["Idle"] = AxeEmulator.Idle,
        ["Suspended"] = "+8617000000211",
        ["Unavailable"] = "+8617000000212",
        ["Frozen"] = "+8617000000213",
        ["Blacklisted"] = "+8617000000214",
        ["Foreign"] = "+8617000000900",
        ["Nobody"] = "+8617099999999",
    };

    public static IEnumerable<TestCaseData> Bind() => Table("POST", AxeEmulator.Path,
    [
        ("""{"bindNum":"$B","virtualNum":"$X"}""", Success),
        ("""{"bindNum":"$A","virtualNum":"$X"}""", Success),
        ("""{"bindNum":"+8675528000001","virtualNum":"$X"}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":"02"}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":""}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","areaCode":"0898","areaMatchMode":"0"}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","areaMatchMode":"1"}""", Success),
        ("""{"bindNum":"$B","virtualNum":"","areaCode":"0755"}""", Success),
        ("""{"bindNum":"$B","areaCode":"0755","extendNum":"00"}""", Success),
        ("""{"bindNum":"$B","areaCode":"0898","areaMatchMode":"1"}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","displayNumMode":0,"recordFlag":true,"timeUnit":1,"someday":[{}]}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","bindExpiredTime":720,"callbackExpiredTime":720}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","timeUnit":"1","bindExpiredTime":43200,"callbackExpiredTime":0}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","bindExpiredTime":0,"callbackExpiredTime":24}""", Success),
        ("""{"bindNum":"$B","virtualNum":"$X","callbackExpiredTime":24}""", Success),
        ("""{"virtualNum":"$X"}""", Invalid + "bindNum"),
        ("""{"bindNum":"13800000022","virtualNum":"$X"}""", Invalid + "bindNum"),
        ("""{"bindNum":"+864001234567","virtualNum":"$X"}""", Invalid + "bindNum"),
        ("""{"bindNum":"+8695533","virtualNum":"$X"}""", Invalid + "bindNum"),
        ("""{"bindNum":"$X","virtualNum":"$X"}""", Invalid + "bindNum"),
        ("""{"bindNum":"$B"}""", Invalid + "virtualNum"),
        ("""{"bindNum":"$B","areaMatchMode":"1"}""", Invalid + "virtualNum"),
        ("""{"bindNum":"$B","virtualNum":"17000000201"}""", Invalid + "virtualNum"),
        ("""{"bindNum":"$B","virtualNum":"+8675528000001"}""", Invalid + "virtualNum"),
        ("""{"bindNum":"$B","areaCode":"123456789012345678901234567890123"}""", Invalid + "areaCode"),
        ("""{"bindNum":"$B","areaCode":"0755","areaMatchMode":"2"}""", Invalid + "areaMatchMode"),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":"1"}""", Invalid + "extendNum"),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":"002"}""", Invalid + "extendNum"),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":"00002"}""", Invalid + "extendNum"),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":"00"}""", Invalid + "extendNum"),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":"a1"}""", Invalid + "extendNum"),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":12}""", Invalid + "extendNum"),
        ("""{"bindNum":"$B","virtualNum":"$X","displayNumMode":"2"}""", Invalid + "displayNumMode"),
        ("""{"bindNum":"$B","virtualNum":"$X","recordFlag":"1"}""", Invalid + "recordFlag"),
        ("""{"bindNum":"$B","virtualNum":"$X","recordHintTone":"no.wav"}""", Invalid + "no.wav does not exist"),
        ("""{"bindNum":"$B","virtualNum":"$X","recordHintTone":""}""", Invalid + "recordHintTone"),
        ("""{"bindNum":"$B","virtualNum":"$X","callbackTone":"no.wav"}""", Invalid + "no.wav does not exist"),
        ("""{"bindNum":"$B","virtualNum":"$X","callbackNum":"4001234567"}""", Invalid + "callbackNum"),
        ("""{"bindNum":"$B","virtualNum":"$X","callbackTone":"callbackTone.wav","callbackNum":"$A"}""", Invalid + "callbackNum"),
        ("""{"bindNum":"$B","virtualNum":"$X","timeUnit":"2"}""", Invalid + "timeUnit"),
        ("""{"bindNum":"$B","virtualNum":"$X","bindExpiredTime":721}""", Invalid + "bindExpiredTime"),
        ("""{"bindNum":"$B","virtualNum":"$X","bindExpiredTime":-1}""", Invalid + "bindExpiredTime"),
        ("""{"bindNum":"$B","virtualNum":"$X","timeUnit":"1","bindExpiredTime":43201}""", Invalid + "bindExpiredTime"),
        ("""{"bindNum":"$B","virtualNum":"$X","callbackExpiredTime":721}""", Invalid + "callbackExpiredTime"),
        ("""{"bindNum":"$B","virtualNum":"$X","bindExpiredTime":1,"callbackExpiredTime":2}""", Invalid + "bindExpiredTime"),
        ("""{"bindNum":"$B","virtualNum":"$X","userData":"{1}"}""", Invalid + "userData"),
        ("""{"bindNum":"$B","virtualNum":"$X","userData":"订单"}""", Invalid + "userData"),
        ("""{"bindNum":"nonsense","virtualNum":"$Nobody"}""", Invalid + "bindNum"),
        ("""{"bindNum":"$B","virtualNum":"$Nobody"}""", NotApplied),
        ("""{"bindNum":"$B","virtualNum":"$Foreign"}""", NotApplied),
        ("""{"bindNum":"$B","virtualNum":"$Suspended"}""", Abnormal),
        ("""{"bindNum":"$B","virtualNum":"$Unavailable"}""", Abnormal),
        ("""{"bindNum":"$B","virtualNum":"$Frozen"}""", Abnormal),
        ("""{"bindNum":"$B","virtualNum":"$Blacklisted","extendNum":"01"}""", Abnormal),
        ("""{"bindNum":"$B","areaCode":"0898"}""", Insufficient),
        ("""{"bindNum":"$B","areaCode":"nowhere","areaMatchMode":"0"}""", Insufficient),
        ("""{"bindNum":"$B","virtualNum":"$X","extendNum":"01"}""", NoIdle),
        ("""{"bindNum":"$A","virtualNum":"$X","extendNum":"01"}""", NoIdle),
    ]);

    public static IEnumerable<TestCaseData> Unbind() => Table("DELETE", AxeEmulator.Path,
    [
        .. Located,
        ("virtualNum=$X&extendNum=01", Success),
        ($"subscriptionId={LongText}", Invalid + "subscriptionId"),
    ]);

    public static IEnumerable<TestCaseData> Query() => Table("GET", AxeEmulator.Path, Located);

    public static IEnumerable<TestCaseData> QueryPage() => Table("GET", AxeEmulator.PagePath,
    [
        .. Located.Where(row => row is not { Request: "virtualNum=$X" or "extendNum=01" or "virtualNum=$Idle" }),
        ("virtualNum=$X", Success),
        ("virtualNum=$Idle", Success),
        ("extendNum=01", Invalid + "virtualNum"),
        ("virtualNum=$X&cursor=0000000000000_0&limit=1", Success),
        ("virtualNum=$X&limit=100", Success),
        ("virtualNum=$X&cursor=9999999999999_99999999999999999999", Success),
        ("virtualNum=$X&limit=0", Invalid + "limit"),
        ("virtualNum=$X&limit=101", Invalid + "limit"),
        ("virtualNum=$X&limit=many", Invalid + "limit"),
        ("virtualNum=$X&cursor=0", Invalid + "cursor"),
        ("virtualNum=$X&cursor=000000000000_00", Invalid + "cursor"),
        ("virtualNum=$X&cursor=0000000000000_", Invalid + "cursor"),
        ("virtualNum=$X&cursor=0000000000000_000000000000000000000", Invalid + "cursor"),
        ("virtualNum=$X&cursor=0000000000000_-1", Invalid + "cursor"),
        ("virtualNum=$X&extendNum=01&cursor=none&limit=0", Success),
        ("subscriptionId=$id&cursor=none&limit=0", Success),
        ("virtualNum=$Foreign", NotApplied),
        ("virtualNum=$Suspended", Abnormal),
        ("virtualNum=$Frozen", Success),
    ]);

    public static IEnumerable<TestCaseData> Count() => Table("GET", AxeEmulator.CountPath,
    [
        ("", Success),
        ("number=$X", Success),
        ("number=$Idle&cursor=none&limit=0", Success),
        ("cursor=0&limit=1", Success),
        ("cursor=&limit=", Success),
        ("cursor=99999999999999999999&limit=100", Success),
        ("cursor=100000000000000000000", Invalid + "cursor"),
        ("cursor=-1", Invalid + "cursor"),
        ("limit=0", Invalid + "limit"),
        ("limit=101", Invalid + "limit"),
        ("number=17000000201", Invalid + "number"),
        ("number=+8617000000201", Invalid + "number"),
        ("number=$Foreign", NotApplied),
        ("number=$Nobody", NotApplied),
        ("number=$Blacklisted", Abnormal),
    ]);

    public static IEnumerable<TestCaseData> Modify() => Table("PUT", AxeEmulator.Path,
    [
        ("""{"subscriptionId":"$id"}""", Success),
        ("""{"subscriptionId":"","virtualNum":"$X","extendNum":"01"}""", Success),
        ("""{"virtualNum":"$Frozen","extendNum":"01","displayNumMode":"1"}""", Success),
        ("""{"subscriptionId":"$id","virtualNum":"nonsense","extendNum":"nonsense"}""", Success),
        ("""{"subscriptionId":"$id","recordFlag":true,"recordHintTone":"recordHintTone.wav"}""", Success),
        ("""{"subscriptionId":"$id","callbackTone":"","callbackNum":"","recordHintTone":""}""", Success),
        ("""{"subscriptionId":"$id","timeUnit":"1"}""", Success),
        ("""{"subscriptionId":"$id","timeUnit":"1","bindExpiredTime":43200,"callbackExpiredTime":1}""", Success),
        ("""{"subscriptionId":"$id","bindNum":"nonsense"}""", Success),
        ("{}", Invalid + "virtualNum"),
        ("""{"virtualNum":"$X"}""", Invalid + "extendNum"),
        ("""{"extendNum":"01"}""", Invalid + "virtualNum"),
        ("""{"subscriptionId":"$id","displayNumMode":"x"}""", Invalid + "displayNumMode"),
        ("""{"subscriptionId":"$id","recordFlag":"x"}""", Invalid + "recordFlag"),
        ("""{"subscriptionId":"$id","callbackTone":"no.wav"}""", Invalid + "no.wav does not exist"),
        ("""{"subscriptionId":"$id","callbackNum":"x"}""", Invalid + "callbackNum"),
        ("""{"subscriptionId":"$id","callbackNum":"$B","callbackTone":"callbackTone.wav"}""", Invalid + "callbackNum"),
        ("""{"subscriptionId":"$id","timeUnit":"h"}""", Invalid + "timeUnit"),
        ("""{"subscriptionId":"$id","bindExpiredTime":721}""", Invalid + "bindExpiredTime"),
        ("""{"subscriptionId":"$id","callbackExpiredTime":721}""", Invalid + "callbackExpiredTime"),
        ("""{"subscriptionId":"$id","timeUnit":"1","callbackExpiredTime":43201}""", Invalid + "callbackExpiredTime"),
        ("""{"subscriptionId":"$id","bindExpiredTime":1,"callbackExpiredTime":2}""", Invalid + "bindExpiredTime"),
        ("""{"subscriptionId":"$id","bindExpiredTime":11}""", Invalid + "bindExpiredTime"),
        ("""{"subscriptionId":"$id","timeUnit":"1","bindExpiredTime":719}""", Invalid + "bindExpiredTime"),
        ("""{"subscriptionId":"$id","userData":"{"}""", Invalid + "userData"),
        ("""{"subscriptionId":"unknown"}""", NotFound),
        ("""{"subscriptionId":"$foreignId"}""", NotFound),
        ("""{"virtualNum":"$X","extendNum":"02"}""", NotFound),
        ("""{"virtualNum":"$Foreign","extendNum":"01"}""", NotApplied),
        ("""{"virtualNum":"$Suspended","extendNum":"01"}""", Abnormal),

        // Two times that do not go together are seen before anything else is looked up.
        ("""{"subscriptionId":"unknown","bindExpiredTime":1,"callbackExpiredTime":2}""", Invalid + "bindExpiredTime"),
        ("""{"virtualNum":"$Foreign","extendNum":"01","bindExpiredTime":1,"callbackExpiredTime":2}""", Invalid + "bindExpiredTime"),
    ]);

    private static IReadOnlyList<(string Request, string Expected)> Located =>
    [
        ("subscriptionId=$id", Success),
        ("subscriptionId=$id&virtualNum=&extendNum=", Success),
        ("subscriptionId=&virtualNum=$X&extendNum=01", Success),
        ("subscriptionId=$id&virtualNum=nonsense&extendNum=nonsense", Success),
        ("virtualNum=$Frozen&extendNum=01", Success),
        ("", Invalid + "virtualNum"),
        ("virtualNum=$X", Invalid + "extendNum"),
        ("virtualNum=$Idle", Invalid + "extendNum"),
        ("extendNum=01", Invalid + "virtualNum"),
        ("virtualNum=+8617000000201&extendNum=01", Invalid + "virtualNum"),
        ("virtualNum=17000000201&extendNum=01", Invalid + "virtualNum"),
        ("virtualNum=$X&extendNum=00001", Invalid + "extendNum"),
        ("virtualNum=$Foreign&extendNum=01", NotApplied),
        ("virtualNum=$Nobody&extendNum=01", NotApplied),
        ("virtualNum=$Suspended&extendNum=01", Abnormal),
        ("virtualNum=$Unavailable&extendNum=01", Abnormal),
        ("virtualNum=$Blacklisted&extendNum=99", Abnormal),
        ("subscriptionId=unknown", NotFound),
        ("subscriptionId=unknown&virtualNum=$X&extendNum=01", NotFound),
        ("subscriptionId=$foreignId", NotFound),
        ("virtualNum=$X&extendNum=1", NotFound),
        ("virtualNum=$X&extendNum=99", NotFound),
        ("virtualNum=$Idle&extendNum=01", NotFound),
    ];

    [TestCaseSource(nameof(Bind)), TestCaseSource(nameof(Unbind)), TestCaseSource(nameof(Modify))]
    [TestCaseSource(nameof(Query)), TestCaseSource(nameof(QueryPage)), TestCaseSource(nameof(Count))]
    [Rule("axe.md §8", "Each interface answers its documented codes with their exact texts")]
    [Rule("axe.md §8", "Parameters are checked before X's owner, that before X's state, that before capacity and existence", Inferred = true)]
    [Rule("axe.md §2", "subscriptionId wins over virtualNum and extendNum; half of the pair is 1010002")]
    [Rule("axe.md §2", "Extensions are compared as text, with their leading zeros", Inferred = true)]
    [Rule("axe.md §6", "An extension has exactly the application's length and is never all zero")]
    [Rule("axe.md §9 no. 3", "bindExpiredTime is at least callbackExpiredTime, checked when both end", Inferred = true)]
    [Rule("decision D15", "A raw + in a URL is a blank: 1010002")]
    [Rule("decision D20", "An X that is suspended, unavailable or blacklisted is 1012102; a frozen one only in a bind")]
    public async Task Each_request_is_answered_with_its_code(string method, string path, string request, string expected)
    {
        await using var axe = await PreparedAsync();
        var id = (await axe.BindAsync("""{"bindExpiredTime":24,"callbackExpiredTime":12,"extendNum":"01"}"""))["subscriptionId"];

        var reply = await SendAsync(axe, method, path, request, id);

        Assert.That(reply.Summary, Is.EqualTo(expected));
    }

    [TestCase("POST", """{"bindNum":"$B","virtualNum":"$X","recordFlag":true}""", NoRecording)]
    [TestCase("POST", """{"bindNum":"$B","virtualNum":"$X","recordFlag":"true","extendNum":"01"}""", NoRecording)]
    [TestCase("POST", """{"bindNum":"$B","virtualNum":"$Suspended","recordFlag":"true"}""", Abnormal)]
    [TestCase("POST", """{"bindNum":"$B","virtualNum":"$X","recordFlag":"false"}""", Success)]
    [TestCase("PUT", """{"subscriptionId":"$id","recordFlag":true}""", NoRecording)]
    [TestCase("PUT", """{"subscriptionId":"unknown","recordFlag":true}""", NoRecording)]
    [TestCase("PUT", """{"virtualNum":"$X","extendNum":"77","recordFlag":true}""", NoRecording)]
    [TestCase("PUT", """{"subscriptionId":"$id","recordFlag":false}""", Success)]
    [Rule("axe.md §8", "recordFlag true without the application's recording is 1012012, after X's state and before capacity", Inferred = true)]
    public async Task Recording_needs_the_applications_recording(string method, string request, string expected)
    {
        await using var axe = await PreparedAsync(recording: false);
        var id = (await axe.BindAsync())["subscriptionId"];

        Assert.That((await SendAsync(axe, method, AxeEmulator.Path, request, id)).Summary, Is.EqualTo(expected));
    }

    [TestCase("GET", AxeEmulator.Path), TestCase("POST", AxeEmulator.Path), TestCase("PUT", AxeEmulator.Path), TestCase("DELETE", AxeEmulator.Path)]
    [TestCase("GET", AxeEmulator.PagePath), TestCase("GET", AxeEmulator.CountPath)]
    [Rule("axe.md §0", "An application of another mode is answered with 1010040")]
    public async Task Another_modes_application_is_not_allowed(string method, string path)
    {
        await using var axe = await AxeEmulator.StartAsync(AxeEmulator.Application with { Mode = Mode.Axb });

        Assert.That((await axe.Api.SendAsync(method, path, "{}")).Summary, Is.EqualTo("403 1010040 The app_key is not allowed to invoke the API."));
    }

    private static async Task<AxeEmulator> PreparedAsync(bool recording = true)
    {
        string[] abnormal = ["Suspended", "Unavailable", "Frozen", "Blacklisted"];
        var axe = await AxeEmulator.StartAsync(
            AxeEmulator.Application with
            {
                Recording = recording,
                ExtensionDigits = 2,
                Numbers = [.. AxeEmulator.Application.Numbers, .. abnormal.Select(name => new NumberOptions { Number = Numbers[name], AreaCode = "010" })],
            },
            AxeEmulator.Application with
            {
                Name = "other",
                AppKey = "other-key",
                Numbers = [new NumberOptions { Number = Numbers["Foreign"], AreaCode = "0755" }],
            });
        foreach (var name in abnormal)
        {
            await axe.BindAsync("""{"extendNum":"01"}""", a: AxeEmulator.C, x: Numbers[name]);
            axe.SetStatus(Numbers[name], Enum.Parse<NumberStatus>(name));
        }

        return axe;
    }

    private static async Task<ApiReply> SendAsync(AxeEmulator axe, string method, string path, string request, string id)
    {
        var other = axe.Emulator.ApiFor(axe.Emulator.Worlds.Find("other")!);
        var foreign = await other.PostAsync(AxeEmulator.Path, new() { ["bindNum"] = AxeEmulator.A, ["virtualNum"] = Numbers["Foreign"] });
        var inQuery = method is "GET" or "DELETE";
        request = Names().Replace(request, match => match.Groups["name"].Value switch
        {
            "id" => id,
            "foreignId" => foreign["subscriptionId"],
            var name => inQuery ? Uri.EscapeDataString(Numbers[name]) : Numbers[name],
        });
        return inQuery ? await axe.Api.SendAsync(method, $"{path}?{request}", (byte[]?)null) : await axe.Api.SendAsync(method, path, request);
    }

    private static IEnumerable<TestCaseData> Table(string method, string path, IEnumerable<(string Request, string Expected)> rows) =>
        rows.Select(row => new TestCaseData(method, path, row.Request, row.Expected).SetArgDisplayNames(method, path[^4..], row.Request));

    [GeneratedRegex(@"\$(?<name>\w+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Names();
}
