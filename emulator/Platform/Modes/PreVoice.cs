using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Modes;

/// <summary>ApiPlayInfo: the tones that callers hear before they are connected (axb.md §2.1, ax.md §2.1).</summary>
internal sealed record PreVoice(
    [property: JsonPropertyName("callerHintTone")] string? CallerHintTone,
    [property: JsonPropertyName("calleeHintTone")] string? CalleeHintTone)
{
    public static PreVoice? Read(Parameters parameters)
    {
        if (parameters.Object("preVoice") is not { } nested)
        {
            return null;
        }

        var voice = new PreVoice(nested.VoiceFile("callerHintTone"), nested.VoiceFile("calleeHintTone"));
        parameters.Adopt(nested);
        return voice is { CallerHintTone: null, CalleeHintTone: null } ? null : voice;
    }
}
