using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Ax;

public sealed class AxBindingTests
{
    /// <summary>One member as it is sent, and what the query shows of it.</summary>
    public static IEnumerable<TestCaseData> Members() =>
    [
        Case("recordFlag", "true", "true"),
        Case("recordFlag", "\"true\"", "true"),
        Case("recordFlag", "false", "false"),
        Case("recordFlag", "null", "false"),
        Case("privateSms", "false", "false"),
        Case("privateSms", "\"false\"", "false"),
        Case("privateSms", "null", "true"),
        Case("maxDuration", "\"30\"", "30"),
        Case("maxDuration", "1440", "1440"),
        Case("maxDuration", "null", "0"),
        Case("callDirection", "\"2\"", "2"),
        Case("callDirection", "0", "0"),
        Case("callDirection", "null", null),
        Case("calleeNumDisplay", "\"0\"", "0"),
        Case("calleeNumDisplay", "1", "1"),
        Case("calleeNumDisplay", "null", null),
        Case("turnFlag", "\"off\"", "off"),
        Case("turnFlag", "null", "on"),
        Case("lastMinVoice", "\"lastMinVoice.wav\"", "lastMinVoice.wav"),
        Case("lastMinVoice", "\"\"", null),
        Case("preVoice", "null", null),
        Case("preVoice", "{}", null),
        Case("userData", "\"order-1\"", "order-1"),
    ];

    [TestCaseSource(nameof(Members))]
    [Rule("ax.md §13", "Booleans come as true or \"true\", integers as numbers or strings, null is absent", Inferred = true)]
    [Rule("decision D26", "callDirection and calleeNumDisplay are shown only when set; maxDuration and turnFlag always")]
    public async Task A_member_is_taken_in_all_its_types_and_shown_in_one(string member, string sent, string? shown)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync($$"""{"{{member}}":{{sent}}}""");

