using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Applications;

/// <summary>
/// An application with every key of the configuration, as <see cref="ApplicationBinder"/> reads it: what the control API shows can be posted to
/// another emulator as it is, and state keeps it in this form. Whoever shows something else needs a record of its own.
/// </summary>
internal sealed record WrittenApplication
{
    public required string Name { get; init; }

    public required string Mode { get; init; }

    public required string AppKey { get; init; }

    public required string AppSecret { get; init; }

    public required string SpId { get; init; }

    public string? StatusUrl { get; init; }

    public string? CallinUrl { get; init; }

    public string? FeeUrl { get; init; }

    public string? NumberStatusUrl { get; init; }

    public string? SmsNotifyUrl { get; init; }

    public string? SmsControlUrl { get; init; }

    public required string PushAuth { get; init; }

    public required bool Recording { get; init; }

    public required bool Sms { get; init; }

    public required bool NumberStatusPush { get; init; }

    public required int ExtensionDigits { get; init; }

    public required int CollectRepeats { get; init; }

    public required string MissingCallbackRecord { get; init; }

    public required bool MemoryCallback { get; init; }

    public required bool Frozen { get; init; }

    public required string Status { get; init; }

    public required IReadOnlyList<string> IpWhitelist { get; init; }

    public string? RateLimit { get; init; }

    public required IReadOnlyList<string> VoiceFiles { get; init; }

    public required IReadOnlyList<string> Unreported { get; init; }

    public required IReadOnlyList<string> Blacklist { get; init; }

    public required IReadOnlyList<WrittenNumber> Numbers { get; init; }

    public required JsonObject Switches { get; init; }

    public static WrittenApplication Of(World world)
    {
        lock (world.Gate)
        {
            return Of(world.Application, WrittenNumber.Of(world));
        }
    }

    /// <summary>The application as it was made: what a reset goes back to.</summary>
    public static WrittenApplication OfConfigured(World world) => Of(world.Configured, WrittenNumber.Of(world.ConfiguredNumbers));

    public static WrittenApplication Of(ApplicationOptions application, IReadOnlyList<WrittenNumber> numbers) => new()
    {
        Name = application.Name!,
        Mode = ModeNames.Choices.NameOf(application.Mode),
        AppKey = application.AppKey!,
        AppSecret = application.AppSecret!,
        SpId = application.SpId,
        StatusUrl = application.StatusUrl,
        CallinUrl = application.CallinUrl,
        FeeUrl = application.FeeUrl,
        NumberStatusUrl = application.NumberStatusUrl,
        SmsNotifyUrl = application.SmsNotifyUrl,
        SmsControlUrl = application.SmsControlUrl,
        PushAuth = ApplicationChoices.PushAuth.NameOf(application.PushAuth),
        Recording = application.Recording,
        Sms = application.Sms,
        NumberStatusPush = application.NumberStatusPush,
        ExtensionDigits = application.ExtensionDigits,
        CollectRepeats = application.CollectRepeats,
        MissingCallbackRecord = application.MissingCallbackRecord,
        MemoryCallback = application.MemoryCallback,
        Frozen = application.Frozen,
        Status = ApplicationChoices.Status.NameOf(application.Status),
        IpWhitelist = [.. application.IpWhitelist.Select(network => network.ToString())],
        RateLimit = application.RateLimit?.ToString(),
        VoiceFiles = application.VoiceFiles,
        Unreported = application.Unreported,
        Blacklist = application.Blacklist,
        Numbers = numbers,
        Switches = SwitchTable.Write(application.Switches),
    };
}

/// <summary>A number as the configuration writes it.</summary>
internal sealed record WrittenNumber(string Number, string AreaCode, bool Sms)
{
    /// <summary>In the order in which the application got them; the World's lock is held.</summary>
    public static IReadOnlyList<WrittenNumber> Of(World world) => Of(world.Numbers.Numbers);

    public static IReadOnlyList<WrittenNumber> Of(IEnumerable<PoolNumber> numbers) =>
        [.. numbers.Select(number => new WrittenNumber(number.Number.Value, number.AreaCode, number.Sms))];
}
