using System.Text.Json;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Calls;

namespace PrivateNumber.Emulator.Json;

/// <summary>Everything that the platform writes on the wire: absent members are absent, never null (README.md D11).</summary>
[JsonSerializable(typeof(PlainAnswer))]
[JsonSerializable(typeof(CallEvent))]
[JsonSerializable(typeof(Messages.SmsNotification))]
[JsonSerializable(typeof(FeeNotification))]
[JsonSerializable(typeof(Modes.Axb.AxbBindAnswer))]
[JsonSerializable(typeof(Modes.Axb.AxbQueryAnswer))]
internal sealed partial class PlatformJson : JsonSerializerContext
{
    /// <summary>The context to use: the generated default cannot take an encoder.</summary>
    public static PlatformJson Wire { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = AsciiJsonEncoder.Instance,
    });
}
