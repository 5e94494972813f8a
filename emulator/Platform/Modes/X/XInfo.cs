using System.Text.Json;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.X;

/// <summary>
/// Reads connectInfo or closeInfo. What is out of range or malformed ends the call with 8014, a voice file that was never approved with
/// 8006 (x-mode.md §5, decision D36).
/// </summary>
internal sealed class XInfo(IReadOnlyDictionary<string, JsonElement> members, Strictness strictness, IReadOnlySet<string> voiceFiles)
{
    public const string Spec = "x-mode.md §4";
    private const string Extension = ".wav";

    private bool _fileMissing;

    public Parameters Parameters { get; } = new(members, Spec, strictness, voiceFiles);

    public EndCause? Failure => Parameters.Refusal is not null ? EndCause.NoBinding : _fileMissing ? EndCause.VoiceFileMissing : null;

    /// <summary>Requests may send flags and integers in either type; answers may only if the emulator is lenient.</summary>
    public void Expect(string name, JsonValueKind kind)
    {
        if (strictness == Strictness.Vendor && Parameters.Has(name) && members[name].ValueKind != kind)
        {
            Parameters.Refuse(name, $"{name} has its JSON type.", $"a {kind}");
        }
    }

    /// <summary>Never verbatim, not even if the emulator is lenient: a number in no format cannot be called.</summary>
    public PhoneNumber? Number(string name, bool service = false)
    {
        var number = Parameters.Number(name, service);
        if (number is { Kind: NumberKind.Malformed })
        {
            Parameters.Refuse(name, $"{name} is a phone number.", "a number in the global format");
        }

        return number;
    }

    public string? Tone(string name)
    {
        var file = Parameters.Text(name, 0, Rules.LongestFileName);
        if (file is null)
        {
            return null;
        }

        if (!IsWellFormed(file))
        {
            Parameters.Refuse(name, "A voice file has a name of its own form.", "letters, digits, - _ . @, ending in .wav");
        }

        _fileMissing |= !voiceFiles.Contains(file);
        return file;
    }

    private static bool IsWellFormed(string file) =>
        file.Length > Extension.Length
        && file.EndsWith(Extension, StringComparison.Ordinal)
        && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@');
}
