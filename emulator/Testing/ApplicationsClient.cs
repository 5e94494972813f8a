using PrivateNumber.Emulator.Control;

namespace PrivateNumber.Emulator.Testing;

/// <summary>Applications made and changed at run time. With one for each test, parallel tests stay apart, even on one server.</summary>
public sealed class ApplicationsClient
{
    private readonly ControlChannel _channel;

    internal ApplicationsClient(ControlChannel channel) => _channel = channel;

    /// <summary>Makes an application with numbers, a clock and journals of its own.</summary>
    /// <param name="mode">What its numbers do.</param>
    /// <param name="configure">Changes the defaults; name, key, secret and numbers are made up where it sets none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The application with its key, secret and numbers.</returns>
    /// <exception cref="EmulatorException">400: a value that is not allowed, or a name, key or number that is taken.</exception>
    /// <example><code>
    /// var app = await emulator.Applications.CreateAsync(Mode.Axb, app => app.StatusUrl = "http://customer.test/status");
    /// string x = app.Numbers[0].Number;
    /// </code></example>
    public Task<EmulatedApplication> CreateAsync(
        Mode mode, Action<ApplicationSettings>? configure = null, CancellationToken cancellationToken = default)
    {
        var settings = new ApplicationSettings(mode);
        configure?.Invoke(settings);
        return _channel.SendAsync(
            HttpMethod.Post, "applications", OptionsJson.Of(settings.ToOptions()), TestingJson.Api.EmulatedApplication, cancellationToken);
    }

    /// <summary>Gets one application.</summary>
    /// <param name="app">Its name or key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The application.</returns>
    /// <exception cref="EmulatorException">404: there is no such application.</exception>
    public Task<EmulatedApplication> GetAsync(string app, CancellationToken cancellationToken = default) =>
        _channel.GetAsync(PathOf(app), TestingJson.Api.EmulatedApplication, cancellationToken);

    /// <summary>Lists all applications.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>In the order in which they were made.</returns>
    public async Task<IReadOnlyList<EmulatedApplication>> ListAsync(CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync("applications", TestingJson.Api.ItemsEmulatedApplication, cancellationToken)).List;

    /// <summary>
    /// Changes an application while it runs, at once. Name, mode, key, extension digits and numbers cannot be changed. A null takes a URL or a
    /// limit away; what an application is never without, such as its secret, stays as it is.
    /// </summary>
    /// <param name="app">Its name or key.</param>
    /// <param name="change">Receives the current settings and changes some of them.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The application.</returns>
    /// <exception cref="EmulatorException">400: a value that is not allowed, or a setting that cannot be changed. 404: there is no such application.</exception>
    /// <example><code>
    /// await emulator.Applications.ChangeAsync("orders", app => app.Frozen = true);   // its account is in arrears: 1010029
    /// </code></example>
    public async Task<EmulatedApplication> ChangeAsync(
        string app, Action<ApplicationSettings> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var settings = ApplicationSettings.From(await _channel.GetAsync(PathOf(app), TestingJson.Api.JsonObject, cancellationToken));
        return await _channel.SendAsync(
            HttpMethod.Patch, PathOf(app), settings.Changes(change), TestingJson.Api.EmulatedApplication, cancellationToken);
    }

    /// <summary>Removes an application with all that belongs to it.</summary>
    /// <param name="app">Its name or key.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Completes when it is removed.</returns>
    /// <exception cref="EmulatorException">404: there is no such application.</exception>
    public Task DeleteAsync(string app, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(HttpMethod.Delete, PathOf(app), null, cancellationToken);

    private static string PathOf(string app) => $"applications/{ControlChannel.Escape(app)}";
}

/// <summary>An application of the emulator.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mode">What its numbers do.</param>
/// <param name="AppKey">What the application under test signs its requests with.</param>
/// <param name="AppSecret">The secret of the key; it signs the pushes too.</param>
/// <param name="Numbers">Its privacy numbers, in the order in which it got them.</param>
public sealed record EmulatedApplication(string Name, Mode Mode, string AppKey, string AppSecret, IReadOnlyList<ApplicationNumber> Numbers);

/// <summary>A privacy number of an application.</summary>
/// <param name="Number"><c>+86</c> and 11 digits.</param>
/// <param name="AreaCode">Its city, with the leading 0.</param>
/// <param name="Sms">Whether it was ordered with SMS.</param>
public sealed record ApplicationNumber(string Number, string AreaCode, bool Sms);