        Assert.That((await ax.QueryAsync())[member]?.ToString(), Is.EqualTo(shown));
    }

    [TestCase("true", "recordHintTone.wav")]
    [TestCase("false", null)]
    [Rule("ax.md §5", "A query shows recordHintTone only with recordFlag true")]
    public async Task A_hint_tone_is_shown_only_while_calls_are_recorded(string recordFlag, string? shown)
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync($$"""{"recordFlag":"{{recordFlag}}","recordHintTone":"recordHintTone.wav"}""");

        Assert.That((string?)(await ax.QueryAsync())["recordHintTone"], Is.EqualTo(shown));
    }

    [Test]
    [Rule("ax.md §4", "A modify changes what it names, and keeps id, X, subscribeTime and all else")]
    public async Task A_modify_changes_only_what_it_names()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync("""{"userData":"u","maxDuration":5,"calleeNumDisplay":"0","preVoice":{"callerHintTone":"callerHintTone.wav"}}""");
        var before = await ax.QueryAsync();
        await ax.AdvanceAsync(TimeSpan.FromHours(1));

        await ax.ModifyAsync(new()
        {
            ["privateNum"] = AxEmulator.X,
            ["origNum"] = AxEmulator.C,
            ["callDirection"] = 1,
            ["turnFlag"] = "off",
            ["calleeNumDisplay"] = "1",
            ["preVoice"] = new JsonObject { ["callerHintTone"] = "lastMinVoice.wav" },
        });

        before["origNum"] = AxEmulator.C;
        before["turnFlag"] = "off";
        before["callDirection"] = 1;
        Assert.That((await ax.QueryAsync()).Select(Text), Is.EquivalentTo(before.Select(Text)));
        static string Text(KeyValuePair<string, JsonNode?> member) => $"{member.Key}={member.Value}";
    }

    [Test]
    [Rule("ax.md §4", "After origNum has changed A, the new A is called and queried, the old one is not")]
    public async Task A_new_A_takes_the_place_of_the_old()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.ModifyAsync(new() { ["privateNum"] = AxEmulator.X, ["origNum"] = AxEmulator.C });

        Assert.That((await ax.PlayAsync(AxEmulator.B)).Cdr!.FwdDstNum, Is.EqualTo(AxEmulator.C));
        Assert.That((await ax.Api.GetAsync(AxEmulator.Path, ("origNum", AxEmulator.A))).ResultCode, Is.EqualTo("1016001"));
        Assert.That((await ax.Api.GetAsync(AxEmulator.Path, ("origNum", AxEmulator.C))).ResultCode, Is.EqualTo("0"));
    }

    [Test]
    [Rule("ax.md §5", "A query by origNum lists all X of A in the order of their binds")]
    public async Task A_query_by_A_lists_all_its_X()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync(x: AxEmulator.Idle);
        await ax.BindAsync();
        await ax.ModifyAsync(new() { ["privateNum"] = AxEmulator.Idle, ["maxDuration"] = 9 });

        var list = (await ax.Api.GetAsync(AxEmulator.Path, ("origNum", AxEmulator.A))).Json["privateNumList"]!.AsArray();

        Assert.That(list.Select(row => (string)row!["privateNum"]!), Is.EqualTo(new[] { AxEmulator.Idle, AxEmulator.X }));
    }

    [Test]
    [Rule("ax.md §3", "An unbind is effective at once: X can be bound again, to whomever; unbinding twice is an error")]
    public async Task An_unbound_X_is_idle_again()
    {
        await using var ax = await AxEmulator.StartAsync();
        var first = await ax.BindAsync();
        await ax.UnbindAsync();

        Assert.That((await ax.Api.DeleteAsync(AxEmulator.Path, ("subscriptionId", first))).ResultCode, Is.EqualTo("1016001"));
        Assert.That((await ax.Api.DeleteAsync(AxEmulator.Path, ("privateNum", AxEmulator.X))).ResultCode, Is.EqualTo("1016001"));
        Assert.That(await ax.BindAsync(a: AxEmulator.C), Is.Not.EqualTo(first));
    }

    [Test]
    [Rule("ax.md §14 no. 18", "A holds five X in each application", Inferred = true)]
    public async Task The_X_of_A_are_counted_in_each_application()
    {
        const string Foreign = "+8617000000900";
        await using var ax = await AxEmulator.StartAsync(
        [
            new ApplicationOptions { Name = "ax", Mode = Mode.Ax, Numbers = [new NumberOptions { AreaCode = "0755", Count = 6 }] },
            new ApplicationOptions { Name = "other", Mode = Mode.Ax, Numbers = [new NumberOptions { Number = Foreign, AreaCode = "0755" }] },
        ]);
        var own = ax.World.Numbers.Numbers.Select(number => number.Number.Value).ToList();
        foreach (var x in own.Take(5))
        {
            await ax.BindAsync(x: x);
        }

        var sixth = await ax.Api.PostAsync(AxEmulator.Path, new() { ["origNum"] = AxEmulator.A, ["privateNum"] = own[5] });

        Assert.That(sixth.ResultCode, Is.EqualTo("1011003"));
        Assert.That(await ax.BindForeignAsync("other", Foreign), Is.Not.Empty);
    }

    [Test]
    [Rule("ax.md §8.4", "A binding never expires")]
    public async Task A_binding_never_expires()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.AdvanceAsync(TimeSpan.FromDays(4000));

        Assert.That((await ax.PlayAsync(AxEmulator.B)).Cause!.StateCode, Is.Zero);
    }

    [Test]
    [Rule("decision D17", "Lenient applications store a malformed A verbatim: bound, shown, never a caller")]
    [Rule("ax.md §12", "A binding with a malformed A succeeds and never works: calls to it end with 7506", Inferred = true, Switch = "strictness")]
    public async Task A_lenient_application_stores_a_malformed_A_whom_nobody_reaches()
    {
        await using var ax = await AxEmulator.StartAsync(strictness: Strictness.Lenient);
        await ax.BindAsync(a: "13800000021");

        Assert.That((string?)(await ax.QueryAsync())["origNum"], Is.EqualTo("13800000021"));
        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.A)), Is.EqualTo("7506/7506 0 0 direction 2: callin disconnect"), "+8613800000021 is somebody else");
    }

    [Test]
    [Rule("decision D17", "A malformed temporary callee of a lenient application is never reached", Switch = "strictness")]
    public async Task A_lenient_application_stores_a_malformed_callee_whom_A_does_not_reach()
    {
        await using var ax = await AxEmulator.StartAsync(strictness: Strictness.Lenient);
        await ax.BindAsync();
        await ax.SetCalleeAsync(b: "+85212345678");

        Assert.That(AxEmulator.Ending(await ax.PlayAsync(AxEmulator.A)), Is.EqualTo("7506/7506 0 0 direction 1: callin disconnect"));
    }

    [Test]
    public async Task A_reset_forgets_bindings_and_frees_their_X()
    {
        await using var ax = await AxEmulator.StartAsync();
        await ax.BindAsync();
        await ax.SetCalleeAsync();
        ax.World.Reset();

        Assert.That(ax.World.Mode.Count, Is.Zero);
        await ax.BindAsync();
        Assert.That((await ax.PlayAsync(AxEmulator.A)).Cause!.StateCode, Is.EqualTo(8013));
    }

    private static TestCaseData Case(string member, string sent, string? shown) => new(member, sent, shown);
}
