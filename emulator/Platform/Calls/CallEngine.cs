using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Calls;

/// <summary>
/// Plays every call of one application, of whatever mode: each step is an absolute event on the application's clock.
/// All members take the World's lock.
/// </summary>
internal sealed partial class CallEngine(World world, IReadOnlyDictionary<string, Outcome> phones) : IResettable
{
    private readonly CallRegister _calls = new();
    private readonly Dictionary<string, ScheduledEvent> _next = new(StringComparer.Ordinal);
    private readonly CallReporter _reporter = new(world);
    private readonly CallQuota _quota = new(world);

    /// <summary>The live calls and the newest ended ones, in the order in which they reached the platform.</summary>
    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (world.Gate)
            {
                return _calls.All;
            }
        }
    }

    /// <summary>How many ended ones had to make room.</summary>
    public long Dropped
    {
        get
        {
            lock (world.Gate)
            {
                return _calls.Dropped;
            }
        }
    }

    public Call? Find(string sessionId)
    {
        lock (world.Gate)
        {
            return _calls.Find(sessionId);
        }
    }

    /// <summary>Whether a call can go on by itself: an interactive one may wait for somebody to act.</summary>
    public bool GoesOn(string sessionId)
    {
        lock (world.Gate)
        {
            return _calls.Find(sessionId) is { State: not CallState.Ended } call
                && !(call.Plan.Interactive && !_next.ContainsKey(sessionId) && (call.State == CallState.Talking || call.EntriesLeft is not null));
        }
    }

    /// <summary>How many calls to this privacy number are going on.</summary>
    public int LiveOn(PhoneNumber x) => _calls.LiveOn(x);

    /// <summary>A phone dials a privacy number. Returns the call after everything that happens at once.</summary>
    public Call Place(PhoneNumber from, PhoneNumber to, CallPlan plan, AnswerGate gate)
    {
        lock (world.Gate)
        {
            using var scope = world.Outbox.Behind(gate);
            var now = world.Clock.Now;
            var identity = world.Mode.Identify(from, to);
            var call = new Call
            {
                Sequence = _calls.Open(to),
                SessionId = world.Ids.SessionId(from, to, now, world.Application.Switches.SessionIdStyle),
                Icid = world.Ids.Icid(now),
                From = from,
                To = to,
                Plan = plan,
                CallInTime = now,
                Binding = world.Mode.CallinNamesBinding ? identity?.Binding : null,
            };
            var refusal = CallRules.Refusal(world, from, to) ?? _quota.Dialled(from);
            if (refusal is null && world.Mode.AsksCustomer)
            {
                return AskCustomer(call);
            }

            call = Keep(_reporter.CallIn(call, null));
            return Follow(call, refusal is null
                ? world.Mode.Route(call)
                : new Route.Refuse(refusal, identity?.Direction ?? Directions.Abnormal, identity?.Binding));
        }
    }

    public void Reset()
    {
        _calls.Reset();
        _next.Clear();
        _quota.Reset();
    }

    private Call AskCustomer(Call call)
    {
        // Until the answer refuses the call it counts as attempted, also when the caller hangs up meanwhile (decision D30).
        call = Keep(_reporter.CallIn(call with { Direction = Directions.FromA }, reply => CustomerAnswered(call.SessionId, reply)));
        if (call.Plan.Outcome == Outcome.AbandonedBeforeForwarding)
        {
            Schedule(call, TimeSpan.Zero, CallEvent.Disconnect, c => End(c, EndCause.AbandonedBeforeForwarding, Party.Caller));
            return call;
        }

        return PushTargets.For(world.Application, CallEvent.CallIn) is null
            ? Follow(call, world.Mode.RouteAnswer(call, new PushReply(null, "", "the application has no status URL", TimeSpan.Zero)))
            : call;
    }

    private void CustomerAnswered(string sessionId, PushReply reply)
    {
        // The caller may have hung up while the customer's server was thinking: the late answer is ignored (x-mode.md §5).
        // So is a second answer, to a callin that was redelivered.
        if (_calls.Find(sessionId) is { State: CallState.Routing, Leg: null, Plan.Outcome: not Outcome.AbandonedBeforeForwarding } call)
        {
            Follow(call, world.Mode.RouteAnswer(call, reply));
        }
    }

    private Call Follow(Call call, Route route)
    {
        switch (route)
        {
            case Route.Connect(var leg) when (CallRules.CalleeRefusal(world, leg.Callee) ?? _quota.Routed(leg.Callee)) is { } barred:
                // In X mode, and where no binding names the caller, a refusal has no direction (decision D30).
                var direction = world.Mode.AsksCustomer ? null : world.Mode.Identify(call.From, call.To)?.Direction;
                return Follow(call, new Route.Refuse(barred, direction ?? Directions.Abnormal, leg.Binding, leg.UserData));

            case Route.Connect(var leg):
                call = Keep(call with { Leg = leg, Binding = leg.Binding, Direction = leg.Direction, EntriesLeft = null });
                if (call.Plan.Outcome == Outcome.AbandonedBeforeForwarding)
                {
                    Schedule(call, TimeSpan.Zero, CallEvent.Disconnect, c => End(c, EndCause.AbandonedBeforeForwarding, Party.Caller));
                }
                else
                {
                    Schedule(call, TimeSpan.Zero, CallEvent.CallOut, Forward);
                }

                return call;

            case Route.Refuse(var cause, var refused, var binding, var userData):
                return End(call with { Direction = refused, Binding = binding ?? call.Binding, UserData = userData, EntriesLeft = null }, cause);

            case Route.Collect(var repeats):
                return Collect(Keep(call with { EntriesLeft = repeats + 1 }));

            case Route.CollectAgain(var lastCause):
                return call.EntriesLeft > 0 ? Collect(call) : End(call with { EntriesLeft = null }, lastCause);

            default:
                throw new InvalidOperationException($"A call cannot follow {route.GetType().Name} here.");
        }
    }

    private Call Collect(Call call)
    {
        var keyed = call.Plan.Keys.ElementAtOrDefault(call.Collected);
        if (call.Plan.Outcome == Outcome.AbandonedBeforeForwarding && string.IsNullOrEmpty(keyed))
        {
            Schedule(call, TimeSpan.Zero, CallEvent.Disconnect, c => End(c, EndCause.AbandonedBeforeForwarding, Party.Caller));
            return call;
        }

        if (call.Plan.Interactive && keyed is null)
        {
            Schedule(call, CallTimes.KeyingLimit, CallEvent.CollectInfo, c => Collected(c, ""));
            return call;
        }

        return Collected(call, keyed ?? "");
    }

    private Call Collected(Call call, string digits)
    {
        call = Keep(_reporter.Report(call with { Collected = call.Collected + 1, EntriesLeft = call.EntriesLeft - 1 }, CallEvent.CollectInfo, digits));
        return Follow(call, world.Mode.RouteDigits(call, digits));
    }

    private void Forward(Call call)
    {
        var leg = call.Leg!;
        call = Keep(_reporter.Report(call with { FwdStartTime = world.Clock.Now }, CallEvent.CallOut));
        world.Mode.Forwarded(call);
        var outcome = call.Plan.Outcome ?? phones.GetValueOrDefault(leg.Callee.Value, Outcome.Answered);
        if ((leg.Forced ?? OutcomeCauses.BeforeRinging(outcome)) is { } failure)
        {
            End(call, failure, outcome == Outcome.AbandonedBeforeRinging && leg.Forced is null ? Party.Caller : null);
            return;
        }

        call = Keep(_reporter.Report(call with { State = CallState.Ringing, FwdAlertingTime = world.Clock.Now }, CallEvent.Alerting));
        if (outcome == Outcome.PlatformTimeout || call.Plan.RingsFor > CallTimes.PlatformLimit)
        {
            Schedule(call, CallTimes.PlatformLimit, CallEvent.Disconnect, c => End(c, EndCause.PlatformTimeout));
            return;
        }

        if (call.Plan.Interactive)
        {
            Schedule(call, CallTimes.CarrierRing, CallEvent.Disconnect, c => End(c, EndCause.NoAnswer));
            return;
        }

        var ring = call.Plan.RingsFor ?? (outcome == Outcome.NoAnswer ? CallTimes.CarrierRing : CallTimes.DefaultRing);
        switch (outcome)
        {
            case Outcome.NoAnswer:
                Schedule(call, ring, CallEvent.Disconnect, c => End(c, EndCause.NoAnswer));
                break;
            case Outcome.Rejected:
                Schedule(call, ring, CallEvent.Disconnect, c => End(c, EndCause.Rejected, Party.Callee));
                break;
            case Outcome.AbandonedWhileRinging:
                Schedule(call, ring, CallEvent.Disconnect, c => End(c, EndCause.AbandonedWhileRinging, Party.Caller));
                break;
            default:
                Schedule(call, ring, CallEvent.Answer, AnswerNow);
                break;
        }
    }

    private void AnswerNow(Call call)
    {
        call = Keep(_reporter.Report(call with { State = CallState.Talking, FwdAnswerTime = world.Clock.Now }, CallEvent.Answer));
        world.Mode.Answered(call);
        Tell(Happening.Answered, call);
        TimeSpan? limit = call.Leg!.MaxDuration == 0 ? null : TimeSpan.FromMinutes(call.Leg.MaxDuration);
        var talk = call.Plan.TalksFor ?? (call.Plan.Interactive ? null : CallTimes.DefaultTalk);
        if (limit is { } longest && (talk is null || talk > longest))
        {
            Schedule(call, longest, CallEvent.Disconnect, c => End(c, EndCause.MaxDuration));
        }
        else if (talk is { } length)
        {
            Schedule(call, length, CallEvent.Disconnect, c => End(c, EndCause.Released, c.Plan.HangsUp));
        }
    }

    private Call End(Call call, EndCause cause, Party? by = null)
    {
        Unschedule(call);
        call = Keep(_reporter.Ended(call with { State = CallState.Ended, CallEndTime = world.Clock.Now, Cause = cause, HungUpBy = by }));
        _calls.Close(call);
        Tell(Happening.Ended, call);
        return call;
    }

    private void Tell(string what, Call call) =>
        world.Events.Happened(world, new Happening(what, world.Outbox.Gate, () => CallFields.Of(call)) { SessionId = call.SessionId });

    private void Schedule(Call call, TimeSpan after, string what, Action<Call> step)
    {
        Unschedule(call);
        ScheduledEvent? next = null;
        next = world.Clock.After(after, what, () =>
        {
            lock (world.Gate)
            {
                // A control call may have come first while this event was waiting for the lock.
                if (_next.GetValueOrDefault(call.SessionId) == next && _next.Remove(call.SessionId) && _calls.Find(call.SessionId) is { } current)
                {
                    step(current);
                }
            }
        }, call.SessionId);
        _next[call.SessionId] = next;
    }

    private void Unschedule(Call call)
    {
        if (_next.Remove(call.SessionId, out var next))
        {
            next.Cancel();
        }
    }

    private Call Keep(Call call) => _calls.Keep(call);
}
