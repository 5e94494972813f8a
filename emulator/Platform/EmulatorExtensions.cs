using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Recordings;
using PrivateNumber.Emulator.Scenarios.Serving;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Tls;

namespace PrivateNumber.Emulator;

/// <summary>Puts the emulator into an ASP.NET Core application.</summary>
public static class EmulatorExtensions
{
    /// <summary>Adds the platform with its applications.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">What is configured; the defaults have no applications.</param>
    /// <param name="callbackHandler">Sends the pushes instead of the network, for tests without sockets; it is not disposed.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">An option that a configuration file may not have either; the message names each, and what is allowed.</exception>
    public static IServiceCollection AddPrivateNumberEmulator(
        this IServiceCollection services, EmulatorOptions options, HttpMessageHandler? callbackHandler = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        OptionsCheck.Require(options, nameof(options));
        return services.AddEmulator(options, callbackHandler);
    }

    /// <summary>The same with options that have been checked, or were read from a configuration.</summary>
    internal static IServiceCollection AddEmulator(this IServiceCollection services, EmulatorOptions options, HttpMessageHandler? callbackHandler = null)
    {
        services.AddRoutingCore();
        services.AddSingleton(options);
        services.AddSingleton(options.Auth);
        services.AddSingleton(_ => new CallbackSender(options.Callbacks, ContainerHost.OfThisProcess(), callbackHandler));
        services.AddSingleton<EmulatorAddress>();
        services.AddSingleton<EventFeed>();
        services.TryAddSingleton(_ => new ServerCertificate(options));
        services.AddSingleton<Worlds>();
        services.AddSingleton<UnknownRequests>();
        services.AddSingleton(provider =>
            new EmulatorReset(
            [
                provider.GetRequiredService<ScenarioRuns>(), provider.GetRequiredService<Worlds>(), provider.GetRequiredService<UnknownRequests>(),
            ]));
        services.AddSingleton<Snapshots>();
        services.AddSingleton<StateStore>();
        services.AddHostedService(provider => provider.GetRequiredService<StateStore>());
        services.AddSingleton<InProcessEmulator>();
        services.AddSingleton<ScenarioRuns>();
        services.AddSingleton<ScenarioLibrary>();
        services.AddHostedService(provider => provider.GetRequiredService<ScenarioLibrary>());
        services.AddHostedService<ScenarioStarter>();
        services.AddSingleton<CallbackProbe>();
        services.AddSingleton<PlatformApi>();
        services.AddSingleton<ControlServices>();
        services.AddSingleton<ControlHost>();
        return services;
    }

    /// <summary>Serves the platform's API on all paths that nothing else serves, and the control API below <c>/_emulator</c>.</summary>
    /// <param name="routes">The application's routes.</param>
    /// <returns>The same routes.</returns>
    public static IEndpointRouteBuilder MapPrivateNumberEmulator(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapControlApi();
        routes.MapRecordings();
        var platform = routes.ServiceProvider.GetRequiredService<PlatformApi>();
        routes.Map("/{**path}", (RequestDelegate)platform.HandleAsync);
        return routes;
    }
}
