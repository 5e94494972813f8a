using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>The storage that recording links lead to: who has the link needs no signed request.</summary>
internal static class RecordingDownload
{
    public static void MapRecordings(this IEndpointRouteBuilder routes)
    {
        var worlds = routes.ServiceProvider.GetRequiredService<Worlds>();
        var options = routes.ServiceProvider.GetRequiredService<EmulatorOptions>();
        routes.MapMethods(RecordingLink.Route, ["GET", "HEAD"], (RequestDelegate)(http =>
        {
            if (options.ShortConnections)
            {
                http.Response.Headers.Connection = "close";
            }

            return Answer(worlds, http).ExecuteAsync(http);
        }));
    }

    private static IResult Answer(Worlds worlds, HttpContext http)
    {
        var query = http.Request.Query;
        var link = new RecordingLink(Part(http, "app"), Part(http, "file"), query["Expires"].ToString());
        if (worlds.FindByName(link.App) is not { } world || !link.IsSignedBy(world, query["Signature"].ToString()))
        {
            return Refuse(403, "This is no link that the platform has given: its signature is wrong.");
        }

        lock (world.Gate)
        {
            if (link.HasExpired(world.Clock.Now))
            {
                return Refuse(403, $"This link has expired; ask {RecordingApi.Operation.Path} for a new one.");
            }

            return world.Recordings.Find(link.File) is { } recording
                ? TypedResults.Stream(new RecordingStream(recording.Length), "audio/wav", enableRangeProcessing: true)
                : Refuse(404, "The record does not exist.");
        }
    }

    private static string Part(HttpContext http, string name) => Convert.ToString(http.GetRouteValue(name), CultureInfo.InvariantCulture) ?? "";

    private static ContentHttpResult Refuse(int status, string why) => TypedResults.Text(why + "\n", "text/plain;charset=utf-8", statusCode: status);
}
