using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PrivateNumber.Emulator.Testing.Tests.TestInfra;

/// <summary>A Docker engine that starts no containers: it writes down what it is asked for, and says that all is well.</summary>
internal sealed class FakeDocker : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeDocker(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single().Replace("http", "tcp", StringComparison.Ordinal));

    /// <summary>The body of the last request for a container.</summary>
    public JsonNode Created { get; private set; } = null!;

    /// <summary>The archives that were copied into the container, as text: a tar of text files is readable.</summary>
    public List<string> Copied { get; } = [];

    public static async Task<FakeDocker> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var docker = new FakeDocker(builder.Build());
        docker._app.Run(docker.AnswerAsync);
        await docker._app.StartAsync();
        return docker;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path.EndsWith("/containers/create", StringComparison.Ordinal))
        {
            Created = (await JsonNode.ParseAsync(http.Request.Body))!;
            await JsonAsync(http, 201, """{ "Id": "c1", "Warnings": [] }""");
        }
        else if (path.EndsWith("/archive", StringComparison.Ordinal))
        {
            using var reader = new StreamReader(http.Request.Body);
            Copied.Add(await reader.ReadToEndAsync());
        }
        else if (path.EndsWith("/containers/c1/json", StringComparison.Ordinal))
        {
            await JsonAsync(http, 200, """
                {
                  "Id": "c1", "Name": "/c1", "State": { "Status": "running", "Running": true, "Health": { "Status": "healthy" } },
                  "NetworkSettings": { "Ports": { "8080/tcp": [{ "HostIp": "0.0.0.0", "HostPort": "32768" }], "8443/tcp": [{ "HostIp": "0.0.0.0", "HostPort": "32769" }] } }
                }
                """);
        }
        else if (http.Request.Method == HttpMethods.Get)
        {
            await JsonAsync(http, 200, """{ "Id": "sha256:1", "ApiVersion": "1.44", "Version": "27.0", "OSType": "linux", "OperatingSystem": "none", "MemTotal": 1 }""");
        }
        else
        {
            http.Response.StatusCode = 204;
        }
    }

    private static Task JsonAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    }
}
