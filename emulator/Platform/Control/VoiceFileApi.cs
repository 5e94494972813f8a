using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Recordings;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>What customers and reviewers do on the console: announcements are uploaded, approved, rejected and deleted (recording.md §6).</summary>
internal static class VoiceFileApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "voice-files", static (call, map) => call.App(map["app"]), static (call, app) => List(call.Apps(app))),
        ControlOperation.Of("POST", "voice-files", ReadNew, Add),
        ControlOperation.Of("PATCH", "voice-files/{name}", ReadStatus, Review),
        ControlOperation.Of("DELETE", "voice-files/{name}", static (call, map) => Holder(call, map)!, Remove),
    ];

    private static ControlAnswer List(IReadOnlyList<World> worlds) => ControlAnswer.Ok(
        new ItemList<VoiceFileView>([.. worlds.SelectMany(world =>
        {
            lock (world.Gate)
            {
                return world.VoiceFileReview.All.Select(file => VoiceFileView.Of(world, file)).ToList();
            }
        })]),
        ControlJson.Api.ItemListVoiceFileView);

    private static (World App, VoiceFile File) ReadNew(ControlCall call, YamlMapReader map) => (
        call.App(map.Required("app"))!,
        new VoiceFile(map.Required("name").Value(Rules.VoiceFile, ""), map["status"].Choice(VoiceFileStatuses.Names)));

    private static ControlAnswer Add(ControlCall call, (World App, VoiceFile File) input)
    {
        var (world, file) = input;
        lock (world.Gate)
        {
            if (world.VoiceFileReview.Find(file.Name) is not null)
            {
                return ControlAnswer.Conflict($"{world.Application.Name} has a voice file named {file.Name} already.");
            }

            world.VoiceFileReview.Put(file);
        }

        return ControlAnswer.Created(
            $"{ControlApi.Base}/voice-files?app={Uri.EscapeDataString(world.Application.Name!)}", VoiceFileView.Of(world, file), ControlJson.Api.VoiceFileView);
    }

    private static (World App, VoiceFile File) ReadStatus(ControlCall call, YamlMapReader map) =>
        (Holder(call, map)!, new VoiceFile(call.InPath("name"), map.Required("status").Choice(VoiceFileStatuses.Names)));

    private static ControlAnswer Review(ControlCall call, (World App, VoiceFile File) input)
    {
        lock (input.App.Gate)
        {
            input.App.VoiceFileReview.Put(input.File);
        }

        return ControlAnswer.Ok(VoiceFileView.Of(input.App, input.File), ControlJson.Api.VoiceFileView);
    }

    private static ControlAnswer Remove(ControlCall call, World world)
    {
        lock (world.Gate)
        {
            world.VoiceFileReview.Remove(call.InPath("name"));
        }

        return ControlAnswer.NoContent();
    }

    /// <summary>The application whose file the path names.</summary>
    private static World? Holder(ControlCall call, YamlMapReader map)
    {
        if (call.App(map.Required("app")) is not { } world)
        {
            return null;
        }

        lock (world.Gate)
        {
            if (world.VoiceFileReview.Find(call.InPath("name")) is null)
            {
                call.NotFound($"{world.Application.Name} has no voice file named {call.InPath("name")}.");
            }
        }

        return world;
    }
}

internal sealed record VoiceFileView(string App, string Name, string Status)
{
    public static VoiceFileView Of(World world, VoiceFile file) =>
        new(world.Application.Name!, file.Name, VoiceFileStatuses.Names.NameOf(file.Status));
}
