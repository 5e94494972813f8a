using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Modes.Axb;

/// <summary>DeleteAXBBinding (axb.md §3).</summary>
internal sealed class AxbUnbindTests
{
    private const string ForeignX = "+8617000000009";

    private static IEnumerable<TestCaseData> Queries()
    {
        TestCaseData Row(string query, string expected) => new TestCaseData(query, expected).SetArgDisplayNames(query.Length == 0 ? "nothing" : query);

        yield return Row("", Foreign);
        yield return Row("?subscriptionId=", Foreign);
        yield return Row("?relationNum=", Foreign);
        yield return Row("?subscriptionId=nope", NotFound);
        yield return Row($"?subscriptionId={new string('a', 64)}", NotFound);
        yield return Row($"?subscriptionId={new string('a', 65)}", Invalid("subscriptionId"));
        yield return Row("?relationNum=%2B8617000000001", Success);
        yield return Row("?unknown=1&relationNum=%2B8617000000001", Success);
        yield return Row("?subscriptionId=&relationNum=%2B8617000000001", Success);
        yield return Row("?relationNum=+8617000000001", Foreign);
        yield return Row("?relationNum=17000000001", Foreign);
        yield return Row($"?relationNum=%2B{ForeignX[1..]}", Foreign);
        yield return Row("?relationNum=%2B8617000000098", Foreign);
        yield return Row("?relationNum=%2B8617000000002", NotFound);
        yield return Row("?relationNum=%2B8617000000001&subscriptionId=nope", NotFound);
    }

    [TestCaseSource(nameof(Queries))]
    [Rule("axb.md §3.3", "An id that is not found is 1012007; a relationNum that is no X of the application, and nothing at all, is 1012001; an X without bindings is 1012007.")]
    [Rule("decision D15", "A raw + in the query is 1012001 and changes nothing.")]
    public async Task An_unbind_query(string query, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(
            Application, With((ForeignX, "010")) with { Name = "other", AppKey = "other-key" });
        await emulator.BindAsync();

        var reply = await emulator.Api.SendAsync("DELETE", AxbSample.Path + query, (byte[]?)null);

        Assert.That(reply.Summary, Is.EqualTo(expected));
        Assert.That(emulator.World.Mode.Count, Is.EqualTo(expected == Success ? 0 : 1));
    }

    [Test]
    [Rule("axb.md §3.2", "The answer to an unbind holds code and text and nothing else.")]
    public async Task An_unbind_answers_two_strings()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();

        var reply = await emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", id));
        var again = await emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", id));

        Assert.That(reply.Text, Is.EqualTo("""{"resultcode":"0","resultdesc":"Success"}"""));
        Assert.That(again.Text, Is.EqualTo("""{"resultcode":"1012007","resultdesc":"The record does not exist."}"""));
    }

    [Test]
    [Rule("axb.md §3.1", "relationNum alone removes all bindings of that X and no other.")]
    public async Task RelationNum_alone_removes_all_of_X()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var first = await emulator.BindAsync();
        var second = await emulator.BindAsync(("callerNum", C), ("calleeNum", D));
        var elsewhere = await emulator.BindAsync(("relationNum", OtherX));

        await emulator.Api.DeleteAsync(AxbSample.Path, ("relationNum", X));

        Assert.That((await emulator.Api.GetAsync(AxbSample.Path, ("subscriptionId", first))).Summary, Is.EqualTo(NotFound));
        Assert.That((await emulator.Api.GetAsync(AxbSample.Path, ("subscriptionId", second))).Summary, Is.EqualTo(NotFound));
        Assert.That((string?)(await emulator.QueryAsync(elsewhere))["relationNum"], Is.EqualTo(OtherX));
    }

    [Test]
    [Rule("axb.md §3.1", "subscriptionId wins over relationNum, also when it is a binding of another X.")]
    public async Task SubscriptionId_wins_over_relationNum()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        await emulator.BindAsync();
        var elsewhere = await emulator.BindAsync(("relationNum", OtherX));

        var reply = await emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", elsewhere), ("relationNum", X));
        var onX = await emulator.Api.GetAsync(AxbSample.Path, ("relationNum", X));

        Assert.That(reply.Summary, Is.EqualTo(Success));
        Assert.That(onX["totalCount"], Is.EqualTo("1"));
    }

    [Test]
    [Rule("decision D5", "What is no binding of the application is 1012007 for unbind, modify and query alike.")]
    [Rule("axb.md §3.3", "A binding of another application is not found.")]
    public async Task A_binding_of_another_application_is_not_found()
    {
        await using var emulator = await TestEmulator.StartAsync(
            Application, With((ForeignX, "010")) with { Name = "other", AppKey = "other-key" });
        var foreign = await emulator.ApiFor(emulator.Worlds.Find("other")!).PostAsync(AxbSample.Path, Bind(("relationNum", ForeignX)));
        var id = ("subscriptionId", foreign["subscriptionId"]);

        Assert.That((await emulator.Api.DeleteAsync(AxbSample.Path, id)).Summary, Is.EqualTo(NotFound));
        Assert.That((await emulator.Api.GetAsync(AxbSample.Path, id)).Summary, Is.EqualTo(NotFound));
        Assert.That(
            (await emulator.Api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = foreign["subscriptionId"] })).Summary, Is.EqualTo(NotFound));
    }

    [Test]
    [Rule("wire-facts.md 16", "Parameters of an unbind that stand only in the body are not there: 1012001.")]
    public async Task A_body_of_an_unbind_is_ignored()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync();

        var reply = await emulator.Api.SendAsync("DELETE", AxbSample.Path, $$"""{"subscriptionId":"{{id}}"}""");

        Assert.That(reply.Summary, Is.EqualTo(Foreign));
    }

    [Test]
    [Rule("axb.md §7", "A binding ends by itself once its duration is over, not a second earlier, and then is not found.")]
    public async Task An_expired_binding_is_gone()
    {
        await using var emulator = await TestEmulator.StartAsync(Application);
        var id = await emulator.BindAsync(("duration", 3600));
        var forever = await emulator.BindAsync(("relationNum", OtherX), ("duration", 0));

        await emulator.AdvanceAsync(TimeSpan.FromSeconds(3599));
        var before = await emulator.Api.GetAsync(AxbSample.Path, ("subscriptionId", id));
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That(before.Summary, Is.EqualTo(Success));
        Assert.That((await emulator.Api.DeleteAsync(AxbSample.Path, ("subscriptionId", id))).Summary, Is.EqualTo(NotFound));
        await emulator.AdvanceAsync(TimeSpan.FromDays(91));
        Assert.That((string?)(await emulator.QueryAsync(forever))["relationNum"], Is.EqualTo(OtherX), "0 never expires");
    }
}
