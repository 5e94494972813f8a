using System.Globalization;
using System.Net;
using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>One application: what the console of the real platform asks for when it is created. Only its mode has no default.</summary>
public sealed record ApplicationOptions
{
    /// <summary>What its numbers do.</summary>
    public required Mode Mode { get; init; }

    /// <summary>Unique; null is made up from the mode and its place.</summary>
    public string? Name { get; init; }

    /// <summary>The key that requests and pushes are signed with, unique; null is made up from the seed.</summary>
    public string? AppKey { get; init; }

    /// <summary>The secret of the key; null is made up from the seed.</summary>
    public string? AppSecret { get; init; }

    /// <summary>The customer's id in CDRs and notifications.</summary>
    public string SpId { get; init; } = "emulator";

    /// <summary>Receives call events.</summary>
    public string? StatusUrl { get; init; }

    /// <summary>Receives <c>callin</c> instead of <see cref="StatusUrl"/>.</summary>
    public string? CallinUrl { get; init; }

    /// <summary>Receives CDRs (<c>fee</c>).</summary>
    public string? FeeUrl { get; init; }

    /// <summary>Receives changes of a number's status, instead of <see cref="StatusUrl"/>.</summary>
    public string? NumberStatusUrl { get; init; }

    /// <summary>Receives SMS notifications (<c>smsNotify</c>).</summary>
    public string? SmsNotifyUrl { get; init; }

    /// <summary>Decides about each SMS (<c>smsBlock</c>).</summary>
    public string? SmsControlUrl { get; init; }

    /// <summary>How pushes are signed.</summary>
    public PushAuth PushAuth { get; init; }

    /// <summary>Whether recording is ordered.</summary>
    public bool Recording { get; init; } = true;

    /// <summary>Whether SMS is ordered.</summary>
    public bool Sms { get; init; } = true;

    /// <summary>Whether changes of a number's status are pushed.</summary>
    public bool NumberStatusPush { get; init; } = true;

    /// <summary>AXE: the digits of an extension (axe.md §6).</summary>
    public int ExtensionDigits { get; init; } = 4;

    /// <summary>AXE: how often a caller is asked again after a wrong or empty extension (axe.md §7).</summary>
    public int CollectRepeats { get; init; }

    /// <summary>
    /// AXE: what A gets who dials X, when nobody has called and the binding says nothing: <c>none</c>, <c>tone</c>, or the number to transfer to
    /// (axe.md §7). The wire shows no difference between none and a tone.
    /// </summary>
    public string MissingCallbackRecord { get; init; } = "none";

    /// <summary>AX: A dialling X without a temporary callee reaches the last other party (decision D25).</summary>
    public bool MemoryCallback { get; init; }

    /// <summary>The account is in arrears: 1010029.</summary>
    public bool Frozen { get; init; }

    /// <summary>The state of the application itself.</summary>
    public ApplicationStatus Status { get; init; }

    /// <summary>Addresses that may call the API; empty allows all.</summary>
    public IReadOnlyList<IPNetwork> IpWhitelist { get; init; } = [];

    /// <summary>The most requests in a time; any more are answered with 403 / 1010010. Null is no limit.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>The announcements that were uploaded and approved.</summary>
    public IReadOnlyList<string> VoiceFiles { get; init; } =
        ["recordHintTone.wav", "lastMinVoice.wav", "callerHintTone.wav", "calleeHintTone.wav"];

    /// <summary>A numbers that were not reported to the carrier: their calls are intercepted (decision D14).</summary>
    public IReadOnlyList<string> Unreported { get; init; } = [];

    /// <summary>People whose calls and SMS the platform refuses, whichever side they are on (call-notifications.md §4.4).</summary>
    public IReadOnlyList<string> Blacklist { get; init; } = [];

    /// <summary>The pool of X.</summary>
    public IReadOnlyList<NumberOptions> Numbers { get; init; } =
    [
        new() { AreaCode = "0755", Count = 5 }, new() { AreaCode = "020", Count = 5 },
        new() { AreaCode = "010", Count = 5 }, new() { AreaCode = "021", Count = 5 },
    ];

    /// <summary>Choices where the platform's documents are silent.</summary>
    public Switches Switches { get; init; } = new();

    /// <summary>Its name: that which it was given, else that which its place makes up.</summary>
    internal string NameAt(int place) => Name ?? string.Create(CultureInfo.InvariantCulture, $"{Mode.ToString().ToLowerInvariant()}-{place + 1}");
}

/// <summary>How pushes are signed (call-notifications.md §1).</summary>
public enum PushAuth
{
    /// <summary><c>Authorization: AKSK</c> with <c>X-AKSK</c>.</summary>
    Aksk,

    /// <summary><c>Authorization: WSSE</c> with <c>X-WSSE</c>, until about 2024.</summary>
    Wsse,
}

/// <summary>The state of an application.</summary>
public enum ApplicationStatus
{
    /// <summary>In use.</summary>
    Normal,

    /// <summary>Every request is answered with 1010008.</summary>
    Suspended,
}

/// <summary>The written names of an application's choices.</summary>
internal static class ApplicationChoices
{
    public static Choices<PushAuth> PushAuth { get; } = new(("AKSK", Configuration.PushAuth.Aksk), ("WSSE", Configuration.PushAuth.Wsse));

    public static Choices<ApplicationStatus> Status { get; } =
        new(("normal", ApplicationStatus.Normal), ("suspended", ApplicationStatus.Suspended));
}
