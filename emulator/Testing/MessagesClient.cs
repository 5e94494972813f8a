namespace PrivateNumber.Emulator.Testing;

/// <summary>SMS: sent, and looked at.</summary>
public sealed class MessagesClient
{
    private readonly ControlChannel _channel;

    internal MessagesClient(ControlChannel channel) => _channel = channel;

    /// <summary>Sends an SMS to a privacy number. If the application under test decides about it, this completes once it has.</summary>
    /// <param name="from">Who sends, with <c>+86</c>.</param>
    /// <param name="to">The privacy number, with <c>+86</c>.</param>
    /// <param name="text">1 to 2000 characters.</param>
    /// <param name="app">The name or key of the application; null is the owner of the number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="EmulatorException">400: a value that is not allowed. 404: no application has the number.</exception>
    /// <example><code>
    /// var sms = await emulator.Messages.SendAsync(from: a, to: x, text: "I am here");
    /// Assert.That(sms.ForwardedTo, Is.EqualTo(b));
    /// </code></example>
    public Task<SentMessage> SendAsync(
        string from, string to, string text, string? app = null, CancellationToken cancellationToken = default) => _channel.SendAsync(
            HttpMethod.Post,
            "messages",
            ControlChannel.Body(("from", from), ("to", to), ("text", text), ("app", app)),
            TestingJson.Api.SentMessage,
            cancellationToken);

    /// <summary>Lists the SMS so far.</summary>
    /// <param name="app">The name or key of one application; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>In the order in which they were sent.</returns>
    public async Task<IReadOnlyList<SimulatedMessage>> ListAsync(string? app = null, CancellationToken cancellationToken = default) =>
        (await _channel.GetAsync(ControlChannel.Query("messages", ("app", app)), TestingJson.Api.ItemsSimulatedMessage, cancellationToken)).List;
}

/// <summary>What became of an SMS.</summary>
/// <param name="SmsIdentifier">Its id, as it stands in pushes.</param>
/// <param name="SendResult">The platform's value: 0 is success.</param>
/// <param name="ForwardedTo">Who got it, or null.</param>
/// <param name="ForwardedText">The text that they got, or null.</param>
/// <param name="SplitNum">How many parts it was sent in.</param>
public sealed record SentMessage(string SmsIdentifier, int SendResult, string? ForwardedTo, string? ForwardedText, int SplitNum);

/// <summary>An SMS; what is not decided yet is null while the application under test is being asked.</summary>
/// <param name="SmsIdentifier">Its id, as it stands in pushes.</param>
/// <param name="App">The name of the application that it belongs to.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">The privacy number that it was sent to.</param>
/// <param name="Text">What was sent.</param>
/// <param name="At">When it reached the platform, on the application's clock.</param>
/// <param name="SendResult">The platform's value: 0 is success.</param>
/// <param name="ForwardedTo">Who got it.</param>
/// <param name="ForwardedText">The text that they got.</param>
/// <param name="SplitNum">How many parts it was sent in.</param>
public sealed record SimulatedMessage(
    string SmsIdentifier,
    string App,
    string From,
    string To,
    string Text,
    DateTimeOffset At,
    int? SendResult,
    string? ForwardedTo,
    string? ForwardedText,
    int SplitNum);
