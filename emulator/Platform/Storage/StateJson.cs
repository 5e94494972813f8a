using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Modes;
using PrivateNumber.Emulator.Modes.Ax;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Modes.Axe;
using PrivateNumber.Emulator.Modes.Axyb;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Recordings;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Storage;

/// <summary>How state is written: the domain's own records, every member, so that what is missing or unknown is refused when it is read.</summary>
[JsonSerializable(typeof(ClockState))]
[JsonSerializable(typeof(IdentifierState))]
[JsonSerializable(typeof(WrittenApplication))]
[JsonSerializable(typeof(PoolNumber))]
[JsonSerializable(typeof(VoiceFile))]
[JsonSerializable(typeof(AxBinding))]
[JsonSerializable(typeof(AxbBinding))]
[JsonSerializable(typeof(AxeBinding))]
[JsonSerializable(typeof(CallbackRecordState))]
[JsonSerializable(typeof(AxPart))]
[JsonSerializable(typeof(YbState))]
[JsonSerializable(typeof(BindQuotaState))]
[JsonSerializable(typeof(Recording))]
[JsonSerializable(typeof(WaitingCdr))]
[JsonSerializable(typeof(PushEntry))]
internal sealed partial class StateJson : JsonSerializerContext
{
    /// <summary>The context to use: the generated default cannot take converters.</summary>
    public static StateJson Document { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new PhoneNumberConverter(), Named<ClockMode>(), Named<NumberStatus>(), Named<TimeUnit>(), Named<VoiceFileStatus>() },
    });

    /// <summary>Reads one record and hands it on. Returns what is wrong with it, or null.</summary>
    public static string? Read<T>(JsonElement item, JsonTypeInfo<T> type, Func<T, string?> take)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(item, type) is { } read ? take(read) : "null is not allowed";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is no Unicode, such as \uD800 alone.
            return e.Message;
        }
    }

    private static JsonStringEnumConverter<T> Named<T>()
        where T : struct, Enum => new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    /// <summary>A malformed number was bound as it was sent, and comes back as it was (axb.md §1.1).</summary>
    private sealed class PhoneNumberConverter : JsonConverter<PhoneNumber>
    {
        public override PhoneNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Numbers.PhoneNumber.Verbatim(reader.GetString()!) : throw new JsonException("A number is a text.");

        public override void Write(Utf8JsonWriter writer, PhoneNumber value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
