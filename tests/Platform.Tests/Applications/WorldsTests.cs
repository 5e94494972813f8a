using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.Control;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Applications;

/// <summary>What happens to an application while somebody else takes it away.</summary>
public sealed class WorldsTests : ControlTest
{
    private const string Free = "+8617000000555";

    // How the application goes that somebody has found already, and what is there afterwards.
    private static IEnumerable<TestCaseData> Ways()
    {
        yield return new TestCaseData("POST", "snapshots/before/restore", new[] { "orders", "taxi" }).SetArgDisplayNames("restored");
        yield return new TestCaseData("DELETE", "applications/orders", new[] { "taxi" }).SetArgDisplayNames("deleted");
    }

    [TestCaseSource(nameof(Ways))]
    [Rule("contract.md §3", "A reset, new numbers or a removal for an application that was restored or deleted meanwhile is answered with 404, and nothing of it comes back.")]
    public async Task An_application_that_is_gone_does_not_come_back(string method, string path, string[] left)
    {
        await Control.PostAsync("snapshots/before");
        var gone = Emulator.Worlds.Find("orders")!;
        var call = new ControlCall(new DefaultHttpContext(), Emulator.Service<ControlServices>(), new Dictionary<string, string>(), YamlField.Root(YamlMap.Empty, []));
        await Control.SendAsync(method, path, method == "POST" ? "{}" : null);

        var answers = new[]
        {
            ResetApi.Reset(call, gone),
            NumbersApi.Add(call, (gone, new NumberOptions { Number = Free, AreaCode = "0755" })),
            NumbersApi.Add(call, (gone, new NumberOptions { Count = 2, AreaCode = "0755" })),
            ApplicationsApi.Remove(call, gone),
        };

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(404));
        Assert.That(Emulator.Worlds.All.Select(world => world.Application.Name), Is.EqualTo(left));
        Assert.That(
            new[] { Emulator.Worlds.Find("orders"), Emulator.Worlds.FindByKey(gone.Application.AppKey!), Emulator.Worlds.OwnerOf(PhoneNumber.Parse(X)) },
            Has.None.SameAs(gone));
        Assert.That(Emulator.Worlds.OwnerOf(PhoneNumber.Parse(Free)), Is.Null);
        Assert.That((await Control.PostAsync("reset", """{ "app": "taxi" }""")).Status, Is.EqualTo(200));
    }

    [Test]
    public void Nobody_meets_some_of_the_old_applications_and_some_of_the_new()
    {
        var worlds = Emulator.Worlds;
        var orders = worlds.Find("orders")!;
        var other = worlds.Make(new ApplicationOptions { Name = "other", Mode = Mode.Axb, Numbers = [new() { AreaCode = "0755" }] }, 7, new HashSet<PhoneNumber>());
        Task replacing;
        using (new HeldGate(orders))
        {
            // It gets as far as the end of the first of the old ones.
            replacing = Task.Run(() => worlds.Replace([other], 8));
            Assert.That(SpinWait.SpinUntil(() => worlds.Find("other") is not null, TimeSpan.FromSeconds(30)), Is.True);

            Assert.That(worlds.All, Is.EqualTo(new[] { other }));
            Assert.That(new[] { worlds.Find("orders"), worlds.Find("taxi"), worlds.OwnerOf(PhoneNumber.Parse(X)), worlds.OwnerOf(PhoneNumber.Parse(OtherX)) }, Is.All.Null);
            Assert.That(worlds.OwnerOf(other.Numbers.Numbers.Single().Number), Is.SameAs(other));
        }

        Assert.That(replacing.Wait(TimeSpan.FromSeconds(30)), Is.True);
    }

    [TestCase("2019")]
    [TestCase("2022")]
    [CancelAfter(60_000)]
    public async Task What_an_id_tells_the_application_of_waits_for_no_other_application(string sessionIdStyle, CancellationToken ct)
    {
        await Control.PatchAsync("applications/taxi", $$"""{ "switches": { "sessionIdStyle": "{{sessionIdStyle}}" } }""");
        var session = (await Control.PostAsync("calls", $$"""{ "from": "{{A}}", "to": "{{OtherX}}" }"""))["sessionId"];
        var push = (await Control.PostAsync("callbacks/wait", """{ "app": "taxi" }""")).Items[0]["id"];
        var fault = (await Control.PostAsync("faults", """{ "app": "taxi", "on": "api", "fault": { "kind": "reset" } }"""))["id"];
        using var held = new HeldGate(Emulator.Worlds.Find("orders")!);

        var shown = await Control.GetAsync("calls/" + Uri.EscapeDataString(session)).WaitAsync(ct);
        var redelivered = await Control.PostAsync($"callbacks/{push}/redeliver").WaitAsync(ct);
        var removed = await Control.DeleteAsync($"faults/{fault}").WaitAsync(ct);

        Assert.That((shown.Status, shown["app"], redelivered.Status, removed.Status), Is.EqualTo((200, "taxi", 202, 204)));
    }

    [TestCase("calls/1200_1_4294967295_20260301040000@callenabler999.huaweicaas.com")]
    [TestCase("calls/1200_1_4294967295_20260301040000@callenabler.huaweicaas.com")]
    [TestCase("calls/%2B8617000000001_%2B8613800000021_4_69a3b5c0_1_9_1_0")]
    [TestCase("calls/none")]
    public async Task A_session_of_nobody_is_not_found(string path) => Assert.That((await Control.GetAsync(path)).Status, Is.EqualTo(404));

    [TestCase("none")]
    [TestCase("-1")]
    [TestCase("9-1")]
    [TestCase("0-999")]
    public async Task An_id_of_nobody_is_not_found(string id)
    {
        Assert.That((await Control.PostAsync($"callbacks/{id}/redeliver")).Status, Is.EqualTo(404));
        Assert.That((await Control.DeleteAsync($"faults/{id}")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_number_that_the_configuration_names_is_made_up_for_nobody_else()
    {
        ApplicationOptions made = new() { Name = "made", Mode = Mode.Axb, Numbers = [new() { AreaCode = "0755", Count = 3 }] };
        string taken;
        await using (var emulator = await TestEmulator.StartAsync(made))
        {
            taken = emulator.World.Numbers.Numbers.Last().Number.Value;
        }

        await using var both = await TestEmulator.StartAsync(
            made, new ApplicationOptions { Name = "given", Mode = Mode.Axb, Numbers = [new() { Number = taken, AreaCode = "0755" }] });

        Assert.That(both.Worlds.OwnerOf(PhoneNumber.Parse(taken))!.Application.Name, Is.EqualTo("given"));
        Assert.That(both.World.Numbers.Numbers, Has.Count.EqualTo(3));
    }
}
