using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

/// <summary>QueryAXBBinding (axb.md §6).</summary>
internal sealed class AxbQueryTests
{
    private const string OnX = "?relationNum=%2B8617000000001";

    private static IEnumerable<TestCaseData> Queries()
    {
        TestCaseData Row(string query, string expected) => new TestCaseData(query, expected).SetArgDisplayNames(query.Length == 0 ? "nothing" : query);
        static string Number(string number) => Uri.EscapeDataString(number);

        yield return Row("", Invalid("relationNum"));
        yield return Row("?relationNum=&subscriptionId=", Invalid("relationNum"));
        yield return Row($"?callerNum={Number(A)}", Invalid("relationNum"));
        yield return Row("?subscriptionId=nope", NotFound);
        yield return Row($"?subscriptionId={new string('a', 65)}", Invalid("subscriptionId"));
        yield return Row($"?subscriptionId=nope&relationNum={Number(X)}", NotFound);
        yield return Row(OnX, Success);
        yield return Row("?relationNum=+8617000000001", Foreign);
        yield return Row("?relationNum=%2B8617000000098", Foreign);
        yield return Row("?relationNum=%2B8617000000002", NotFound);
        yield return Row($"{OnX}&callerNum={Number(A)}", Success);
        yield return Row($"{OnX}&calleeNum={Number(B)}", Success);
        yield return Row($"{OnX}&callerNum={Number(A)}&calleeNum={Number(B)}", Success);
        yield return Row($"{OnX}&callerNum={Number(B)}", NotFound);
        yield return Row($"{OnX}&calleeNum={Number(A)}", NotFound);
        yield return Row($"{OnX}&callerNum={Number(A)}&calleeNum={Number(D)}", NotFound);
        yield return Row($"{OnX}&callerNum={Number(C)}&calleeNum={Number(B)}", NotFound);
        yield return Row($"{OnX}&callerNum=13800000021", NotFound);
        yield return Row($"{OnX}&callerNum=&calleeNum=", Success);
        yield return Row($"{OnX}&callerNum=+8613800000021", Foreign);
        yield return Row($"{OnX}&calleeNum=+8613800000022", Foreign);
        yield return Row($"{OnX}&pageIndex=0", Success);
        yield return Row($"{OnX}&pageIndex=-3", Success);
        yield return Row($"{OnX}&pageIndex=one", Invalid("pageIndex"));
        yield return Row($"{OnX}&pageIndex=9999999999", Invalid("pageIndex"));
        yield return Row($"{OnX}&pageIndex=2147483647&pageSize=100", Success);
        yield return Row($"{OnX}&pageSize=many", Success);
    }

    [TestCaseSource(nameof(Queries))]
    [Rule("axb.md §6", "A query needs relationNum or subscriptionId; callerNum is A and calleeNum is B of that X; what matches nothing is 1012007.")]
    public async Task A_query(string query, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync();

        var reply = await emulator.Api.SendAsync("GET", AxbSample.Path + query, (byte[]?)null);

        Assert.That(reply.Summary, Is.EqualTo(expected));
    }

    [Test]
    [Rule("axb.md §6.1", "With subscriptionId all other parameters are ignored, the paging ones too.")]
    public async Task SubscriptionId_makes_all_else_irrelevant()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();

        var reply = await emulator.Api.GetAsync(
            AxbSample.Path, ("subscriptionId", id), ("relationNum", "nope"), ("callerNum", D), ("calleeNum", D), ("pageIndex", "x"), ("pageSize", "x"));

        Assert.That(reply.Summary, Is.EqualTo(Success));
        Assert.That(reply["totalCount"], Is.EqualTo("1"));
    }

    [Test]
    [Rule("axb.md §6.1", "With relationNum and callerNum or calleeNum the paging parameters are irrelevant.")]
    public async Task A_filter_makes_paging_irrelevant()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync();

        var reply = await emulator.Api.GetAsync(AxbSample.Path, ("relationNum", X), ("callerNum", A), ("pageIndex", "x"));

        Assert.That(reply.Summary, Is.EqualTo(Success));
    }

    [Test]
    [Rule("decision D11", "An optional field without a value is absent, never null and never empty.")]
    [Rule("axb.md §6.2", "A query lists bindings by the order of binds, with app_key, totals as numbers, flags as text, and absent what is not set.")]
    public async Task A_query_answers_as_documented()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync();
        await emulator.BindAsync(
            ("callerNum", C), ("calleeNum", D), ("recordFlag", true), ("recordHintTone", "recordHintTone.wav"), ("callDirection", 2),
            ("duration", 86400), ("maxDuration", 60), ("userData", "order-1"), ("lastMinVoice", "lastMinVoice.wav"), ("privateSms", "false"));

        var all = await emulator.Api.GetAsync(AxbSample.Path, ("relationNum", X), ("pageIndex", "1"), ("pageSize", "20"));

        Golden.Matches("axb/query", all.Json);
    }

    // pageIndex, pageSize, the page of the answer, its size, how many are listed.
    private static readonly object[][] Pages =
    [
        [null!, null!, 1, 50, 50],
        ["1", "20", 1, 20, 20],
        ["6", "20", 6, 20, 1],
        ["7", "20", 7, 20, 0],
        ["1", "10", 1, 10, 10],
        ["1", "100", 1, 100, 100],
        ["2", "100", 2, 100, 1],
        ["1", "9", 1, 50, 50],
        ["1", "101", 1, 50, 50],
        ["3", null!, 3, 50, 1],
        ["0", "10", 1, 10, 10],
        ["2147483647", "100", 2147483647, 100, 0],
    ];

    [TestCaseSource(nameof(Pages))]
    [Rule("axb.md §6.1", "Pages count from 1; a size that is absent or outside 10 to 100 is 50; beyond the end the list is empty and the total true.")]
    public async Task Queries_are_paged(string? index, string? size, int pageIndex, int pageSize, int listed)
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        for (var i = 0; i < 101; i++)
        {
            await emulator.BindAsync(("callerNum", $"+86131{i:D8}"), ("calleeNum", $"+86132{i:D8}"));
        }

        var query = new List<(string, string)> { ("relationNum", X) };
        query.AddRange(index is null ? [] : [("pageIndex", index)]);
        query.AddRange(size is null ? [] : [("pageSize", size)]);
        var reply = await emulator.Api.GetAsync(AxbSample.Path, [.. query]);

        var list = reply.Json["relationNumList"]!.AsArray();
        Assert.That((int)reply.Json["totalCount"]!, Is.EqualTo(101));
        Assert.That((int)reply.Json["pageIndex"]!, Is.EqualTo(pageIndex));
        Assert.That((int)reply.Json["pageSize"]!, Is.EqualTo(pageSize));
        Assert.That(
            list.Select(binding => (string)binding!["callerNum"]!),
            Is.EqualTo(Enumerable.Range((int)Math.Min((pageIndex - 1L) * pageSize, 101), listed).Select(i => $"+86131{i:D8}")));
    }
}
