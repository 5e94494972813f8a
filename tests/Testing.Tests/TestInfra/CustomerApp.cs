using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace PrivateNumber.Emulator.Testing.Tests.TestInfra;

/// <summary>The application under test: it receives pushes, on a test server of its own or on a socket.</summary>
internal sealed class CustomerApp : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<string> _received = new();

    private CustomerApp(WebApplication application) => _application = application;

    public TestServer Server => _application.GetTestServer();

    /// <summary>The eventTypes received so far.</summary>
    public IReadOnlyList<string> Received => [.. _received];

    /// <summary>What the application does with a push before it answers 200.</summary>
    public Func<JsonNode, Task> OnPush { get; set; } = _ => Task.CompletedTask;

    /// <summary>Where it listens, when it does.</summary>
    public string Url => _application.Urls.Single();

    public static Task<CustomerApp> StartAsync() => StartAsync(web => web.UseTestServer());

    public static Task<CustomerApp> OnSocketAsync() =>
        StartAsync(web => web.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0)));

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task<CustomerApp> StartAsync(Action<IWebHostBuilder> server)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        server(builder.WebHost);
        var customer = new CustomerApp(builder.Build());
        customer._application.Run(customer.ReceiveAsync);
        await customer._application.StartAsync();
        return customer;
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        var push = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!;
        _received.Enqueue((string)push["eventType"]!);
        await OnPush(push);
    }
}
