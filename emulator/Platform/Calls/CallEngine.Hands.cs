using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Calls;

/// <content>What people with a phone in their hand, and the customer, do to a call that goes on. False when it is in no state for it.</content>
internal sealed partial class CallEngine
{
    /// <summary>The callee takes a ringing call that was placed as interactive.</summary>
    public bool Answer(string sessionId, AnswerGate gate) => Drive(sessionId, gate, call => AtThePhone(call, AnswerNow), CanBeTaken);

    /// <summary>The callee rejects the ringing call.</summary>
    public bool Reject(string sessionId, AnswerGate gate) =>
        Drive(sessionId, gate, call => AtThePhone(call, ringing => End(ringing, EndCause.Rejected, Party.Callee)), CanBeTaken);

    /// <summary>A side hangs up, whatever the call is doing.</summary>
    public bool HangUp(string sessionId, Party party, AnswerGate gate) => Drive(sessionId, gate, call => End(call, call.State switch
    {
        CallState.Talking => EndCause.Released,
        CallState.Ringing when party == Party.Callee => EndCause.Rejected,
        CallState.Ringing => EndCause.AbandonedWhileRinging,
        _ when call.FwdStartTime is not null => EndCause.AbandonedBeforeRinging,
        _ => EndCause.AbandonedBeforeForwarding,
    }, party));

    /// <summary>The caller keys digits in a collection that waits for them (AXE).</summary>
    public bool Key(string sessionId, string digits, AnswerGate gate) =>
        Drive(sessionId, gate, call => Collected(call, digits), call => call.IsCollecting);

    /// <summary>The customer ends the call by <c>callStop</c> (stop-call.md).</summary>
    public bool Stop(string sessionId, AnswerGate gate) => Drive(sessionId, gate, call => End(call, call switch
    {
        { State: CallState.Talking } => EndCause.Stopped,
        { FwdStartTime: not null } => EndCause.StoppedWhileRinging,
        _ => EndCause.Stopped,
    }));

    private bool Drive(string sessionId, AnswerGate gate, Action<Call> act, Func<Call, bool>? only = null)
    {
        lock (world.Gate)
        {
            if (_calls.Find(sessionId) is not { State: not CallState.Ended } call || only?.Invoke(call) == false)
            {
                return false;
            }

            // What was to happen by itself does not: an answered call is not given up by the carrier.
            Unschedule(call);
            using var scope = world.Outbox.Behind(gate);
            act(call);
            return true;
        }
    }

    private static bool CanBeTaken(Call call) => call.State == CallState.Ringing || call is { State: CallState.Routing, Leg: not null };

    /// <summary>On a manual clock a routed call waits to be forwarded, which is due at once: whoever takes the phone has heard it ring.</summary>
    private void AtThePhone(Call call, Action<Call> act)
    {
        if (call.State == CallState.Routing)
        {
            Forward(call);
            Unschedule(call);
        }

        if (_calls.Find(call.SessionId) is { State: CallState.Ringing } ringing)
        {
            act(ringing);
        }
    }
}
