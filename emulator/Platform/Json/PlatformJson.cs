using System.Text.Json;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Calls;

namespace PrivateNumber.Emulator.Json;

/// <summary>Everything that the platform writes on the wire: absent members are absent, never null (decision D11).</summary>
[JsonSerializable(typeof(PlainAnswer))]
[JsonSerializable(typeof(CallEvent))]
[JsonSerializable(typeof(Messages.SmsNotification))]
[JsonSerializable(typeof(FeeNotification))]
[JsonSerializable(typeof(FeeInfo))]
[JsonSerializable(typeof(StatusInfo))]
[JsonSerializable(typeof(Applications.NumberStatusNotification))]
[JsonSerializable(typeof(Modes.Ax.AxBindAnswer))]
[JsonSerializable(typeof(Modes.Ax.AxQueryAnswer))]
[JsonSerializable(typeof(Modes.Axb.AxbBindAnswer))]
[JsonSerializable(typeof(Modes.Axb.AxbQueryAnswer))]
[JsonSerializable(typeof(Modes.Axe.AxeBindAnswer))]
[JsonSerializable(typeof(Modes.Axe.AxeQueryAnswer))]
[JsonSerializable(typeof(Modes.Axe.AxeQueryPageAnswer))]
[JsonSerializable(typeof(Modes.Axe.AxeCountAnswer))]
[JsonSerializable(typeof(Modes.Axyb.AxybBindAnswer))]
[JsonSerializable(typeof(Modes.Axyb.AxybQueryAnswer))]
internal sealed partial class PlatformJson : JsonSerializerContext
{
    /// <summary>The context to use: the generated default cannot take an encoder.</summary>
    public static PlatformJson Wire { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = AsciiJsonEncoder.Instance,
    });
}
