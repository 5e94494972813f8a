using System.Text.Json;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Json;
using PrivateNumber.Emulator.Recordings;

namespace PrivateNumber.Emulator.Calls;

/// <summary>Tells the customer what happens to a call: events as they happen, one CDR at the end.</summary>
internal sealed class CallReporter(World world)
{
    private const string Block = "Block";

    public Call CallIn(Call call, Action<PushReply>? customerAnswered)
    {
        var status = Status(call) with
        {
            Caller = call.From.Value,
            Called = call.To.Value,

            // Also where the platform refuses by itself and does not wait: no case of Notify is described (x-mode.md §3, §8 no. 6).
            NotifyMode = world.Mode.AsksCustomer ? Block : null,
        };

        // Nothing is known yet, so nothing is known to be unbound either (decision D22).
        return Send(call, CallEvent.CallIn, world.Mode.CallinNamesBinding ? status : status with { SubscriptionId = null }, customerAnswered);
    }

    public Call Report(Call call, string eventType, string? digits = null)
    {
        var status = Status(call);
        return Send(call, eventType, eventType == CallEvent.CollectInfo
            ? status with { DigitInfo = digits, SubscriptionId = null, UserData = null }
            : WithParties(status, call));
    }

    public Call Ended(Call call)
    {
        var cause = call.Cause!;
        call = Send(call, CallEvent.Disconnect, WithParties(Status(call), call) with { StateCode = cause.StateCode, StateDesc = cause.StateDesc });
        call = call with { Cdr = Cdr(call) };
        world.Fees.Add(call.Cdr);
        return call;
    }

    private Call Send(Call call, string eventType, StatusInfo status, Action<PushReply>? customerAnswered = null)
    {
        var callEvent = new CallEvent(eventType, status) { At = world.Clock.Now };
        var body = JsonSerializer.SerializeToUtf8Bytes(callEvent, PlatformJson.Wire.CallEvent);

        // A question is never asked twice, and X mode repeats no callin at all (x-mode.md §3).
        var retried = eventType != CallEvent.CallIn || !world.Mode.AsksCustomer;
        world.Outbox.Send(eventType, body, call.SessionId, [call.SessionId], retried, customerAnswered);
        world.Events.Called(world, callEvent);
        return call with { Events = call.Events.Add(callEvent) };
    }

    private StatusInfo Status(Call call) => new()
    {
        SessionId = call.SessionId,
        Timestamp = PlatformTime.Utc(world.Clock.Now),
        SubscriptionId = call.Binding?.SubscriptionId ?? (Unbound is UnboundSubscriptionId.Both ? "" : null),
        UserData = UserData(call),
    };

    /// <summary>The second leg's parties; those of the first where there is no second (call-notifications.md §2.3).</summary>
    private static StatusInfo WithParties(StatusInfo status, Call call) => call is { Leg: { } leg, FwdStartTime: not null }
        ? status with { Caller = leg.EventCaller.Value, Called = leg.Callee.Value }
        : status with { Caller = call.From.Value, Called = call.To.Value };

    private static string? UserData(Call call) => call.Leg?.UserData ?? call.UserData ?? call.Binding?.UserData;

    private UnboundSubscriptionId Unbound => world.Mode.AsksCustomer ? UnboundSubscriptionId.Omit : world.Application.Switches.UnboundSubscriptionId;

    private FeeInfo Cdr(Call call)
    {
        var application = world.Application;
        var switches = application.Switches;
        var cause = call.Cause!;
        var leg = call.FwdStartTime is null ? null : call.Leg;
        var connected = call.FwdAnswerTime is not null;
        var end = PlatformTime.Utc(call.CallEndTime!.Value);
        var talk = connected ? call.CallEndTime.Value - call.FwdAnswerTime!.Value : TimeSpan.Zero;

        // The difference of the two times as the CDR shows them, in whole seconds (call-notifications.md §3.1).
        var shownTalk = connected ? call.CallEndTime.Value.ToUnixTimeSeconds() - call.FwdAnswerTime!.Value.ToUnixTimeSeconds() : 0;
        var recorded = leg is { Record: true } && application.Recording && connected && talk >= CallTimes.ShortestRecording;
        var recording = recorded ? world.Recordings.Add(call.FwdAnswerTime!.Value, talk) : null;
        var extension = call.Binding?.ExtendNum;
        return new FeeInfo
        {
            Direction = call.Direction,
            SpId = application.SpId,
            AppKey = application.AppKey!,
            Icid = call.Icid,
            BindNum = call.To.Value,
            SessionId = call.SessionId,
            SubscriptionId = call.Binding?.SubscriptionId ?? (Unbound is UnboundSubscriptionId.Omit ? null : ""),
            CallerNum = call.From.Value,
            CalleeNum = call.To.Value,
            FwdDisplayNum = leg?.Display.Value,
            FwdDstNum = leg?.Callee.Value,
            CallInTime = PlatformTime.Utc(call.CallInTime),
            FwdStartTime = Time(call.FwdStartTime),
            FwdAlertingTime = Time(call.FwdAlertingTime),
            FwdAnswerTime = Time(call.FwdAnswerTime),
            CallEndTime = end,
            FwdUnaswRsn = cause.FwdUnaswRsn,
            FailTime = connected ? null : end,
            UlFailReason = cause.UlFailReason,
            SipStatusCode = cause.SipStatusCode,
            RecordFlag = recording is null ? 0 : 1,
            RecordStartTime = Time(recording?.Start),
            RecordDomain = recording?.Domain,
            RecordBucketName = recording?.BucketName,
            RecordObjectName = recording?.ObjectName,
            RecordFileDownloadUrl = recording is not null && switches.RecordFileDownloadUrl ? RecordingLink.To(recording, world, world.Address.Own) : null,
            MptyId = connected ? call.Binding?.SubscriptionId : null,
            ServiceType = world.Mode.ServiceType,
            HostName = world.Ids.HostName,
            ExtendNum = switches.ExtendNumField is ExtendNumField.ExtendNumber ? null : extension,
            ExtendNumber = switches.ExtendNumField is ExtendNumField.ExtendNum ? null : extension,
            NotifyMode = world.Mode.AsksCustomer ? Block : null,
            AreaCode = switches.CdrAreaCode ? world.Numbers.Find(call.To)?.AreaCode : null,
            CallRelDirection = switches.CdrCallRelDirection && connected && call.HungUpBy is { } by ? (by == Party.Caller ? 1 : 2) : null,
            CallDuration = switches.CdrCallDuration ? (int)shownTalk : null,
            UserData = UserData(call),
        };
    }

    private static string? Time(DateTimeOffset? time) => time is { } value ? PlatformTime.Utc(value) : null;
}
