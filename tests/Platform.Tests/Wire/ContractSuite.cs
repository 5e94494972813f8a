using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using static PrivateNumber.Emulator.Platform.Tests.Modes.Axb.AxbSample;

namespace PrivateNumber.Emulator.Platform.Tests.Wire;

/// <summary>The same dozen of AXB requests wherever the emulator runs: what holds in memory holds on a socket.</summary>
internal abstract class ContractSuite
{
    private static readonly EmulatorOptions Options = new() { Applications = [Application with { Recording = false }] };

    private static readonly object[][] Steps =
    [
        ["POST", "", Body(), Success],
        ["POST", "", Body(("callerNum", "nope")), Invalid("callerNum")],
        ["POST", "", Body(("recordFlag", true)), "403 1012012 Application does not open recording function"],
        ["POST", "", Body(("relationNum", "+8617000000099")), NotFound],
        ["POST", "", Body(("relationNum", null), ("areaCode", "0755")), Success],
        ["POST", "", Body(("relationNum", null), ("areaCode", "010")), NoneLeft],
        ["POST", "", "{broken", Invalid("")],
        ["GET", "?relationNum=%2B8617000000001", null!, NotFound],
        ["GET", "", null!, Invalid("relationNum")],
        ["DELETE", "?relationNum=+8617000000001", null!, Foreign],
        ["DELETE", "?subscriptionId=nope", null!, NotFound],
        ["PUT", "", """{"subscriptionId":"nope"}""", NotFound],
        ["PATCH", "", "{}", "403 1010006 Invalid Rest API."],
    ];

    protected abstract Task<(EmulatorHost Host, HttpClient Http)> StartAsync(EmulatorOptions options);

    [TestCaseSource(nameof(Steps))]
    public async Task A_single_request(string method, string query, string? body, string expected)
    {
        var (host, http) = await StartAsync(Options);
        await using (host)
        {
            using (http)
            {
                var reply = await host.Api(http).SendAsync(
                    method, AxbSample.Path + query, body is null ? null : System.Text.Encoding.UTF8.GetBytes(body));

                Assert.That(reply.Summary, Is.EqualTo(expected));
            }
        }
    }

    [Test]
    public async Task A_binding_lives_from_bind_to_unbind()
    {
        var (host, http) = await StartAsync(Options);
        await using (host)
        {
            using (http)
            {
                var api = host.Api(http);
                var bound = await api.PostAsync(AxbSample.Path, Bind());
                var id = bound["subscriptionId"];
                var twice = await api.PostAsync(AxbSample.Path, Bind());
                await api.PutAsync(AxbSample.Path, new() { ["subscriptionId"] = id, ["calleeNum"] = C });
                var found = await api.GetAsync(AxbSample.Path, ("relationNum", X));
                await api.DeleteAsync(AxbSample.Path, ("subscriptionId", id));
                var gone = await api.GetAsync(AxbSample.Path, ("relationNum", X));

                Assert.That(twice.Summary, Is.EqualTo(Bound));
                Assert.That((string?)found.Json["relationNumList"]![0]!["calleeNum"], Is.EqualTo(C));
                Assert.That(gone.Summary, Is.EqualTo(NotFound));
            }
        }
    }

    private static string Body(params (string Name, JsonNode? Value)[] changes) => Bind(changes).ToJsonString();
}

internal sealed class TestServerContractTests : ContractSuite
{
    protected override async Task<(EmulatorHost Host, HttpClient Http)> StartAsync(EmulatorOptions options)
    {
        var host = await EmulatorHost.OnTestServerAsync(options);
        return (host, host.Server.CreateClient());
    }
}

/// <summary>Each test in a directory of its own, and on what a process before it left there.</summary>
internal sealed class DataDirContractTests : ContractSuite
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    protected override async Task<(EmulatorHost Host, HttpClient Http)> StartAsync(EmulatorOptions options)
    {
        var durable = options with { DataDir = _folder.Path };
        await using (await EmulatorHost.OnTestServerAsync(durable))
        {
        }

        var host = await EmulatorHost.OnTestServerAsync(durable);
        return (host, host.Server.CreateClient());
    }
}

[Category("Sockets")]
internal sealed class KestrelContractTests : ContractSuite
{
    protected override async Task<(EmulatorHost Host, HttpClient Http)> StartAsync(EmulatorOptions options)
    {
        var host = await EmulatorHost.OnKestrelAsync(options);
        return (host, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") });
    }
}
