using System.Net;
using System.Net.Sockets;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Callbacks;

internal sealed class PushRoutesTests
{
    [TestCase("http://localhost:9090/status?x=1", "host.docker.internal", "http://host.docker.internal:9090/status?x=1")]
    [TestCase("https://127.0.0.1/status", "host.docker.internal", "https://host.docker.internal/status")]
    [TestCase("http://[::1]:9090/", "host.containers.internal", "http://host.containers.internal:9090/")]
    [TestCase("http://localhost:9090/", "", "http://localhost:9090/")]
    [TestCase("http://customer:9090/", "host.docker.internal", "http://customer:9090/")]
    [Rule("contract.md §7", "In a container a push to a loopback URL goes to the host of the container when that resolves.", Switch = "callbacks.rewriteLoopback")]
    public async Task In_a_container_a_loopback_URL_is_that_of_the_host(string url, string resolves, string target)
    {
        var route = await new PushRoutes(new CallbackOptions(), Container(resolves)).ToAsync(url);

        Assert.That(route.Target, Is.EqualTo(new Uri(target)));
    }

    [Test]
    public async Task A_configured_host_goes_before_the_host_of_the_container()
    {
        var options = new CallbackOptions { RewriteHosts = new Dictionary<string, string> { ["localhost"] = "customer" } };

        var route = await new PushRoutes(options, Container("host.docker.internal")).ToAsync("http://localhost:9090/");

        Assert.That(route.Target, Is.EqualTo(new Uri("http://customer:9090/")));
    }

    [Test]
    public async Task Loopback_stays_loopback_outside_of_containers_and_when_it_is_switched_off()
    {
        var outside = new ContainerHost(inContainer: false, (_, _) => throw new AssertionException("nothing to resolve"));
        var switchedOff = new CallbackOptions { RewriteLoopback = false };

        Assert.That((await new PushRoutes(new CallbackOptions(), outside).ToAsync("http://localhost/")).IsRewritten, Is.False);
        Assert.That((await new PushRoutes(switchedOff, Container("host.docker.internal")).ToAsync("http://localhost/")).IsRewritten, Is.False);
    }

    [Test]
    public async Task The_host_of_the_container_is_looked_up_once()
    {
        var asked = 0;
        var host = new ContainerHost(inContainer: true, (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });

        await host.NameAsync();
        await host.NameAsync();

        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    [Rule("contract.md §2", "A push that is sent to another host still names the host of the URL.", Inferred = true)]
    public async Task The_application_is_called_by_its_own_name()
    {
        using var customer = new Customer();
        await using var emulator = await PushSample.StartAsync(
            customer,
            PushSample.Application with { StatusUrl = "http://shop.example:9090/status", FeeUrl = null },
            new CallbackOptions { RewriteHosts = new Dictionary<string, string> { ["shop.example"] = Customer.Host } });

        await emulator.PlayAsync(PushSample.Stranger, Modes.Axb.AxbSample.X);

        Assert.That(customer.Received[0].Url.Host, Is.EqualTo(Customer.Host));
        Assert.That(customer.Received[0]["Host"], Is.EqualTo("shop.example:9090"));
    }

    private static ContainerHost Container(string resolves) => new(inContainer: true, (name, _) => name == resolves
        ? Task.FromResult<IPAddress[]>([IPAddress.Parse("172.17.0.1")])
        : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));
}
