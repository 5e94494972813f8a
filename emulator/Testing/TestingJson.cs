using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Scenarios;
using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Testing;

/// <summary>Everything that the typed client reads; members that it does not know are passed over, so that a newer server does no harm.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Items<EmulatedApplication>))]
[JsonSerializable(typeof(Items<PrivacyNumber>))]
[JsonSerializable(typeof(Items<JsonObject>))]
[JsonSerializable(typeof(PlacedCall))]
[JsonSerializable(typeof(Items<SimulatedCall>))]
[JsonSerializable(typeof(SentMessage))]
[JsonSerializable(typeof(Items<SimulatedMessage>))]
[JsonSerializable(typeof(Items<Callback>))]
[JsonSerializable(typeof(ArrivedCallbacks))]
[JsonSerializable(typeof(Items<ApiRequest>))]
[JsonSerializable(typeof(Items<ClockState>))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(InjectedFault))]
[JsonSerializable(typeof(Items<InjectedFault>))]
[JsonSerializable(typeof(Items<ServedScenario>))]
[JsonSerializable(typeof(Items<PlayedScenario>))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class TestingJson : JsonSerializerContext
{
    /// <summary>The context to use: the generated default does not know how the emulator writes its choices.</summary>
    public static TestingJson Api { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new ChoiceConverter<Mode>(ModeNames.Choices),
            new ChoiceConverter<CallState>(CallStates.Names),
            new ChoiceConverter<PushState>(PushStates.Names),
            new ChoiceConverter<NumberStatus>(NumberStatuses.Names),
            new ChoiceConverter<ClockMode>(ClockModes.Names),
            new ChoiceConverter<FaultKind>(FaultKinds.Names),
            new ChoiceConverter<ScenarioRunState>(ScenarioStates.OfRun),
            new ChoiceConverter<ScenarioStepState>(ScenarioStates.OfStep),
            new DurationConverter(),
        },
    });

    private sealed class ChoiceConverter<T>(Choices<T> choices) : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            choices.TryParse(reader.GetString(), out var value) ? value : throw new JsonException($"{reader.GetString()} is not a {typeof(T).Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(choices.NameOf(value));
    }

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Durations.TryParse(reader.GetString(), out var value) ? value : throw new JsonException($"{reader.GetString()} is not a duration.");

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Durations.Format(value));
    }
}

/// <summary>How the control API answers a list.</summary>
internal sealed record Items<T>([property: JsonPropertyName("items")] IReadOnlyList<T> List);
