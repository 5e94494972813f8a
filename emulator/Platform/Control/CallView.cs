using System.Text.Json;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Control;

/// <summary>A call with its events and its CDR as they are pushed.</summary>
internal sealed record CallView(
    string SessionId,
    string App,
    string Mode,
    string From,
    string To,
    string State,
    int? StateCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Collecting,
    IReadOnlyList<CallEventView> Events,
    JsonElement? Cdr)
{
    public static CallView Of(World world, Call call) => new(
        call.SessionId,
        world.Application.Name!,
        ModeNames.Choices.NameOf(world.Application.Mode),
        call.From.Value,
        call.To.Value,
        CallStates.Names.NameOf(call.State),
        call.Cause?.StateCode,
        call.IsCollecting,
        [.. call.Events.Select(CallEventView.Of)],
        call.Cdr is null ? null : JsonSerializer.SerializeToElement(call.Cdr, PlatformJson.Wire.FeeInfo));
}

internal sealed record CallEventView(string EventType, DateTimeOffset At, JsonElement StatusInfo)
{
    public static CallEventView Of(CallEvent happened) =>
        new(happened.EventType, happened.At, JsonSerializer.SerializeToElement(happened.StatusInfo, PlatformJson.Wire.StatusInfo));
}
