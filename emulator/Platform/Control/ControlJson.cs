using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Control;

/// <summary>Everything that the control API answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Info))]
[JsonSerializable(typeof(ItemList<WrittenApplication>))]
[JsonSerializable(typeof(ItemList<NumberView>))]
[JsonSerializable(typeof(ItemList<VoiceFileView>))]
[JsonSerializable(typeof(ItemList<JsonObject>))]
[JsonSerializable(typeof(JournalList<CallView>))]
[JsonSerializable(typeof(PlacedCall))]
[JsonSerializable(typeof(SentMessage))]
[JsonSerializable(typeof(JournalList<MessageView>))]
[JsonSerializable(typeof(ArrivedPushes))]
[JsonSerializable(typeof(CallbackList))]
[JsonSerializable(typeof(WaitedInVain))]
[JsonSerializable(typeof(PingView))]
[JsonSerializable(typeof(JournalList<RequestView>))]
[JsonSerializable(typeof(ItemList<ClockView>))]
[JsonSerializable(typeof(Advanced))]
[JsonSerializable(typeof(ItemList<CustomerView>))]
[JsonSerializable(typeof(ItemList<FaultView>))]
[JsonSerializable(typeof(CallHappened))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ItemList<SnapshotView>))]
[JsonSerializable(typeof(ItemList<ScenarioView>))]
[JsonSerializable(typeof(StartedRun))]
[JsonSerializable(typeof(JournalList<ScenarioRunView>))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>The context to use: the generated default cannot take an encoder. People read these answers, so + and 中 stay what they are.</summary>
    public static ControlJson Api { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTimeConverter() },
    });

    /// <summary>Times end in Z, as most clients of other languages write and expect them.</summary>
    private sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime);
    }
}
