using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Testing;

/// <summary>The privacy numbers X.</summary>
public sealed class NumbersClient
{
    private readonly ControlChannel _channel;

    internal NumbersClient(ControlChannel channel) => _channel = channel;

    /// <summary>Lists the numbers with their status.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>In the order in which the applications got them.</returns>
    public async Task<IReadOnlyList<PrivacyNumber>> ListAsync(string? app = null, CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync(ControlChannel.Query("numbers", ("app", app)), TestingJson.Api.ItemsPrivacyNumber, cancellationToken)).List;

    /// <summary>Adds a number, or several that are made up.</summary>
    /// <param name="app">The name or key of the application.</param>
    /// <param name="number">The number, or a city and how many numbers.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The numbers that were added.</returns>
    /// <exception cref="EmulatorException">400: a value that is not allowed, or a number that is taken. 404: no such application.</exception>
    public async Task<IReadOnlyList<PrivacyNumber>> AddAsync(string app, NumberOptions number, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        var body = OptionsJson.Of(number);
        body["app"] = app;
        return (await _channel.SendAsync(HttpMethod.Post, "numbers", body, TestingJson.Api.ItemsPrivacyNumber, cancellationToken)).List;
    }

    /// <summary>Changes the status of a number, which the platform pushes as <c>numStatus</c>.</summary>
    /// <param name="number">The number with <c>+86</c>.</param>
    /// <param name="status">Its new status.</param>
    /// <param name="cause">Why it is unavailable: 1 to 9, but not 4; only with <see cref="NumberStatus.Unavailable"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The number with its new status.</returns>
    /// <exception cref="EmulatorException">400: a value that is not allowed. 404: no such number.</exception>
    public Task<PrivacyNumber> SetStatusAsync(
        string number, NumberStatus status, string? cause = null, CancellationToken cancellationToken = default) => _channel.SendAsync(
            HttpMethod.Patch,
            $"numbers/{ControlChannel.Escape(number)}",
            ControlChannel.Body(("status", NumberStatuses.Names.NameOf(status)), ("cause", cause)),
            TestingJson.Api.PrivacyNumber,
            cancellationToken);
}

/// <summary>A privacy number with its status.</summary>
/// <param name="App">The name of its application.</param>
/// <param name="Number"><c>+86</c> and 11 digits.</param>
/// <param name="AreaCode">Its city, with the leading 0.</param>
/// <param name="Status">Its status.</param>
/// <param name="Sms">Whether it was ordered with SMS.</param>
/// <param name="Cause">Why it is unavailable, or null.</param>
public sealed record PrivacyNumber(string App, string Number, string AreaCode, NumberStatus Status, bool Sms, string? Cause = null);
