using System.Text.Json;
using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Applications;

/// <summary>Changes the status of a privacy number and tells the customer (call-notifications.md §6).</summary>
internal static class NumberStatusChange
{
    /// <summary>Returns the number as it is now; what stays as it was is no change and pushes nothing.</summary>
    public static PoolNumber Apply(World world, PhoneNumber number, NumberStatus status, string? cause, AnswerGate gate)
    {
        lock (world.Gate)
        {
            var old = world.Numbers.Find(number)!;
            var changed = old with { Status = status, Cause = status == NumberStatus.Unavailable ? cause : null };
            world.Numbers.Put(changed);
            if (changed != old)
            {
                using var scope = world.Outbox.Behind(gate);
                Push(world, changed);
            }

            return changed;
        }
    }

    private static void Push(World world, PoolNumber number)
    {
        if (!world.Application.NumberStatusPush || NumberStatuses.CodeOf(number.Status) is not { } code)
        {
            return;
        }

        var notification = new NumberStatusNotification(PushTypes.NumStatus, [new NumInfo(number.Number.Value, code, number.Cause)]);
        world.Outbox.Send(
            PushTypes.NumStatus, JsonSerializer.SerializeToUtf8Bytes(notification, PlatformJson.Wire.NumberStatusNotification), PushTypes.NumStatus, []);
    }
}

internal sealed record NumberStatusNotification(
    [property: JsonPropertyName("eventType")] string EventType,
    [property: JsonPropertyName("numInfo")] IReadOnlyList<NumInfo> NumInfo);

internal sealed record NumInfo(
    [property: JsonPropertyName("number")] string Number,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("cause")] string? Cause);
