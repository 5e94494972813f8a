using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OrderTaxi.Notices;
using OrderTaxi.Orders;

namespace OrderTaxi.Pushes;

/// <summary>
/// What the platform tells about calls. Each push is answered 200 at once, also one that means nothing to this application: the
/// platform takes any other answer, and one that comes late, for a failure, and pushes again.
/// </summary>
internal static class PushApi
{
    public static void MapPushes(this IEndpointRouteBuilder routes)
    {
        var pushes = routes.MapGroup("/pushes").AddEndpointFilter<OnlyGenuine>();
        pushes.MapPost("/status", Status);
        pushes.MapPost("/fee", Fee);
    }

    private static Ok Status(StatusPush push, OrderBook orders)
    {
        if (push.StatusInfo is { UserData: { } order, Caller: { } caller } info && StageOf(push.EventType) is { } stage)
        {
            orders.Change(order, known => known.Saw(info.SessionId, caller, stage, Time(info.Timestamp)));
        }

        return TypedResults.Ok();
    }

    private static Ok Fee(FeePush push, OrderBook orders, NoticeQueue notices)
    {
        foreach (var record in push.FeeLst ?? [])
        {
            if (record is { UserData: { } order, FwdDstNum: { } callee }
                && orders.Change(order, known => Closed(known, record)) is var (before, after)
                && IsMissed(after, record) && !IsMissed(before, record))
            {
                notices.Add(new Notice(callee, $"You missed a call about {after.Id}. Call back: {after.Number}"));
            }
        }

        return TypedResults.Ok();
    }

    private static Order Closed(Order order, FeeInfo record)
    {
        TimeSpan? talked = record is { FwdAnswerTime: { } from, CallEndTime: { } to } ? Time(to) - Time(from) : null;
        return order.Closed(record.SessionId, record.CallerNum, Time(record.CallInTime), talked);
    }

    private static bool IsMissed(Order order, FeeInfo record) => order.Find(record.SessionId) is { Missed: true };

    /// <summary>Null for events that this application does not know.</summary>
    private static CallStage? StageOf(string eventType) => eventType switch
    {
        "callin" or "callout" => CallStage.Dialling,
        "alerting" => CallStage.Ringing,
        "answer" => CallStage.Talking,
        "disconnect" => CallStage.Ended,
        _ => null,
    };

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
