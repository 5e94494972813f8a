using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrderTaxi.Orders;

/// <summary>A ride that is ordered: its passenger and its driver call each other by a number that belongs to neither.</summary>
internal sealed record Order(string Id, string Passenger, string Driver, string Number, [property: JsonIgnore] string SubscriptionId)
{
    public bool Finished { get; init; }

    public ImmutableList<Call> Calls { get; init; } = [];

    /// <summary>Pushes come twice now and then, and a late one after its successor: a call never goes back.</summary>
    public Order Saw(string sessionId, string caller, CallStage stage, DateTimeOffset at)
    {
        var call = Find(sessionId) ?? new Call(sessionId, RoleOf(caller), at);
        return With(call with { Stage = stage > call.Stage ? stage : call.Stage });
    }

    /// <summary>The call's record, which is the last word about it.</summary>
    /// <param name="sessionId">The call.</param>
    /// <param name="caller">Who called.</param>
    /// <param name="at">When.</param>
    /// <param name="talked">Null for a call that was not answered.</param>
    public Order Closed(string sessionId, string caller, DateTimeOffset at, TimeSpan? talked) => With(new Call(sessionId, RoleOf(caller), at)
    {
        Stage = CallStage.Ended,
        Missed = talked is null,
        Seconds = (int)talked.GetValueOrDefault().TotalSeconds,
    });

    public Call? Find(string sessionId) => Calls.Find(call => call.SessionId == sessionId);

    private Order With(Call call)
    {
        var place = Calls.FindIndex(known => known.SessionId == call.SessionId);
        return this with { Calls = place < 0 ? Calls.Add(call) : Calls.SetItem(place, call) };
    }

    private string RoleOf(string caller) => caller == Passenger ? "passenger" : "driver";
}

/// <summary>A call between the two.</summary>
/// <param name="SessionId">The platform's name of it, the same in every push.</param>
/// <param name="By">Who called: passenger or driver.</param>
/// <param name="At">When.</param>
internal sealed record Call([property: JsonIgnore] string SessionId, string By, DateTimeOffset At)
{
    public CallStage Stage { get; init; }

    public bool Missed { get; init; }

    /// <summary>How long they talked; null until the call's record is there.</summary>
    public int? Seconds { get; init; }
}

internal enum CallStage
{
    Dialling,
    Ringing,
    Talking,
    Ended,
}
