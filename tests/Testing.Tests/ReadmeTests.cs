using PrivateNumber.Emulator.Testing.Tests.TestInfra;

namespace PrivateNumber.Emulator.Testing.Tests;

/// <summary>The example of the README: what stands between its markers here is compiled, run, and compared with what stands there.</summary>
public sealed class ReadmeTests
{
    [Test]
    public async Task The_example_of_the_readme_runs()
    {
        const string a = "+8613800000021";
        const string b = "+8613800000022";
        await using var customerApp = await CustomerApp.StartAsync();

        // README: begin
        await using var emulator = await PrivateNumberEmulator.StartAsync(options =>
            options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status"));

        emulator.RouteCallbacks("customer.test", customerApp.Server.CreateHandler());   // another TestServer: no socket anywhere
        HttpClient api = emulator.CreateClient();                                       // the code under test talks to this
        string x = await new OrderService(api).ConnectAsync(a, b);                      // which binds A and B to X

        var call = await emulator.Calls.PlaceAsync(from: a, to: x, talksFor: TimeSpan.FromMinutes(1));
        await emulator.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.That(emulator.Callbacks.For(call).Select(c => c.EventType), Is.EqualTo(new[] { "callin", "callout", "alerting", "answer", "disconnect", "fee" }));
        // README: end

        Assert.That(customerApp.Received, Is.EqualTo(emulator.Callbacks.For(call).Select(c => c.EventType)));
    }

    [Test]
    public void The_example_of_the_readme_is_the_one_that_runs()
    {
        var source = File.ReadAllLines(Repository.FileAt("tests", "Testing.Tests", "ReadmeTests.cs"))
            .SkipWhile(line => line.Trim() != "// README: begin")
            .Skip(1)
            .TakeWhile(line => line.Trim() != "// README: end")
            .ToList();
        var indent = source[0].Length - source[0].TrimStart().Length;

        Assert.That(Readme.Example(), Is.EqualTo(source.Select(line => line.Length > indent ? line[indent..] : "")));
    }
}
