using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Recordings;

/// <summary>An application whose calls are recorded, and the short ways of these tests.</summary>
internal static class RecordedCalls
{
    public const string Path = "/rest/provision/voice/record/v1.0";
    public const string A = "+8613800000021";
    public const string B = "+8613800000022";
    public const string X = "+8617000000001";

    public static ApplicationOptions Application { get; } = new()
    {
        Name = "recorder",
        Mode = Mode.Axb,
        AppKey = "Recorder-Key",
        AppSecret = "recorder-secret",
        Numbers = [new NumberOptions { Number = X, AreaCode = "0755" }],
    };

    public static async Task<TestEmulator> StartAsync(ApplicationOptions? application = null)
    {
        var emulator = await TestEmulator.StartAsync(application ?? Application);
        await BindAsync(emulator);
        return emulator;
    }

    public static async Task BindAsync(TestEmulator emulator, string recordFlag = "true")
    {
        var bound = await emulator.Api.PostAsync("/rest/caas/relationnumber/partners/v1.0", new()
        {
            ["callerNum"] = A,
            ["calleeNum"] = B,
            ["relationNum"] = X,
            ["recordFlag"] = recordFlag,
            ["recordHintTone"] = "recordHintTone.wav",
        });
        Assert.That(bound.Status, Is.EqualTo(200), bound.Text);
    }

    /// <summary>The CDR of a call after it has been pushed.</summary>
    public static async Task<FeeInfo> TalkAsync(this TestEmulator emulator, TimeSpan talk) =>
        (await emulator.PlayAsync(A, X, new CallPlan { TalksFor = talk })).Cdr!;

    public static Task<ApiReply> RecordingAsync(this ApiClient api, string? fileName, string? recordDomain) => api.GetAsync(
        Path,
        [.. new[] { ("recordDomain", recordDomain), ("fileName", fileName) }.Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!))]);

    public static Task<ApiReply> RecordingAsync(this ApiClient api, FeeInfo cdr) => api.RecordingAsync(cdr.RecordObjectName, cdr.RecordDomain);
}
