using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Control;

/// <summary>What a client needs to begin: where the emulator listens, and which applications it has.</summary>
internal static class InfoApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } = [ControlOperation.Of("GET", "info", Show)];

    public static string Version { get; } =
        typeof(InfoApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static ControlAnswer Show(ControlCall call)
    {
        var endpoints = call.Emulator.Server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return ControlAnswer.Ok(
            new Info(Version, call.Emulator.Options.Seed, [.. endpoints], [.. call.Worlds.All.Select(ApplicationSummary.Of)]), ControlJson.Api.Info);
    }
}

internal sealed record Info(string Version, int Seed, IReadOnlyList<string> Endpoints, IReadOnlyList<ApplicationSummary> Applications);

internal sealed record ApplicationSummary(string Name, string Mode, string AppKey, string AppSecret, IReadOnlyList<WrittenNumber> Numbers)
{
    public static ApplicationSummary Of(World world)
    {
        lock (world.Gate)
        {
            var application = world.Application;
            return new ApplicationSummary(
                application.Name!, ModeNames.Choices.NameOf(application.Mode), application.AppKey!, application.AppSecret!, WrittenNumber.Of(world));
        }
    }
}
